import { type FeedbackEvent, reviewState, shownAs } from "@earshot/core/feedback.ts";
import { merge, type Told } from "@earshot/core/merge.ts";
import { judge, judgeAllOf, type Verdict } from "@earshot/core/moderating.ts";
import { undo } from "@earshot/core/undoing.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleFeedback, exampleTheme } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const now = Date.parse("2026-03-04T10:00:00.000Z");
const by = "Ines (ines@example.org)";
const held = { source: "portal", waits: true, visibility: "private", told: "public" } as const;

async function world(...given: Parameters<typeof exampleFeedback>[1][]) {
  const stores = memory();
  const theme = exampleTheme("Waiting lists", { visibility: "private" });
  await stores.themes.put(theme, undefined);
  const posts = given.map((one, i) => exampleFeedback(`post-${i}`, { theme: theme.id, ...one }));
  for (const post of posts) await stores.feedback.put(post, undefined);
  const deps = { ...stores, clock: () => now };
  const [first] = posts;
  if (!first) throw new Error("name a post");
  const stored = () => stores.rows.feedback.get(first.id);
  const decide = (verdict: Verdict, feedback = first.id) => judge(deps, { feedback, verdict, by, reason: "Because." });
  return { ...stores, deps, posts, first, stored, decide };
}

describe("approving", () => {
  test("publishes what waits and nothing else, once, with who and when", async () => {
    const { decide, stored, rows } = await world(held);
    const { correction } = await decide("approve");
    expect(correction).toMatchObject({ kind: "approve", by, text: expect.stringMatching(/^Approved “A waiting list/) });
    expect(stored()).toMatchObject({ visibility: "public", review: { state: "approved", by }, revision: 2 });
    expect(stored()).not.toHaveProperty("told");
    expect((await decide("approve")).correction).toBeUndefined();
    expect(rows.corrections.size).toBe(1);
    expect(stored()?.revision).toBe(2);
  });

  test("of two who decide otherwise at once, one is told that the other was quicker", async () => {
    const { decide, stored, rows } = await world(held);
    const both = await Promise.allSettled([decide("approve"), decide("reject")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { kind: "conflict", message: expect.stringContaining("meanwhile") },
    });
    expect(["approved", "rejected"]).toContain(stored()?.review?.state);
    expect(rows.corrections.size).toBe(1);
  });

  test("many at once approve once", async () => {
    const { decide, rows } = await world(held);
    await Promise.all(Array.from({ length: 5 }, () => decide("approve")));
    expect(rows.corrections.size).toBe(1);
  });

  test("goes on where a crash ended it, and leaves other people's posts alone", async () => {
    const ann = { ...held, person: "psn_ann" };
    const { deps, posts, rows } = await world(ann, ann, ann, { ...held, person: "psn_ben" });
    let writes = 0;
    const dying = {
      ...deps.corrections,
      write: async (write: Parameters<typeof deps.corrections.write>[0]) => {
        if (++writes > 1) throw new Error("killed");
        await deps.corrections.write(write);
      },
    };
    const all = { person: "psn_ann", verdict: "approve" as const, by };
    await expect(judgeAllOf({ ...deps, corrections: dying }, all)).rejects.toThrow("killed");
    expect(await judgeAllOf(deps, all)).toHaveLength(2);
    expect(await judgeAllOf(deps, all)).toEqual([]);
    const states = posts.map(({ id }) => reviewState(rows.feedback.get(id) ?? {}));
    expect(states).toEqual(["approved", "approved", "approved", "waiting"]);
  });
});

describe("what staff cannot do", () => {
  const ticket = { source: "zendesk", visibility: "private" } as const;

  test.each([
    ["approve a ticket", ticket, "approve", "does not wait"],
    ["show a ticket", ticket, "show", "said in private"],
    ["hide a ticket, which then could be shown again", ticket, "hide", "Nobody but staff"],
    ["reject what is public", {}, "reject", "does not wait"],
    ["show what waits, without approving it", held, "show", "has not been approved"],
    ["approve what was taken back", { ...held, withdrawn: true }, "approve", "taken back"],
  ] as const)("%s", async (_, given, verdict, why) => {
    const { decide, stored, first, rows } = await world(given);
    await expect(decide(verdict)).rejects.toThrow(why);
    expect(stored()).toEqual(first);
    expect(rows.corrections.size).toBe(0);
  });

  test("reject without saying why", async () => {
    const { deps, first, stored } = await world(held);
    const judged = { feedback: first.id, verdict: "reject" as const, by, reason: " \n" };
    await expect(async () => judge(deps, judged)).rejects.toMatchObject({ kind: "input", field: "reason" });
    expect(stored()).toEqual(first);
  });
});

describe("undoing", () => {
  test.each([
    ["approve", held],
    ["reject", held],
    ["hide", {}],
  ] as const)("%s gives back exactly what was, and can itself be undone", async (verdict, given) => {
    const { deps, decide, first, stored } = await world(given);
    const { correction } = await decide(verdict);
    const { revision: _, ...decided } = stored() ?? first;
    const undone = await undo(deps, { correction: correction?.id ?? "", by });
    expect(stored()).toEqual({ ...first, revision: 3 });
    await undo(deps, { correction: undone.id, by });
    expect(stored()).toEqual({ ...decided, revision: 4 });
  });

  test("of a move still works when the feedback has been hidden since", async () => {
    const { deps, decide, first, stored, rows } = await world({});
    const { moveFeedback } = await import("@earshot/core/moving.ts");
    const moved = await moveFeedback(deps, { feedback: first.id, theme: null, by });
    await decide("hide");
    await undo(deps, { correction: moved.correction?.id ?? "", by });
    expect(stored()).toMatchObject({ theme: first.theme, visibility: "private", review: { state: "hidden" } });
    expect(rows.corrections.size).toBe(3);
  });
});

describe("what sources tell later", () => {
  const event = (version: string, more: Partial<FeedbackEvent>): FeedbackEvent => ({
    ...{ source: "portal", externalId: "one", version, body: "A waiting list." },
    ...more,
  });
  /** As intake makes feedback of what is told. */
  const told = (events: readonly FeedbackEvent[], known?: Told): Told => {
    const all = events.reduce<Told | undefined>((sofar, one) => merge(sofar, one, "2026-03-04T10:00:00Z"), known);
    if (!all) throw new Error("tell something");
    return { ...all, told: undefined, ...shownAs(all.visibility, all) };
  };

  test("keeps what waits private, in whatever order and portions it arrives", () => {
    const events = [
      event("1", { waits: true }),
      event("2", { body: "A waiting list, please." }),
      event("3", { visibility: "public" }),
    ];
    const order = fc.shuffledSubarray(events, { minLength: 3 });
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 2 }), (some, cut) => {
        const parts = told(some.slice(cut), told(some.slice(0, cut)));
        expect(parts).toMatchObject({ visibility: "private", told: "public", waits: true });
      }),
      { numRuns: 50 },
    );
  });

  test("lets a source hide what staff have approved, and no edit show what staff have hidden", () => {
    const review = { by, at: "2026-03-04T10:00:00Z" };
    const approved = { ...told([event("1", { waits: true })]), review: { ...review, state: "approved" as const } };
    const open = { ...approved, ...shownAs("public", approved), told: undefined };
    expect(told([event("2", { body: "An edit." })], open).visibility).toBe("public");
    expect(told([event("2", { visibility: "private" })], open).visibility).toBe("private");
    const hidden = { ...told([event("1", {})]), review: { ...review, state: "hidden" as const } };
    expect(told([event("2", { visibility: "public", body: "An edit." })], hidden).visibility).toBe("private");
  });
});
