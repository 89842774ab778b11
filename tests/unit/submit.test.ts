import { day, isoTime, minute } from "@earshot/core/clock.ts";
import { type FeedbackEvent, feedbackId } from "@earshot/core/feedback.ts";
import { InboxEntry } from "@earshot/core/inbox.ts";
import type { Log } from "@earshot/core/log.ts";
import { merge } from "@earshot/core/merge.ts";
import { receiveWebhook, Submission, submit } from "@earshot/core/submit.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memory } from "../memory/memory.ts";

const now = Date.parse("2026-03-04T10:00:00.000Z");

function world() {
  const clock = { now };
  const stores = memory();
  const logged: { event: string; fields: Record<string, unknown> | undefined }[] = [];
  const log: Log = (event, fields) => void logged.push({ event, fields });
  const deps = { ...stores, clock: () => clock.now, log };
  const events = (): FeedbackEvent[] =>
    [...stores.rows.inbox.values()].flatMap(({ content }) => (content.type === "event" ? [content.event] : []));
  const post = (given: Partial<Record<keyof Submission, unknown>>) => submit(deps, Submission.parse(given));
  return { ...stores, deps, clock, events, post };
}

describe("submit", () => {
  test("stores an inbox entry that the schema accepts, and gives the id of the feedback", async () => {
    const { rows, post, events } = world();
    const [id] = await post({
      externalId: "call:12",
      source: "phone",
      author: { email: "Ann@Example.org", name: "Ann", externalId: "77" },
      title: "Waiting lists",
      body: "We would love one.",
      url: "https://example.org/12",
      createdAt: "2026-03-01T12:00:00+02:00",
      visibility: "public",
    });
    expect(id).toBe(feedbackId("phone", "call:12"));
    const [entry] = rows.inbox.values();
    expect(InboxEntry.parse(entry)).toMatchObject({ attempts: 0, parked: false, receivedAt: isoTime(now) });
    expect(events()).toEqual([
      {
        source: "phone",
        externalId: "call:12",
        version: `${isoTime(now)}#000#${entry?.id}`,
        author: { aliases: ["email:ann@example.org", "phone:77"], name: "Ann" },
        title: "Waiting lists",
        body: "We would love one.",
        url: "https://example.org/12",
        saidAt: "2026-03-01T10:00:00.000Z",
        visibility: "public",
        withdrawn: false,
      },
    ]);
  });

  test("the same source and external id name the same feedback; without one each is its own", async () => {
    const { post } = world();
    expect(await post({ externalId: "a", body: "x" })).toEqual(await post({ externalId: "a", body: "y" }));
    expect(await post({ body: "x" })).not.toEqual(await post({ body: "x" }));
  });

  test("what is sent again later is an edit, also of a title; its age stays", async () => {
    const { post, events, clock } = world();
    await post({ externalId: "a", body: "first", author: { name: "Ann" } });
    clock.now += day;
    await post({ externalId: "a", body: "second", title: "Better" });
    const [first, second] = events() as [FeedbackEvent, FeedbackEvent];
    const received = isoTime(now);
    const inOrder = merge(merge(undefined, first, received), second, isoTime(clock.now));
    expect(inOrder).toMatchObject({ body: "second", title: "Better", author: "Ann", at: received });
    expect(merge(merge(undefined, second, received), first, received)).toEqual(inOrder);
  });

  test("of two in one list the later holds, whichever is taken in first", async () => {
    const { deps, events } = world();
    await submit(deps, [
      Submission.parse({ externalId: "a", body: "1" }),
      Submission.parse({ externalId: "a", body: "2" }),
    ]);
    const [one, two] = events() as [FeedbackEvent, FeedbackEvent];
    const at = isoTime(now);
    for (const order of [
      [one, two],
      [two, one],
    ])
      expect(
        order.reduce<ReturnType<typeof merge> | undefined>((told, event) => merge(told, event, at), undefined)?.body,
      ).toBe("2");
  });

  test("an unknown board is refused with the boards there are, and nothing is stored", async () => {
    const { post, settings, rows } = world();
    await expect(post({ board: "billing", body: "x" })).rejects.toThrow('no board "billing". The boards are ideas.');
    await settings.putBoard({ id: "billing", name: "Billing", claims: [] });
    await post({ board: "billing", body: "x" });
    await expect(post({ board: "ideas", body: "x" })).rejects.toMatchObject({ kind: "input", field: "board" });
    expect(rows.inbox.size).toBe(1);
  });

  test("a list is stored as a whole or not at all, and the one at fault is named", async () => {
    const { deps, rows } = world();
    const fine = Submission.parse({ body: "x" });
    await expect(submit(deps, [fine, { ...fine, board: "nope" }])).rejects.toMatchObject({ field: "1.board" });
    const late = { ...fine, createdAt: isoTime(now + 6 * minute) };
    await expect(submit(deps, [fine, fine, late])).rejects.toMatchObject({ field: "2.createdAt" });
    expect(rows.inbox.size).toBe(0);
  });

  test("a clock that runs ahead a little is corrected, one that lies is refused", async () => {
    const { post, events } = world();
    await post({ body: "x", createdAt: isoTime(now + 5 * minute) });
    expect(events()[0]?.saidAt).toBe(isoTime(now));
    await expect(post({ body: "x", createdAt: isoTime(now + 5 * minute + 1) })).rejects.toMatchObject({
      kind: "input",
      field: "createdAt",
    });
  });

  test("what was told to support alone is private unless the caller says otherwise", async () => {
    const { post, events } = world();
    await post({ source: "zendesk", body: "x" });
    await post({ source: "zendesk", body: "x", visibility: "public" });
    await post({ body: "x" });
    expect(events().map(({ visibility }) => visibility)).toEqual(["private", "public", undefined]);
  });

  test.each([
    [{ body: "" }, "body"],
    [{ body: " \n\t " }, "body"],
    [{}, "body"],
    [{ title: "  " }, "body"],
    [{ body: "x".repeat(50_001) }, "body"],
    [{ body: "x", title: "x".repeat(301) }, "title"],
    [{ body: "x", source: "Not A Source" }, "source"],
    [{ body: "x", externalId: "" }, "externalId"],
    [{ body: "x", externalId: "e".repeat(501) }, "externalId"],
    [{ body: "x", author: { email: "ann" } }, "author.email"],
    [{ body: "x", author: { externalId: "4\n2" } }, "author.externalId"],
    [{ body: "x", url: "javascript:alert(1)" }, "url"],
    [{ body: "x", createdAt: "yesterday" }, "createdAt"],
    [{ body: "x", visibility: "secret" }, "visibility"],
    [{ body: "x", board: "../x" }, "board"],
  ])("%j is refused at %s", (given, field) => {
    const { error } = Submission.safeParse(given);
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  });

  test("a title alone is enough", async () => {
    const { post, events } = world();
    await post({ title: "Dark mode" });
    expect(events()[0]).toMatchObject({ title: "Dark mode", body: "" });
  });

  test("whatever the schema lets through becomes an event that the inbox's schema lets through", () => {
    const text = fc.string({ unit: "binary", maxLength: 40 });
    const given = fc.record(
      {
        body: text,
        title: text,
        externalId: text,
        author: fc.record({ name: text, externalId: text, email: fc.emailAddress() }, { requiredKeys: [] }),
        createdAt: fc.date({ max: new Date(now), noInvalidDate: true }).map((date) => date.toISOString()),
      },
      { requiredKeys: [] },
    );
    return fc.assert(
      fc.asyncProperty(given, async (one) => {
        const parsed = Submission.safeParse(one);
        if (!parsed.success) return;
        const { deps, rows } = world();
        await submit(deps, parsed.data);
        for (const entry of rows.inbox.values()) expect(InboxEntry.safeParse(entry).error).toBeUndefined();
      }),
    );
  });
});

test("a webhook becomes one entry of its own, unread", async () => {
  const { deps, rows } = world();
  await receiveWebhook(deps, { source: "discourse", headers: { "x-discourse-event": "post_created" }, body: "{" });
  const [entry] = rows.inbox.values();
  expect(InboxEntry.parse(entry).content).toEqual({
    type: "webhook",
    webhook: {
      source: "discourse",
      headers: { "x-discourse-event": "post_created" },
      body: "{",
      receivedAt: isoTime(now),
    },
  });
});
