import { isError } from "@earshot/core/error.ts";
import type { Run, Suggestion } from "@earshot/core/suggestion.ts";
import { expect, test } from "vitest";
import { contract } from "./engine.ts";
import { at } from "./examples.ts";

const run = (minutes: number, board = "ideas"): Run => ({
  ...{ board, at: at(minutes), granularity: "normal", items: 100, moved: 3, planned: 4 },
  ...{ themes: 20, opened: 1, emptied: 2, proposals: 0, seconds: 0.25 },
});

const suggestion = (name: string, given: Partial<Suggestion> = {}): Suggestion => ({
  ...{ id: `prp_${name}`, board: "ideas", kind: "merge", themes: ["thm_1", "thm_2"], feedback: ["fbk_1"] },
  ...{ reason: "They are near.", examples: [{ feedback: "fbk_1", near: "fbk_2", similarity: 0.5 }], staying: [] },
  ...{ state: "open", at: at(0), revision: 1 },
  ...given,
});

contract("how themes were formed", (open) => {
  test("the newest runs of a board first", async () => {
    const { forming } = await open();
    expect(await forming.runs("ideas", 1)).toEqual([]);
    for (const one of [run(2), run(1), run(3), run(9, "other")]) await forming.record(one);
    expect(await forming.runs("ideas", 2)).toEqual([run(3), run(2)]);
  });

  test("proposals as they were put, each board's for itself", async () => {
    const { forming } = await open();
    await forming.put(suggestion("one"), undefined);
    await forming.put(suggestion("two", { board: "other" }), undefined);
    expect(await forming.proposals("ideas")).toEqual([suggestion("one")]);
    expect(await forming.proposal("other", "prp_two")).toEqual(suggestion("two", { board: "other" }));
    expect(await forming.proposal("ideas", "prp_two")).toBeUndefined();
  });

  test("a decision holds against a second one, and against taking the proposal back", async () => {
    const { forming } = await open();
    const one = suggestion("one");
    await forming.put(one, undefined);
    const dismissed = { ...one, state: "dismissed" as const, by: "Mara", revision: 2 };
    await forming.put(dismissed, one);
    await expect(forming.put({ ...dismissed, state: "accepted" }, one)).rejects.toSatisfy((e) =>
      isError(e, "conflict"),
    );
    await expect(forming.put(one, undefined)).rejects.toSatisfy((error) => isError(error, "conflict"));
    await forming.withdraw(one);
    expect(await forming.proposals("ideas")).toEqual([dismissed]);
    await forming.put(suggestion("two"), undefined);
    await forming.withdraw(suggestion("two"));
    await forming.withdraw(suggestion("two"));
    expect(await forming.proposals("ideas")).toEqual([dismissed]);
  });
});
