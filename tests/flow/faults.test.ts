import { minute } from "@earshot/core/clock.ts";
import { feedbackId } from "@earshot/core/feedback.ts";
import { readChanges, type StreamRecord } from "@earshot/store/changes.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Runtime } from "../../functions/runtime.ts";
import { type Answer, standIn } from "../unit/sources-stand-in.ts";
import { faultsOf, landlord, newTable, noon, ofDiscourse, ofZendesk, open, post, themesOf } from "./house.ts";
import { type Fate, lineTo, runtimeAt, Tap, work } from "./network.ts";

const endpoint = landlord();

const dark = "Please give the calendar a dark mode, the white pages hurt my eyes at night.";
const invoices = "Exporting invoices as PDF fails with an error at the end of every month.";
const keys = "Our clarinet section needs its own keys to the rehearsal room on Sundays.";

interface Scene {
  table: string;
  time: { now: number };
  /** Earshot as its visitors meet it, on a line on which all goes well. */
  front: Runtime;
  tap: Tap;
}

/** A table in which a few things have been received and acknowledged, and nothing has been done about them yet. */
async function scene(): Promise<Scene> {
  const table = newTable();
  const time = { now: noon };
  const tap = await Tap.on(endpoint(), table);
  const front = runtimeAt(endpoint(), table, time);
  const deliver = async ([source, headers, body]: [string, Record<string, string>, string]) => {
    const response = await front.portal.request(`/webhooks/${source}`, { method: "POST", headers, body });
    expect(response.status).toBe(202);
    time.now += 1000;
  };
  const submit = async (body: unknown) => {
    const response = await front.portal.request("/api/v1/feedback", {
      method: "POST",
      headers: { authorization: "Bearer k", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(202);
    time.now += 1000;
  };
  const desk = (some: object) =>
    ofZendesk({ ticket_id: 9, subject: "Dark mode", description: dark, requester_id: 900, ...some }, time.now);
  await deliver(ofDiscourse("post_created", { post: post({ raw: dark }) }));
  await deliver(desk({ requester_email: "ann@example.org" }));
  await submit({
    source: "discourse",
    externalId: "hello",
    author: { email: "ann@example.org", externalId: "42" },
    body: "Thanks!",
  });
  await submit([
    { body: invoices, author: { email: "bo@example.org" } },
    { body: invoices, author: { email: "cy@example.org" } },
    { body: keys, author: { email: "dee@example.org" } },
  ]);
  await deliver(ofDiscourse("post_created", { post: post({ id: 502, user_id: 43, raw: dark }) }));
  await deliver(
    ofDiscourse("post_edited", {
      post: post({
        id: 502,
        user_id: 43,
        raw: invoices,
        topic_title: "Invoices",
        version: 2,
        updated_at: "2026-03-01T10:00:00.000Z",
      }),
    }),
  );
  await deliver(
    ofDiscourse("post_destroyed", { post: post({ id: 503, user_id: 44, deleted_at: "2026-03-01T10:00:00.000Z" }) }),
  );
  await deliver(ofDiscourse("post_created", { post: post({ id: 503, user_id: 44, raw: dark }) }));
  return { table, time, front, tap };
}

/** Everything that was acknowledged is in, once; nothing is left over; every figure is what its rows say. */
async function allIsWell({ store }: Runtime): Promise<void> {
  expect(await faultsOf({ store })).toEqual([]);
  const feedback = await Array.fromAsync(store.feedback.all());
  const told = feedback.map(({ externalId, withdrawn, theme }) => [
    externalId.startsWith("inb_") ? "api" : externalId,
    withdrawn ? "withdrawn" : theme === undefined ? "apart" : "counted",
  ]);
  expect(told.sort()).toEqual([
    ["api", "counted"],
    ["api", "counted"],
    ["api", "counted"],
    ["hello", "apart"],
    ["ticket:9", "counted"],
    ["topic:1501", "counted"],
    ["topic:1502", "counted"],
    ["topic:1503", "withdrawn"],
  ]);
  expect((await store.inbox.backlog()).waiting).toBe(0);
  expect((await store.inbox.parked({ limit: 10 })).items).toEqual([]);
}

/** As above, and as one worker alone counts them: three needs, one with one person under two names. */
async function allIsCounted(runtime: Runtime): Promise<void> {
  await allIsWell(runtime);
  const themes = (await themesOf(runtime)).map(({ supporters, feedback }) => ({ supporters, feedback }));
  expect(themes.sort((a, b) => a.feedback - b.feedback)).toEqual([
    { supporters: 1, feedback: 1 },
    { supporters: 1, feedback: 2 },
    { supporters: 3, feedback: 3 },
  ]);
}

describe("the stream", () => {
  it("may be cut into batches anywhere, deliver each twice, and all of them again much later", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.boolean(), async (atOnce, twice) => {
        const { table, time, front, tap } = await scene();
        const worker = runtimeAt(endpoint(), table, time);
        for (let left = await tap.read(); left.length > 0; left.push(...(await tap.read()))) {
          const batch = left.splice(0, atOnce);
          await worker.work(readChanges(batch));
          if (twice) await worker.work(readChanges(batch));
        }
        await allIsCounted(front);
        const revisions = async () =>
          (await Array.fromAsync(front.store.feedback.all())).map(({ id, revision }) => [id, revision]);
        const before = await revisions();
        time.now += 60 * minute;
        await work(runtimeAt(endpoint(), table, time), tap, [...tap.records], 5);
        await allIsCounted(front);
        expect(await revisions(), "what is told again is not written again").toEqual(before);
      }),
      { numRuns: 4 },
    );
  });

  it("may tell a thing's events in another order, as after a shard was split", async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (chance) => {
        const { table, time, front, tap } = await scene();
        const worker = runtimeAt(endpoint(), table, time);
        const keyed = (await tap.read()).map((record) => ({ record, at: Number(chance.next().value) }));
        const shuffled = keyed.sort((a, b) => a.at - b.at).map(({ record }) => record);
        await work(worker, tap, shuffled, 3);
        await allIsCounted(front);
      }),
      { numRuns: 4 },
    );
  });

  it("may be read by two workers at once", async () => {
    const { table, time, front, tap } = await scene();
    const records = await tap.read();
    const workers = [runtimeAt(endpoint(), table, time), runtimeAt(endpoint(), table, time)];
    for (let i = 0; i < records.length; i += 4)
      await Promise.all(workers.map((one) => one.work(readChanges(records.slice(i, i + 4)))));
    for (let fresh = await tap.read(); fresh.length > 0; fresh = await tap.read())
      await Promise.all(workers.map((one) => one.work(readChanges(fresh))));
    await allIsWell(front);
  });
});

describe("a worker", () => {
  /** Plays the scene with a fault at the n-th write, for every n that there is. */
  async function atEachWrite(
    fate: Fate,
    check: (front: Runtime, worker: Runtime, n: number) => Promise<void>,
  ): Promise<number> {
    for (let n = 1; ; n++) {
      const { table, time, front, tap } = await scene();
      let met = false;
      const line = await lineTo(endpoint(), ({ write = 0 }) => {
        if (write === n) met = true;
        if (fate === "dies") return met ? "dies" : "goes well";
        // The SDK asks again, and the table would tell it that this very request was carried out: that fails, too.
        return write === n ? fate : write === n + 1 ? "dies" : "goes well";
      });
      const faulty = runtimeAt(line.url, table, time);
      const left: StreamRecord[] = [];
      const atOnce = 1 + (n % 7);
      let last = faulty;
      await work(faulty, tap, left, atOnce).catch(async () => {
        // Started anew, with nothing in its memory, where it died; alive, with the batch it failed at.
        last = fate === "dies" ? runtimeAt(endpoint(), table, time) : faulty;
        await work(last, tap, left, atOnce);
      });
      // What it could not take in it left for the sweep.
      time.now += minute;
      await front.sweep();
      await work(last, tap, left, atOnce);
      await check(front, last, n);
      if (!met) return n - 1;
    }
  }

  it("killed between any two writes leaves nothing undone and nothing done twice", async () => {
    const faults = await atEachWrite("dies", async (front, _, n) => {
      await allIsCounted(front).catch((error: Error) => {
        error.message = `killed at write ${n}: ${error.message}`;
        throw error;
      });
    });
    expect(faults).toBeGreaterThan(8);
  }, 120_000);

  it("whose write arrives and whose answer is lost does not write twice, and knows what it wrote", async () => {
    const faults = await atEachWrite("answer lost", async (front, worker, n) => {
      await allIsCounted(front).catch((error: Error) => {
        error.message = `lost the answer to write ${n}: ${error.message}`;
        throw error;
      });
      await worker.clusters.prepare(["ideas"]);
      for (const text of [dark, invoices, keys])
        expect(worker.clusters.similar("ideas", text, 1), `after write ${n}, of: ${text}`).toHaveLength(1);
    });
    expect(faults).toBeGreaterThan(8);
  }, 120_000);

  it.each(["throttled", "unprocessed"] as const)("%s again and again loses nothing", async (fate) => {
    const { table, time, front, tap } = await scene();
    let calls = 0;
    const line = await lineTo(endpoint(), () => (++calls % 7 === 1 ? fate : "goes well"));
    await work(runtimeAt(line.url, table, time), tap, [], 4);
    await allIsCounted(front);
  });

  it("throttled for longer than it tries by itself goes on where it was", async () => {
    const { table, time, front, tap } = await scene();
    let refused = 0;
    const line = await lineTo(endpoint(), ({ write }) =>
      write !== undefined && write > 2 && ++refused <= 6 ? "throttled" : "goes well",
    );
    const worker = runtimeAt(line.url, table, time);
    const left: StreamRecord[] = [];
    let failures = 0;
    for (let done = false; !done && failures < 5; ) {
      done = await work(worker, tap, left, 4).then(
        () => true,
        () => false,
      );
      if (!done) failures++;
      // What a worker could not take in it left for the sweep.
      time.now += minute;
      await front.store.inbox.wake(new Date(time.now).toISOString(), new Date(time.now).toISOString());
    }
    await work(worker, tap, left, 4);
    expect(refused).toBeGreaterThan(5);
    await allIsCounted(front);
  });
});

describe("a row that fails", () => {
  it("is parked with its reason while others go on", async () => {
    const world = await open({ endpoint: endpoint() });
    expect((await world.deliver(...ofDiscourse("post_created", "this is no JSON"))).status).toBe(202);
    expect((await world.deliver(...ofZendesk({ nothing: "known" }, world.time.now))).status).toBe(202);
    await world.tell("POST", "/api/v1/feedback", { body: dark, author: { email: "ann@example.org" } });
    await world.settle();
    const { items } = await world.tell<{ items: { source: string; error: string; attempts: number }[] }>(
      "GET",
      "/api/v1/parked",
    );
    expect(items.sort((a, b) => (a.source < b.source ? -1 : 1))).toMatchObject([
      { source: "discourse", error: expect.stringContaining("JSON"), attempts: 1 },
      { source: "zendesk", error: expect.stringContaining("ticket_id"), attempts: 1 },
    ]);
    expect(await themesOf(world.runtime)).toMatchObject([{ supporters: 1 }]);
    expect(await world.tell("GET", "/api/v1/status")).toMatchObject({ backlog: 0, parked: 2 });

    expect(await world.tell("POST", "/api/v1/parked/retry")).toEqual({ retried: 2 });
    await world.settle();
    expect(
      (await world.runtime.store.inbox.parked({ limit: 10 })).items,
      "nothing has changed about them",
    ).toHaveLength(2);
    expect(await faultsOf(world.runtime)).toEqual([]);
  });

  /** A forum that tells of a post without its text, which it then is asked for. */
  async function forumThatAnswers(answer: () => Answer) {
    const forum = await standIn(answer);
    const table = newTable();
    const time = { now: noon };
    const tap = await Tap.on(endpoint(), table);
    const variables = { DISCOURSE_URL: forum.url, DISCOURSE_API_KEY: "k", DISCOURSE_API_USERNAME: "system" };
    const runtime = runtimeAt(endpoint(), table, time, variables);
    const { raw: _, ...untold } = post();
    const [source, headers, body] = ofDiscourse("post_created", { post: untold });
    expect((await runtime.portal.request(`/webhooks/${source}`, { method: "POST", headers, body })).status).toBe(202);
    await work(runtime, tap, [], 10);
    const asked = () => forum.requests.filter((request) => request.includes("/posts/501")).length;
    return { runtime, time, tap, asked, parked: async () => (await runtime.store.inbox.parked({ limit: 10 })).items };
  }

  it("comes in by a retry once its cause is gone", async () => {
    let refused = true;
    const { runtime, tap, parked } = await forumThatAnswers(() => (refused ? { status: 403 } : { json: post() }));
    expect(await parked()).toMatchObject([{ parked: true, error: expect.stringContaining("DISCOURSE_API_KEY") }]);
    refused = false;
    expect(await runtime.store.inbox.retry()).toBe(1);
    await work(runtime, tap, [], 10);
    expect(await parked()).toEqual([]);
    expect(await themesOf(runtime)).toMatchObject([{ supporters: 1, feedback: 1 }]);
    expect((await runtime.store.feedback.get(feedbackId("discourse", "topic:1501")))?.at).toBe(
      "2026-03-01T08:00:00.000Z",
    );
  });

  it("for a while is tried once a minute, and parked after six times", async () => {
    const { runtime, time, tap, asked, parked } = await forumThatAnswers(() => ({ status: 500 }));
    for (let attempt = 1; attempt < 6; attempt++) {
      expect([asked(), (await runtime.store.inbox.backlog()).waiting]).toEqual([attempt, 1]);
      time.now += minute;
      await runtime.sweep();
      await work(runtime, tap, [], 10);
    }
    expect(asked()).toBe(6);
    expect(await parked()).toMatchObject([{ attempts: 6, error: expect.stringContaining("500") }]);
  });
});
