import type { Proposal } from "@earshot/core/clustering/proposals.ts";
import { newSuggestions, type Suggestion } from "@earshot/core/suggestion.ts";
import { describe, expect, test } from "vitest";

const at = "2026-03-02T12:00:00.000Z";
const made = { board: "ideas", at, taught: 3 };
const proposal = (kind: Proposal["kind"], themes: string[], feedback: string[]): Proposal => ({
  ...{ kind, themes, feedback, reason: "They are near.", examples: [], staying: [] },
  counts: { changing: feedback.length, of: 10 },
});
const fresh = (proposals: Proposal[], known: Suggestion[] = []) => newSuggestions(made, proposals, known).fresh;

describe("a proposal", () => {
  const merge = proposal("merge", ["thm_a", "thm_b"], ["1", "2", "3"]);
  const move = proposal("move", ["thm_a", "thm_b"], ["1", "2", "3"]);
  const split = proposal("split", ["thm_a"], ["1", "2", "3", "4"]);

  const otherwise = [
    proposal("merge", ["thm_b", "thm_a"], ["7"]),
    proposal("move", ["thm_a", "thm_b"], ["7", "8", "9"]),
    proposal("split", ["thm_a"], ["2", "3", "4", "5"]),
  ];

  test("is made once", () => {
    const known = fresh([merge, move, split]);
    expect(known).toHaveLength(3);
    expect(known[0]).toMatchObject({ board: "ideas", state: "open", at, revision: 1 });
    const shuffled = known.map((one) => Object.fromEntries(Object.entries(one).reverse()) as unknown as Suggestion);
    expect(newSuggestions({ ...made, at: "2026-03-03" }, [merge, move, split], shuffled)).toEqual({
      ...{ fresh: [], renewed: [], stale: [] },
    });
  });

  test("to do something else is another one, in the place of the one there was", () => {
    const known = fresh([merge, move, split]);
    const again = newSuggestions(made, otherwise, known);
    expect(again.fresh).toMatchObject(otherwise);
    expect(new Set([...again.fresh, ...known].map(({ id }) => id))).toHaveProperty("size", 6);
    expect(again).toMatchObject({ renewed: [], stale: known });
  });

  test("to do the same for other reasons stays, and says what was found this time", () => {
    const known = fresh([merge, move]);
    const later = "2026-03-09T12:00:00.000Z";
    const grown = { ...merge, feedback: ["1", "2", "3", "4"], counts: { changing: 4, of: 12 } };
    const { renewed, stale, ...again } = newSuggestions({ ...made, at: later }, [grown, move], known);
    expect(renewed).toEqual([{ previous: known[0], next: { ...known[0], ...grown, at: later, revision: 2 } }]);
    expect([again.fresh, stale]).toEqual([[], []]);
  });

  test("counts what it would change and no more, however much there was", () => {
    const ids = Array.from({ length: 900 }, (_, i) => `fbk_${i}`);
    const [many] = fresh([{ ...split, feedback: ids, counts: { changing: 900, of: 2000 } }]);
    expect(many).toMatchObject({ counts: { changing: 400, of: 2000 } });
    expect(many?.feedback).toHaveLength(400);
  });

  test("that somebody has said no to does not come back in other words", () => {
    const known = fresh([merge, move, split]).map((one) => ({ ...one, state: "dismissed" as const }));
    expect(newSuggestions(made, otherwise, known)).toEqual({ fresh: [], renewed: [], stale: [] });
  });

  test("to move what has come since is asked, though the same was accepted of other feedback", () => {
    const part = { ...split, part: "thm_c" };
    const known = fresh([move, part]).map((one) => ({ ...one, state: "accepted" as const }));
    const since = ["7", "8", "9"];
    expect(
      fresh(
        [
          { ...move, feedback: since },
          { ...part, feedback: since },
        ],
        known,
      ),
    ).toHaveLength(2);
    expect(fresh([move, part], known)).toEqual([]);
  });

  test("is another one when it is about something else", () => {
    const known = fresh([merge, move, split]);
    const others = [
      proposal("move", ["thm_b", "thm_a"], ["1", "2", "3"]),
      proposal("split", ["thm_a"], ["7", "8", "9", "1"]),
      proposal("split", ["thm_b"], ["1", "2", "3", "4"]),
      proposal("merge", ["thm_a", "thm_c"], ["1", "2", "3"]),
    ];
    expect(fresh(others, known)).toHaveLength(4);
  });

  test("to split off what was merged is the same whatever of it would go", () => {
    const part = { ...split, part: "thm_c" };
    expect(fresh([part, { ...part, feedback: ["7", "8", "9"] }])).toHaveLength(1);
    const known = fresh([part]).map((one) => ({ ...one, state: "dismissed" as const }));
    expect(fresh([{ ...part, feedback: ["10", "11", "12"] }], known)).toEqual([]);
    expect(fresh([{ ...part, part: "thm_d", feedback: ["10", "11", "12"] }], known)).toHaveLength(1);
  });

  test("that somebody has decided about does not come back", () => {
    for (const state of ["dismissed", "accepted"] as const) {
      const known = fresh([merge, move, split]).map((one) => ({ ...one, state }));
      expect(fresh([merge, move, split], known)).toEqual([]);
    }
  });
});
