import type { Fact } from "@earshot/core/correction.ts";
import { chained, pairs, Standing, settledPairs } from "@earshot/core/facts.ts";
import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import { type Decisions, isDue, type Plan, recluster, reclusterGently, undecided } from "@earshot/core/recluster.ts";
import { agreement } from "@earshot/local/bench/agreement.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { samples } from "./community-samples.ts";

const english = Object.entries(samples.english ?? {}).flatMap(([topic, texts]) =>
  texts.map((text, i) => ({ id: `${topic} ${i}`, topic, text })),
);

/** The English samples, each in the theme that `themeOf` says. */
function indexed(themeOf: (item: { id: string; topic: string }) => string): NeighbourIndex {
  const index = new NeighbourIndex();
  for (const item of english) index.add(item.id, themeOf(item), item.text);
  return index;
}

function planFor(index: NeighbourIndex, decisions: Partial<Decisions> = {}): Plan {
  const work = recluster(index, { ...undecided, ...decisions }, (first) => `new of ${first}`);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function apply(index: NeighbourIndex, plan: Plan): void {
  for (const { feedback, to } of plan.moves) index.move(feedback, to);
}

describe("forming themes anew", () => {
  test.each(Object.entries(samples))("finds the themes in %s", (_, topics) => {
    const items = Object.entries(topics).flatMap(([topic, texts]) => texts.map((text) => ({ topic, text })));
    const index = new NeighbourIndex();
    // Taking turns between the topics, as people do.
    for (const [i, { text }] of items.entries()) index.add(String((i * 5) % items.length), `theme ${i}`, text);
    const topicOf = new Map(items.map(({ topic }, i) => [String((i * 5) % items.length), topic]));
    apply(index, planFor(index));
    const ids = [...index.ids()];
    const found = ids.map((id) => index.themeOf(id) ?? "");
    const labels = ids.map((id) => topicOf.get(id) ?? "");
    expect(agreement(found, labels).pairwise_f1).toBeGreaterThan(0.85);
  });

  test("leaves well-formed themes as they are", () => {
    const plan = planFor(indexed(({ topic }) => topic));
    expect(plan).toEqual({ moves: [], opened: [], emptied: [], proposals: [], themes: { before: 3, after: 3 } });
  });

  test("joins what was torn and keeps the id of the larger part", () => {
    const index = indexed(({ id, topic }) => (id === "dark 3" ? "stray" : topic));
    expect(planFor(index)).toMatchObject({
      moves: [{ feedback: "dark 3", from: "stray", to: "dark" }],
      emptied: ["stray"],
      themes: { before: 4, after: 3 },
    });
  });

  test("parts what was thrown together under ids of its own", () => {
    const index = indexed(({ topic }) => (topic === "export" ? "export" : "jumble"));
    const plan = planFor(index);
    expect(plan.opened).toHaveLength(1);
    expect(plan.moves).toHaveLength(4);
    apply(index, plan);
    expect(planFor(index).moves).toEqual([]);
  });

  test("is the same however often it pauses", async () => {
    const index = indexed(({ id }) => id);
    let pauses = 0;
    const gently = await reclusterGently(
      recluster(index, undecided, (first) => `new of ${first}`),
      async () => {
        pauses++;
      },
    );
    expect(gently).toEqual(planFor(index));
    const large = new NeighbourIndex();
    for (let i = 0; i < 200; i++) large.add(String(i), "one", `${english[i % english.length]?.text} ${i}`);
    await reclusterGently(recluster(large, undecided, String), async () => {
      pauses++;
    });
    expect(pauses).toBeGreaterThan(3);
  });
});

describe("what people have decided", () => {
  test("keeps apart and together", () => {
    const plan = planFor(
      indexed(({ id }) => id),
      { apart: [["dark 0", "dark 1"]], together: [["crash 0", "export 0"]] },
    );
    const to = new Map(plan.moves.map((move) => [move.feedback, move.to]));
    const themeOf = (id: string) => to.get(id) ?? id;
    expect(themeOf("dark 0")).not.toBe(themeOf("dark 1"));
    expect(themeOf("crash 0")).toBe(themeOf("export 0"));
  });

  test("holds for any facts: no move breaks one, none touches a touched theme or placed feedback", () => {
    const someId = fc.constantFrom(...english.map(({ id }) => id));
    const somePairs = fc.array(
      fc.tuple(someId, someId).filter(([a, b]) => a !== b),
      { maxLength: 5 },
    );
    const someThemes = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(
        someThemes,
        somePairs,
        fc.array(someId, { maxLength: 4 }),
        fc.subarray(["a", "b", "c", "d"]),
        (themes, apart, placed, touched) => {
          const index = new NeighbourIndex();
          for (const [i, { id, text }] of english.entries()) index.add(id, themes[i] ?? "a", text);
          const wereTogether = apart.filter(([a, b]) => index.themeOf(a) === index.themeOf(b));
          const plan = planFor(index, { apart, placed: new Set(placed), touched: new Set(touched) });
          for (const { feedback, from, to } of plan.moves) {
            expect(placed).not.toContain(feedback);
            expect(touched).not.toContain(from);
            expect(touched).not.toContain(to);
            expect(index.themeOf(feedback)).toBe(from);
          }
          apply(index, plan);
          for (const pair of apart) {
            if (!wereTogether.includes(pair)) expect(index.themeOf(pair[0])).not.toBe(index.themeOf(pair[1]));
          }
          for (const theme of plan.emptied) expect(index.themeSize(theme)).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("a theme that people voted for goes on where most of it is, instead of one that nobody has an eye on", () => {
    const index = indexed(({ id, topic }) => (id === "dark 3" ? "stray" : topic));
    const plan = planFor(index, { backed: new Set(["stray"]) });
    expect(plan.emptied).toEqual(["dark"]);
    apply(index, plan);
    expect(index.themeOf("dark 0")).toBe("stray");
  });

  test("two themes that people voted for stay two, and their merge is proposed", () => {
    const index = indexed(({ id, topic }) => (id === "dark 2" || id === "dark 3" ? "night" : topic));
    const plan = planFor(index, { backed: new Set(["night", "dark"]) });
    expect(plan).toMatchObject({ moves: [], emptied: [], proposals: [{ kind: "merge" }] });
  });

  test("no theme that people voted for ever goes empty", () => {
    const someThemes = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 12, maxLength: 12 });
    const someId = fc.constantFrom(...english.map(({ id }) => id));
    const apart = fc.array(
      fc.tuple(someId, someId).filter(([a, b]) => a !== b),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        someThemes,
        fc.subarray(["a", "b", "c", "d", "e"]),
        fc.subarray(["a", "b"]),
        apart,
        (themes, backed, touched, pairs) => {
          const index = new NeighbourIndex();
          for (const [i, { id, text }] of english.entries()) index.add(id, themes[i] ?? "a", text);
          const held = backed.filter((theme) => index.themeSize(theme) > 0);
          const plan = planFor(index, { backed: new Set(backed), touched: new Set(touched), apart: pairs });
          apply(index, plan);
          for (const theme of held) expect(index.themeSize(theme)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("turns a merge of touched themes into a proposal with a reason and examples", () => {
    const index = indexed(({ id, topic }) => (id === "dark 2" || id === "dark 3" ? "night" : topic));
    const plan = planFor(index, { touched: new Set(["night"]) });
    expect(plan.moves).toEqual([]);
    expect(plan.proposals).toHaveLength(1);
    expect(plan.proposals[0]).toMatchObject({ kind: "merge", feedback: ["dark 2", "dark 3"] });
    expect(plan.proposals[0]?.themes.toSorted()).toEqual(["dark", "night"]);
    expect(plan.proposals[0]?.reason).toBe("All 2 pieces of feedback are nearest to the other theme.");
    expect(plan.proposals[0]?.examples.length).toBeGreaterThan(0);
    expect(plan.proposals[0]?.staying.length).toBeGreaterThan(0);
    for (const id of plan.proposals[0]?.staying ?? []) expect(index.themeOf(id)).toBe("dark");
  });

  test("proposes to merge what is left of a theme once the rest has been moved", () => {
    // Half of "mixed" goes to a theme that nobody has touched, at once; all that then stays is nearest to one that is.
    const index = indexed(({ id, topic }) =>
      ["dark 0", "dark 1", "export 0", "export 1"].includes(id) ? "mixed" : topic,
    );
    const plan = planFor(index, { touched: new Set(["dark"]) });
    const left = [...index.ids()].filter((id) => index.themeOf(id) === "mixed" && id.startsWith("dark"));
    expect(plan.moves.map(({ feedback, to }) => [feedback, to]).sort()).toEqual([
      ["export 0", "export"],
      ["export 1", "export"],
    ]);
    expect(plan.proposals).toMatchObject([
      { kind: "merge", themes: ["dark", "mixed"], feedback: left, counts: { changing: 2, of: 2 } },
    ]);
  });

  test("asks nobody about a single piece of feedback, unless people have touched its theme or voted for it", () => {
    const index = indexed(({ id, topic }) => (id === "dark 3" ? "stray" : topic));
    const touched = new Set(["dark"]);
    expect(planFor(index, { touched })).toMatchObject({ moves: [], proposals: [] });
    for (const decisions of [{ touched: new Set(["dark", "stray"]) }, { touched, backed: new Set(["stray"]) }])
      expect(planFor(index, decisions)).toMatchObject({ proposals: [{ kind: "merge", themes: ["dark", "stray"] }] });
  });

  test("asks nothing of themes that people have locked", () => {
    const merging = ({ id, topic }: { id: string; topic: string }) => (id.startsWith("dark 2") ? "night" : topic);
    const splitting = ({ topic }: { topic: string }) => (topic === "export" ? "export" : "jumble");
    for (const [themeOf, theme] of [
      [merging, "night"],
      [splitting, "jumble"],
    ] as const) {
      const index = indexed(themeOf);
      const decisions = { touched: new Set([theme]) };
      expect(planFor(index, decisions).proposals).toHaveLength(1);
      const standing = new Standing();
      index.standing = standing;
      standing.learn([{ correction: "cor_1", together: [], apart: [], moved: [], locked: { [theme]: true } }]);
      const { proposals, themes } = planFor(index, decisions);
      expect(proposals).toEqual([]);
      expect(themes.after).toBe(themes.before);
    }
  });

  test("turns a split of a touched theme into a proposal", () => {
    const index = indexed(({ topic }) => (topic === "export" ? "export" : "jumble"));
    const plan = planFor(index, { touched: new Set(["jumble"]) });
    expect(plan.moves).toEqual([]);
    expect(plan.proposals).toMatchObject([{ kind: "split", themes: ["jumble"] }]);
    expect(plan.proposals[0]?.feedback).toHaveLength(4);
  });
});

describe("the count of themes there would be", () => {
  const counted = (themeOf: (item: { id: string; topic: string }) => string, decisions: Partial<Decisions>) =>
    planFor(indexed(themeOf), decisions).themes;

  test("is of those that accepted proposals leave and make", () => {
    const night = ({ id, topic }: { id: string; topic: string }) => (/dark [23]/.test(id) ? "night" : topic);
    expect(counted(night, { touched: new Set(["night"]) })).toEqual({ before: 4, after: 3 });
    const jumble = ({ topic }: { topic: string }) => (topic === "export" ? "export" : "jumble");
    expect(counted(jumble, { touched: new Set(["jumble"]) })).toEqual({ before: 2, after: 3 });
  });

  test("has none that nobody is asked about, nor one that is kept from being made", () => {
    const index = new NeighbourIndex();
    for (const { id, topic, text } of english)
      if (topic === "export" || /dark [01]/.test(id)) index.add(id, "jumble", text);
    const plan = planFor(index, { touched: new Set(["jumble"]) });
    expect(plan).toMatchObject({ moves: [], proposals: [], themes: { before: 1, after: 1 } });
  });

  test("is what there is once the moves are made, where no proposal is left", () => {
    const someThemes = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 12, maxLength: 12 });
    const someId = fc.constantFrom(...english.map(({ id }) => id));
    fc.assert(
      fc.property(
        someThemes,
        fc.subarray(["a", "b", "c"]),
        fc.subarray(["b", "c", "d"]),
        fc.array(
          fc.tuple(someId, someId).filter(([one, other]) => one !== other),
          { maxLength: 3 },
        ),
        (themes, touched, backed, apart) => {
          const index = new NeighbourIndex();
          for (const [i, { id, text }] of english.entries()) index.add(id, themes[i] ?? "a", text);
          const plan = planFor(index, { touched: new Set(touched), backed: new Set(backed), apart });
          apply(index, plan);
          const left = new Set([...index.ids()].map((id) => index.themeOf(id))).size;
          const most = left + plan.proposals.filter(({ kind }) => kind === "split").length;
          const fewest = left - plan.proposals.filter(({ kind }) => kind !== "split").length;
          expect(plan.themes.after).toBeLessThanOrEqual(most);
          expect(plan.themes.after).toBeGreaterThanOrEqual(fewest);
        },
      ),
      { numRuns: 100, seed: 7 },
    );
  });
});

describe("what people decided is not asked again the other way round", () => {
  const size = 40;
  const words = {
    dark: ["dark", "mode", "night", "eyes", "theme", "screen", "black", "colours"],
    export: ["export", "invoices", "csv", "excel", "spreadsheet", "download", "table", "accounts"],
  };
  const login = ["login", "password", "mail", "code", "session", "locked", "forgotten", "account"];
  /** Any five of the words of a topic: all are alike, none is the same. */
  const fives = Array.from({ length: 256 }, (_, mask) => [...mask.toString(2).padStart(8, "0")]).filter(
    (bits) => bits.filter((bit) => bit === "1").length === 5,
  );
  type ThemeOf = (id: string) => string | undefined;
  /** What is proposed of pieces about some needs, each in the theme that `themeOf` says; those in none are left out. */
  function proposed(themeOf: ThemeOf, facts: readonly Fact[], placed: readonly string[] = [], needs: object = words) {
    const index = new NeighbourIndex();
    const standing = new Standing();
    standing.learn(facts);
    for (const [topic, own] of Object.entries(needs) as [string, string[]][])
      for (const [i, bits] of fives.slice(0, size).entries()) {
        const text = own.filter((_, at) => bits[at] === "1").join(" ");
        const theme = themeOf(`${topic} ${i}`);
        if (theme !== undefined) index.add(`${topic} ${i}`, theme, text);
      }
    index.standing = standing;
    const themes = [...index.ids()].map((id) => index.themeOf(id) ?? "");
    return planFor(index, { ...settledPairs(facts), touched: new Set(themes), placed: new Set(placed) }).proposals;
  }
  const board = (themeOf: ThemeOf, facts: readonly Fact[], placed: readonly string[] = []) =>
    proposed(themeOf, facts, placed).map(({ kind }) => kind);
  const some = (topic: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => `${topic} ${from + i}`);
  const fact = (correction: string, taught: Partial<Fact>): Fact => ({
    ...{ correction, together: [], apart: [], moved: [] },
    ...taught,
  });
  const back = fact("cor_back", { revokes: "cor_1" });

  test("after a split the parts are not to be merged, until the split is undone", () => {
    const splitOff = some("dark", 0, 3);
    const themeOf = (id: string) => (id.startsWith("export") ? "export" : splitOff.includes(id) ? "new" : "old");
    const split = fact("cor_1", {
      together: chained(splitOff),
      apart: pairs(["dark 0"], some("dark", size - 5, size)),
      moved: splitOff,
    });
    expect(board(themeOf, [])).toEqual(["merge"]);
    expect(board(themeOf, [split])).not.toContain("merge");
    expect(board(themeOf, [split, back])).toEqual(["merge"]);
  });

  test("after a merge what was merged is not to be split off, until the merge is undone", () => {
    const themeOf = (id: string) => id.split(" ")[0] ?? "";
    const merge = fact("cor_1", {
      together: [[`dark ${size - 1}`, `export ${size - 1}`]],
      merged: { export: "dark" },
    });
    expect(board(themeOf, [merge])).toEqual([]);
    expect(board(() => "dark", [])).toEqual(["split"]);
    expect(board(() => "dark", [merge, { ...back, merged: { export: null } }])).toEqual(["split"]);
  });

  test("what a person put into a theme is not left behind by what she put it with", () => {
    const move = fact("cor_1", { together: [["export 0", "export 1"]], moved: ["export 0"] });
    expect(board(() => "all", [], ["export 0"])).toEqual(["split"]);
    expect(board(() => "all", [move], ["export 0"])).toEqual([]);
  });

  test("after a merge another part of it may still be split off", () => {
    // Both themes were about both needs.
    const themeOf = (id: string) => (Number(id.split(" ")[1]) % 2 === 0 ? "even" : "odd");
    const merge = fact("cor_1", { together: chained(["dark 18", "dark 19"]), merged: { even: "odd" } });
    expect(board(themeOf, [merge])).toEqual(["split"]);
  });

  describe("of what was merged into a theme, and is about two needs that the theme is not about", () => {
    // Most of what was merged is about the same as the theme, so that no split is all of it.
    const themeOf = (id: string) => {
      const [topic, number] = id.split(" ");
      if (topic !== "dark") return Number(number) < 15 ? "merged" : undefined;
      return Number(number) < 30 ? "merged" : "into";
    };
    const merge = fact("cor_1", { together: [["dark 0", `dark ${size - 1}`]], merged: { merged: "into" } });

    test("one split is proposed, with examples of what stays and of what leaves", () => {
      const splits = proposed(themeOf, [merge], [], { ...words, login });
      expect(splits).toMatchObject([{ kind: "split", themes: ["into"], part: "merged" }]);
      const [split] = splits;
      const topics = new Set(split?.feedback.map((id) => id.split(" ")[0]));
      expect(topics).toEqual(new Set(["login", "export"]));
      expect(split?.counts).toEqual({ changing: split?.feedback.length, of: size + 30 });
      expect(split?.staying).toHaveLength(3);
      for (const id of split?.staying ?? []) expect(split?.feedback).not.toContain(id);
    });
  });

  test("after a split what was left is not to be moved to what was split off, until the split is undone", () => {
    // The split took a part of what it is about along.
    const splitOff = some("dark", 0, 20);
    const themeOf = (id: string) => (id.startsWith("dark") && Number(id.split(" ")[1]) < 20 ? "new" : "old");
    const left = some("export", size - 5, size);
    const split = fact("cor_1", { together: chained(splitOff), apart: pairs(["dark 0"], left), moved: splitOff });
    expect(board(themeOf, [], splitOff)).toEqual(["move"]);
    expect(board(themeOf, [split], splitOff)).toEqual([]);
    expect(board(themeOf, [split, back], splitOff)).toEqual(["move"]);
  });

  test("after a move of some more of the same may be proposed", () => {
    const moved = some("dark", 0, 2);
    const themeOf = (id: string) => (id.startsWith("dark") && Number(id.split(" ")[1]) < 20 ? "new" : "old");
    const move = fact("cor_1", {
      together: chained([...moved, "dark 5"]),
      apart: pairs(moved.slice(0, 1), some("export", size - 5, size)),
      moved,
    });
    expect(board(themeOf, [move], moved)).toEqual(["move"]);
  });
});

test("re-clustering is due after a quarter of growth, or with any change when intake rests", () => {
  expect(isDue(10, 0)).toBe(false);
  expect(isDue(20, 0)).toBe(true);
  expect(isDue(124, 100)).toBe(false);
  expect(isDue(125, 100)).toBe(true);
  expect(isDue(101, 100, true)).toBe(true);
  expect(isDue(100, 100, true)).toBe(false);
});
