import type { Fact } from "@earshot/core/correction.ts";
import { Standing, settledPairs, standings } from "@earshot/core/facts.ts";
import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const fact = (given: Partial<Fact>, correction = "cor_1"): Fact => ({
  ...{ correction, together: [], apart: [], moved: [] },
  ...given,
});

function standing(...facts: Partial<Fact>[]): Standing {
  const all = new Standing();
  all.learn(facts.map((one) => fact(one)));
  return all;
}

describe("how themes stand", () => {
  test("follows merges over any number of steps, and forgets those taken back", () => {
    const themes = standing({ merged: { a: "b" } }, { merged: { b: "c" } });
    expect(["a", "b", "c", "x"].map((one) => themes.rootOf(one))).toEqual(["c", "c", "c", "x"]);
    expect([...themes.familyOf("c")].sort()).toEqual(["a", "b", "c"]);
    themes.learn([fact({ merged: { b: null } })]);
    expect(["a", "b", "c"].map((one) => themes.rootOf(one))).toEqual(["b", "b", "c"]);
    expect(themes.familyOf("c")).toEqual(["c"]);
  });

  test("pointers in a circle, which no correction makes, end somewhere", () => {
    expect(["a", "b"]).toContain(standing({ merged: { a: "b", b: "a" } }).rootOf("a"));
  });

  test("what was merged into something locked is locked with it", () => {
    const themes = standing({ locked: { b: true } }, { merged: { a: "b" } });
    expect(["a", "b", "c"].map((one) => themes.isLocked(one))).toEqual([true, true, false]);
    themes.learn([fact({ locked: { b: false } })]);
    expect(themes.isLocked("a")).toBe(false);
  });

  test("reads of each board only what it has not read, also when asked twice at once", async () => {
    const log = [fact({ merged: { a: "b" } }), fact({ merged: { a: null } })];
    const asked: [string, number][] = [];
    const standingOf = standings({
      async facts(board, after) {
        asked.push([board, after]);
        // The first to ask is the last to hear.
        if (asked.length === 2) await new Promise((resolve) => setTimeout(resolve, 20));
        const known = asked.length === 2 ? log.slice(0, 1) : log;
        return known.map((one, i) => ({ number: i + 1, fact: one })).slice(after);
      },
    });
    await standingOf("ideas");
    const [late] = await Promise.all([standingOf("billing"), standingOf("billing")]);
    expect(late.rootOf("a")).toBe("a");
    await standingOf("billing");
    expect(asked).toEqual([
      ["ideas", 0],
      ["billing", 0],
      ["billing", 0],
      ["billing", 2],
    ]);
  });
});

describe("clustering and how themes stand", () => {
  const dark = ["the calendar needs a dark mode at night", "a dark mode for the calendar at night, please"];
  const bills = ["exporting invoices as pdf fails", "the export of invoices as pdf fails every month"];

  function indexed(): NeighbourIndex {
    const index = new NeighbourIndex();
    for (const [i, text] of dark.entries()) index.add(`dark ${i}`, "a", text);
    for (const [i, text] of bills.entries()) index.add(`bills ${i}`, "b", text);
    return index;
  }

  test("what is like a merged theme belongs to the one that stands for it, which is as large as both", () => {
    const index = indexed();
    expect(index.assign(dark[0] ?? "").theme).toBe("a");
    index.standing = standing({ merged: { a: "b" } });
    const { theme, neighbours } = index.assign("dark mode for the calendar at night");
    expect(theme).toBe("b");
    expect(new Set(neighbours.map((one) => one.theme))).toEqual(new Set(["b"]));
    expect(index.similarThemes("dark mode for the calendar", 5).map((one) => one.theme)).toEqual(["b"]);
    expect([index.themeSize("b"), index.themeOf("dark 0"), index.homeOf("dark 0")]).toEqual([4, "b", "a"]);
    index.standing = standing();
    expect([index.themeSize("b"), index.themeOf("dark 0")]).toEqual([2, "a"]);
  });

  test("a snapshot keeps where things are, not where they count", () => {
    const index = indexed();
    index.standing = standing({ merged: { a: "b" } });
    const restored = NeighbourIndex.restore(index.snapshot());
    expect(restored.themeOf("dark 0")).toBe("a");
  });

  test("nothing is put into what is locked, however like it", () => {
    const index = indexed();
    index.standing = standing({ locked: { a: true } });
    expect(index.assign(dark[0] ?? "").theme).toBeUndefined();
    expect(index.assign(bills[0] ?? "").theme).toBe("b");
  });
});

describe("facts that contradict each other", () => {
  test("the later holds, also where the contradiction is by way of others", () => {
    expect(
      settledPairs([
        fact({
          together: [
            ["a", "b"],
            ["b", "c"],
          ],
        }),
        fact({ apart: [["a", "c"]] }),
      ]),
    ).toEqual({
      together: [["a", "b"]],
      apart: [["a", "c"]],
      parted: [["a", "c"]],
    });
    expect(
      settledPairs([
        fact({ apart: [["a", "c"]] }),
        fact({
          together: [
            ["a", "b"],
            ["b", "c"],
          ],
        }),
      ]).apart,
    ).toEqual([]);
  });

  test("what was revoked is as if it had not been said", () => {
    const said = [fact({ together: [["a", "b"]] }, "cor_1"), fact({ revokes: "cor_1" }, "cor_2")];
    expect(settledPairs(said)).toEqual({ together: [], apart: [], parted: [] });
  });

  test("whatever is said, what holds can hold at once, and the last word always does", () => {
    const pair = fc
      .tuple(fc.constantFrom("a", "b", "c", "d", "e"), fc.constantFrom("a", "b", "c", "d", "e"))
      .filter(([x, y]) => x !== y);
    const said = fc.record({ apart: fc.boolean(), pair });
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 20 }), (all) => {
        const { together, apart } = settledPairs(
          all.map(({ apart: different, pair: one }) => fact({ [different ? "apart" : "together"]: [one] })),
        );
        const groups = new Map<string, string>();
        const rootOf = (item: string): string => (groups.has(item) ? rootOf(groups.get(item) ?? "") : item);
        for (const [x, y] of together) if (rootOf(x) !== rootOf(y)) groups.set(rootOf(x), rootOf(y));
        for (const [x, y] of apart) expect(rootOf(x)).not.toBe(rootOf(y));
        const last = all.at(-1);
        expect(last?.apart ? apart : together).toContainEqual(last?.pair);
      }),
      { numRuns: 500 },
    );
  });
});
