import type { Proposal } from "@earshot/core/clustering/proposals.ts";
import { newSuggestions, type Suggestion } from "@earshot/core/suggestion.ts";
import { describe, expect, test } from "vitest";

const at = "2026-03-02T12:00:00.000Z";
const proposal = (kind: Proposal["kind"], themes: string[], feedback: string[]): Proposal => ({
  ...{ kind, themes, feedback, reason: "They are near.", examples: [], staying: [] },
  counts: { changing: feedback.length, of: 10 },
});
const fresh = (proposals: Proposal[], known: Suggestion[] = []) => newSuggestions("ideas", proposals, known, at).fresh;

describe("a proposal", () => {
  const merge = proposal("merge", ["thm_a", "thm_b"], ["1", "2", "3"]);
  const move = proposal("move", ["thm_a", "thm_b"], ["1", "2", "3"]);
  const split = proposal("split", ["thm_a"], ["1", "2", "3", "4"]);

  test("is made once, also when it comes the other way round or of a little more", () => {
    const known = fresh([merge, move, split]);
    expect(known).toHaveLength(3);
    expect(known[0]).toMatchObject({ board: "ideas", state: "open", at, revision: 1 });
    const again = [
      proposal("merge", ["thm_b", "thm_a"], ["7"]),
      proposal("move", ["thm_a", "thm_b"], ["7", "8", "9"]),
      proposal("split", ["thm_a"], ["2", "3", "4", "5"]),
    ];
    const { fresh: none, standing } = newSuggestions("ideas", again, known, at);
    expect(none).toEqual([]);
    expect(standing).toEqual(known);
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
    const known = fresh([part, { ...part, feedback: ["7", "8", "9"] }]);
    expect(known).toHaveLength(1);
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
