import { day, minute, second } from "@earshot/core/clock.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Runtime } from "../../functions/runtime.ts";
import { GithubStandIn, problem } from "../stand-ins/github.ts";
import { officialCheck } from "../stand-ins/openapi.ts";
import { ok, SlackStandIn } from "../stand-ins/slack.ts";
import { landlord, newTable, noon, open, themesOf, type World, type WorldOptions } from "./house.ts";
import { lineTo, runtimeAt, Tap, work } from "./network.ts";

const endpoint = landlord();
const check = officialCheck();

const tokens = { GITHUB_TOKEN: "t", SLACK_BOT_TOKEN: "xoxb-t" };
const dark = (n: number) => `Please give the calendar a dark mode, the white pages hurt my eyes at night. (${n})`;

/** GitHub and Slack, told apart by their addresses. */
function outside(time: { now: number }) {
  const hub = new GithubStandIn(() => time.now, check);
  const repository = hub.repository("acme/app");
  const chat = new SlackStandIn(() => time.now);
  const fetch: typeof globalThis.fetch = (input, init) =>
    new URL(String(input)).hostname === "slack.com" ? chat.fetch(input, init) : hub.fetch(input, init);
  onTestFinished(() => expect(hub.faults).toEqual([]));
  return { hub, repository, chat, fetch };
}

/** A house that GitHub and Slack are around, with a team and a theme that three people are behind. */
async function world(options: Partial<WorldOptions> = {}) {
  const time = { now: noon };
  const around = outside(time);
  const made = await open({ endpoint: endpoint(), variables: tokens, fetch: around.fetch, ...options });
  // One clock for all of them.
  Object.defineProperty(time, "now", { get: () => made.time.now });
  await settled(made.runtime);
  await say(made, [1, 2, 3]);
  await made.settle();
  const [theme] = await themesOf(made.runtime);
  if (!theme) throw new Error("no theme");
  return { ...made, ...around, theme: theme.id, deliveries: () => deliveriesOf(made.runtime) };
}

async function settled({ store }: Runtime, repository: string | undefined = "acme/app"): Promise<void> {
  await store.settings.putTeam({
    id: "calendar",
    name: "Calendar",
    ...(repository !== undefined && { repository }),
    channel: "#courses",
    digest: { weekday: 1, hour: 8, timeZone: "UTC" },
  });
  await store.settings.putBoard({ id: "app", name: "App", team: "calendar", claims: [] });
}

async function say({ tell }: World, people: readonly number[], at = "2026-02-25T10:00:00Z"): Promise<void> {
  await tell(
    "POST",
    "/api/v1/feedback",
    people.map((n) => ({ board: "app", body: dark(n), createdAt: at, author: { email: `p${n}@example.org` } })),
  );
}

async function deliveriesOf({ store }: Runtime): Promise<Delivery[]> {
  const { items } = await store.outbox.list(["waiting", "sent", "dry_run", "parked", "superseded"], { limit: 100 });
  return items.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** Minutes go by, each with what happens every minute. */
async function pass({ time, runtime, settle }: World, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed++) {
    time.now += minute;
    await runtime.sweep();
  }
  await settle();
}

describe("an issue that is wanted", () => {
  it("is created once, however often it is asked for, and linked from its theme", async () => {
    const made = await world();
    const { tell, theme, repository, hub } = made;
    const asked = [];
    for (let i = 0; i < 3; i++) asked.push(await tell<{ id: string }>("POST", `/api/v1/themes/${theme}/issue`));
    await made.settle();
    await pass(made, 3);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(repository.issues).toHaveLength(1);
    expect(hub.calls.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(repository.issues[0]?.body).toContain("**3**");
    expect(repository.issues[0]?.body, "contact data stays here").not.toContain("example.org");
    expect(await tell("GET", `/api/v1/themes/${theme}`)).toMatchObject({
      issue: { number: 1, repository: "acme/app" },
    });
    expect((await made.deliveries()).filter(({ kind }) => kind === "issue")).toMatchObject([
      { state: "sent", attempts: 1 },
    ]);
  });

  it("is rewritten in place when its theme has changed for real, a day later at the earliest, and not for a vote", async () => {
    const made = await world();
    const { tell, theme, repository, hub, time, settle } = made;
    await tell("POST", `/api/v1/themes/${theme}/issue`);
    await settle();
    const writes = () => hub.calls.filter(({ method }) => method === "PATCH").length;

    time.now += 2 * day;
    const calls = hub.calls.length;
    await tell("PUT", `/api/v1/themes/${theme}/votes/email:p1@example.org`);
    await settle();
    expect(hub.calls.length, "somebody who is counted already").toBe(calls);

    await say(made, [4, 5, 6, 7, 8, 9, 10]);
    await settle();
    expect(writes()).toBe(1);
    expect(repository.issues).toHaveLength(1);
    expect(repository.issues[0]?.body).toContain("**10**");

    await say(made, [11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    await settle();
    expect(writes(), "within a day").toBe(1);
    time.now += day;
    await pass(made, 1);
    expect(writes()).toBe(2);
    expect(repository.issues[0]?.body).toContain("**20**");
    expect(repository.issues).toHaveLength(1);
  });

  it("loses at once what a member took back", async () => {
    const made = await world();
    const { tell, theme, repository, settle } = made;
    const words = "The calendar's white pages are a flashlight in the dressing room, please add a dark mode there.";
    await tell("POST", "/api/v1/feedback", {
      board: "app",
      source: "phone",
      externalId: "c1",
      visibility: "public",
      body: words,
    });
    await settle();
    await tell("PATCH", `/api/v1/themes/${theme}`, { title: "Dark mode" });
    await tell("POST", `/api/v1/themes/${theme}/issue`);
    await settle();
    expect(repository.issues[0]?.body).toContain("flashlight");
    made.time.now += 5 * minute;
    await made.runtime.store.inbox.receive([
      {
        id: "inb_taken_back",
        receivedAt: new Date(made.time.now).toISOString(),
        attempts: 0,
        parked: false,
        content: {
          type: "event",
          event: {
            source: "phone",
            externalId: "c1",
            version: "2026-03-02T12:30:00.000Z",
            withdrawn: true,
          },
        },
      },
    ]);
    await settle();
    expect(repository.issues).toHaveLength(1);
    expect(repository.issues[0]?.body).not.toContain("flashlight");
    expect(repository.issues[0]?.body).toContain("**3**");
  });

  it.each([
    [403, "parked"],
    [404, "parked"],
    [410, "parked"],
    [422, "parked"],
    [429, "waiting"],
    [502, "waiting"],
  ] as const)("is one issue when GitHub answers %i after having created it", async (status, meanwhile) => {
    const made = await world();
    const { tell, theme, repository, hub } = made;
    hub.fault = ({ method }) => {
      if (method !== "POST") return undefined;
      hub.fault = () => undefined;
      return { after: () => problem(status, status === 429 ? { "retry-after": "30" } : {}) };
    };
    await tell("POST", `/api/v1/themes/${theme}/issue`);
    await made.settle();
    expect(repository.issues, "created, and answered otherwise").toHaveLength(1);
    const [delivery] = await made.deliveries();
    expect(delivery).toMatchObject({ state: meanwhile, error: expect.stringMatching(/Nothing is lost/) });

    // Nobody else waits for it.
    await say(made, [4]);
    await made.settle();
    expect(await themesOf(made.runtime)).toMatchObject([{ supporters: 4 }]);

    if (meanwhile === "parked") expect(await tell("POST", "/api/v1/outbox/retry")).toEqual({ retried: 1 });
    await pass(made, 8);
    expect(await made.runtime.store.outbox.get(delivery?.id ?? "")).toMatchObject({ state: "sent" });
    expect(repository.issues).toHaveLength(1);
    expect(hub.calls.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(await tell("GET", `/api/v1/themes/${theme}`)).toMatchObject({ issue: { number: 1 } });
  });

  it("is one issue wherever we die between setting about it and writing down that it is done", async () => {
    for (let n = 1; ; n++) {
      const table = newTable();
      const time = { now: noon };
      const { hub, repository, fetch } = outside(time);
      const front = runtimeAt(endpoint(), table, time, tokens, fetch);
      const tap = await Tap.on(endpoint(), table);
      await settled(front);
      const asked = (method: string, address: string, body?: unknown) =>
        front.portal.request(address, {
          method,
          headers: { authorization: "Bearer k", "content-type": "application/json" },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
      await asked("POST", "/api/v1/feedback", { board: "app", body: dark(1), author: { email: "a@example.org" } });
      await work(front, tap, [], 10);
      const [theme] = await themesOf(front);
      expect((await asked("POST", `/api/v1/themes/${theme?.id}/issue`)).status).toBe(202);

      let points = 0;
      const dead = () => points >= n;
      const line = await lineTo(endpoint(), ({ write }) => {
        if (write !== undefined && !dead()) points++;
        return dead() ? "dies" : "goes well";
      });
      hub.step = () => {
        if (!dead()) points++;
        if (dead()) throw new Error("dead");
      };
      const doomed = runtimeAt(line.url, table, time, tokens, fetch);
      const left = await tap.read();
      await work(doomed, tap, left, 10).catch(() => {});
      const died = dead();
      hub.step = () => {};

      const next = runtimeAt(endpoint(), table, time, tokens, fetch);
      await work(next, tap, left, 10);
      for (let passed = 0; passed < 8; passed++) {
        time.now += minute;
        await next.sweep();
      }
      const issues = (await deliveriesOf(front)).filter(({ kind }) => kind === "issue");
      expect(issues, `dead from point ${n}`).toMatchObject([{ state: "sent" }]);
      expect(repository.issues, `dead from point ${n}`).toHaveLength(1);
      expect(await front.store.themes.get(theme?.id ?? ""), `dead from point ${n}`).toMatchObject({
        issue: { number: 1 },
      });
      if (!died) {
        expect(n).toBeGreaterThan(7);
        return;
      }
    }
  }, 120_000);

  it("is one issue when two workers set about it at once", async () => {
    const made = await world({ variables: {} });
    const time = made.time;
    const { hub, repository, fetch } = outside(time);
    await made.tell("POST", `/api/v1/themes/${made.theme}/issue`);
    await made.settle();
    const [first] = await made.deliveries();
    expect(first?.state).toBe("dry_run");
    // Its own worker would be a fourth, without credentials.
    await made.close();
    const table = made.house.environment.EARSHOT_TABLE;
    const worker = () => runtimeAt(endpoint(), table, time, tokens, fetch);
    const workers = [worker(), worker(), worker()] as const;
    await again(workers[0], first);
    await Promise.all(workers.map((one) => one.deliver(first?.id ?? "")));
    expect(repository.issues).toHaveLength(1);
    expect(hub.calls.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect((await deliveriesOf(workers[0]))[0]?.state).toBe("sent");
  });

  it("waits, parked with what to do, for a team without a repository, and goes out by a retry", async () => {
    const made = await world();
    const { tell, theme, repository } = made;
    await made.runtime.store.settings.putTeam({
      id: "calendar",
      name: "Calendar",
      digest: { weekday: 1, hour: 8, timeZone: "UTC" },
    });
    await tell("POST", `/api/v1/themes/${theme}/issue`);
    await made.settle();
    expect(await tell("GET", "/api/v1/outbox?state=parked")).toMatchObject({
      items: [{ kind: "issue", error: expect.stringContaining("has no repository") }],
    });
    await tell("PUT", "/api/v1/teams/calendar", { name: "Calendar", repository: "acme/app" });
    expect(await tell("POST", "/api/v1/outbox/retry")).toEqual({ retried: 1 });
    await made.settle();
    expect(repository.issues).toHaveLength(1);
  });
});

/** Puts a delivery back as it was before anybody looked at it. */
async function again({ store }: Runtime, delivery: Delivery | undefined): Promise<void> {
  if (!delivery) throw new Error("no delivery");
  const { payload: _, result: __, error: ___, claim: ____, ...rest } = delivery;
  await store.table.delete({ pk: delivery.id, sk: "DELIVERY" });
  expect(await store.outbox.add({ ...rest, state: "waiting", attempts: 0 })).toBe(true);
}

describe("a team's digest", () => {
  const digests = async (made: { deliveries: () => Promise<Delivery[]> }) =>
    (await made.deliveries()).filter(({ kind }) => kind === "digest");

  it("is posted once a week, in the hour that the team chose", async () => {
    const made = await world();
    const { chat, time } = made;
    time.now = Date.parse("2026-03-02T07:58:30Z");
    await pass(made, 1);
    expect(chat.messages).toEqual([]);
    await pass(made, 5);
    expect(chat.roots).toHaveLength(1);
    expect(JSON.stringify(chat.roots)).toMatch(/dark mode/i);
    await pass(made, 5);
    expect(chat.roots).toHaveLength(1);
    expect(await digests(made)).toMatchObject([{ state: "sent", occasion: "2026-W09" }]);
    time.now = Date.parse("2026-03-09T08:30:00Z");
    await pass(made, 3);
    expect(chat.roots).toHaveLength(2);
    expect(await digests(made)).toMatchObject([{ occasion: "2026-W09" }, { occasion: "2026-W10" }]);
  });

  it.each([
    [
      "429 and a pause",
      () => new Response(null, { status: 429, headers: { "retry-after": "45" } }),
      "instead",
      "waiting",
    ],
    ["502 after having posted it", () => new Response("bad gateway", { status: 502 }), "after", "waiting"],
    ["silence after having posted it", () => Promise.reject(new TypeError("fetch failed")), "after", "waiting"],
    ["invalid_blocks", () => ok(false, { error: "invalid_blocks" }), "instead", "parked"],
    ["channel_not_found", () => ok(false, { error: "channel_not_found" }), "instead", "parked"],
  ] as const)("is posted once when Slack answers %s", async (_, respond, when, meanwhile) => {
    const made = await world();
    const { chat, tell } = made;
    chat.fault = ({ method }) => {
      if (method !== "chat.postMessage") return undefined;
      chat.fault = () => undefined;
      return when === "after" ? { after: respond } : { instead: respond };
    };
    await made.runtime.sweep();
    await made.settle();
    const asked = chat.calls.filter(({ method }) => method === "chat.postMessage").length;
    expect(await digests(made)).toMatchObject([{ state: meanwhile, attempts: 1, error: expect.any(String) }]);
    expect(asked).toBe(1);
    if (meanwhile === "parked") expect(await tell("POST", "/api/v1/outbox/retry")).toEqual({ retried: 1 });
    await pass(made, 8);
    expect(await digests(made)).toMatchObject([{ state: "sent" }]);
    expect(chat.roots).toHaveLength(1);
  });

  it("that Slack wants later is not asked for before", async () => {
    const made = await world();
    const { chat, time, runtime, settle } = made;
    chat.fault = () => ({ instead: () => new Response(null, { status: 429, headers: { "retry-after": "600" } }) });
    await runtime.sweep();
    await settle();
    const asked = chat.calls.length;
    chat.fault = () => undefined;
    await pass(made, 9);
    expect(chat.calls.length).toBe(asked);
    time.now += 2 * minute + second;
    await pass(made, 1);
    expect(chat.roots).toHaveLength(1);
  });
});

describe("without credentials", () => {
  it("nothing is asked of anybody, and the payload is word for word what would be sent with them", async () => {
    const made = await open({ endpoint: endpoint() });
    await settled(made.runtime);
    await say(made, [1, 2, 3]);
    await made.settle();
    const [theme] = await themesOf(made.runtime);
    await made.tell("POST", `/api/v1/themes/${theme?.id}/issue`);
    await made.runtime.sweep();
    await made.settle();
    const dry = await deliveriesOf(made.runtime);
    expect(dry.map(({ kind, state }) => [kind, state]).sort()).toEqual([
      ["digest", "dry_run"],
      ["issue", "dry_run"],
    ]);
    await made.close();

    const { hub, chat, fetch } = outside(made.time);
    const table = made.house.environment.EARSHOT_TABLE;
    // Buttons are shown to those whose presses can be heard.
    const heard = { SLACK_SIGNING_SECRET: "slack's secret", EARSHOT_URL: "https://ideas.example" };
    const paid = runtimeAt(endpoint(), table, made.time, { ...tokens, ...heard }, fetch);
    for (const delivery of dry) {
      await again(paid, delivery);
      await paid.deliver(delivery.id);
    }
    const sent = await deliveriesOf(paid);
    const payloads = (deliveries: Delivery[]) => Object.fromEntries(deliveries.map(({ id, payload }) => [id, payload]));
    expect(sent.map(({ state }) => state)).toEqual(["sent", "sent"]);
    expect(payloads(sent)).toEqual(payloads(dry));

    const issue = dry.find(({ kind }) => kind === "issue")?.payload as { method: string; url: string; body: unknown };
    const create = hub.calls.find(({ method }) => method === "POST");
    expect({ method: create?.method, url: `https://api.github.com${create?.path}`, body: create?.body }).toEqual(issue);
    const digest = dry.find(({ kind }) => kind === "digest")?.payload as { messages: Record<string, unknown>[] };
    const posts = chat.calls.filter(({ method }) => method === "chat.postMessage");
    expect(posts.map(({ fields }) => withoutThread(fields))).toEqual(digest.messages);
  });
});

const withoutThread = ({ thread_ts: _, ...fields }: Record<string, unknown>) => fields;
