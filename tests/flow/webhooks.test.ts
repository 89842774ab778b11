import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { day, hour, isoTime, minute, second } from "@earshot/core/clock.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { EventType } from "@earshot/core/webhook/event.ts";
import { readChanges } from "@earshot/store/changes.ts";
import { describe, expect, it, onTestFinished } from "vitest";
import { landlord, newTable, noon, open, themesOf, type World } from "./house.ts";
import { lineTo, runtimeAt, Tap, work } from "./network.ts";

const endpoint = landlord();
const every = [
  ...["theme.created", "theme.rising", "theme.status_changed"],
  ...["feedback.received", "issue.linked", "loop.closed"],
];

interface Received {
  id: string;
  timestamp: number;
  signatures: string[];
  body: string;
  payload: { type: string; timestamp: string; data: Record<string, Record<string, unknown>> };
}

/** Another system on this machine: what reached it, and what it answers, which a test may change. */
async function receiver() {
  const received: Received[] = [];
  const manner: { status: number; headers: Record<string, string>; hangUp: boolean } = {
    ...{ status: 204, headers: {}, hangUp: false },
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const header = (name: string) => String(request.headers[`webhook-${name}`]);
    received.push({
      ...{ id: header("id"), timestamp: Number(header("timestamp")), signatures: header("signature").split(" ") },
      ...{ body, payload: JSON.parse(body) },
    });
    if (manner.hangUp) request.socket.destroy();
    else response.writeHead(manner.status, manner.headers).end("thank you");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { received, manner, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

const allowed = { EARSHOT_LOCAL_WEBHOOKS: "1", EARSHOT_ADMINS: "ines@example.org" };

async function world(variables: Record<string, string> = {}) {
  const made = await open({ endpoint: endpoint(), variables: { ...allowed, ...variables } });
  const { tell } = made;
  await made.runtime.store.settings.putBoard({ id: "app", name: "App", claims: [] });
  const listen = (id: string, url: string, events: readonly string[] = every) =>
    tell<{ secret: string }>("PUT", `/api/v1/webhooks/${id}`, { url, events });
  return { ...made, listen };
}

const say = ({ tell }: Pick<World, "tell">, n: number, given: Record<string, unknown> = {}) =>
  tell<{ id: string }>("POST", "/api/v1/feedback", {
    ...{ board: "app", body: `Please give the calendar a dark mode, its white pages hurt my eyes at night. (${n})` },
    ...{ author: { email: `p${n}@example.org` }, ...given },
  });

const log = async ({ tell }: Pick<World, "tell">, id: string) =>
  (await tell<{ items: LogEntry[] }>("GET", `/api/v1/webhooks/${id}/deliveries?limit=100`)).items;
type LogEntry = Pick<Delivery, "id" | "state" | "attempts" | "error"> & {
  webhookId: string;
  next: string | null;
  status?: number;
};

/** Minutes go by, with what happens each minute. */
async function pass({ time, runtime, settle }: World, ms: number): Promise<void> {
  time.now += ms;
  await runtime.sweep();
  await settle();
}

const signature = (secret: string, { id, timestamp, body }: Received): string =>
  `v1,${createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
    .update(`${id}.${timestamp}.${body}`)
    .digest("base64")}`;

describe("an endpoint", () => {
  it("is told, signed and once each, what happens to feedback and themes", async () => {
    const made = await world();
    const there = await receiver();
    const { secret } = await made.listen("crm", there.url);
    for (const n of [1, 2, 3]) await say(made, n);
    await made.settle();
    const [theme] = await themesOf(made.runtime);
    await made.tell("PATCH", `/api/v1/themes/${theme?.id}`, { status: "planned", note: "In May." });
    made.time.now += second;
    await made.tell("PATCH", `/api/v1/themes/${theme?.id}`, {
      status: "shipped",
      answer: "It is dark now.",
      by: "Ines",
    });
    await pass(made, minute);

    const types = there.received.map(({ payload }) => payload.type).sort();
    expect(types).toEqual([
      ...["feedback.received", "feedback.received", "feedback.received", "loop.closed"],
      ...["theme.created", "theme.status_changed", "theme.status_changed"],
    ]);
    for (const one of there.received) expect(one.signatures).toEqual([signature(secret, one)]);
    expect(new Set(there.received.map(({ id }) => id)).size).toBe(7);
    const of = (type: string) => there.received.filter(({ payload }) => payload.type === type);
    expect(of("theme.status_changed").map(({ payload }) => payload.data)).toMatchObject([
      { from: "open", to: "planned", note: "In May.", theme: { id: theme?.id, title: theme?.title } },
      { from: "planned", to: "shipped" },
    ]);
    expect(of("loop.closed")[0]?.payload.data).toMatchObject({ answer: "It is dark now.", status: "shipped" });
    expect(of("feedback.received")[0]?.payload.data.feedback?.text).toContain("dark mode");
    expect(JSON.stringify(there.received), "nobody's address").not.toContain("example.org");
    expect((await log(made, "crm")).map(({ state, status }) => [state, status])).toEqual(Array(7).fill(["sent", 204]));
  });

  it("hears nothing of what was said in private but that it was", async () => {
    const made = await world();
    const there = await receiver();
    await made.listen("crm", there.url);
    await say(made, 1, {
      visibility: "private",
      source: "zendesk",
      externalId: "ticket:1",
      url: "https://desk.example/1",
    });
    await made.settle();
    expect(there.received.map(({ payload }) => payload.type).sort()).toEqual(["feedback.received", "theme.created"]);
    expect(JSON.stringify(there.received)).not.toMatch(/dark mode|desk\.example|ticket/);
  });

  it("shows its secret once, and is signed with both for a day after it is replaced", async () => {
    const made = await world();
    const there = await receiver();
    const { secret: old } = await made.listen("crm", there.url);
    const changed = await made.tell("PUT", "/api/v1/webhooks/crm", { url: there.url, events: ["feedback.received"] });
    expect(JSON.stringify([changed, await made.tell("GET", "/api/v1/webhooks")])).not.toContain("whsec_");
    const { secret: fresh } = await made.tell<{ secret: string }>("POST", "/api/v1/webhooks/crm/rotate");
    await say(made, 1);
    await made.settle();
    made.time.now += day;
    await say(made, 2);
    await made.settle();
    const [during, after] = there.received;
    expect(during?.signatures).toEqual([fresh, old].map((secret) => signature(secret, during as Received)));
    expect(after?.signatures).toEqual([signature(fresh, after as Received)]);
    expect(JSON.stringify(made.logged)).not.toContain("whsec_");
  });

  it("is refused where it is not on the public internet, or the board is not there", async () => {
    const made = await world({ EARSHOT_LOCAL_WEBHOOKS: "" });
    for (const url of ["http://127.0.0.1:9/", "https://169.254.169.254/", "https://10.1.2.3/x", "https://[::1]/"]) {
      const refused = await made.ask("PUT", "/api/v1/webhooks/crm", { url, events: every });
      expect(refused.status, url).toBe(400);
      expect(await refused.json()).toMatchObject({ field: "url" });
    }
    const board = { url: "https://93.184.215.14/", events: every, boards: ["nowhere"] };
    expect((await made.ask("PUT", "/api/v1/webhooks/crm", board)).status).toBe(400);
    expect(
      (await made.ask("PUT", "/api/v1/webhooks/CRM!", { url: "https://93.184.215.14/", events: every })).status,
    ).toBe(400);
    expect((await made.ask("GET", "/api/v1/webhooks/crm")).status).toBe(404);
  });
});

describe("an endpoint that fails", () => {
  it.each<[string, (manner: Awaited<ReturnType<typeof receiver>>["manner"]) => void, number | undefined]>([
    ["answers 500", (manner) => Object.assign(manner, { status: 500 }), 500],
    ["answers 404", (manner) => Object.assign(manner, { status: 404 }), 404],
    ["redirects", (manner) => Object.assign(manner, { status: 302, headers: { location: "/other" } }), 302],
    ["hangs up", (manner) => Object.assign(manner, { hangUp: true }), undefined],
  ])("because it %s is tried again later, as the same event at another time", async (_, fail, status) => {
    const made = await world();
    const there = await receiver();
    fail(there.manner);
    await made.listen("crm", there.url, ["feedback.received"]);
    await say(made, 1);
    await made.settle();
    expect(there.received).toHaveLength(1);
    expect(await log(made, "crm")).toMatchObject([{ state: "waiting", attempts: 1, ...(status && { status }) }]);
    expect(await made.tell("GET", "/api/v1/status")).toMatchObject({ webhooks: { failing: ["crm"], disabled: [] } });

    await pass(made, 4 * second);
    expect(there.received, "not yet").toHaveLength(1);
    Object.assign(there.manner, { status: 200, hangUp: false, headers: {} });
    await pass(made, minute);
    expect(there.received).toHaveLength(2);
    const [first, second_] = there.received;
    expect(second_).toMatchObject({ id: first?.id, body: first?.body });
    expect(second_?.timestamp).toBeGreaterThan(first?.timestamp ?? 0);
    expect(await log(made, "crm")).toMatchObject([{ state: "sent", attempts: 2, status: 200 }]);
    expect(await made.tell("GET", "/api/v1/status")).toMatchObject({ webhooks: { failing: [] } });
  });

  it("is left alone for as long as it asks to be, with everything that is for it", async () => {
    const made = await world();
    const there = await receiver();
    Object.assign(there.manner, { status: 429, headers: { "retry-after": "3600" } });
    await made.listen("crm", there.url, ["feedback.received"]);
    await say(made, 1);
    await made.settle();
    Object.assign(there.manner, { status: 204, headers: {} });
    await say(made, 2);
    await made.settle();
    await pass(made, 59 * minute);
    expect(there.received).toHaveLength(1);
    await pass(made, 20 * minute);
    expect(there.received).toHaveLength(3);
    expect(await log(made, "crm")).toMatchObject([{ state: "sent" }, { state: "sent" }]);
  });

  it("holds up nobody else, and is asked one thing a minute however much waits for it", async () => {
    const made = await world();
    const [dead, alive] = [await receiver(), await receiver()];
    dead.manner.hangUp = true;
    await made.listen("dead", dead.url, ["feedback.received"]);
    await made.listen("alive", alive.url, ["feedback.received"]);
    await say(made, 0);
    await made.settle();
    made.time.now += 6 * second;
    for (let n = 1; n <= 12; n++) await say(made, n);
    await made.settle();
    expect(alive.received).toHaveLength(13);
    expect(dead.received, "the sweep asks from now on").toHaveLength(1);
    for (let asked = 2; asked <= 4; asked++) {
      await pass(made, minute);
      expect(dead.received).toHaveLength(asked);
    }
    dead.manner.hangUp = false;
    await pass(made, hour);
    await pass(made, minute);
    expect(new Set(dead.received.map(({ id }) => id)).size).toBe(13);
    expect(await made.tell("GET", "/api/v1/status")).toMatchObject({ webhooks: { failing: [] } });
  });

  it("is disabled when it is gone: staff are told, what waits is kept, and it goes on when they say so", async () => {
    const made = await world();
    const there = await receiver();
    there.manner.status = 410;
    await made.listen("crm", there.url, ["feedback.received"]);
    await say(made, 1);
    await made.settle();
    expect(await made.tell("GET", "/api/v1/webhooks/crm")).toMatchObject({
      state: "disabled",
      disabled: { because: "gone" },
    });
    expect(await made.tell("GET", "/api/v1/status")).toMatchObject({ parked: 1, webhooks: { disabled: ["crm"] } });
    const { items } = await made.tell<{ items: Delivery[] }>("GET", "/api/v1/outbox");
    expect(items.find(({ kind }) => kind === "notice")).toMatchObject({
      state: "dry_run",
      payload: { to: "ines@example.org", subject: "The webhook crm was disabled" },
    });
    expect(JSON.stringify(items), "its path may be a secret").not.toContain("/hook");
    const [parked] = await log(made, "crm");
    expect(parked).toMatchObject({ state: "parked", status: 410, error: expect.stringContaining("gone") });
    const replay = `/api/v1/webhooks/crm/deliveries/${parked?.id}/replay`;
    expect((await made.ask("POST", replay)).status).toBe(409);

    await say(made, 2);
    await made.settle();
    await pass(made, hour);
    expect(there.received, "nothing more").toHaveLength(1);
    there.manner.status = 204;
    await made.listen("crm", there.url, ["feedback.received"]);
    await made.tell("POST", replay);
    await pass(made, minute);
    expect(there.received.map(({ id }) => id)).toEqual([parked?.webhookId, parked?.webhookId]);
  });

  it("is disabled after three days of failures alone, at the ends of the attempts that it was given", async () => {
    const made = await world();
    const there = await receiver();
    there.manner.status = 503;
    await made.listen("crm", there.url, ["feedback.received"]);
    await say(made, 1);
    await made.settle();
    const waits = [minute, 7 * minute, hour, 3 * hour, 6 * hour, 12 * hour, 17 * hour, 24 * hour];
    for (const [nth, wait] of waits.entries()) {
      await pass(made, wait);
      expect(there.received, `attempt ${nth + 2}`).toHaveLength(nth + 2);
    }
    expect(await made.tell("GET", "/api/v1/webhooks/crm")).toMatchObject({ state: "active" });
    await pass(made, 29 * hour);
    expect(there.received).toHaveLength(10);
    expect(new Set(there.received.map(({ id }) => id)).size).toBe(1);
    expect(await made.tell("GET", "/api/v1/webhooks/crm")).toMatchObject({ disabled: { because: "failing" } });
    expect(await log(made, "crm")).toMatchObject([{ state: "parked", attempts: 10, next: null }]);
  });
});

describe("what was sent", () => {
  it("is sent again when somebody asks for it: under the same id, at a new time, without what was taken back since", async () => {
    const made = await world();
    const there = await receiver();
    await made.listen("crm", there.url, ["feedback.received"]);
    await say(made, 1, { externalId: "a" });
    await made.settle();
    const [entry] = await log(made, "crm");
    await made.runtime.store.inbox.receive([
      {
        ...{ id: "inb_taken_back", receivedAt: isoTime(made.time.now), attempts: 0, parked: false },
        content: {
          type: "event",
          event: { source: "api", externalId: "a", version: "2026-03-03T00:00:00.000Z", withdrawn: true },
        },
      },
    ]);
    await made.settle();
    made.time.now += minute;
    expect(await made.tell("POST", `/api/v1/webhooks/crm/deliveries/${entry?.id}/replay`)).toMatchObject({
      state: "waiting",
      webhookId: entry?.webhookId,
    });
    await made.settle();
    const [before, after] = there.received;
    expect(after?.id).toBe(before?.id);
    expect(after?.timestamp).toBe((before?.timestamp ?? 0) + 60);
    expect(after?.payload.data.feedback).toMatchObject({ text: null });
    expect((await made.ask("POST", "/api/v1/webhooks/crm/deliveries/out_unknown/replay")).status).toBe(404);
  });

  it("stays in its own log, and goes with the endpoint", async () => {
    const made = await world();
    const there = await receiver();
    await made.listen("crm", there.url, ["feedback.received"]);
    await made.listen("bot", there.url, ["feedback.received"]);
    await say(made, 1);
    await made.settle();
    expect((await made.tell<{ items: unknown[] }>("GET", "/api/v1/outbox")).items).toEqual([]);
    const [entry] = await log(made, "crm");
    expect((await made.ask("POST", `/api/v1/webhooks/bot/deliveries/${entry?.id}/replay`)).status).toBe(404);
    await made.tell("DELETE", "/api/v1/webhooks/crm");
    expect((await made.ask("GET", "/api/v1/webhooks/crm/deliveries")).status).toBe(404);
    await say(made, 2);
    await made.settle();
    expect(there.received).toHaveLength(3);
  });
});

describe("an event", () => {
  it("is written once for all that dies, gets lost and is repeated on the way", async () => {
    const there = await receiver();
    const table = newTable();
    const time = { now: noon };
    const tap = await Tap.on(endpoint(), table);
    const right = runtimeAt(endpoint(), table, time, allowed);
    const settings = { url: there.url, events: ["theme.created", "feedback.received"] };
    const headers = { authorization: "Bearer k", "content-type": "application/json" };
    const put = (path: string, method: string, body: unknown) =>
      right.portal.request(path, { method, headers, body: JSON.stringify(body) });
    expect((await put("/api/v1/webhooks/crm", "PUT", settings)).status).toBe(200);
    await put(
      "/api/v1/feedback",
      "POST",
      [1, 2, 3].map((n) => ({ body: `The calendar needs a dark mode at night (${n}).` })),
    );
    const records = await tap.read();
    // Each attempt dies one write later than the one before, and leaves the rest to the next.
    for (let nth = 1; nth < 40; nth++) {
      const line = await lineTo(endpoint(), ({ write }) =>
        write === nth ? "answer lost" : (write ?? 0) > nth ? "dies" : "goes well",
      );
      const worker = runtimeAt(line.url, table, time, allowed);
      const done = await work(worker, tap, [...records], 10).then(
        () => !line.calls.some(({ write }) => (write ?? 0) >= nth),
        () => false,
      );
      time.now += 10 * minute;
      if (done) break;
    }
    await right.sweep();
    await work(right, tap, [...tap.records], 100);
    time.now += hour;
    await right.sweep();
    const ids = new Map(there.received.map(({ id, payload }) => [id, payload.type]));
    expect([...ids.values()].sort()).toEqual([...Array(3).fill("feedback.received"), "theme.created"]);
  });

  it("costs one write an endpoint that listens for it, and none where nobody does", async () => {
    const writesWith = async (events: EventType[]) => {
      const table = newTable();
      const tap = await Tap.on(endpoint(), table);
      const right = runtimeAt(endpoint(), table, { now: noon }, allowed);
      for (const id of events.length > 0 ? ["crm", "bot"] : [])
        await right.store.webhooks.put(
          { id, url: "http://localhost:1/", events, createdAt: isoTime(noon), revision: 1 },
          undefined,
        );
      const said = { body: "The calendar needs a dark mode at night." };
      await right.portal.request("/api/v1/feedback", {
        ...{ method: "POST", headers: { authorization: "Bearer k", "content-type": "application/json" } },
        body: JSON.stringify(said),
      });
      const { url, calls } = await lineTo(endpoint(), () => "goes well");
      await runtimeAt(url, table, { now: noon }).work(readChanges(await tap.read()));
      return calls.reduce((sum, { rows }) => sum + rows, 0);
    };
    const none = await writesWith([]);
    expect(await writesWith(["issue.linked"])).toBe(none);
    expect(await writesWith(["feedback.received"])).toBe(none + 2);
  });
});
