import type { Fact } from "./correction.ts";
import { EarshotError } from "./error.ts";
import { settledPairs } from "./facts.ts";
import { familyOf } from "./family.ts";
import type { Feedback } from "./feedback.ts";
import type { Suggestion } from "./suggestion.ts";
import type { Theme } from "./theme.ts";

/** A proposal as far as it holds by now, and how many pieces that is of how many that the theme has which they would leave. */
export interface Upheld extends Suggestion {
  now: { changing: number; of: number };
}

/** What people taught about the boards of some proposals, since the first of them was made. */
export type Since = ReadonlyMap<string, readonly { number: number; fact: Fact }[]>;

/** All feedback that has a say in whether a proposal holds. */
export const groundsOf = (suggestion: Suggestion, since: Since): string[] => [
  ...suggestion.feedback,
  ...suggestion.examples.flatMap((one) => [one.feedback, one.near]),
  ...suggestion.staying,
  ...takenApart(suggestion, since).flat(),
];

/**
 * What still holds of a proposal, made when themes were last formed anew, on the board as it is now: people correct and
 * the machine takes in without asking what is proposed. Feedback that has left its theme, or that a person has placed
 * meanwhile, is no part of it any more, and shown nowhere.
 *
 * Undefined where it would not do what it says, or has lost its grounds: one of its themes has been merged, has gone empty
 * or was locked; nothing of the feedback is left, or all that is left in the theme; nothing that would be together is
 * where it was; a person has taken the two themes apart since.
 */
export function upheld(
  suggestion: Suggestion,
  themes: ReadonlyMap<string, Theme>,
  feedback: ReadonlyMap<string, Feedback>,
  since: Since,
): Upheld | undefined {
  const { kind } = suggestion;
  const about = suggestion.themes.map((id) => themes.get(id));
  if (!about.every((theme) => theme !== undefined && isOpenTo(theme))) return undefined;
  const [one, other = one] = about as Theme[];
  const [from, to] = kind === "merge" ? [other, one] : [one, other];
  if (!from || !to) return undefined;

  const isIn = (theme: Theme) => {
    const family = new Set(familyOf(theme));
    return (id: string): boolean => family.has(feedback.get(id)?.theme ?? "");
  };
  const [isFrom, isTo] = [isIn(from), isIn(to)];
  if (takenApart(suggestion, since).some(([a, b]) => (isFrom(a) && isTo(b)) || (isFrom(b) && isTo(a))))
    return undefined;
  const isLeaving = (id: string) => isFrom(id) && feedback.get(id)?.placedBy === "machine";
  const left = suggestion.feedback.filter(isLeaving);
  if (left.length === 0 || (kind === "split" && left.length >= from.feedback)) return undefined;

  const leaving = new Set(left);
  const isTogether = (id: string) => leaving.has(id) || (kind !== "split" && isTo(id));
  const examples = suggestion.examples.filter((pair) => leaving.has(pair.feedback) && isTogether(pair.near));
  if (examples.length === 0 && suggestion.examples.length > 0) return undefined;
  const staying = suggestion.staying.filter((id) => (kind === "split" ? isFrom(id) : isTo(id)) && !leaving.has(id));
  // Of a large theme that would join another, not all is named.
  const lost = suggestion.feedback.length - left.length;
  const changing = (suggestion.counts?.changing ?? suggestion.feedback.length) - lost;
  return { ...suggestion, feedback: left, examples, staying, now: { changing, of: from.feedback } };
}

/** Whether it is about more or less by now than when it was proposed. Of older ones it is not known. */
export const hasChanged = ({ counts, now }: Upheld): boolean =>
  counts !== undefined && (counts.changing !== now.changing || counts.of !== now.of);

/** What is said to who accepts what does not hold any more. */
export const nothingLeft = (): EarshotError =>
  new EarshotError("conflict", "The board has changed since this was proposed: nothing of it is left to do.", {
    ...{ final: true, reason: "nothingLeftOfIt" },
  });

/** Whether a theme stands for itself, with feedback that the machine may have a say about. */
const isOpenTo = ({ mergedInto, movedTo, locked, feedback }: Theme): boolean =>
  mergedInto === undefined && movedTo === undefined && !locked && feedback > 0;

/** Pairs of feedback that people have put into two themes since a proposal was made, as far as they speak against it. */
function takenApart({ kind, board, taught }: Suggestion, since: Since): readonly (readonly [string, string])[] {
  if (kind === "split" || taught === undefined) return [];
  const facts = since.get(board) ?? [];
  const { apart, parted } = settledPairs(facts.filter(({ number }) => number > taught).map(({ fact }) => fact));
  return kind === "merge" ? apart : parted;
}
