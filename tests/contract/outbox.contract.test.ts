import type { Delivery } from "@earshot/core/outbox.ts";
import { describe, expect, test } from "vitest";
import { contract, describeEngine, openTable, type Stores } from "./engine.ts";
import { at, exampleDelivery } from "./examples.ts";
import { following } from "./following.ts";
import { refusesForeignCursors, walk } from "./pages.ts";

/** Carries a delivery through to a state, as `deliver` does. */
async function settled({ outbox }: Pick<Stores, "outbox">, delivery: Delivery, given: Partial<Delivery>) {
  await outbox.add(delivery);
  const claimed = await outbox.claim(delivery.id, "t", delivery.dueAt, at(60));
  if (!claimed) throw new Error("It can be claimed.");
  await outbox.settle({ ...claimed, ...given }, "t");
}

contract("outbox", (open) => {
  test("an effect is written once; a repeat leaves it as it is", async () => {
    const { outbox } = await open();
    const delivery = exampleDelivery("issue", {
      theme: "thm_1",
      team: "core",
      payload: { title: "Ä", labels: [1, null] },
    });
    expect(await outbox.get(delivery.id)).toBeUndefined();
    expect(await outbox.add(delivery)).toBe(true);
    expect(await outbox.add({ ...delivery, dueAt: at(9), payload: 1 })).toBe(false);
    expect(await outbox.get(delivery.id)).toEqual(delivery);
  });

  test("of many who write the same effect at once, one does", async () => {
    const { outbox } = await open();
    const added = await Promise.all(Array.from({ length: 30 }, () => outbox.add(exampleDelivery("issue"))));
    expect(added.filter(Boolean)).toHaveLength(1);
  });

  test("who claims a delivery has it until the time named, and one attempt more", async () => {
    const { outbox } = await open();
    const delivery = exampleDelivery("issue");
    await outbox.add(delivery);
    const claim = { token: "mine", until: at(6) };
    expect(await outbox.claim(delivery.id, "mine", at(1), at(6))).toEqual({ ...delivery, attempts: 1, claim });
    expect(await outbox.claim(delivery.id, "yours", at(2), at(7))).toBeUndefined();
    expect(await outbox.claim(delivery.id, "mine", at(2), at(7))).toBeUndefined();
    expect(await outbox.get(delivery.id)).toEqual({ ...delivery, attempts: 1, claim });
  });

  test("a claim that ran out is another's to take", async () => {
    const { outbox } = await open();
    const delivery = exampleDelivery("issue");
    await outbox.add(delivery);
    await outbox.claim(delivery.id, "died", at(1), at(6));
    expect(await outbox.claim(delivery.id, "next", at(6), at(11))).toBeUndefined();
    const taken = await outbox.claim(delivery.id, "next", at(7), at(12));
    expect(taken).toEqual({ ...delivery, attempts: 2, claim: { token: "next", until: at(12) } });
  });

  test("of many who claim the same delivery at once, one has it", async () => {
    const { outbox } = await open();
    const { id } = exampleDelivery("issue");
    await outbox.add(exampleDelivery("issue"));
    const claims = await Promise.all(Array.from({ length: 30 }, (_, i) => outbox.claim(id, `t${i}`, at(1), at(6))));
    const [only, ...others] = claims.filter((claim) => claim !== undefined);
    expect(others).toEqual([]);
    expect((await outbox.get(id))?.claim).toEqual(only?.claim);
    expect(only?.attempts).toBe(1);
  });

  test("nobody claims what is not due, not waiting or not there", async () => {
    const { outbox } = await open();
    const later = exampleDelivery("later", { dueAt: at(5) });
    const sent = exampleDelivery("sent");
    await outbox.add(later);
    await settled({ outbox }, sent, { state: "sent" });
    expect(await outbox.claim(later.id, "t", at(4), at(9))).toBeUndefined();
    expect(await outbox.claim(sent.id, "t", at(99), at(109))).toBeUndefined();
    expect(await outbox.claim("out_unknown", "t", at(4), at(9))).toBeUndefined();
    expect(await outbox.get("out_unknown")).toBeUndefined();
    expect(await outbox.claim(later.id, "t", at(5), at(9))).toBeDefined();
  });

  test("what became of a delivery is written by who has it, and frees it", async () => {
    const { outbox } = await open();
    const delivery = exampleDelivery("issue");
    await outbox.add(delivery);
    const claimed = await outbox.claim(delivery.id, "mine", at(1), at(6));
    if (!claimed) throw new Error("It can be claimed.");
    const sent: Delivery = { ...claimed, state: "sent", at: at(2), payload: { a: [1] }, result: { url: "https://x" } };
    await outbox.settle(sent, "mine");
    const { claim: _, ...free } = sent;
    expect(await outbox.get(delivery.id)).toEqual(free);
    await expect(outbox.settle(sent, "mine")).rejects.toMatchObject({ kind: "conflict" });
  });

  test("who took too long writes nothing over what the next one found", async () => {
    const { outbox } = await open();
    const delivery = exampleDelivery("issue");
    await outbox.add(delivery);
    const slow = await outbox.claim(delivery.id, "slow", at(1), at(6));
    const next = await outbox.claim(delivery.id, "next", at(7), at(12));
    if (!slow || !next) throw new Error("Both can claim it.");
    await expect(outbox.settle({ ...slow, state: "parked" }, "slow")).rejects.toMatchObject({ kind: "conflict" });
    await outbox.settle({ ...next, state: "sent" }, "next");
    await expect(outbox.settle({ ...slow, state: "parked" }, "slow")).rejects.toMatchObject({ kind: "conflict" });
    expect(await outbox.get(delivery.id)).toMatchObject({ state: "sent", attempts: 2 });
  });

  test("what is due is what waits, has its time and is nobody's, the longest due first", async () => {
    const { outbox } = await open();
    const deliveries = [3, 1, 2, 9].map((minute) => exampleDelivery(`due ${minute}`, { dueAt: at(minute) }));
    for (const delivery of deliveries) await outbox.add(delivery);
    await settled({ outbox }, exampleDelivery("sent"), { state: "sent" });
    const [third, first, second] = deliveries.map(({ id }) => id);
    const due = async (minute: number, limit = 10) => (await outbox.due(at(minute), limit)).map(({ id }) => id);
    expect(await due(0)).toEqual([]);
    expect(await due(3)).toEqual([first, second, third]);
    expect(await due(3, 2)).toEqual([first, second]);
    await outbox.claim(first ?? "", "t", at(3), at(8));
    expect(await due(3)).toEqual([second, third]);
    expect(await due(8)).toEqual([second, third]);
    expect((await due(9)).slice(0, 3)).toEqual([first, second, third]);
  });

  test("those that somebody is at do not hide the others that are due", async () => {
    const { outbox } = await open();
    const deliveries = Array.from({ length: 12 }, (_, i) => exampleDelivery(`due ${i}`, { dueAt: at(i) }));
    for (const delivery of deliveries) await outbox.add(delivery);
    for (const { id } of deliveries.slice(0, 8)) await outbox.claim(id, "t", at(20), at(40));
    const due = await outbox.due(at(20), 3);
    expect(due.map(({ id }) => id)).toEqual(deliveries.slice(8, 11).map(({ id }) => id));
  });

  test("a failed attempt is due again later", async () => {
    const { outbox } = await open();
    const delivery = exampleDelivery("issue");
    await settled({ outbox }, delivery, { state: "waiting", dueAt: at(7), at: at(1), error: "GitHub is down" });
    expect(await outbox.due(at(6), 10)).toEqual([]);
    const [again] = await outbox.due(at(7), 10);
    expect(again).toMatchObject({ id: delivery.id, attempts: 1, error: "GitHub is down" });
    expect(await outbox.claim(delivery.id, "t", at(6), at(9))).toBeUndefined();
    expect((await outbox.claim(delivery.id, "t", at(7), at(9)))?.attempts).toBe(2);
  });

  test("deliveries are listed by state, newest first, page by page", async () => {
    const stores = await open();
    const expected: string[] = [];
    for (const [i, state] of (["sent", "dry_run", "parked", "superseded", "sent", "dry_run"] as const).entries()) {
      const delivery = exampleDelivery(`${i}`);
      await settled(stores, delivery, { state, at: at(10 + i) });
      if (state !== "parked" && state !== "superseded") expected.unshift(delivery.id);
    }
    await stores.outbox.add(exampleDelivery("waiting", { dueAt: at(12) }));
    expected.splice(2, 0, exampleDelivery("waiting").id);
    for (const limit of [1, 2, 10]) {
      const listed = await walk((request) => stores.outbox.list(["waiting", "sent", "dry_run"], request), limit);
      expect(listed.map(({ id }) => id)).toEqual(expected);
    }
    expect((await stores.outbox.list([], { limit: 5 })).items).toEqual([]);
  });

  test("pages neither repeat nor leave out what stays while others are carried out", async () => {
    const stores = await open();
    const deliveries = Array.from({ length: 12 }, (_, i) => exampleDelivery(`${i}`, { dueAt: at(i) }));
    for (const delivery of deliveries) await stores.outbox.add(delivery);
    const goes = deliveries.filter((_, i) => i % 3 === 1);
    const listed = await walk(
      (request) => stores.outbox.list(["waiting"], request),
      3,
      async (page) => {
        const going = goes[page];
        if (going) await settled(stores, going, { state: "sent" });
        await stores.outbox.add(exampleDelivery(`new ${page}`, { dueAt: at(2 * page) }));
      },
    );
    const ids = listed.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of deliveries.filter((one) => !goes.includes(one))) expect(ids).toContain(id);
  });

  test("those that are named, or all that are parked, are tried again", async () => {
    const stores = await open();
    const parked = Array.from({ length: 3 }, (_, i) => exampleDelivery(`parked ${i}`));
    for (const one of parked) await settled(stores, one, { state: "parked", error: "GitHub says 422", at: at(2) });
    const sent = exampleDelivery("sent");
    await settled(stores, sent, { state: "sent" });
    const [first, ...others] = parked.map(({ id }) => id);
    expect(await stores.outbox.retry([first ?? "", sent.id, "out_unknown"])).toBe(1);
    expect(await stores.outbox.retry()).toBe(2);
    expect(await stores.outbox.retry()).toBe(0);
    const due = await stores.outbox.due(at(60 * 24 * 365 * 50), 10);
    expect(due.map(({ id }) => id).sort()).toEqual([first, ...others].sort());
    for (const one of due) expect(one.error).toBeUndefined();
    expect(await stores.outbox.get(sent.id)).toMatchObject({ state: "sent" });
  });

  test("a delivery that is tried again remembers that it was tried before", async () => {
    const stores = await open();
    const delivery = exampleDelivery("parked");
    await settled(stores, delivery, { state: "parked", attempts: 6 });
    await stores.outbox.retry([delivery.id]);
    expect((await stores.outbox.get(delivery.id))?.attempts).toBe(1);
  });

  test("two who try the same again do so once", async () => {
    const stores = await open();
    for (let i = 0; i < 5; i++) await settled(stores, exampleDelivery(`${i}`), { state: "parked" });
    const retried = await Promise.all([stores.outbox.retry(), stores.outbox.retry()]);
    expect(retried[0] + retried[1]).toBe(5);
  });

  describe("cursors of deliveries", () => {
    refusesForeignCursors(async () => {
      const stores = await open();
      for (let i = 0; i < 3; i++) {
        await settled(stores, exampleDelivery(`sent ${i}`), { state: "sent", at: at(i) });
        await settled(stores, exampleDelivery(`parked ${i}`), { state: "parked", at: at(i) });
      }
      return {
        list: (request) => stores.outbox.list(["sent"], request),
        others: [(request) => stores.outbox.list(["parked"], request), (request) => stores.inbox.parked(request)],
      };
    });
  });
});

describeEngine("outbox on the stream", () => {
  test("deliver hears of what waits and is nobody's, and of nothing else", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    const delivery = exampleDelivery("issue");
    await store.outbox.add(delivery);
    expect((await next()).deliveries).toEqual([delivery.id]);
    await store.outbox.add(delivery);
    const claimed = await store.outbox.claim(delivery.id, "t", at(1), at(6));
    if (!claimed) throw new Error("It can be claimed.");
    expect((await next()).deliveries).toEqual([]);
    await store.outbox.settle({ ...claimed, state: "parked" }, "t");
    expect((await next()).deliveries).toEqual([]);
    await store.outbox.retry();
    expect((await next()).deliveries).toEqual([delivery.id]);
  });
});
