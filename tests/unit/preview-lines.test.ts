import { shownPreview } from "@earshot/local/commands/recluster.ts";
import { expect, test } from "vitest";

const named = (title: string) => ({ id: `thm_${title}`, title });

test("a preview names the first of what comes together, and says how many more there are", () => {
  const from = Array.from({ length: 94 }, (_, i) => named(`Theme ${i + 1}`));
  const themes = { before: 354, after: 143 };
  const merges = [{ into: named("Keeps playing"), from, feedback: 96 }];
  const lines = shownPreview("spotify", { granularity: "coarse", items: 625, themes, merges, splits: [] });
  expect(lines.split("\n")).toEqual([
    expect.stringContaining("spotify, coarse: 354 themes, would be 143"),
    "  Theme 1; Theme 2; Theme 3; Theme 4; 90 more → Keeps playing  (96)",
  ]);
});

test("and all of them where they are few", () => {
  const merges = [{ into: named("One"), from: [named("Two"), named("Three")], feedback: 5 }];
  const themes = { before: 3, after: 1 };
  const lines = shownPreview("b", { granularity: "coarse", items: 9, themes, merges, splits: [] });
  expect(lines).toContain("  Two; Three → One  (5)");
});
