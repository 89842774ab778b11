import type { Feedback } from "@earshot/core/feedback.ts";
import { pieces } from "@earshot/core/moving.ts";
import { sidesOf } from "@earshot/core/suggestion.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { hasChanged, type Upheld } from "@earshot/core/upholding.ts";
import { colour, printable } from "./console.ts";

const sides = {
  merge: ["stays", "joins it"],
  split: ["stays", "becomes a theme of its own"],
  move: ["would leave", "would go to"],
} as const;

/** A proposal as a person decides about it: both sides with what people said in each, and what comes of it. */
export function proposalLines(
  one: Upheld,
  heads: ReadonlyMap<string, Theme>,
  feedback: ReadonlyMap<string, Feedback>,
): string {
  const { id, kind, themes, reason, now } = one;
  const title = (theme = "") => `“${printable(heads.get(theme)?.title || theme)}”`;
  const people = (theme = "") => heads.get(theme)?.supporters ?? 0;
  const named = (theme: string) => `${title(theme)}, ${counted(people(theme))}, ${theme}`;
  const what = {
    merge: `Merge ${title(themes[1])} into ${title(themes[0])}`,
    split: `Split ${title(themes[0])}`,
    move: `Move feedback from ${title(themes[0])} to ${title(themes[1])}`,
  }[kind];
  const [fewest, most] = [Math.max(...themes.map(people)), themes.reduce((sum, theme) => sum + people(theme), 0)];
  const together = fewest === most ? counted(most) : `${fewest} to ${counted(most)}`;
  const after = {
    merge: `one theme, ${title(themes[0])}, with ${together}`,
    split: `two themes; votes stay with ${title(themes[0])}`,
    move: `the same two themes; votes stay with ${title(themes[0])}`,
  }[kind];
  const said = sidesOf(one);
  const told = sides[kind].flatMap((side, i) => [
    `  ${side}: ${themes[i] === undefined ? pieces(now.changing) : named(themes[i])}`,
    ...(said[i] ?? []).flatMap((piece) => excerptOf(feedback.get(piece))),
  ]);
  const since = hasChanged(one) ? ` By now ${now.changing} left there, of ${pieces(now.of)}.` : "";
  return [`${colour(what)}  ${id}`, `  ${reason}${since}`, ...told, `  afterwards: ${after}`].join("\n");
}

const longest = 100;

/** What was withdrawn meanwhile is not repeated. */
function excerptOf(feedback: Feedback | undefined): string[] {
  if (feedback === undefined || feedback.withdrawn) return [];
  const text = printable(feedback.text).replace(/\s+/gu, " ").trim();
  return [`    – ${text.length > longest ? `${text.slice(0, longest - 1)}…` : text}`];
}

const counted = (supporters: number): string => (supporters === 1 ? "1 person" : `${supporters} people`);
