import { subjectsAmong } from "@earshot/core/clustering/subject.ts";
import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import { type Decisions, recluster, undecided } from "@earshot/core/recluster.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

/** Alike by words that are no subject. */
const opinions = [
  "I love this app and use it every day, not the best but great",
  "Great app, I use it every day and love it, five stars",
  "Not the best app but I love it and use it a lot",
  "I have used this app for years and always love it",
  "Love it, best app ever, I use it all the time",
  "Best app I have ever used, great, I love it so much",
  "It is a great app, not perfect, but I love to use it",
  "The best, I always use this app every day, love love love",
];
const meinungen = [
  "Ich nutze die App jeden Tag und finde sie super, nicht perfekt",
  "Super App, nutze sie jeden Tag, leider nicht perfekt",
  "Tolle App, nicht perfekt, aber ich nutze sie seit Jahren jeden Tag",
  "Die beste App, ich nutze sie jeden Tag seit Jahren",
  "Nutze die App seit Jahren jeden Tag, wirklich super gut",
  "Wirklich gute App, jeden Tag super, leider nicht die beste",
];
const exporting = [
  "Export the invoices as a spreadsheet, I love this app",
  "Please add an export of invoices to a spreadsheet",
  "No way to export invoices to my spreadsheet",
  "A spreadsheet export of all invoices would be great",
  "I need every invoice in a spreadsheet, export is missing",
  "Exporting invoices gives an empty spreadsheet",
];
const others = [
  "The map does not centre on my position when I open the route planner",
  "Battery drains overnight since the widget was added to the lock screen",
  "Dark mode hurts my eyes less, please follow the system",
  "Login with a fingerprint fails after the phone restarts",
  "Push messages arrive an hour late on wifi",
  "Calendar shows the wrong week in winter",
];

function board(texts: readonly string[], theme: (nth: number) => string): NeighbourIndex {
  const index = new NeighbourIndex();
  for (const [nth, text] of texts.entries()) index.add(`fbk_${nth}`, theme(nth), text);
  return index;
}

/** Forms the themes anew; returns how many changed theme. */
function form(index: NeighbourIndex, decisions: Partial<Decisions> = {}): number {
  const work = recluster(index, { ...undecided, ...decisions }, (first) => `new of ${first}`);
  for (;;) {
    const step = work.next();
    if (!step.done) continue;
    for (const { feedback, to } of step.value.moves) index.move(feedback, to);
    return step.value.moves.length;
  }
}

function sizesOf(index: NeighbourIndex, texts: readonly string[], within: readonly string[]): number[] {
  const themes = within.map((text) => index.themeOf(`fbk_${texts.indexOf(text)}`) ?? "none");
  return [...Map.groupBy(themes, (theme) => theme).values()].map(({ length }) => length).sort((a, b) => b - a);
}

describe("a theme without a subject", () => {
  test.each([
    ["English", opinions],
    ["German", meinungen],
  ])("is none: what shares only verdicts and habits stands for itself (%s)", (_, said) => {
    const texts = [...said, ...exporting, ...others];
    const index = board(texts, (nth) => (nth < said.length ? "glue" : `theme ${nth}`));
    form(index);
    expect(sizesOf(index, texts, said)[0]).toBeLessThan(4);
    // Nothing is lost by it.
    expect(index.size).toBe(texts.length);
    for (const id of index.ids()) expect(index.themeOf(id)).toBeTruthy();
  });

  test("leaves those with one alone, whatever praise stands beside it", () => {
    const texts = [...opinions, ...exporting, ...others];
    const index = board(texts, (nth) => `theme ${nth}`);
    form(index);
    expect(sizesOf(index, texts, exporting)).toEqual([exporting.length]);
  });

  test("stays as it is where people have voted for it, or touched it", () => {
    const texts = [...opinions, ...exporting, ...others];
    for (const vouched of ["backed", "touched"] as const) {
      const index = board(texts, (nth) => (nth < opinions.length ? "glue" : `theme ${nth}`));
      form(index, { [vouched]: new Set(["glue"]) });
      expect(sizesOf(index, texts, opinions)[0]).toBe(opinions.length);
    }
  });

  test("is not formed again: forming anew once more changes nothing", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...opinions, ...exporting, ...others], { minLength: 16 }), (texts) => {
        const index = board(texts, (nth) => `theme ${nth % 3}`);
        form(index);
        expect(form(index)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  test("holds what people decided to be together all the same", () => {
    const texts = [...opinions, ...exporting, ...others];
    const index = board(texts, (nth) => (nth < opinions.length ? "glue" : `theme ${nth}`));
    form(index, { together: [["fbk_0", "fbk_3"]] });
    expect(index.themeOf("fbk_0")).toBe(index.themeOf("fbk_3"));
  });
});

test("what all of a group say and hardly anybody else is its subject, on a board however small", () => {
  const certificate = [7, 8, 9, 10, 11].map((own) => Uint32Array.from([1, own, own + 100]));
  const others = Array.from({ length: 25 }, (_, i) => Uint32Array.from([2, i + 20, i + 50]));
  const board = [...certificate, ...others];
  const work = subjectsAmong(board.length, (item) => board[item] ?? new Uint32Array());
  let step = work.next();
  while (!step.done) step = work.next();
  const subjectOf = step.value;
  expect(subjectOf([0, 1, 2, 3, 4])).toEqual([0, 1, 2, 3, 4]);
  expect(subjectOf([5, 6, 7, 8, 9])).toEqual([]);
});
