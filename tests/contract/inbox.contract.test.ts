import { isError } from "@earshot/core/error.ts";
import { describe, expect, test } from "vitest";
import { contract, describeEngine, openTable, type Stores } from "./engine.ts";
import { at, exampleEntry, exampleWebhook } from "./examples.ts";
import { following } from "./following.ts";
import { refusesForeignCursors, walk } from "./pages.ts";

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `entry ${i}`);

/** Receives entries and parks them, each a minute after the one before. */
async function park({ inbox }: Pick<Stores, "inbox">, all: readonly string[], given = {}) {
  const entries = all.map((name, i) => exampleEntry(name, { receivedAt: at(i), ...given }));
  await inbox.receive(entries);
  const parked = entries.map((entry) => ({ ...entry, attempts: 6, parked: true, error: `${entry.id} is odd` }));
  for (const entry of parked) await inbox.failed(entry);
  return parked;
}

contract("inbox", (open) => {
  test("an empty inbox holds nothing", async () => {
    const { inbox } = await open();
    await inbox.receive([]);
    expect(await inbox.backlog()).toEqual({ waiting: 0, since: undefined });
    expect(await inbox.wake(at(99), at(99))).toBe(0);
    expect(await inbox.parked({ limit: 10 })).toEqual({ items: [], next: undefined });
    expect(await inbox.retry()).toBe(0);
  });

  test("all that is received waits, since the oldest of it", async () => {
    const { inbox } = await open();
    await inbox.receive([exampleEntry("one", { receivedAt: at(3) })]);
    await inbox.receive(names(60).map((name, i) => exampleEntry(name, { receivedAt: at(5 + i) })));
    expect(await inbox.backlog()).toEqual({ waiting: 61, since: at(3) });
  });

  test("the same entry is kept once, received again or twice at once", async () => {
    const { inbox } = await open();
    const entry = exampleEntry("twice");
    await inbox.receive([entry, exampleEntry("other"), entry]);
    await inbox.receive([entry]);
    expect((await inbox.backlog()).waiting).toBe(2);
  });

  test("under one name one entry is kept, even after it was taken in, and of many at once one", async () => {
    const { inbox } = await open();
    const first = exampleEntry("first");
    expect(await inbox.receiveOnce(first, "github a")).toBe(true);
    expect(await inbox.receiveOnce(exampleEntry("again"), "github a")).toBe(false);
    expect((await inbox.backlog()).waiting).toBe(1);
    await inbox.done([first]);
    expect(await inbox.receiveOnce(exampleEntry("once more"), "github a")).toBe(false);
    const tries = names(10).map((name) => inbox.receiveOnce(exampleEntry(name), "github b").catch(() => false));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect((await inbox.backlog()).waiting).toBe(1);
  });

  test("what has been taken in is gone, however often that is said", async () => {
    const { inbox } = await open();
    const [first, second, third] = names(3).map((name, i) => exampleEntry(name, { receivedAt: at(i) }));
    if (!first || !second || !third) throw new Error("three entries");
    await inbox.receive([first, second, third]);
    await inbox.done([first, second, first]);
    await inbox.done([first, exampleEntry("never received")]);
    await inbox.done([]);
    expect(await inbox.backlog()).toEqual({ waiting: 1, since: at(2) });
  });

  test("what failed stays and waits", async () => {
    const { inbox } = await open();
    const entry = exampleEntry("failing");
    await inbox.receive([entry]);
    await inbox.failed({ ...entry, attempts: 1, error: "the forum does not answer" });
    expect((await inbox.backlog()).waiting).toBe(1);
    expect((await inbox.parked({ limit: 10 })).items).toEqual([]);
  });

  test("what is parked waits no longer, and is shown with its reason", async () => {
    const stores = await open();
    const content = exampleWebhook('{"ä": "\u0000 🙂"}');
    const parked = await park(stores, ["odd"], { content });
    expect((await stores.inbox.backlog()).waiting).toBe(0);
    expect(await stores.inbox.wake(at(99), at(99))).toBe(0);
    expect((await stores.inbox.parked({ limit: 10 })).items).toEqual(parked);
  });

  test("what somebody else has taken in meanwhile does not come back by failing", async () => {
    const { inbox } = await open();
    const entry = exampleEntry("taken in");
    await inbox.receive([entry]);
    await inbox.done([entry]);
    for (const parked of [false, true])
      await expect(inbox.failed({ ...entry, attempts: 1, parked })).rejects.toMatchObject({ kind: "conflict" });
    expect((await inbox.backlog()).waiting).toBe(0);
    expect((await inbox.parked({ limit: 10 })).items).toEqual([]);
  });

  test("nor does what somebody else has parked", async () => {
    const stores = await open();
    const [parked] = await park(stores, ["odd"]);
    if (!parked) throw new Error("one is parked");
    await expect(stores.inbox.failed({ ...parked, parked: false })).rejects.toMatchObject({ kind: "conflict" });
    await expect(stores.inbox.failed({ ...parked, attempts: 7 })).rejects.toMatchObject({ kind: "conflict" });
    expect((await stores.inbox.parked({ limit: 10 })).items).toEqual([parked]);
    expect((await stores.inbox.backlog()).waiting).toBe(0);
  });

  test("only what was received before a time is woken", async () => {
    const { inbox } = await open();
    await inbox.receive(names(6).map((name, i) => exampleEntry(name, { receivedAt: at(i) })));
    expect(await inbox.wake(at(0), at(50))).toBe(0);
    expect(await inbox.wake(at(2), at(50))).toBe(2);
    expect(await inbox.wake(at(2), at(51))).toBe(2);
    expect(await inbox.wake(at(50), at(52))).toBe(6);
  });

  test("the parked are listed newest first, page by page", async () => {
    const stores = await open();
    const parked = await park(stores, names(7));
    const listed = await walk((request) => stores.inbox.parked(request), 3);
    expect(listed).toEqual(parked.toReversed());
  });

  test("the list of the parked ends only with the last, however large they are", async () => {
    const stores = await open();
    const parked = await park(stores, names(8), { content: exampleWebhook("x".repeat(300_000)) });
    const listed = await walk((request) => stores.inbox.parked(request), 5);
    expect(listed.map(({ id }) => id)).toEqual(parked.map(({ id }) => id).reverse());
  });

  test("pages neither repeat nor leave out what stays parked while others come and go", async () => {
    const stores = await open();
    const parked = await park(stores, names(9));
    const goes = parked.filter((_, i) => i % 4 === 2);
    const listed = await walk(
      (request) => stores.inbox.parked(request),
      2,
      async (page) => {
        await stores.inbox.retry(goes.slice(page, page + 1).map(({ id }) => id));
        await park(stores, [`new ${page}`], { receivedAt: at(3 * page) });
      },
    );
    const ids = listed.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of parked.filter((entry) => !goes.includes(entry))) expect(ids).toContain(id);
  });

  test("those that are named, or all, are put back to work", async () => {
    const stores = await open();
    const parked = await park(stores, names(4));
    const ids = parked.map(({ id }) => id);
    expect(await stores.inbox.retry(ids.slice(0, 1))).toBe(1);
    expect(await stores.inbox.retry([...ids.slice(0, 1), "inb_unknown"])).toBe(0);
    expect(await stores.inbox.backlog()).toEqual({ waiting: 1, since: at(0) });
    expect(await stores.inbox.retry()).toBe(3);
    expect((await stores.inbox.backlog()).waiting).toBe(4);
    expect((await stores.inbox.parked({ limit: 10 })).items).toEqual([]);
  });

  test("two who put the same back to work put it back once", async () => {
    const stores = await open();
    await park(stores, names(5));
    const retried = await Promise.all([stores.inbox.retry(), stores.inbox.retry()]);
    expect(retried[0] + retried[1]).toBe(5);
    expect((await stores.inbox.backlog()).waiting).toBe(5);
  });

  test("of two workers whose attempt at the same entry failed for good, one parks it", async () => {
    const { inbox } = await open();
    const entry = exampleEntry("odd");
    await inbox.receive([entry]);
    const parked = { ...entry, attempts: 6, parked: true };
    const results = await Promise.allSettled([inbox.failed(parked), inbox.failed(parked)]);
    const refused = results.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    expect(refused.map((error) => isError(error, "conflict"))).toEqual([true]);
    expect((await inbox.parked({ limit: 10 })).items).toHaveLength(1);
  });

  describe("cursors of the parked", () => {
    refusesForeignCursors(async () => {
      const stores = await open();
      await park(stores, names(4));
      for (const [i, state] of (["sent", "parked"] as const).entries())
        for (const minute of [1, 2])
          await stores.outbox.add({
            ...{ id: `out_${i}${minute}`, outlet: "slack", kind: "digest", occasion: "", state, attempts: 1 },
            ...{ createdAt: at(0), dueAt: at(0), at: at(minute) },
          });
      return {
        list: (request) => stores.inbox.parked(request),
        others: [(request) => stores.outbox.list(["parked"], request)],
      };
    });
  });
});

describeEngine("inbox on the stream", () => {
  test("what is received is handed to the worker once, as it was received", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    const entries = names(30).map((name) => exampleEntry(name));
    await store.inbox.receive(entries);
    const { received } = await next();
    expect(received.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(entries.sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect((await next()).received).toEqual([]);
  });

  test("waking hands the worker what is old, and nothing that is not there any more", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    const [old, older, young] = [at(1), at(0), at(2)].map((receivedAt) => exampleEntry(receivedAt, { receivedAt }));
    if (!old || !older || !young) throw new Error("three entries");
    await store.inbox.receive([old, older, young]);
    await store.inbox.done([older]);
    await next();
    await store.inbox.wake(at(2), at(9));
    expect((await next()).received).toEqual([old]);
    await store.inbox.wake(at(2), at(10));
    expect((await next()).received).toEqual([old]);
  });

  test("what fails waits for the sweep, woken before or not", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    const entry = exampleEntry("failing");
    await store.inbox.receive([entry]);
    await next();
    for (const attempts of [1, 2, 3]) {
      const failed = { ...entry, attempts, error: "no answer" };
      await store.inbox.failed(failed);
      expect((await next()).received).toEqual([]);
      await store.inbox.wake(at(5), at(5 + attempts));
      expect((await next()).received).toEqual([failed]);
    }
    await store.inbox.failed({ ...entry, attempts: 4, parked: true });
    expect((await next()).received).toEqual([]);
  });

  test("retrying hands the worker what was parked, at once and as new", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    await park(store, ["odd"]);
    await next();
    await store.inbox.retry();
    expect((await next()).received).toEqual([exampleEntry("odd")]);
  });
});
