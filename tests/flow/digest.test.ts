import { weekNamed, weekPeriod } from "@earshot/core/calendar.ts";
import { day, hour, isoTime, minute } from "@earshot/core/clock.ts";
import { composeDigest } from "@earshot/core/digest/composing.ts";
import type { Digest } from "@earshot/core/digest.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import { tally } from "@earshot/core/tally.ts";
import { ensureTable } from "@earshot/local/table.ts";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Runtime } from "../../functions/runtime.ts";
import { SlackStandIn } from "../stand-ins/slack.ts";
import { said, themeOf } from "../stand-ins/themes.ts";
import { landlord, newTable, open } from "./house.ts";
import { lineTo, runtimeAt } from "./network.ts";

const Sent = z.object({ messages: z.array(z.object({ blocks: z.unknown() })) });
const Mailed = z.object({ to: z.array(z.string()), subject: z.string(), html: z.string(), text: z.string() });

const endpoint = landlord();
/** Monday, half past eight: the digest of the week before is due. */
const monday = Date.parse("2026-03-02T08:30:00Z");
const variables = {
  SLACK_BOT_TOKEN: "xoxb-t",
  SLACK_SIGNING_SECRET: "a secret of the chat",
  EARSHOT_SECRET: "a secret of these tests",
  EARSHOT_URL: "https://ideas.example",
};

const needs = ["a dark mode", "an export to spreadsheets", "reminders by text message", "recurring bookings"];
const need = (what: string) => `Please add ${what} to the calendar, we need it every single day.`;

async function furnished(runtime: Runtime, some: Record<string, unknown> = {}): Promise<void> {
  await runtime.store.settings.putTeam({
    ...{ id: "calendar", name: "Calendar", channel: "C0000000001" },
    digest: { weekday: 1, hour: 8, timeZone: "UTC" },
    ...some,
  });
  await runtime.store.settings.putBoard({ id: "app", name: "App", team: "calendar", claims: [] });
}

/** A house whose members asked for some things in the week before. */
async function world(
  some: Record<string, unknown> = {},
  fetch?: typeof globalThis.fetch,
  more: Record<string, string> = {},
) {
  const made = await open({
    ...{ endpoint: endpoint(), now: monday, variables: { EARSHOT_SECRET: variables.EARSHOT_SECRET, ...more } },
    ...(fetch && { fetch }),
  });
  await furnished(made.runtime, some);
  await made.tell(
    "POST",
    "/api/v1/feedback",
    needs.flatMap((what, i) =>
      Array.from({ length: 3 + i }, (_, n) => ({
        ...{ board: "app", body: need(what), createdAt: isoTime(monday - 3 * day - i * hour) },
        author: { email: `p${i}-${n}@example.org` },
      })),
    ),
  );
  await made.settle();
  return made;
}

/** A digest that takes several messages. */
function largeDigest(): Digest {
  const week = weekNamed("2026-W09");
  const { start } = weekPeriod(week, "UTC");
  const themes = Array.from({ length: 30 }, (_, i) => {
    const old = Array.from({ length: i < 24 ? 4 + i : 0 }, (_, k) => said(`${i}-${k}`, start - day * (1 + k)));
    const fresh = Array.from({ length: 2 * (31 - i) }, (_, k) => said(`${i}+${k}`, start + hour * (1 + k)));
    return {
      theme: themeOf({ id: `thm_${String(i).padStart(26, "0")}`, title: `Need number ${i}` }),
      ...{ before: tally(old, []), after: tally([...old, ...fresh], []) },
      url: `https://ideas.example/themes/${i}`,
      quote: { text: "It takes nine screens to pay a guest back. ".repeat(12), source: "zendesk", at: isoTime(start) },
    };
  });
  const team = { id: "calendar", name: "Calendar", digest: { weekday: 1, hour: 8, timeZone: "UTC" } };
  return composeDigest({ team, week, now: monday, first: false, themes });
}

const digestsOf = async ({ store }: Runtime, kind: Delivery["kind"]): Promise<Delivery[]> =>
  (await store.outbox.list(["waiting", "sent", "dry_run", "parked", "superseded"], { limit: 100 })).items.filter(
    (one) => one.kind === kind,
  );

describe("a digest of several messages", () => {
  it("goes on with the part that is missing, wherever its sender died", async () => {
    const table = newTable();
    const time = { now: monday };
    const chat = new SlackStandIn(() => time.now);
    await ensureTable(endpoint(), table);
    const onlooker = runtimeAt(endpoint(), table, time, variables, chat.fetch);
    await furnished(onlooker);
    await onlooker.store.digests.put(largeDigest());
    let deaths = 0;
    while (await sendAndDie(table, time, chat, deaths + 1)) {
      time.now += 6 * minute;
      expect(++deaths).toBeLessThan(40);
    }
    const [sent] = await digestsOf(onlooker, "digest");
    expect(sent).toMatchObject({ state: "sent", attempts: expect.any(Number) });
    const { messages } = Sent.parse(sent?.payload);
    expect(messages.length).toBeGreaterThan(1);
    // Its row, the claim, each message, what became of it.
    expect(deaths).toBeGreaterThanOrEqual(messages.length + 2);
    expect(chat.roots).toHaveLength(1);
    expect(chat.messages.map(({ metadata }) => metadata?.event_payload.part)).toEqual(messages.map((_, i) => i + 1));
    expect(chat.messages.map(({ blocks }) => blocks)).toEqual(messages.map(({ blocks }) => blocks));
  }, 60_000);

  /** A sender that is no more from a point on: each write to the table and each message is one. Tells whether it died. */
  async function sendAndDie(table: string, time: { now: number }, chat: SlackStandIn, point: number): Promise<boolean> {
    let points = 0;
    const gone = () => points >= point;
    const line = await lineTo(endpoint(), ({ write }) => {
      if (write !== undefined && !gone()) points++;
      return gone() ? "dies" : "goes well";
    });
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (gone()) throw new TypeError("dead");
      const answer = await chat.fetch(input, init);
      if (String(input).endsWith("chat.postMessage")) points++;
      // It arrived, and nobody is left to hear so.
      if (gone()) throw new TypeError("dead");
      return answer;
    };
    const sender = runtimeAt(line.url, table, time, variables, fetch);
    await sender.sweep().catch(() => {});
    return gone();
  }
});

describe("a digest that failed to go out", () => {
  it("says later what it said first, whatever was told meanwhile", async () => {
    const time = { now: monday };
    const chat = new SlackStandIn(() => time.now);
    const made = await world({}, chat.fetch, { SLACK_BOT_TOKEN: "xoxb-t" });
    chat.fault = () => ({ instead: () => new Response("away", { status: 502 }) });
    await made.runtime.sweep();
    await made.settle();
    expect(await digestsOf(made.runtime, "digest")).toMatchObject([{ state: "waiting", attempts: 1 }]);
    const first = await made.runtime.store.digests.get("calendar", "2026-W09");
    await made.tell("POST", "/api/v1/feedback", [
      {
        ...{ board: "app", body: need("a dark mode"), createdAt: isoTime(monday - 2 * day) },
        author: { email: "late@example.org" },
      },
    ]);
    await made.settle();
    chat.fault = () => undefined;
    made.time.now += minute;
    await made.runtime.sweep();
    await made.settle();
    expect(await digestsOf(made.runtime, "digest")).toMatchObject([{ state: "sent", attempts: 2 }]);
    expect(JSON.stringify(chat.roots[0]?.blocks)).toContain(first?.paragraph);
    expect(await made.runtime.store.digests.get("calendar", "2026-W09")).toEqual(first);
  });
});

describe("a digest by mail", () => {
  it("is one for the team, and the same that stands on its page and in its channel", async () => {
    const made = await world({ mail: ["ann@example.org", "bo@example.org"] });
    await made.runtime.sweep();
    await made.settle();
    const [mail, ...more] = await digestsOf(made.runtime, "digest_mail");
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ state: "dry_run", outlet: "mail", team: "calendar" });
    const { to, subject, html, text } = Mailed.parse(mail?.payload);
    expect(to).toEqual(["ann@example.org", "bo@example.org"]);
    const kept = await made.runtime.store.digests.get("calendar", "2026-W09");
    expect(subject).toBe(kept?.summary);
    for (const part of [html, text]) expect(part).toContain("settings");
    const [message] = await digestsOf(made.runtime, "digest");
    expect(JSON.stringify(message?.payload)).toContain(JSON.stringify(kept?.heading).slice(1, -1));

    // Again, a minute later and after more was said: nothing new goes out.
    made.time.now += minute;
    await made.runtime.sweep();
    await made.settle();
    expect(await digestsOf(made.runtime, "digest_mail")).toHaveLength(1);
  });

  it("needs no channel", async () => {
    const made = await world({ channel: undefined, mail: ["ann@example.org"] });
    await made.runtime.sweep();
    await made.settle();
    expect(await digestsOf(made.runtime, "digest")).toEqual([]);
    expect(await digestsOf(made.runtime, "digest_mail")).toMatchObject([{ state: "dry_run" }]);
  });
});

describe("a digest's page", () => {
  it("opens by the link of the digest for eight weeks, and to nobody without it", async () => {
    const made = await world();
    await made.runtime.sweep();
    await made.settle();
    const kept = await made.runtime.store.digests.get("calendar", "2026-W09");
    const link = new URL(kept?.url ?? "");
    expect(link.origin).toBe("https://ideas.example");
    const get = (address: string) => made.runtime.portal.request(address);
    const page = await get(link.pathname + link.search);
    expect(page.status).toBe(200);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("x-robots-tag")).toContain("noindex");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    const html = await page.text();
    expect(html).toContain("<svg");
    expect(html).toContain("Calendar");
    expect((await get(`${link.pathname}${link.search}&lang=de`)).status).toBe(200);

    for (const address of [
      link.pathname,
      `${link.pathname}${link.search}x`,
      `/digests/calendar/2026-W08${link.search}`,
      `/digests/others/2026-W09${link.search}`,
    ])
      expect((await get(address)).status, address).toBe(404);

    made.time.now += 56 * day + minute;
    const late = await get(link.pathname + link.search);
    expect(late.status).toBe(403);
    expect(await late.text()).not.toContain("Calendar");
  });

  it("repeats nothing that was taken back since", async () => {
    const made = await world();
    await made.tell("POST", "/api/v1/feedback", [
      ...[1, 2, 3].map((n) => ({
        ...{ board: "app", source: "phone", externalId: `c${n}`, visibility: "public" },
        body: `Scrolling in the calendar is broken and crashes with my flashlight number ${n}, this is terrible.`,
        createdAt: isoTime(monday - 2 * day),
        author: { email: `angry${n}@example.org` },
      })),
    ]);
    await made.settle();
    await made.runtime.sweep();
    await made.settle();
    const kept = await made.runtime.store.digests.get("calendar", "2026-W09");
    expect(kept?.weeds?.quotes.length).toBeGreaterThan(0);
    const link = new URL(kept?.url ?? "");
    const page = async () => (await made.runtime.portal.request(link.pathname + link.search)).text();
    expect(await page()).toContain("flashlight");
    made.time.now += 5 * minute;
    await made.runtime.store.inbox.receive(
      [1, 2, 3].map((n) => ({
        ...{ id: `inb_back_${n}`, receivedAt: isoTime(made.time.now), attempts: 0, parked: false },
        content: {
          type: "event" as const,
          event: { source: "phone", externalId: `c${n}`, version: isoTime(made.time.now), withdrawn: true },
        },
      })),
    );
    await made.settle();
    expect(await page()).not.toContain("flashlight number");
  });
});
