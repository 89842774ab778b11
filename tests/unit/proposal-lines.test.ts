import type { Feedback } from "@earshot/core/feedback.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { Upheld } from "@earshot/core/upholding.ts";
import { proposalLines } from "@earshot/local/proposal-lines.ts";
import { describe, expect, test } from "vitest";
import { exampleFeedback, exampleTheme } from "../memory/examples.ts";

const stays: Theme = { ...exampleTheme("stays"), title: "Dark mode", supporters: 14 };
const joins: Theme = { ...exampleTheme("joins"), title: "Night colours", supporters: 1 };
const heads = new Map([stays, joins].map((theme) => [theme.id, theme]));

const feedback = new Map(
  ["one", "two", "three", "gone"].map((name): [string, Feedback] => [
    name,
    { ...exampleFeedback(name), text: `What ${name}\nsays`, withdrawn: name === "gone" },
  ]),
);

const suggestion = (given: Partial<Upheld>): Upheld => ({
  ...{ id: "prp_1", board: "ideas", kind: "merge", themes: [stays.id, joins.id], feedback: ["two", "gone"] },
  ...{ reason: "They are near.", state: "open", at: "2026-03-02T12:00:00.000Z", revision: 1 },
  examples: [
    { feedback: "gone", near: "three", similarity: 0.9 },
    { feedback: "two", near: "one", similarity: 0.8 },
  ],
  staying: ["one"],
  now: { changing: 2, of: 2 },
  ...given,
});

const linesOf = (given: Partial<Upheld>) => proposalLines(suggestion(given), heads, feedback).split("\n");

describe("a proposal on the command line", () => {
  test("to merge says which theme stays, before and after, with what was said in each", () => {
    expect(linesOf({})).toEqual([
      "Merge “Night colours” into “Dark mode”  prp_1",
      "  They are near.",
      `  stays: “Dark mode”, 14 people, ${stays.id}`,
      "    – What three says",
      "    – What one says",
      `  joins it: “Night colours”, 1 person, ${joins.id}`,
      "    – What two says",
      "  afterwards: one theme, “Dark mode”, with 14 to 15 people",
    ]);
  });

  test("to split shows what stays and what leaves", () => {
    const counts = { changing: 12, of: 30 };
    const themes = [stays.id];
    const examples = [{ feedback: "two", near: "three", similarity: 0.8 }];
    const now = counts;
    expect(linesOf({ kind: "split", themes, feedback: ["two", "three"], counts, now, examples }).slice(1)).toEqual([
      "  They are near.",
      `  stays: “Dark mode”, 14 people, ${stays.id}`,
      "    – What one says",
      "  becomes a theme of its own: 12 pieces of feedback",
      "    – What two says",
      "    – What three says",
      "  afterwards: two themes; votes stay with “Dark mode”",
    ]);
  });

  test("says so where the board has changed since", () => {
    expect(linesOf({ counts: { changing: 4, of: 5 }, now: { changing: 3, of: 12 } })[1]).toBe(
      "  They are near. By now 3 left there, of 12 pieces of feedback.",
    );
  });

  test("to move shows what moves and what it would be with, and keeps terminals from being steered", () => {
    feedback.set("two", { ...exampleFeedback("two"), text: "\u001b[2J gone?" });
    const lines = linesOf({ kind: "move", themes: [joins.id, stays.id] });
    expect(lines[0]).toBe("Move feedback from “Night colours” to “Dark mode”  prp_1");
    expect(lines.slice(2, 4)).toEqual([`  would leave: “Night colours”, 1 person, ${joins.id}`, "    – [2J gone?"]);
    expect(lines.slice(4, 6)).toEqual([`  would go to: “Dark mode”, 14 people, ${stays.id}`, "    – What three says"]);
  });
});
