import { campaigns } from "@earshot/core/clustering/campaigns.ts";
import { NeighbourIndex, type ThemeStanding } from "@earshot/core/neighbours.ts";
import { type Decisions, recluster, undecided } from "@earshot/core/recluster.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { samples } from "./community-samples.ts";

const said = "Bring back the classic timeline!";

/** A board on which the English samples were said before. */
function board(granularity: "coarse" | "normal" | "fine" = "normal"): NeighbourIndex {
  const index = new NeighbourIndex({ granularity });
  for (const [theme, texts] of Object.entries(samples.english ?? {}))
    for (const [i, text] of texts.entries()) index.add(`${theme} ${i}`, theme, text);
  return index;
}

/** Takes texts in as they come; gives the themes they went to. */
function takeIn(index: NeighbourIndex, texts: readonly string[], prefix = "campaign"): string[] {
  return texts.map((text, i) => {
    const theme = index.assign(text).theme ?? `opened by ${prefix} ${i}`;
    index.add(`${prefix} ${i}`, theme, text);
    return theme;
  });
}

function formAnew(index: NeighbourIndex, decisions: Partial<Decisions> = {}): void {
  const work = recluster(index, { ...undecided, ...decisions }, (first) => `new of ${first}`);
  for (let step = work.next(); ; step = work.next()) {
    if (!step.done) continue;
    for (const { feedback, to } of step.value.moves) index.move(feedback, to);
    return;
  }
}

const themesOf = (index: NeighbourIndex, prefix: string): Set<string | undefined> =>
  new Set([...index.ids()].filter((id) => id.startsWith(prefix)).map((id) => index.themeOf(id)));

describe("the same sentence by very many", () => {
  test.each(["coarse", "normal", "fine"] as const)("is one theme from the first, however %s themes are cut", (cut) => {
    const index = board(cut);
    expect(new Set(takeIn(index, Array<string>(600).fill(said)))).toEqual(new Set(["opened by campaign 0"]));
    expect(index.similarThemes(said, 1)).toEqual([{ theme: "opened by campaign 0", score: expect.closeTo(1) }]);
    formAnew(index);
    expect(themesOf(index, "campaign").size).toBe(1);
    expect(themesOf(index, "dark").size).toBe(1);
  });

  test("may differ in capitals, punctuation, numbers read out and what was redacted", () => {
    const index = board();
    const ways = [said, "BRING BACK THE CLASSIC TIMELINE", "bring back the classic timeline… [email]", `“${said}”`];
    takeIn(
      index,
      Array.from({ length: 200 }, (_, i) => ways[i % ways.length] ?? ""),
    );
    expect(themesOf(index, "campaign").size).toBe(1);
  });

  test("with a few words of everybody's own is one theme too", () => {
    const index = board();
    const own = Array.from({ length: 400 }, (_, i) => `Dear team, ${said} Yours, member${i} of chapter${i}`);
    expect(new Set(takeIn(index, own)).size).toBe(1);
    formAnew(index);
    expect(themesOf(index, "campaign").size).toBe(1);
  });

  const openings = ["", "Please ", "Dear team, ", "As a paying customer: ", "We demand: ", "+1 "];
  const closings = [
    "",
    "!!!",
    " now",
    ", thank you",
    ". It was so much better",
    " before I cancel",
    ". Sent from a tablet",
  ];
  const fromOpenings = (i: number) => `${openings[i % openings.length]}${said}${closings[i % closings.length]}`;

  test.each([
    ["in some wordings, each said by many", fromOpenings],
    ["in words of everybody's own", (i: number) => `${fromOpenings(i)} Yours, member${i % 700} in release ${i % 30}.`],
  ])("%s, holds however often themes are formed anew", (_, wordingOf) => {
    const index = board();
    const all = Array.from({ length: 1800 }, (_, i) => wordingOf(i));
    for (let at = 0; at < all.length; at += 900) {
      takeIn(index, all.slice(at, at + 900), `campaign ${at}`);
      formAnew(index);
      expect(themesOf(index, "campaign").size).toBe(1);
    }
    const [campaign] = themesOf(index, "campaign");
    for (const theme of Object.keys(samples.english ?? {})) expect(themesOf(index, theme)).not.toContain(campaign);
  });

  test("near-copies that people keep apart stay so, and the others stay together", () => {
    const index = board();
    takeIn(
      index,
      Array.from({ length: 300 }, (_, i) => fromOpenings(i)),
    );
    index.move("campaign 299", "elsewhere");
    formAnew(index, { apart: [["campaign 298", "campaign 299"]] });
    expect(index.themeOf("campaign 298")).not.toBe(index.themeOf("campaign 299"));
    const others = [...Array(298).keys()].map((i) => index.themeOf(`campaign ${i}`));
    expect(new Set(others).size).toBe(1);
  });

  test("a chain of small differences is no campaign, whatever its length", () => {
    const chain = Array.from({ length: 400 }, (_, item) => Uint32Array.of(item, item + 1, item + 2, item + 3));
    const ends = Array.from(chain, (_, item) => [item - 1, item + 1].filter((end) => end >= 0 && end < chain.length));
    const graph = {
      from: Uint32Array.from([0, ...ends.keys()], (_, i) => ends.slice(0, i).flat().length),
      to: Uint32Array.from(ends.flat()),
      weight: new Float64Array(ends.flat().length).fill(1),
      sizes: new Uint32Array(chain.length).fill(1),
      apart: new Map(),
    };
    const found = (termsOf: (item: number) => Uint32Array) => {
      const work = campaigns(graph, termsOf);
      for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
    };
    expect(found((item) => chain[item] ?? Uint32Array.of())).toEqual([]);
    expect(found((item) => Uint32Array.of(1, 2, 3, 1000 + item))).toEqual([[...chain.keys()]]);
  });

  test("stays one theme through a snapshot, and when the first of it are gone", () => {
    const index = board();
    takeIn(index, Array<string>(120).fill(said));
    const restored = NeighbourIndex.restore(index.snapshot());
    for (let i = 0; i < 100; i++) restored.remove(`campaign ${i}`);
    expect(restored.assign(said).theme).toBe("opened by campaign 0");
    for (let i = 100; i < 120; i++) restored.remove(`campaign ${i}`);
    expect(restored.assign(said).theme).toBeUndefined();
  });

  test("does not swallow what only shares some of its words", () => {
    const index = board();
    takeIn(index, Array<string>(300).fill(said));
    expect(index.assign("The timeline of the export shows the wrong invoice").theme).not.toBe("opened by campaign 0");
    expect(index.assign("Your delivery driver was rude").theme).toBeUndefined();
  });
});

describe("what people have decided about copies", () => {
  const standing = (locked: string): ThemeStanding => ({
    rootOf: (theme) => theme,
    familyOf: (root) => [root],
    isLocked: (theme) => theme === locked,
    isUnwanted: () => false,
  });

  test("none joins a locked theme; they open one beside it, together", () => {
    const index = board();
    takeIn(index, Array<string>(60).fill(said));
    index.standing = standing("opened by campaign 0");
    expect(new Set(takeIn(index, Array<string>(60).fill(said), "later"))).toEqual(new Set(["opened by later 0"]));
  });

  test("copies that must be apart stay so when themes are formed anew, and the others stay with one of them", () => {
    const index = board();
    takeIn(index, Array<string>(60).fill(said));
    index.move("campaign 59", "elsewhere");
    formAnew(index, { apart: [["campaign 58", "campaign 59"]] });
    expect(index.themeOf("campaign 58")).not.toBe(index.themeOf("campaign 59"));
    const others = [...Array(58).keys()].map((i) => index.themeOf(`campaign ${i}`));
    expect(new Set(others).size).toBe(1);
  });

  test("whatever else was said and removed: who says what was said goes where it went", () => {
    const words = fc.constantFrom("export", "invoice", "dark", "mode", "crash", "photo", "the", "not", "two");
    const text = fc.array(words, { minLength: 1, maxLength: 4 }).map((some) => some.join(" "));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 80 }), fc.nat(), (texts, which) => {
        const index = new NeighbourIndex();
        const themes = takeIn(index, texts);
        const at = which % texts.length;
        const again = index.assign(texts[at]?.toUpperCase() ?? "").theme;
        const wording = (one: string) =>
          one
            .split(" ")
            .filter((word) => word !== "two")
            .join(" ");
        const copies = texts.flatMap((one, i) => (wording(one) === wording(texts[at] ?? "") ? [themes[i]] : []));
        if (wording(texts[at] ?? "") !== "") expect(copies).toContain(again);
        if (wording(texts[at] ?? "") !== "") expect(new Set(copies).size).toBe(1);
      }),
      { numRuns: 100 },
    );
  });
});
