import { createHmac } from "node:crypto";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import { zendesk } from "@earshot/sources/zendesk/zendesk.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Answer, delivery, havePayloads, merged, noon, payloadText, standIn, valid } from "./sources-stand-in.ts";

const clock = () => noon;
const url = "https://acme.zendesk.com";
const ears = zendesk({ url, webhookSecret: "a secret", clock });

const detail = {
  id: "5158",
  subject: "Refunds take nine steps",
  description: "Cancelling is one press.\nPaying back is nine.",
  requester_id: "900",
  submitter_id: "900",
  brand_id: "44",
  status: "OPEN",
  tags: ["refund", "billing"],
  is_public: true,
  created_at: "2026-03-01T08:00:00Z",
  updated_at: "2026-03-01T08:00:00Z",
};
const native = (type: string, time: string, event: unknown = {}, change: object = {}) =>
  delivery(
    "zendesk",
    {},
    {
      type: `zen:event-type:ticket.${type}`,
      time,
      subject: "zen:ticket:5158",
      detail: { ...detail, ...change },
      event,
    },
  );
const comment = (change: object = {}) => ({
  comment: {
    id: "71",
    body: "And the receipt is missing.",
    is_public: true,
    author: { id: "900", is_staff: false, name: "Jo Vogt" },
    ...change,
  },
});

describe("signatures", () => {
  const body = Buffer.from('{"ticket_id":1}');
  const sent = "2026-03-02T12:00:00Z";
  const sign = (timestamp: string, secret = "a secret") => ({
    "x-zendesk-webhook-signature": createHmac("sha256", secret).update(timestamp).update(body).digest("base64"),
    "x-zendesk-webhook-signature-timestamp": timestamp,
  });

  it("lets signed bytes through, five minutes to either side", () => {
    for (const off of [0, -300_000, 300_000]) expect(() => ears.verify(sign(sent), body, noon + off)).not.toThrow();
  });

  it.each([-300_001, 300_001, 86_400_000, -86_400_000])("refuses a delivery that is %i ms away", (off) => {
    expect(() => ears.verify(sign(sent), body, noon + off)).toThrow("5 minutes");
  });

  it.each([
    ["nothing", {}],
    ["no timestamp", { "x-zendesk-webhook-signature": "x" }],
    ["another secret", sign(sent, "guess")],
    ["another timestamp", { ...sign(sent), "x-zendesk-webhook-signature-timestamp": "2026-03-02T12:01:00Z" }],
    ["a timestamp that is none", sign("soon")],
  ])("refuses %s", (_, headers: Record<string, string>) => {
    expect(() => ears.verify(headers, body, noon)).toThrow("Nothing was stored");
  });

  it("names what to set when there is no secret", () => {
    expect(() => zendesk({ clock }).verify(sign(sent), body, noon)).toThrow("ZENDESK_WEBHOOK_SECRET");
  });
});

describe("native events", () => {
  it("tells a new ticket, private", async () => {
    expect(valid(await ears.interpret(native("created", "2026-03-01T08:00:00.123456789Z")))).toEqual([
      {
        source: "zendesk",
        externalId: "ticket:5158",
        version: "2026-03-01T08:00:00.123Z",
        author: { aliases: ["zendesk:900"] },
        title: "Refunds take nine steps",
        body: "Cancelling is one press.\nPaying back is nine.",
        url: "https://acme.zendesk.com/agent/tickets/5158",
        saidAt: "2026-03-01T08:00:00.000Z",
        visibility: "private",
        withdrawn: false,
        hints: ["zendesk:brand:44", "zendesk:tag:refund", "zendesk:tag:billing"],
      },
    ]);
  });

  it("does not mind numbers for ids, missing fields or the casing of types", async () => {
    const body = {
      type: "ZEN:event-type:Ticket.Created",
      time: "2026-03-01T08:00:00Z",
      detail: { id: 5158, requester_id: 900, tags: null, status: 3, subject: null, description: "text" },
    };
    expect(valid(await zendesk({ clock }).interpret(delivery("zendesk", {}, body)))).toMatchObject([
      { externalId: "ticket:5158", author: { aliases: ["zendesk:900"] }, body: "text", hints: [] },
    ]);
    const nameless = { ...body, detail: {}, subject: "zen:ticket:9" };
    expect(await ears.interpret(delivery("zendesk", {}, nameless))).toMatchObject([{ externalId: "ticket:9" }]);
  });

  it("hears an end user's further message as feedback of its own", async () => {
    const [event] = valid(await ears.interpret(native("comment_added", "2026-03-01T09:00:00Z", comment())));
    expect(event).toMatchObject({
      externalId: "ticket:5158:comment:71",
      body: "And the receipt is missing.",
      author: { aliases: ["zendesk:900"], name: "Jo Vogt" },
      visibility: "private",
      saidAt: "2026-03-01T09:00:00.000Z",
    });
    expect(event).not.toHaveProperty("title");
  });

  it.each([
    ["staff", { author: { id: "1", is_staff: true } }],
    ["staff among themselves", { is_public: false }],
    ["somebody unknown", { author: { id: "2" } }],
    ["nobody", { author: null }],
    ["somebody without words", { body: undefined }],
  ])("hears nothing in what %s say", async (_, change) => {
    expect(await ears.interpret(native("comment_added", "2026-03-01T09:00:00Z", comment(change)))).toEqual([]);
  });

  it("knows the first message, which is told as a comment too", async () => {
    const first = comment({ body: "Cancelling is one press.\r\n\r\n Paying back is nine. " });
    expect(await ears.interpret(native("comment_added", "2026-03-01T08:00:00Z", first))).toMatchObject([
      { externalId: "ticket:5158", body: detail.description },
    ]);
  });

  it("tells changes of subject, text and requester, each alone", async () => {
    const at = "2026-03-01T09:00:00Z";
    expect(await ears.interpret(native("subject_changed", at, { current: "New" }))).toEqual([
      {
        source: "zendesk",
        externalId: "ticket:5158",
        version: "2026-03-01T09:00:00.000Z",
        visibility: "private",
        title: "New",
      },
    ]);
    expect(await ears.interpret(native("description_changed", at, {}, { description: "Other" }))).toMatchObject([
      { body: "Other" },
    ]);
    expect(await ears.interpret(native("requester_changed", at, {}, { requester_id: "901" }))).toMatchObject([
      { author: { aliases: ["zendesk:901"] } },
    ]);
  });

  it.each(["soft_deleted", "permanently_deleted", "marked_as_spam", "deleted"])(
    "takes a ticket away when %s",
    async (type) => {
      expect(valid(await ears.interpret(native(type, "2026-03-01T09:00:00Z")))).toEqual([
        {
          source: "zendesk",
          externalId: "ticket:5158",
          version: "2026-03-01T09:00:00.000Z~",
          visibility: "private",
          withdrawn: true,
        },
      ]);
    },
  );

  it("takes it away by its status too, and hears nothing in other statuses, merges and tags", async () => {
    const at = "2026-03-01T09:00:00Z";
    for (const current of ["DELETED", "deleted"])
      expect(await ears.interpret(native("status_changed", at, { current }))).toMatchObject([{ withdrawn: true }]);
    expect(await ears.interpret(native("status_changed", at, { current: "Solved" }))).toEqual([]);
    for (const type of ["merged", "tags_changed", "priority_changed", "csat_received"])
      expect(await ears.interpret(native(type, at, { current: "x" }))).toEqual([]);
    const user = { type: "zen:event-type:user.active_changed", detail: { id: "1" } };
    expect(await ears.interpret(delivery("zendesk", {}, user))).toEqual([]);
  });

  it("does not hear a ticket that begins with a note among staff", async () => {
    expect(await ears.interpret(native("created", "2026-03-01T08:00:00Z", {}, { is_public: false }))).toEqual([]);
  });

  it("takes a redaction over: what is left, or all of it where that is not told", async () => {
    const at = "2026-03-01T09:00:00Z";
    const left = await ears.interpret(
      native("comment_redacted", at, comment({ body: "My card is ▇▇▇▇." }), { description: "▇▇▇" }),
    );
    expect(valid(left)).toMatchObject([
      { externalId: "ticket:5158", body: "▇▇▇" },
      { externalId: "ticket:5158:comment:71", body: "My card is ▇▇▇▇." },
    ]);
    for (const change of [{ body: undefined }, { author: undefined }, { author: { id: "1", is_staff: true } }])
      expect((await ears.interpret(native("comment_redacted", at, comment(change))))[1]).toMatchObject({
        externalId: "ticket:5158:comment:71",
        withdrawn: true,
      });
    const first = native("comment_redacted", at, comment({ body: "▇▇▇" }), { description: "▇▇▇" });
    expect((await ears.interpret(first)).map(({ externalId }) => externalId)).toEqual(["ticket:5158"]);
    expect(await ears.interpret(native("comment_made_private", at, comment()))).toMatchObject([{ withdrawn: true }]);
  });

  it("comes to the same in any order, however often each delivery arrives", async () => {
    const deliveries = [
      native("created", "2026-03-01T08:00:00.1Z"),
      native("subject_changed", "2026-03-01T08:10:00Z", { current: "Second" }),
      native("subject_changed", "2026-03-01T08:20:00Z", { current: "Third" }),
      native("description_changed", "2026-03-01T08:30:00Z", { current: "Redacted ▇▇" }),
      native("soft_deleted", "2026-03-01T09:00:00Z"),
      native("status_changed", "2026-03-01T09:00:00Z", { current: "DELETED" }),
      native("undeleted", "2026-03-01T10:00:00Z", {}, { subject: "Third", description: "Redacted ▇▇" }),
    ];
    const events = (await Promise.all(deliveries.map((one) => ears.interpret(one)))).flat();
    const expected = merged(events);
    expect(expected).toMatchObject({ title: "Third", body: "Redacted ▇▇", withdrawn: false, visibility: "private" });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.array(fc.constantFrom(...events), { maxLength: 6 }),
        (order, again) => {
          expect(merged([...again, ...order])).toEqual(expected);
          expect(merged([...order, ...again])).toEqual(expected);
        },
      ),
    );
  });
});

describe("triggers with a template", () => {
  const recommended = {
    ticket_id: "5158",
    subject: "Refunds take nine steps",
    description:
      "----------------------------------------------\n\nJo Vogt, Mar 1, 2026, 08:00\n\nPaying back is nine.",
    requester_id: "900",
    requester_email: "Jo@Example.org",
    requester_name: "Jo Vogt",
    segment: "enterprise",
    brand: "Acme Pay",
    tags: "refund billing",
    status: "Open",
    created_at: "2026-03-01T08:00Z",
    updated_at: "2026-03-01T08:00Z",
  };
  const expected = {
    source: "zendesk",
    externalId: "ticket:5158",
    version: "2026-03-01T08:00:00.000Z#2026-03-02T12:00:00.000Z",
    author: { aliases: ["zendesk:900", "email:jo@example.org"], name: "Jo Vogt" },
    segment: "enterprise",
    title: "Refunds take nine steps",
    body: "Paying back is nine.",
    url: "https://acme.zendesk.com/agent/tickets/5158",
    saidAt: "2026-03-01T08:00:00.000Z",
    visibility: "private",
    withdrawn: false,
    hints: ["zendesk:brand:Acme Pay", "zendesk:tag:refund", "zendesk:tag:billing"],
  };
  const read = (body: unknown, adapter = ears) => adapter.interpret(delivery("zendesk", {}, body));

  it("reads the recommended one", async () => {
    expect(valid(await read(recommended))).toEqual([expected]);
  });

  it("reads variants of it", async () => {
    const nested = {
      id: "wh_1",
      ticket: {
        id: 5158,
        title: recommended.subject,
        latest_comment: recommended.description,
        requester: { id: 900, email: "jo@example.org", name: "Jo Vogt" },
        brand: { name: "Acme Pay" },
        organization: { plan: "enterprise" },
        tags: ["refund", "billing"],
        created_at_with_timestamp: "2026-03-01T08:00:00Z",
        updated_at_with_timestamp: "2026-03-01T08:00:00Z",
      },
    };
    expect(valid(await read(nested))).toEqual([expected]);
    const plain = {
      "Ticket ID": "#7",
      Title: "T",
      "Latest Comment": "<p>A &amp; b</p><br>c",
      Requester: "a@b.example",
    };
    expect(valid(await read(plain))).toMatchObject([
      { externalId: "ticket:7", title: "T", body: "A & b\n\nc", author: { aliases: ["email:a@b.example"] } },
    ]);
  });

  it("orders two deliveries within a minute by their arrival", async () => {
    const first = await read(recommended);
    const second = await ears.interpret(
      delivery("zendesk", {}, { ...recommended, subject: "Later" }, "2026-03-02T12:00:01.000Z"),
    );
    for (const events of [
      [...first, ...second],
      [...second, ...first],
    ])
      expect(merged(events)?.title).toBe("Later");
  });

  it("takes a ticket away that the template calls deleted", async () => {
    expect(await read({ ...recommended, status: "Deleted" })).toMatchObject([{ withdrawn: true }]);
  });

  it("takes the link from the template where no address is set", async () => {
    const told = { ...recommended, link: "https://acme.zendesk.com/tickets/5158" };
    expect((await read(told, zendesk({ clock })))[0]?.url).toBe("https://acme.zendesk.com/tickets/5158");
    expect((await read({ ...recommended, link: "javascript:alert(1)" }, zendesk({ clock })))[0]).not.toHaveProperty(
      "url",
    );
  });

  it.each([
    ["no JSON", '{"subject": "a "quoted" word"}', "not JSON"],
    ["no object", "[]", "names no ticket"],
    ["null", "null", "no JSON object"],
    ["no ticket", { subject: "x" }, "ticket_id"],
    ["a ticket's id that is none", { ticket_id: "{{ticket.id}} ?" }, "ticket_id"],
  ])("refuses %s as input, and says what to put there", async (_, body, message) => {
    const error = await read(body).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "input", final: true });
    expect(String(error)).toContain(message);
  });

  it("keeps to its limits whatever it is given", async () => {
    const hostile = {
      ...recommended,
      subject: "s".repeat(5000),
      description: `<p>${"😀\u0000".repeat(80_000)}`,
      requester_name: "n".repeat(500),
      requester_email: "not an address",
      tags: "t ".repeat(1000),
      __proto__: { ticket_id: 1 },
    };
    valid(await read(hostile));
    const deep = `{"ticket_id":1,"a":${'{"a":'.repeat(3000)}1${"}".repeat(3000)}}`;
    valid(await read(deep));
  });
});

describe("polling", () => {
  const ticket = (id: number, change: object = {}) => ({
    id,
    subject: `subject ${id}`,
    description: `text ${id}`,
    status: "open",
    requester_id: 900,
    brand_id: 44,
    tags: ["a"],
    created_at: "2026-03-01T08:00:00Z",
    updated_at: "2026-03-01T08:00:00Z",
    generated_timestamp: Date.parse("2026-03-01T08:00:05Z") / 1000,
    ...change,
  });
  const users = [{ id: 900, name: "Jo Vogt", email: "jo@example.org", role: "end-user" }];

  async function account(pages: unknown[][]) {
    const state: { fail: (request: number) => Answer | undefined; requests: number } = {
      fail: () => undefined,
      requests: 0,
    };
    const { url, requests } = await standIn((request, { pathname, searchParams }) => {
      expect(request.headers.authorization).toBe(
        `Basic ${Buffer.from("agent@acme.example/token:very secret").toString("base64")}`,
      );
      if (pathname !== "/api/v2/incremental/tickets/cursor.json") return { status: 404 };
      const failed = state.fail(++state.requests);
      if (failed) return failed;
      const cursor = searchParams.get("cursor");
      if (cursor === null) expect(searchParams.get("start_time")).toBe("0");
      const page = cursor === null ? 0 : Number(cursor.replace("after ", ""));
      const last = page >= pages.length;
      return {
        json: {
          tickets: pages[page] ?? [],
          users,
          after_cursor: `after ${last ? page : page + 1}`,
          end_of_stream: page >= pages.length - 1,
        },
      };
    });
    const { poll } = zendesk({ url, email: "agent@acme.example", apiToken: "very secret", clock });
    if (!poll) throw new Error("no polling");
    return { state, requests, poll, pages };
  }

  it("is absent without all of address, e-mail and token", () => {
    for (const half of [
      { url, email: "a@b.example" },
      { url, apiToken: "t" },
      { email: "a@b.example", apiToken: "t" },
      {},
    ])
      expect(zendesk({ ...half, clock })).not.toHaveProperty("poll");
  });

  it("reads all pages, then goes on from the kept cursor", async () => {
    const { poll, pages, requests } = await account([[ticket(1), ticket(2)], [ticket(3)]]);
    const first = await poll(undefined);
    expect([first.cursor, first.more, valid(first.events).length]).toEqual(["after 1", true, 2]);
    expect(first.events[0]).toMatchObject({
      externalId: "ticket:1",
      version: "2026-03-01T08:00:05.000Z",
      author: { aliases: ["zendesk:900", "email:jo@example.org"], name: "Jo Vogt" },
      title: "subject 1",
      body: "text 1",
      visibility: "private",
      hints: ["zendesk:brand:44", "zendesk:tag:a"],
    });
    const second = await poll(first.cursor);
    expect([second.cursor, second.more, second.events.length]).toEqual(["after 2", false, 1]);
    expect(await poll(second.cursor)).toEqual({ events: [], cursor: "after 2", more: false });
    pages.push([ticket(4)]);
    expect((await poll(second.cursor)).events).toMatchObject([{ externalId: "ticket:4" }]);
    expect(requests[1]).toBe("/api/v2/incremental/tickets/cursor.json?cursor=after%201&include=users");
  });

  it("goes on after a kill or a refusal at each page, and misses nothing", async () => {
    for (let broken = 1; broken <= 4; broken++) {
      const { poll, state } = await account([[ticket(1)], [ticket(2)], [ticket(3)], [ticket(4)]]);
      const refusal: Answer = broken % 2 ? "hang up" : { status: 429, headers: { "retry-after": "6" } };
      state.fail = (request) => (request === broken ? refusal : undefined);
      const events: FeedbackEvent[] = [];
      let cursor: string | undefined;
      let failures = 0;
      for (let more = true; more; ) {
        try {
          const told = await poll(cursor);
          ({ cursor, more } = told);
          events.push(...told.events);
        } catch (error) {
          expect(error).toMatchObject(broken % 2 ? { kind: "upstream" } : { kind: "limited", retryAfter: 6 });
          expect(String(error)).not.toContain("very secret");
          failures++;
        }
      }
      expect([failures, events.map(({ externalId }) => externalId)]).toEqual([
        1,
        ["ticket:1", "ticket:2", "ticket:3", "ticket:4"],
      ]);
    }
  });

  it("takes deleted tickets away and leaves staff's notes and unreadable rows out", async () => {
    const { poll } = await account([
      [
        ticket(1, { status: "deleted", subject: "SCRUBBED", description: "SCRUBBED" }),
        ticket(2, { is_public: false }),
        { nothing: true },
        ticket(3, { requester_id: 901, tags: null, generated_timestamp: "soon" }),
      ],
    ]);
    expect(valid((await poll(undefined)).events)).toEqual([
      {
        source: "zendesk",
        externalId: "ticket:1",
        version: "2026-03-01T08:00:05.000Z~",
        visibility: "private",
        withdrawn: true,
      },
      expect.objectContaining({
        externalId: "ticket:3",
        author: { aliases: ["zendesk:901"] },
        version: "2026-03-01T08:00:00.000Z",
      }),
    ]);
  });

  it("agrees with the webhooks about the same ticket, whichever comes first", async () => {
    const { poll } = await account([
      [
        ticket(5158, {
          ...detail,
          id: 5158,
          generated_timestamp: Date.parse("2026-03-01T10:00:00Z") / 1000,
          subject: "Now",
        }),
      ],
    ]);
    const events = [
      ...(await poll(undefined)).events,
      ...(await ears.interpret(native("created", "2026-03-01T08:00:00Z"))),
      ...(await ears.interpret(native("subject_changed", "2026-03-01T09:00:00Z", { current: "Before" }))),
      ...(await ears.interpret(native("soft_deleted", "2026-03-01T11:00:00Z"))),
    ];
    for (const order of [events, [...events].reverse()])
      expect(merged(order)).toMatchObject({ title: "Now", withdrawn: true, visibility: "private" });
  });

  it("says what to do when the token is refused", async () => {
    const { poll, state } = await account([[]]);
    state.fail = () => ({ status: 401 });
    const error = await poll(undefined).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "upstream", final: true });
    expect(String(error)).toContain("ZENDESK_API_TOKEN");
  });
});

describe.skipIf(!havePayloads)("real deliveries (../shared/payloads, skipped where that folder is missing)", () => {
  it("hears nothing in an agent's answer, and nothing about users", async () => {
    for (const name of ["ticket.comment_added", "user.active_changed"])
      expect(await ears.interpret(delivery("zendesk", {}, payloadText(`zendesk/${name}.json`)))).toEqual([]);
  });

  it("hears the same comment from the requester", async () => {
    const body = JSON.parse(payloadText("zendesk/ticket.comment_added.json"));
    body.event.comment.author = { id: body.detail.requester_id, is_staff: false, name: "User" };
    expect(valid(await ears.interpret(delivery("zendesk", {}, body)))).toMatchObject([
      {
        externalId: "ticket:5158:comment:9876543210",
        version: "2025-01-08T14:25:30.123Z",
        hints: [
          "zendesk:brand:8447346621310",
          "zendesk:tag:mobile",
          "zendesk:tag:login",
          "zendesk:tag:priority-support",
        ],
      },
    ]);
  });

  it("accepts the derived signature, over the bytes as they are", () => {
    const { secret, timestamp, signature } = JSON.parse(payloadText("zendesk/derived-signature-vector.json"));
    const headers = { "x-zendesk-webhook-signature": signature, "x-zendesk-webhook-signature-timestamp": timestamp };
    const body = Buffer.from(payloadText("zendesk/ticket.comment_added.json"));
    const check = (now: string) => zendesk({ webhookSecret: secret, clock }).verify(headers, body, Date.parse(now));
    expect(() => check("2025-01-08T14:29:00Z")).not.toThrow();
    expect(() => check("2025-01-08T14:31:00Z")).toThrow("5 minutes");
  });

  it("reads the page of the export", async () => {
    const { url } = await standIn(() => ({ text: payloadText("zendesk/incremental-cursor-page.json") }));
    const { poll } = zendesk({ url, email: "a@b.example", apiToken: "t", clock });
    expect(await poll?.(undefined)).toEqual({ events: [], cursor: "MTU4MDc1Mzc5OC4wfHw0MzJ8", more: true });
  });
});
