import { inflateSync } from "node:zlib";
import { isoTime, minute } from "@earshot/core/clock.ts";
import { feedbackId } from "@earshot/core/feedback.ts";
import type { InboxEntry } from "@earshot/core/inbox.ts";
import { personOf } from "@earshot/core/person.ts";
import { readChanges, type StreamRecord } from "@earshot/store/changes.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Runtime } from "../../functions/runtime.ts";
import { GithubStandIn } from "../stand-ins/github.ts";
import { officialCheck } from "../stand-ins/openapi.ts";
import { faultsOf, landlord, newTable, noon, ofDiscourse, open, post, themesOf, type World } from "./house.ts";
import { lineTo, runtimeAt, Tap, work } from "./network.ts";

const endpoint = landlord();

const hers = {
  forum: "Please give the calendar a dark mode at night, the white pages wake my tired llama.",
  title: "Dark mode at night for tired llamas",
  ticket: "My tired llama cannot read the calendar at night, please give it a dark mode soon.",
  mail: "ann.llama@example.org",
  name: "Ann Llamakeeper",
};
/** Words of hers that nobody else ever uses. */
const telltale = /llama/i;

const others = [
  "Please give the calendar a dark mode, the white pages hurt my eyes at night.",
  "A night mode for the calendar would help all of us who rehearse late.",
  "At night the calendar is far too bright, a dark mode is missing.",
];

/** Every row of the table, with everything in it that can be read as text, also what is packed. */
async function everything({ store }: Runtime): Promise<string[]> {
  const { rows } = await store.table.read(undefined, 10_000);
  return rows.map((row) => JSON.stringify(row, (_, value: unknown) => readable(value)));
}

function readable(value: unknown): unknown {
  if (!ArrayBuffer.isView(value)) return value;
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  try {
    return inflateSync(bytes).toString("latin1");
  } catch {
    return bytes.toString("latin1");
  }
}

const leftOf = async (runtime: Runtime, traces: readonly (string | RegExp)[]): Promise<string[]> => {
  const rows = await everything(runtime);
  return rows.filter((row) =>
    traces.some((trace) => (typeof trace === "string" ? row.includes(trace) : trace.test(row))),
  );
};

const ann = "email:ann.llama@example.org";
const tracesOfAnn = [telltale, hers.mail, hers.name, "discourse:42", personOf(ann), personOf("discourse:42")];

const forumPost = (some: object = {}) =>
  ofDiscourse("post_created", {
    post: post({ raw: hers.forum, topic_title: hers.title, username: "annl", name: hers.name, ...some }),
  });

const introduction = {
  source: "discourse",
  externalId: "introduction",
  author: { email: hers.mail, externalId: "42", name: hers.name },
  body: hers.ticket,
  visibility: "private",
};

/** Asks a portal as a holder of the key does. */
async function ask({ portal, environment }: Runtime, method: string, address: string, body?: unknown): Promise<string> {
  const response = await portal.request(address, {
    method,
    headers: { authorization: `Bearer ${environment.EARSHOT_API_KEY}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  expect(response.status, text).toBeLessThan(300);
  return text;
}

/**
 * A community in which Ann speaks on the forum, in a ticket and by vote, beside others, with all that follows from it:
 * an issue and a digest that would be sent, a snapshot, a correction that tells of her words, a mail to her.
 */
async function community(runtime: Runtime, settle: () => Promise<void>): Promise<string> {
  const { store } = runtime;
  const digest = { weekday: 1, hour: 8, timeZone: "UTC" } as const;
  await store.settings.putTeam({ id: "stand", name: "Stand", repository: "acme/app", channel: "#stand", digest });
  await store.settings.putBoard({ id: "app", name: "App", team: "stand", claims: [] });
  for (const [i, body] of others.entries())
    await ask(runtime, "POST", "/api/v1/feedback", {
      ...{ board: "app", body, author: { email: `other${i}@example.org` } },
      // Not quoted, so that she is.
      ...(i === 2 && { visibility: "private" }),
    });
  const [source, headers, body] = forumPost();
  expect((await runtime.portal.request(`/webhooks/${source}`, { method: "POST", headers, body })).status).toBe(202);
  await ask(runtime, "POST", "/api/v1/feedback", introduction);
  await settle();
  const theme = (await store.feedback.get(feedbackId("discourse", "topic:1501")))?.theme ?? "";
  await ask(runtime, "PUT", `/api/v1/themes/${theme}/votes/${ann}`);
  await ask(runtime, "PUT", `/api/v1/themes/${theme}/votes/email:bo@example.org`);
  await ask(runtime, "POST", `/api/v1/themes/${theme}/issue`);
  await runtime.portal.request("/sign-in", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    body: `email=${hers.mail}&vote=${theme}`,
  });
  await store.follows.put({ theme, person: personOf(ann), alias: ann, at: isoTime(runtime.world.clock()) });
  const introduced = feedbackId("discourse", "introduction");
  for (const to of [null, theme]) await ask(runtime, "POST", `/api/v1/feedback/${introduced}/move`, { theme: to });
  await settle();
  await runtime.clusters.keep("app", true);
  return theme;
}

/** Counts and evidence of the others: what must be as if Ann had never been. */
async function standing({ store }: Runtime, theme: string) {
  const { supporters, votes, feedback, sources } = (await store.themes.get(theme)) ?? {};
  return { supporters, votes, feedback, sources };
}
const withoutHer = { supporters: 4, votes: 1, feedback: 3, sources: { api: 3, portal: 1 } };

async function isErased(runtime: Runtime, theme: string): Promise<void> {
  expect(await leftOf(runtime, tracesOfAnn)).toEqual([]);
  expect(await faultsOf(runtime)).toEqual([]);
  expect(await standing(runtime, theme)).toEqual(withoutHer);
  expect(await runtime.store.erasures.wake(isoTime(runtime.world.clock()))).toBe(0);
}

/** Has an erasure that was asked for go on, minute by minute, until it is done. */
async function finish(world: World, id: string): Promise<void> {
  const { store } = world.runtime;
  for (let minutes = 0; minutes < 10; minutes++) {
    await world.settle();
    if ((await store.erasures.stateOf(id))?.state === "done") return;
    world.time.now += minute;
    await world.runtime.sweep();
  }
  throw new Error(`Never done: ${JSON.stringify(await store.erasures.stateOf(id))}`);
}

const erase = async ({ runtime }: { runtime: Runtime }, alias = ann): Promise<string> =>
  (JSON.parse(await ask(runtime, "DELETE", `/api/v1/people/${alias}`)) as { id: string }).id;

describe("an issue that quotes somebody", () => {
  it("is rewritten as soon as she is erased, and not at the pace of other updates", async () => {
    const time = { now: () => noon };
    const hub = new GithubStandIn(() => time.now(), officialCheck());
    const repository = hub.repository("acme/app");
    const world = await open({ endpoint: endpoint(), variables: { GITHUB_TOKEN: "t" }, fetch: hub.fetch });
    time.now = () => world.time.now;
    const theme = await community(world.runtime, world.settle);
    const body = () => repository.issues[0]?.body ?? "";
    expect(body()).toMatch(telltale);
    world.time.now += minute;
    await finish(world, await erase(world));
    await isErased(world.runtime, theme);
    expect(hub.faults).toEqual([]);
    expect(world.time.now - noon).toBeLessThan(10 * minute);
    expect(body()).not.toMatch(telltale);
    expect(body()).toContain("**4**");
  });
});

describe("erasing a person", () => {
  it("leaves nothing of hers in the whole table, and the counts are those of the others", async () => {
    const world = await open({ endpoint: endpoint() });
    const theme = await community(world.runtime, world.settle);
    expect(await standing(world.runtime, theme)).toMatchObject({ supporters: 5, votes: 2, feedback: 5 });
    const before = await leftOf(world.runtime, tracesOfAnn);
    for (const where of ["SNAPSHOT#app", "DELIVERY", "AUDIT", "PASS", "PERSON", "#HEAD", "FOLLOW#", "WHO#"])
      expect(
        before.some((row) => row.includes(where)),
        where,
      ).toBe(true);

    const id = await erase(world, "discourse:42");
    await finish(world, id);
    await isErased(world.runtime, theme);
    const { quotes, summary } = (await world.runtime.store.themes.get(theme)) ?? {};
    expect(quotes?.length).toBeGreaterThan(0);
    expect(summary).not.toBe("");
    expect(JSON.parse(await ask(world.runtime, "GET", `/api/v1/erasures/${id}`))).toMatchObject({
      state: "done",
      feedback: 2,
      look: [],
    });
  });

  it("reaches a theme that was merged, which is told anew when it stands for itself again", async () => {
    const world = await open({ endpoint: endpoint() });
    const theme = await community(world.runtime, world.settle);
    const own = "Where do I book a stable for my llama during rehearsals on Sunday mornings?";
    const stable = "A stable for animals during rehearsals on Sundays would be of great help.";
    for (const [body, email] of [
      [own, hers.mail],
      [stable, "dee@example.org"],
    ])
      await ask(world.runtime, "POST", "/api/v1/feedback", { board: "app", body, author: { email } });
    await world.settle();
    const { store } = world.runtime;
    const merged = (await themesOf(world.runtime)).filter(({ id }) => id !== theme).map(({ id }) => id);
    for (const id of merged) await ask(world.runtime, "POST", `/api/v1/themes/${id}/merge`, { into: theme });
    await ask(world.runtime, "PATCH", `/api/v1/themes/${theme}`, {
      answer: "You asked: “please give it a dark mode soon”. We will, in spring.",
    });
    await world.settle();
    const id = await erase(world);
    await finish(world, id);
    expect(await leftOf(world.runtime, tracesOfAnn)).toEqual([]);
    expect(await store.erasures.stateOf(id), "what staff wrote is theirs to look at").toMatchObject({ look: [theme] });
    for (const one of merged) await ask(world.runtime, "POST", `/api/v1/themes/${one}/unmerge`);
    await world.settle();
    expect(await faultsOf(world.runtime)).toEqual([]);
    const told = await Promise.all(merged.map((one) => store.themes.get(one)));
    expect(told.map((one) => one?.summary)).toContain(stable);
    expect(await leftOf(world.runtime, tracesOfAnn)).toEqual([]);
  });

  it("is not undone by whatever tells of the same again, late, edited or from the beginning", async () => {
    const world = await open({ endpoint: endpoint() });
    const theme = await community(world.runtime, world.settle);
    await finish(world, await erase(world));
    await world.deliver(...forumPost());
    await world.deliver(
      ...ofDiscourse("post_edited", {
        post: post({ raw: hers.forum, version: 2, updated_at: "2026-03-02T12:30:00.000Z", name: hers.name }),
      }),
    );
    await ask(world.runtime, "POST", "/api/v1/feedback", introduction);
    await world.settle();
    await isErased(world.runtime, theme);

    const again = "It is me again: the calendar should have a dark mode at night, please.";
    await ask(world.runtime, "POST", "/api/v1/feedback", { board: "app", body: again, author: { email: hers.mail } });
    await world.settle();
    expect(await standing(world.runtime, theme)).toMatchObject({ supporters: 5, feedback: 4 });
    expect(await faultsOf(world.runtime)).toEqual([]);
  });

  it("takes what waits and what is parked, and leaves what is told of others", async () => {
    const table = newTable();
    const time = { now: noon };
    const tap = await Tap.on(endpoint(), table);
    const front = runtimeAt(endpoint(), table, time);
    const settle = () => work(front, tap, [], 20);
    const theme = await community(front, settle);
    time.now += minute;
    const receivedAt = isoTime(time.now);
    const webhook = (
      id: string,
      [source, headers, body]: ReturnType<typeof ofDiscourse>,
      parked = false,
    ): InboxEntry => ({
      ...{ id, receivedAt, attempts: parked ? 6 : 0, parked },
      content: { type: "webhook", webhook: { source, headers, body, receivedAt } },
    });
    const unread = (user: number) =>
      ofDiscourse("post_created", JSON.stringify({ post: { user_id: user, name: "?", raw: 7 } }));
    const waiting = [
      webhook("inb_hers", forumPost({ id: 601 })),
      webhook("inb_others", ofDiscourse("post_created", { post: post({ id: 602, user_id: 77, raw: others[0] }) })),
      webhook("inb_unread_hers", unread(42), true),
      webhook("inb_unread_others", unread(77), true),
    ];
    for (const entry of waiting) {
      await front.store.inbox.receive([{ ...entry, parked: false }]);
      if (entry.parked) await front.store.inbox.failed(entry);
    }
    await erase({ runtime: front });
    // The worker that takes the inbox in comes second: what it finds is erased already.
    const records = await tap.read();
    const changes = readChanges(records);
    await front.work({ ...changes, received: [] });
    expect((await Array.fromAsync(front.store.inbox.entries())).map(({ id }) => id).sort()).toEqual([
      "inb_others",
      "inb_unread_others",
    ]);
    await front.work({ ...changes, erasures: [] });
    await settle();
    for (let minutes = 0; minutes < 4; minutes++) {
      time.now += minute;
      await front.sweep();
      await settle();
    }
    expect(await leftOf(front, tracesOfAnn)).toEqual([]);
    expect(await faultsOf(front)).toEqual([]);
    expect(await standing(front, theme)).toMatchObject({ feedback: 4 });
    expect((await front.store.inbox.parked({ limit: 10 })).items).toMatchObject([{ id: "inb_unread_others" }]);
  });

  it("killed anywhere is done all the same, once somebody goes on", async () => {
    let writes = Number.POSITIVE_INFINITY;
    const killed = async (n: number): Promise<void> => {
      const table = newTable();
      const time = { now: noon };
      const tap = await Tap.on(endpoint(), table);
      const front = runtimeAt(endpoint(), table, time);
      const theme = await community(front, () => work(front, tap, [], 20));
      time.now += minute;
      await erase({ runtime: front });
      let met = false;
      const line = await lineTo(endpoint(), ({ write = 0 }) => {
        if (write >= n) met = true;
        return met ? "dies" : "goes well";
      });
      const left: StreamRecord[] = [];
      const dying = runtimeAt(line.url, table, time);
      await work(dying, tap, left, 5).catch(() => undefined);
      if (!met) writes = line.calls.findLast(({ write }) => write !== undefined)?.write ?? 0;
      const next = runtimeAt(endpoint(), table, time);
      // A delivery that the dead was at is taken up by another after five minutes.
      for (let minutes = 0; minutes < 10; minutes++) {
        await work(next, tap, left, 5);
        time.now += minute;
        await front.sweep();
      }
      await isErased(front, theme).catch((error: Error) => {
        error.message = `killed at write ${n}: ${error.message}`;
        throw error;
      });
    };
    await killed(1_000);
    expect(writes).toBeGreaterThan(10);
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: writes }), killed), { numRuns: 4 });
  }, 120_000);

  it("takes what she said while it was under way, before she asked, and by two workers at once", async () => {
    const table = newTable();
    const time = { now: noon };
    const tap = await Tap.on(endpoint(), table);
    const front = runtimeAt(endpoint(), table, time);
    const theme = await community(front, () => work(front, tap, [], 20));
    // Received before she asks; a worker is at it while she is being erased.
    await front.portal.request("/webhooks/discourse", asRequest(forumPost({ id: 701 })));
    await ask(front, "PUT", `/api/v1/themes/${theme}/votes/discourse:42`);
    time.now += minute;
    await erase({ runtime: front });
    const workers = [runtimeAt(endpoint(), table, time), runtimeAt(endpoint(), table, time)];
    for (let minutes = 0; minutes < 6; minutes++) {
      for (let fresh = await tap.read(); fresh.length > 0; fresh = await tap.read())
        await Promise.all(workers.map((one) => one.work(readChanges(fresh))));
      time.now += minute;
      await front.sweep();
    }
    await isErased(front, theme);
  });
});

const asRequest = ([, headers, body]: ReturnType<typeof ofDiscourse>): RequestInit => ({
  method: "POST",
  headers,
  body,
});
