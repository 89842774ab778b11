import { createHmac } from "node:crypto";
import { day, hour, isoTime, minute } from "@earshot/core/clock.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { eventsOf, receivedOf, toldOf } from "@earshot/core/webhook/happening.ts";
import { failed, nextAttempt, succeeded, unwell } from "@earshot/core/webhook/health.ts";
import { payloadFor } from "@earshot/core/webhook/payload.ts";
import { newSecret, signed } from "@earshot/core/webhook/signature.ts";
import { listening, type Webhook } from "@earshot/core/webhook/webhook.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleFeedback, exampleTheme } from "../memory/examples.ts";

const now = Date.parse("2026-03-04T10:00:00.000Z");

const crm: Webhook = {
  id: "crm",
  url: "https://crm.example.org/earshot",
  events: ["theme.created", "theme.status_changed", "feedback.received"],
  createdAt: isoTime(now),
  revision: 1,
};

describe("a signature", () => {
  const vector = {
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    timestamp: 1614265330,
    body: '{"test": 2432232314}',
    signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  };

  test("is the one of the specification's own example", () => {
    const { secret, id, timestamp, body, signature } = vector;
    expect(signed(id, body, [{ key: secret }], timestamp * 1000 + 999)).toEqual({
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signature,
    });
  });

  test("is made with each secret that holds while one is replaced by another, and no longer with what ran out", () => {
    const { secret, id, timestamp, body, signature } = vector;
    const fresh = newSecret((bytes) => new Uint8Array(bytes).fill(7));
    const until = isoTime(timestamp * 1000 + day);
    const secrets = [{ key: fresh }, { key: secret, until }];
    const during = signed(id, body, secrets, timestamp * 1000)["webhook-signature"]?.split(" ");
    expect(during).toHaveLength(2);
    expect(during?.[1]).toBe(signature);
    expect(signed(id, body, secrets, timestamp * 1000 + day)["webhook-signature"]).toMatch(/^v1,[\w+/=]{44}$/);
  });

  test("can be checked by whoever has the secret, whatever the body", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.uint8Array({ minLength: 32, maxLength: 32 }), (body, bytes) => {
        const key = newSecret(() => bytes);
        const headers = signed("evt_1", body, [{ key }], now);
        const expected = createHmac("sha256", bytes)
          .update(`evt_1.${now / 1000}.${body}`)
          .digest("base64");
        expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});

describe("an attempt that failed", () => {
  test("is followed by others over three days, each later than the one before", () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempts) => nextAttempt(attempts, undefined, 0) ?? 0);
    expect(pauses).toEqual([5_000, 5 * minute, ...[0.5, 2, 5, 10, 14, 20, 24].map((hours) => hours * hour)]);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(3 * day);
    expect(nextAttempt(10, undefined, 0)).toBeUndefined();
  });

  test("is not followed at the same time as others that failed with it, nor before it was asked to be", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.option(fc.integer({ min: 0, max: 1e9 }), { nil: undefined }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, asked, chance) => {
          const pause = nextAttempt(attempts, undefined, 0) ?? 0;
          const wait = nextAttempt(attempts, asked, chance) ?? 0;
          const least = Math.max(pause, Math.min((asked ?? 0) * 1000, day));
          expect(wait).toBeGreaterThanOrEqual(least);
          expect(wait).toBeLessThanOrEqual(least + 0.2 * pause + 1);
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  test("says since when its endpoint fails, until one succeeds", () => {
    const first = failed(crm, { reason: "no" }, now);
    const second = failed(first, { reason: "still no", retryAfter: 90 }, now + hour);
    expect(second.failing).toEqual({ since: isoTime(now), reason: "still no", until: isoTime(now + hour + 90_000) });
    expect(unwell([second]).failing).toEqual(["crm"]);
    expect(succeeded(second)).toEqual(crm);
    expect(succeeded(crm)).toBe(crm);
  });

  test("disables its endpoint after three days of nothing else, and at once where that is gone", () => {
    const failing = failed(crm, { reason: "no" }, now);
    expect(failed(failing, { reason: "no" }, now + 3 * day - 1).disabled).toBeUndefined();
    const late = failed(failing, { reason: "no" }, now + 3 * day);
    expect(late).toMatchObject({ disabled: { because: "failing", reason: "no" } });
    expect(late.failing).toBeUndefined();
    const gone = failed(crm, { reason: "gone", status: 410 }, now);
    expect(gone).toMatchObject({ disabled: { because: "gone", at: isoTime(now) } });
    expect(failed(gone, { reason: "no" }, now + day)).toBe(gone);
    expect(unwell([gone, late, { ...crm, disabled: { at: "", because: "staff", reason: "" } }]).disabled).toHaveLength(
      2,
    );
  });
});

describe("what is told", () => {
  const theme = exampleTheme("a waiting list");
  const changed = (given: Partial<Theme>): Theme => ({ ...theme, revision: theme.revision + 1, ...given });
  const types = (next: Theme, previous?: Theme) => eventsOf({ next, previous }, now).map(({ type }) => type);

  test("of a theme's beginning: once, when people are first counted behind it, however it came to be", () => {
    expect(types(theme)).toEqual(["theme.created"]);
    const split = exampleTheme("split", { supporters: 0, wordedOver: "" });
    expect(types(split)).toEqual([]);
    expect(types(changed({ wordedOver: "x" }), split)).toEqual(["theme.created"]);
    expect(types(changed({ supporters: 9 }), theme)).toEqual([]);
    expect(types(changed({}), { ...theme, supporters: 0, wordedOver: "x" }), "that was empty for a while").toEqual([]);
    const emptied = { ...theme, supporters: 0, wordedOver: "", stood: true };
    expect(types(changed({}), emptied), "whose people were erased").toEqual([]);
  });

  test("of a status: what it was and is, with the note of this change and of no other", () => {
    const at = isoTime(now);
    const noted = changed({
      status: "planned",
      history: [...theme.history, { status: "planned", at, note: "In May." }],
    });
    expect(eventsOf({ next: noted, previous: theme }, now)).toMatchObject([
      { type: "theme.status_changed", theme: theme.id, from: "open", to: "planned", note: "In May.", at },
    ]);
    const merged = changed({ ...noted, revision: 9, status: "merged", mergedInto: "thm_2" });
    const [event] = eventsOf({ next: merged, previous: noted }, now);
    expect(event).toMatchObject({ from: "planned", to: "merged", mergedInto: "thm_2" });
    expect(event).not.toHaveProperty("note");
  });

  test("of a rise, of an issue and of another one", () => {
    const weeks = { last: theme.weeks.last, people: [...Array(24).fill(0), 1, 9] };
    const firstAt = isoTime(Date.parse(theme.createdAt) - 60 * day);
    const risen = changed({ weeks, firstAt, supporters: 40, roseAt: "2026-03-02T09:00:00.000Z" });
    expect(eventsOf({ next: risen, previous: theme }, now)).toMatchObject([{ type: "theme.rising", joined: 9 }]);
    expect(types({ ...risen, revision: 3 }, risen)).toEqual([]);
    const issue = {
      repository: "acme/app",
      repositoryId: 1,
      issueId: 12,
      number: 7,
      url: "https://github.com/acme/app/issues/7",
    };
    const linked = changed({ issue });
    expect(eventsOf({ next: linked, previous: theme }, now)).toMatchObject([
      { type: "issue.linked", issue: { repository: "acme/app", number: 7 } },
    ]);
    expect(types(changed({ issue: { ...issue, repository: "acme/web", number: 1 } }), linked), "moved").toEqual([]);
    expect(types(changed({ issue: { ...issue, issueId: 13 } }), linked)).toEqual(["issue.linked"]);
  });

  test("of an end: only with an answer that came with it or after it", () => {
    const at = isoTime(now);
    const ended = { status: "shipped" as const, history: [...theme.history, { status: "shipped" as const, at }] };
    const answer = (when: number) => ({ text: "Here it is.", by: "Ines", at: isoTime(when) });
    expect(types(changed(ended), theme)).toEqual(["theme.status_changed"]);
    expect(types(changed({ ...ended, answer: answer(now - day) }), theme)).toEqual(["theme.status_changed"]);
    const both = changed({ ...ended, answer: answer(now) });
    expect(types(both, theme)).toEqual(["theme.status_changed", "loop.closed"]);
    expect(types({ ...both, answer: answer(now + day), revision: 3 }, both), "put better").toEqual([]);
    expect(types(changed({ ...ended, answer: answer(now + day) }), changed(ended))).toEqual(["loop.closed"]);
  });

  test("the same write is the same event; the next one is another", () => {
    const next = changed({ status: "planned" });
    const ids = [next, next, { ...next, revision: 9 }].map(
      (head) => eventsOf({ next: head, previous: theme }, now)[0]?.id,
    );
    expect(ids[0]).toMatch(/^evt_[0-9a-z]{20}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  test("goes to those who listen for it, and nobody is asked who does where nothing is to be told", async () => {
    const webhooks: Webhook[] = [
      crm,
      { ...crm, id: "elsewhere", boards: ["billing"] },
      { ...crm, id: "deaf", events: ["theme.rising"] },
      { ...crm, id: "off", disabled: { at: "", because: "staff", reason: "" } },
    ];
    expect(listening(webhooks, "theme.created", "ideas").map(({ id }) => id)).toEqual(["crm"]);
    const told = await toldOf(async () => webhooks, [{ next: theme, previous: undefined }], now);
    expect(told).toMatchObject([{ outlet: "webhook", webhook: "crm", theme: theme.id, dueAt: isoTime(now) }]);
    expect(told[0]).not.toHaveProperty("payload");
    const never = () => Promise.reject(new Error("asked"));
    expect(await toldOf(never, [{ next: changed({}), previous: theme }], now)).toEqual([]);
  });

  test("waits for the sweep where its endpoint fails, and as long as that asked for", () => {
    const due = (failing: Webhook["failing"]) => receivedOf([{ ...crm, failing }], exampleFeedback("a"), now)[0]?.dueAt;
    expect(due({ since: "", reason: "" })).toBe(isoTime(now + minute));
    expect(due({ since: "", reason: "", until: isoTime(now + hour) })).toBe(isoTime(now + hour));
  });
});

describe("a payload", () => {
  const deps = (theme: Theme, feedback = exampleFeedback("a")) => ({
    themes: { get: async () => theme },
    feedback: { get: async () => feedback },
    url: "https://ideas.example.org",
  });
  const created = { type: "theme.created", id: "evt_1", at: isoTime(now), theme: "thm_1" } as const;
  const received = { type: "feedback.received", id: "evt_2", at: isoTime(now), feedback: "fbk_1" } as const;

  test("has type, timestamp and data, and of what was said in public the text", async () => {
    const theme = exampleTheme("a waiting list");
    expect(await payloadFor(deps(theme), created)).toEqual({
      type: "theme.created",
      timestamp: isoTime(now),
      data: {
        theme: {
          ...{ id: theme.id, board: "ideas", title: theme.title, url: `https://ideas.example.org/themes/${theme.id}` },
          ...{ visibility: "public", status: "open", team: null, supporters: 3 },
        },
      },
    });
    const feedback = exampleFeedback("a", { url: "https://forum.example.org/t/1" });
    const payload = await payloadFor(deps(theme, feedback), received);
    expect(payload).toMatchObject({ data: { feedback: { text: feedback.text, url: feedback.url, theme: null } } });
    expect(JSON.stringify(payload), "nobody's name or address").not.toContain("example.org:");
    expect(JSON.stringify(payload)).not.toMatch(/a@example|psn_/);
  });

  test.each([
    ["said in private", { visibility: "private" as const }],
    ["taken back", { withdrawn: true }],
    ["aimed at people", { abusive: true }],
  ])("has no words of what was %s", async (_, given) => {
    const feedback = exampleFeedback("a", { url: "https://desk.example.org/1", ...given });
    const payload = JSON.stringify(await payloadFor(deps(exampleTheme("t"), feedback), received));
    expect(payload).not.toContain("waiting list");
    expect(JSON.parse(payload).data.feedback.text).toBeNull();
  });

  test("has neither title nor answer of a theme that is private by now", async () => {
    const theme = exampleTheme("Anna's invoice", { visibility: "private" });
    const closed = { ...created, type: "loop.closed", status: "shipped", answer: "Dear Anna" } as const;
    for (const event of [created, closed])
      expect(JSON.stringify(await payloadFor(deps(theme), event))).not.toContain("Anna");
  });

  test("is none of a theme that rises no longer", async () => {
    const rising = { ...created, type: "theme.rising", joined: 9, usual: 1 } as const;
    expect(await payloadFor(deps(exampleTheme("t")), rising)).toBeUndefined();
  });
});
