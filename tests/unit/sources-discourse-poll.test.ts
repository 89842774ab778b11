import { isError } from "@earshot/core/error.ts";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import { discourse } from "@earshot/sources/discourse/discourse.ts";
import { describe, expect, it } from "vitest";
import { type Answer, noon, standIn, valid } from "./sources-stand-in.ts";

const minute = 60_000;

function postOf(id: number, change: object = {}) {
  const at = new Date(noon - 100 * minute + id * 1000).toISOString();
  return {
    id,
    topic_id: 1000 + id,
    post_number: 1,
    post_type: 1,
    user_id: 7,
    username: "marta",
    created_at: at,
    updated_at: at,
    version: 1,
    raw: `text ${id}`,
    topic_title: `title ${id}`,
    ...change,
  };
}

/** A forum that pages as Discourse does: fifty posts below `before`, newest first. */
async function forum(ids: number[], { countsBeforeIn = false } = {}) {
  const posts = new Map(ids.map((id) => [id, postOf(id)]));
  const state: { posts: typeof posts; time: number; fail: (page: number) => Answer | undefined; page: number } = {
    posts,
    time: noon,
    fail: () => undefined,
    page: 0,
  };
  const { url, requests } = await standIn((_, { pathname, searchParams }) => {
    if (pathname !== "/posts.json") return { status: 404 };
    const failed = state.fail(++state.page);
    if (failed) return failed;
    const before = Number(searchParams.get("before") ?? Number.POSITIVE_INFINITY);
    const below = [...state.posts.values()].filter(({ id }) => id < before || (countsBeforeIn && id === before));
    return { json: { latest_posts: below.sort((a, b) => b.id - a.id).slice(0, 50) } };
  });
  const { poll } = discourse({ url: `${url}/`, apiKey: "very secret key", clock: () => state.time });
  if (!poll) throw new Error("no polling");
  return { state, requests, poll };
}

type Poll = NonNullable<ReturnType<typeof discourse>["poll"]>;

async function drain(poll: Poll, cursor?: string) {
  const events: FeedbackEvent[] = [];
  for (let calls = 1; ; calls++) {
    const told = await poll(cursor);
    events.push(...valid(told.events));
    cursor = told.cursor;
    if (!told.more) return { events, cursor, calls };
    expect(calls).toBeLessThan(100);
  }
}

const numbers = (events: readonly FeedbackEvent[]) =>
  [...new Set(events.map(({ externalId }) => Number(externalId.replace("topic:", "")) - 1000))].sort((a, b) => a - b);
const upTo = (n: number, from = 1) => Array.from({ length: n - from + 1 }, (_, i) => from + i);

describe("polling Discourse", () => {
  it("is absent without an address or a key", () => {
    for (const half of [{ url: "https://forum.example" }, { apiKey: "k" }, { url: "", apiKey: "" }, {}])
      expect(discourse({ ...half, clock: () => noon })).not.toHaveProperty("poll");
  });

  it.each([true, false])(
    "walks down to the first post, then asks for one page (before counted in: %s)",
    async (countsBeforeIn) => {
      const { poll, state, requests } = await forum(upTo(172), { countsBeforeIn });
      const first = await drain(poll);
      expect(numbers(first.events)).toEqual(upTo(172));
      const before = requests.length;
      const second = await drain(poll, first.cursor);
      expect([second.events.length, second.cursor, requests.length - before]).toEqual([0, first.cursor, 1]);
      state.posts.set(173, postOf(173));
      const third = await drain(poll, second.cursor);
      expect(numbers(third.events)).toContain(173);
      expect(third.calls).toBe(1);
    },
  );

  it("ends on an empty forum, and on one whose posts were all told", async () => {
    const { poll, state } = await forum([]);
    const empty = await drain(poll);
    expect([empty.events, empty.calls]).toEqual([[], 1]);
    state.posts.set(3, postOf(3));
    const one = await drain(poll, empty.cursor);
    expect(numbers(one.events)).toEqual([3]);
    expect((await drain(poll, one.cursor)).events).toEqual([]);
  });

  it("closes a gap with posts missing in it, while new posts and deletions happen", async () => {
    const ids = upTo(900).filter((id) => id % 7 !== 0 && (id < 300 || id > 420));
    const { poll, state } = await forum(ids.filter((id) => id <= 200));
    let { cursor } = await drain(poll);
    for (const id of ids) state.posts.set(id, postOf(id));
    const seen: FeedbackEvent[] = [];
    for (let more = true, call = 0; more; call++) {
      const told = await poll(cursor);
      ({ cursor, more } = told);
      seen.push(...told.events);
      state.posts.set(1000 + call, postOf(1000 + call));
      state.posts.delete(800 - call);
    }
    const after = await drain(poll, cursor);
    const gone = ids.filter((id) => !state.posts.has(id));
    const told = numbers([...seen, ...after.events]);
    for (const id of [...ids.filter((id) => id > 200), ...state.posts.keys()])
      if (id > 200 && !gone.includes(id)) expect(told, String(id)).toContain(id);
  });

  it("goes on after a kill or a refusal at each page, and misses nothing", async () => {
    const pages = 9;
    for (let broken = 1; broken <= pages + 1; broken++) {
      const { poll, state } = await forum(upTo(pages * 50));
      const refusal: Answer = broken % 2 ? "hang up" : { status: 429, headers: { "retry-after": "5" } };
      state.fail = (page) => (page === broken ? refusal : undefined);
      const events: FeedbackEvent[] = [];
      let cursor: string | undefined;
      let failures = 0;
      for (let more = true; more; ) {
        try {
          const told = await poll(cursor);
          ({ cursor, more } = told);
          events.push(...told.events);
        } catch (error) {
          expect(isError(error, broken % 2 ? "upstream" : "limited")).toBe(true);
          failures++;
        }
      }
      expect([failures, numbers(events)]).toEqual([1, upTo(pages * 50)]);
    }
  });

  it("sees an edit of a post among the newest, and falls quiet again", async () => {
    const { poll, state } = await forum(upTo(60));
    const first = await drain(poll);
    state.time += 10 * minute;
    const edited = new Date(state.time - minute).toISOString();
    state.posts.set(30, postOf(30, { raw: "edited", version: 2, updated_at: edited }));
    const second = await drain(poll, first.cursor);
    expect(second.events).toMatchObject([{ externalId: "topic:1030", body: "edited", version: `${edited}#000002` }]);
    // Within the time that clocks may differ it is told once more, which changes nothing.
    state.time += 10 * minute;
    const third = await drain(poll, second.cursor);
    state.time += 10 * minute;
    const fourth = await drain(poll, third.cursor);
    expect([fourth.events, fourth.cursor]).toEqual([[], third.cursor]);
  });

  it("hears members only, and leaves out what it cannot read", async () => {
    const { poll, state } = await forum([]);
    state.posts.set(1, postOf(1, { admin: true }));
    state.posts.set(2, postOf(2, { user_id: -1 }));
    state.posts.set(3, postOf(3, { created_at: "yesterday" }));
    state.posts.set(4, postOf(4, { raw: undefined }));
    state.posts.set(5, postOf(5, { raw: undefined, cooked: "<p>html</p>" }));
    expect((await drain(poll)).events).toMatchObject([{ externalId: "topic:1005", body: "html" }]);
  });

  it("starts over with a cursor that is not its own", async () => {
    const { poll } = await forum(upTo(3));
    for (const cursor of ["", "{", "{}", '{"newest":"x"}'])
      expect(numbers((await drain(poll, cursor)).events)).toEqual([1, 2, 3]);
  });

  it.each([401, 403])("says what to do when the key is refused (%i)", async (status) => {
    const { poll, state } = await forum([1]);
    state.fail = () => ({ status });
    const error = await poll(undefined).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: "upstream", final: true });
    expect(String(error)).toContain("DISCOURSE_API_KEY");
    expect(String(error)).not.toContain("very secret key");
  });
});
