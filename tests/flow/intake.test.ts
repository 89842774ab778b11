import { day, minute } from "@earshot/core/clock.ts";
import { feedbackId } from "@earshot/core/feedback.ts";
import type { Theme } from "@earshot/core/theme.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standIn } from "../unit/sources-stand-in.ts";
import {
  faultsOf,
  landlord,
  noon,
  ofDiscourse,
  ofZendesk,
  open,
  post,
  secret,
  themesOf,
  ticketEvent,
  type World,
} from "./house.ts";

const endpoint = landlord();

const dark = "Please give the calendar a dark mode, the white pages hurt my eyes at night.";
const invoices = "Exporting invoices as PDF fails with an error at the end of every month.";

/** What the community says, as far as anything is counted. */
async function whatIsSaid({ runtime, time }: World) {
  const feedback = await Array.fromAsync(runtime.store.feedback.all());
  const nameOf = new Map(feedback.map(({ id, externalId }) => [id, externalId]));
  const together = (theme: string | undefined) =>
    feedback.filter((one) => theme !== undefined && one.theme === theme).map(({ externalId }) => externalId);
  const themes = await themesOf(runtime);
  const { memberships, votes } = await evidenceOf(runtime, themes);
  return {
    feedback: feedback
      .map(({ externalId, board, text, title, withdrawn, visibility, apart, theme, at }) => ({
        ...{ externalId, board, text, title, withdrawn, visibility, apart, at },
        with: together(theme).sort(),
      }))
      .sort((a, b) => (a.externalId < b.externalId ? -1 : 1)),
    themes: themes
      .map(({ id, board, supporters, feedback: pieces, votes: cast, sources, visibility }) => ({
        ...{ board, supporters, pieces, cast, sources, visibility },
        members: together(id).sort(),
      }))
      .sort((a, b) => (String(a.members) < String(b.members) ? -1 : 1)),
    rows: { memberships: memberships.map((id) => nameOf.get(id)).sort(), votes },
    at: time.now > 0,
  };
}

async function evidenceOf({ store }: World["runtime"], themes: Theme[]) {
  const all = await Promise.all(themes.map(({ id }) => store.themes.evidence(id)));
  return {
    memberships: all.flatMap((one) => one.memberships.map(({ feedback }) => feedback)),
    votes: all.flatMap((one) => one.votes).length,
  };
}

async function isEmpty({ runtime, settle }: World): Promise<void> {
  await settle();
  expect(await Array.fromAsync(runtime.store.feedback.all())).toEqual([]);
  expect(await runtime.store.inbox.backlog()).toEqual({ waiting: 0, since: undefined });
  expect((await runtime.store.inbox.parked({ limit: 10 })).items).toEqual([]);
}

describe("the way of one complaint", () => {
  const ears: [source: string, tell: (world: World) => Promise<unknown>, visibility: string][] = [
    [
      "api",
      ({ tell }) => tell("POST", "/api/v1/feedback", { body: dark, author: { email: "ann@example.org" } }),
      "public",
    ],
    ["discourse", ({ deliver }) => deliver(...ofDiscourse("post_created", { post: post({ raw: dark }) })), "public"],
    [
      "zendesk",
      ({ deliver, time }) => deliver(...ofZendesk(ticketEvent("created", "2026-03-01T09:00:00Z"), time.now)),
      "private",
    ],
    [
      "zendesk",
      ({ deliver, time }) =>
        deliver(
          ...ofZendesk(
            {
              ticket_id: "5158",
              subject: "Dark mode",
              description: dark,
              requester_id: "900",
              requester_email: "ann@example.org",
              created_at: "2026-03-01T09:00:00Z",
              updated_at: "2026-03-01T09:00:00Z",
            },
            time.now,
          ),
        ),
      "private",
    ],
  ];

  it.each(ears)("from %s by what it sends to a theme that one person is behind", async (source, tell, visibility) => {
    const world = await open({ endpoint: endpoint() });
    const answer = await tell(world);
    if (answer instanceof Response) expect(answer.status).toBe(202);
    await world.settle();
    const { items } = await world.tell<{ items: Theme[] }>("GET", "/api/v1/themes");
    expect(items).toMatchObject([
      { supporters: 1, feedback: 1, visibility, summary: expect.stringMatching(/dark mode/) },
    ]);
    const [theme] = items;
    const told = await world.tell<{ sources: unknown }>("GET", `/api/v1/themes/${theme?.id}`);
    expect(told.sources).toEqual({ [source]: 1 });
    expect(await faultsOf(world.runtime)).toEqual([]);
  });

  it("from a forum that is asked: everything once, the new and the edited on the next round", async () => {
    const posts = [post({ id: 1, user_id: 1 }), post({ id: 2, user_id: 2, raw: invoices, topic_title: "Invoices" })];
    const forum = await standIn((_, { searchParams }) => {
      const before = Number(searchParams.get("before") ?? Number.POSITIVE_INFINITY);
      return { json: { latest_posts: posts.filter(({ id }) => Number(id) < before).toReversed() } };
    });
    const world = await open({
      endpoint: endpoint(),
      fetch: globalThis.fetch,
      variables: { DISCOURSE_URL: forum.url, DISCOURSE_API_KEY: "k", DISCOURSE_API_USERNAME: "system" },
    });
    await world.runtime.sweep();
    await world.settle();
    expect((await whatIsSaid(world)).themes).toMatchObject([{ members: ["topic:1001"] }, { members: ["topic:1002"] }]);

    posts.push(
      post({ id: 3, user_id: 3, created_at: "2026-03-02T12:01:00.000Z", updated_at: "2026-03-02T12:01:00.000Z" }),
    );
    Object.assign(posts[1] ?? {}, {
      raw: dark,
      topic_title: "Dark mode",
      version: 2,
      updated_at: "2026-03-02T12:01:30.000Z",
    });
    world.time.now += 2 * minute;
    await world.runtime.sweep();
    await world.settle();
    expect((await whatIsSaid(world)).themes).toMatchObject([
      { supporters: 3, pieces: 3, members: ["topic:1001", "topic:1002", "topic:1003"] },
    ]);
    const asked = forum.requests.length;
    await world.runtime.sweep();
    expect(forum.requests.length - asked, "a quiet forum is asked once a minute").toBe(1);
    expect(await faultsOf(world.runtime)).toEqual([]);
  });

  it("from a help desk that is asked: page after page, from where it stood", async () => {
    const ticket = (id: number, some: object = {}) => ({
      id,
      subject: "Dark mode",
      description: dark,
      status: "open",
      requester_id: id,
      created_at: "2026-03-01T09:00:00Z",
      updated_at: "2026-03-01T09:00:00Z",
      generated_timestamp: Date.parse("2026-03-01T09:00:00Z") / 1000,
      ...some,
    });
    const pages: Record<string, object> = {
      first: {
        tickets: [ticket(1), ticket(2)],
        users: [{ id: 1, email: "ann@example.org" }],
        after_cursor: "second",
        end_of_stream: false,
      },
      second: { tickets: [ticket(3)], users: [], after_cursor: "third", end_of_stream: true },
      third: { tickets: [], users: [], after_cursor: "third", end_of_stream: true },
    };
    const desk = await standIn((_, { searchParams }) => ({ json: pages[searchParams.get("cursor") ?? "first"] }));
    const world = await open({
      endpoint: endpoint(),
      fetch: globalThis.fetch,
      variables: { ZENDESK_URL: desk.url, ZENDESK_EMAIL: "a@b.example", ZENDESK_API_TOKEN: "t" },
    });
    await world.runtime.sweep();
    await world.settle();
    expect((await whatIsSaid(world)).themes).toMatchObject([{ supporters: 3, pieces: 3, visibility: "private" }]);

    pages.third = {
      tickets: [ticket(3, { status: "deleted", generated_timestamp: noon / 1000 })],
      users: [],
      after_cursor: "fourth",
      end_of_stream: true,
    };
    await world.runtime.sweep();
    await world.settle();
    expect((await whatIsSaid(world)).themes).toMatchObject([{ supporters: 2, members: ["ticket:1", "ticket:2"] }]);
    expect(desk.requests.filter((asked) => asked.includes("start_time=0"))).toHaveLength(1);
    expect(await faultsOf(world.runtime)).toEqual([]);
  });
});

describe("people", () => {
  const forum = (world: World) => world.deliver(...ofDiscourse("post_created", { post: post({ raw: dark }) }));
  const ticket = (world: World) =>
    world.deliver(
      ...ofZendesk(
        {
          ticket_id: 9,
          subject: "Dark mode",
          description: dark,
          requester_id: 900,
          requester_email: "Ann@example.org",
        },
        world.time.now,
      ),
    );
  const introduction = (world: World) =>
    world.ask("POST", "/api/v1/feedback", {
      source: "discourse",
      externalId: "sign-up",
      author: { email: "ann@example.org", externalId: "42" },
      body: "Thank you!",
    });
  const ways = { forum, ticket, introduction };

  it("who posts on the forum and writes a ticket supports a theme once, in whatever order it becomes known", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(["forum", "ticket", "introduction"] as const, { minLength: 3 }),
        fc.boolean(),
        async (order, apart) => {
          const world = await open({ endpoint: endpoint() });
          for (const way of order) {
            expect((await ways[way](world)).status).toBe(202);
            if (apart) await world.settle();
          }
          await world.settle();
          const [theme] = await themesOf(world.runtime);
          expect(theme).toMatchObject({ supporters: 1, feedback: 2 });
          for (const alias of ["email:ann@example.org", "discourse:42", "zendesk:900"])
            await world.tell("PUT", `/api/v1/themes/${theme?.id}/votes/${alias}`);
          await world.settle();
          expect(await themesOf(world.runtime)).toMatchObject([{ supporters: 1, votes: 1 }]);
          expect(await faultsOf(world.runtime)).toEqual([]);
          await world.close();
        },
      ),
      { numRuns: 5 },
    );
  });

  it("votes cast under two names become one when both are found to be one person", async () => {
    const world = await open({ endpoint: endpoint() });
    await world.tell("POST", "/api/v1/feedback", { body: dark, author: { email: "bo@example.org" } });
    await world.settle();
    const [theme] = await themesOf(world.runtime);
    for (const alias of ["email:ann@example.org", "discourse:42"])
      await world.tell("PUT", `/api/v1/themes/${theme?.id}/votes/${alias}`);
    await world.settle();
    expect(await themesOf(world.runtime)).toMatchObject([{ supporters: 3, votes: 2 }]);
    await introduction(world);
    await world.settle();
    expect(await themesOf(world.runtime)).toMatchObject([{ supporters: 2, votes: 1 }]);
    expect(await faultsOf(world.runtime)).toEqual([]);
  });

  it("what an older telling knows of a person is learned even when a newer one came first", async () => {
    const world = await open({ endpoint: endpoint() });
    const told = (some: object) =>
      world.deliver(...ofZendesk({ ticket_id: 9, description: dark, requester_id: 900, ...some }, world.time.now));
    await told({ updated_at: "2026-03-02T11:00:00Z" });
    await world.settle();
    await told({ updated_at: "2026-03-02T10:00:00Z", requester_email: "ann@example.org" });
    await world.tell("POST", "/api/v1/feedback", { body: dark, author: { email: "ann@example.org" } });
    await world.settle();
    expect(await themesOf(world.runtime)).toMatchObject([{ supporters: 1, feedback: 2 }]);
    expect(await faultsOf(world.runtime)).toEqual([]);
  });
});

describe("edits, deletions and redactions", () => {
  it("come to the same in every order", async () => {
    const secretWords = "my card is 4111 1111 1111 1111 and my door code is swordfish";
    const ticket = {
      ...ticketEvent("created", "2026-03-01T09:00:00Z", { description: `${dark} By the way, ${secretWords}.` }),
    };
    const steps: Record<string, (world: World) => Promise<Response>> = {
      created: ({ deliver }) => deliver(...ofDiscourse("post_created", { post: post({ raw: dark }) })),
      edited: ({ deliver }) =>
        deliver(
          ...ofDiscourse("post_edited", {
            post: post({
              raw: invoices,
              topic_title: "Invoices as PDF",
              version: 2,
              updated_at: "2026-03-01T10:00:00.000Z",
            }),
          }),
        ),
      second: ({ deliver }) =>
        deliver(...ofDiscourse("post_created", { post: post({ id: 502, user_id: 43, raw: dark }) })),
      deleted: ({ deliver }) =>
        deliver(
          ...ofDiscourse("post_destroyed", {
            post: post({ id: 502, user_id: 43, raw: dark, deleted_at: "2026-03-01T11:00:00.000Z" }),
          }),
        ),
      ticket: ({ deliver, time }) => deliver(...ofZendesk(ticket, time.now)),
      redacted: ({ deliver, time }) =>
        deliver(
          ...ofZendesk(
            ticketEvent(
              "comment_redacted",
              "2026-03-01T12:00:00Z",
              { description: `${dark} By the way, ▇▇▇▇.` },
              {
                comment: {
                  id: "71",
                  body: `${dark} By the way, ▇▇▇▇.`,
                  is_public: true,
                  author: { id: "900", is_staff: false },
                },
              },
            ),
            time.now,
          ),
        ),
      again: ({ deliver }) => deliver(...ofDiscourse("post_created", { post: post({ raw: dark }) })),
    };
    const names = Object.keys(steps);
    let expected: Awaited<ReturnType<typeof whatIsSaid>> | undefined;
    const play = async (order: readonly string[], pauses: ReadonlySet<number>) => {
      const world = await open({ endpoint: endpoint() });
      const anchor = (body: string, name: string) => ({
        body,
        source: "event",
        externalId: name,
        createdAt: "2026-02-20T08:00:00Z",
        author: { externalId: name },
      });
      await world.tell("POST", "/api/v1/feedback", [anchor(dark, "a"), anchor(invoices, "b")]);
      await world.settle();
      for (const [index, name] of order.entries()) {
        expect((await steps[name]?.(world))?.status).toBe(202);
        world.time.now += minute;
        if (pauses.has(index)) await world.settle();
      }
      await world.settle();
      const said = await whatIsSaid(world);
      expect(await faultsOf(world.runtime)).toEqual([]);
      expect(JSON.stringify(await Array.fromAsync(world.runtime.store.feedback.all()))).not.toContain("swordfish");
      expect(JSON.stringify(await Array.fromAsync(world.runtime.store.themes.all()))).not.toContain("swordfish");
      await world.close();
      return said;
    };
    expected = await play(names, new Set());
    expect(expected.themes).toMatchObject([
      { supporters: 2, pieces: 2, members: ["a", "ticket:5158"] },
      { supporters: 2, pieces: 2, members: ["b", "topic:1501"] },
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(names, { minLength: names.length }),
        fc.uniqueArray(fc.nat(names.length - 1), { maxLength: 3 }),
        async (order, pauses) => {
          expect(await play(order, new Set(pauses))).toEqual(expected);
        },
      ),
      { numRuns: 8 },
    );
  });

  it("by the API replace the text and move it, and what is said again changes nothing", async () => {
    const world = await open({ endpoint: endpoint() });
    const say = (body: string) =>
      world.tell<{ id: string }>("POST", "/api/v1/feedback", {
        source: "phone",
        externalId: "call-7",
        body,
        author: { email: "ann@example.org" },
      });
    await world.tell("POST", "/api/v1/feedback", { body: invoices, author: { email: "bo@example.org" } });
    const { id } = await say(dark);
    await world.settle();
    const before = await world.tell<{ theme: string }>("GET", `/api/v1/feedback/${id}`);
    world.time.now += minute;
    expect((await say(invoices)).id).toBe(id);
    await world.settle();
    const after = await world.tell<{ theme: string }>("GET", `/api/v1/feedback/${id}`);
    expect(after.theme).not.toBe(before.theme);
    expect(await themesOf(world.runtime)).toMatchObject([{ supporters: 2, feedback: 2 }]);
    expect(await world.tell("GET", `/api/v1/themes/${before.theme}`)).toMatchObject({ supporters: 0, feedback: 0 });
    expect(
      (await world.tell<{ items: unknown[] }>("GET", "/api/v1/themes")).items,
      "nobody is behind the other",
    ).toHaveLength(1);
    expect(await faultsOf(world.runtime)).toEqual([]);
  });

  it("leave nothing of what was taken back: neither text nor title", async () => {
    const world = await open({ endpoint: endpoint() });
    await world.deliver(
      ...ofDiscourse("post_created", {
        post: post({
          topic_title: "Swordfish mode",
          raw: "Swordfish mode should come to the calendar, the white pages hurt my eyes.",
        }),
      }),
    );
    await world.settle();
    expect(JSON.stringify(await themesOf(world.runtime))).toContain("Swordfish");
    await world.deliver(...ofDiscourse("post_destroyed", { post: post({ deleted_at: "2026-03-01T11:00:00.000Z" }) }));
    await world.settle();
    expect(await themesOf(world.runtime)).toEqual([]);
    expect(JSON.stringify(await Array.fromAsync(world.runtime.store.feedback.all()))).not.toContain("Swordfish");
    expect(JSON.stringify(await Array.fromAsync(world.runtime.store.themes.all()))).not.toContain("Swordfish");
    await world.deliver(...ofDiscourse("post_recovered", { post: post({ topic_title: "Dark mode", raw: dark }) }));
    await world.settle();
    expect(await themesOf(world.runtime)).toMatchObject([{ supporters: 1, feedback: 1 }]);
    expect(await faultsOf(world.runtime)).toEqual([]);
  });

  it.each([
    ["created first", ["created", "subject"]],
    ["a change first", ["subject", "created"]],
    ["a deletion and its undoing first", ["deleted", "undeleted", "created", "subject"]],
    ["a deletion first, its undoing last", ["deleted", "created", "subject", "undeleted"]],
  ])("leave it on the board that claims it: %s", async (_, order) => {
    const world = await open({ endpoint: endpoint() });
    await world.tell("PUT", "/api/v1/boards/app", { name: "App" });
    await world.tell("PUT", "/api/v1/boards/billing", { name: "Billing", claims: ["zendesk:brand:44"] });
    const events: Record<string, object> = {
      created: ticketEvent("created", "2026-03-01T09:00:00Z"),
      subject: ticketEvent("subject_changed", "2026-03-01T10:00:00Z", {}, { current: "Dark mode, please" }),
      deleted: ticketEvent("soft_deleted", "2026-03-01T11:00:00Z"),
      undeleted: ticketEvent("undeleted", "2026-03-01T12:00:00Z", { subject: "Dark mode, please" }),
    };
    for (const name of order) {
      await world.deliver(...ofZendesk(events[name], world.time.now));
      await world.settle();
    }
    expect((await whatIsSaid(world)).feedback).toMatchObject([
      { board: "billing", title: "Dark mode, please", withdrawn: false },
    ]);
    expect(await themesOf(world.runtime)).toMatchObject([{ board: "billing", supporters: 1 }]);
    expect(await faultsOf(world.runtime)).toEqual([]);
  });
});

describe("what asks for nothing", () => {
  it("is kept as feedback and stands in no theme", async () => {
    const world = await open({ endpoint: endpoint() });
    const said = { "Thanks!": "social", ok: "too short", "👍": "social" };
    const { items } = await world.tell<{ items: { id: string }[] }>(
      "POST",
      "/api/v1/feedback",
      Object.keys(said).map((body) => ({ body, author: { email: "ann@example.org" } })),
    );
    await world.settle();
    const kept = await Promise.all(
      items.map(({ id }) => world.tell<{ theme: unknown; apart: string }>("GET", `/api/v1/feedback/${id}`)),
    );
    expect(kept.map(({ theme }) => theme)).toEqual([null, null, null]);
    for (const { apart } of kept) expect(["social", "too short", "empty"]).toContain(apart);
    expect(await Array.fromAsync(world.runtime.store.themes.all())).toEqual([]);
    expect(await faultsOf(world.runtime)).toEqual([]);
  });
});

describe("what is refused leaves nothing behind", () => {
  const tooLarge = JSON.stringify({ body: "x".repeat(1_000_001) });
  it.each([
    ["an unknown board", { body: dark, board: "nowhere" }, 400],
    ["a time in the future", { body: dark, createdAt: new Date(noon + day).toISOString() }, 400],
    ["an empty text", { body: "  " }, 400],
    ["one wrong among several", [{ body: dark }, { body: dark, board: "nowhere" }], 400],
    ["no JSON", "{", 400],
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400],
    ["more than a megabyte", tooLarge, 413],
  ])("%s, by the API", async (_, body, status) => {
    const world = await open({ endpoint: endpoint() });
    const raw = typeof body === "string" || body instanceof Uint8Array;
    const response = await world.runtime.portal.request("/api/v1/feedback", {
      method: "POST",
      headers: { authorization: `Bearer ${world.house.key.value}`, "content-type": "application/json" },
      body: raw ? body : JSON.stringify(body),
    });
    expect(response.status).toBe(status);
    await isEmpty(world);
  });

  it("no key or a wrong one, by the API", async () => {
    const world = await open({ endpoint: endpoint() });
    for (const authorization of [undefined, "Bearer guess", `Basic ${world.house.key.value}`, "Bearer "]) {
      const response = await world.runtime.portal.request("/api/v1/feedback", {
        method: "POST",
        headers: { "content-type": "application/json", ...(authorization !== undefined && { authorization }) },
        body: JSON.stringify({ body: dark }),
      });
      expect(response.status).toBe(401);
    }
    await isEmpty(world);
  });

  type Delivered = readonly [source: string, headers: Record<string, string>, body: string];
  const forum: Delivered = ofDiscourse("post_created", { post: post() });
  const desk = (at: number, signedWith = secret): Delivered =>
    ofZendesk(ticketEvent("created", "2026-03-01T09:00:00Z"), at, signedWith);
  const without = ([source, headers, body]: Delivered, name: string): Delivered => [
    source,
    Object.fromEntries(Object.entries(headers).filter(([header]) => header !== name)),
    body,
  ];
  const refused: [what: string, delivery: Delivered, status: number][] = [
    ["Discourse without a signature", without(forum, "x-discourse-event-signature"), 401],
    ["Discourse signed with another secret", ofDiscourse("post_created", { post: post() }, "guess"), 401],
    ["Discourse with another body than signed", [forum[0], forum[1], forum[2].replace("42", "43")], 401],
    ["Zendesk without a signature", without(desk(noon), "x-zendesk-webhook-signature"), 401],
    ["Zendesk without a timestamp", without(desk(noon), "x-zendesk-webhook-signature-timestamp"), 401],
    ["Zendesk signed with another secret", desk(noon, "guess"), 401],
    ["Zendesk's delivery of ten minutes ago, replayed", desk(noon - 10 * minute), 401],
    ["Zendesk's delivery from the future", desk(noon + 10 * minute), 401],
    ["a source that nobody knows", ["nobody", {}, "{}"], 404],
  ];
  it.each(refused)("%s", async (_, delivery, status) => {
    const world = await open({ endpoint: endpoint() });
    expect((await world.deliver(...delivery)).status).toBe(status);
    await isEmpty(world);
  });

  it("signed bytes that are no UTF-8", async () => {
    const world = await open({ endpoint: endpoint() });
    const bytes = Buffer.from(JSON.stringify({ post: post({ name: "Märta" }) }), "latin1");
    const [source, headers] = ofDiscourse("post_created", bytes);
    expect((await world.deliver(source, headers, bytes)).status).toBe(400);
    await isEmpty(world);
  });

  it("a replay that nothing tells from a retry is acknowledged and changes nothing", async () => {
    const world = await open({ endpoint: endpoint() });
    for (let time = 0; time < 3; time++) {
      expect((await world.deliver(...forum)).status).toBe(202);
      await world.settle();
    }
    const stored = await world.runtime.store.feedback.get(feedbackId("discourse", "topic:1501"));
    expect(stored?.revision).toBe(1);
    expect(await themesOf(world.runtime)).toMatchObject([{ supporters: 1, feedback: 1 }]);
  });
});

describe("the segment that somebody is in", () => {
  it("is counted with her theme, outlives an edit that tells none, and sends the theme to its team", async () => {
    const world = await open({ endpoint: endpoint() });
    const { tell, settle, runtime } = world;
    await runtime.store.settings.putBoard({ id: "app", name: "App", claims: [] });
    const digest = { weekday: 1, hour: 8, timeZone: "UTC" };
    await runtime.store.settings.putTeam({ id: "key", name: "Key", rules: [{ segments: ["Enterprise"] }], digest });
    const say = (n: number, segment: string | undefined, body = dark) =>
      tell("POST", "/api/v1/feedback", {
        ...{ board: "app", externalId: `${n}`, body, author: { email: `p${n}@example.org`, segment } },
      });
    for (const n of [1, 2]) await say(n, " enterprise ");
    await say(3, "free");
    await say(4, undefined);
    await settle();
    world.time.now += minute;
    await say(1, undefined, `${dark} Please!`);
    await settle();
    const [theme] = await themesOf(runtime);
    expect(await tell("GET", `/api/v1/themes/${theme?.id}`)).toMatchObject({
      ...{ supporters: 4, segments: { enterprise: 2, free: 1 }, team: "key" },
    });
    expect(await faultsOf(runtime)).toEqual([]);
    const refused = await world.ask("POST", "/api/v1/feedback", { body: dark, author: { segment: "x".repeat(61) } });
    expect(refused.status).toBe(400);
  });
});
