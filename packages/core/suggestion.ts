import * as z from "zod";
import { granularities } from "./clustering/granularity.ts";
import type { Proposal } from "./clustering/proposals.ts";
import { BoardId } from "./feedback.ts";
import { idFrom } from "./id.ts";
import { lazily } from "./lazily.ts";

/** One time that the themes of a board were formed anew: a row of its history. */
export const Run = lazily(() =>
  z.object({
    board: BoardId,
    at: z.string(),
    granularity: z.enum(granularities),
    /** Pieces of feedback; how many changed their theme, of how many that were to. */
    items: z.number().int(),
    moved: z.number().int(),
    planned: z.number().int(),
    /** Themes before, opened and emptied. */
    themes: z.number().int(),
    opened: z.number().int(),
    emptied: z.number().int(),
    proposals: z.number().int(),
    seconds: z.number(),
    /** Why nothing was done. */
    skipped: z.string().optional(),
  }),
);
export type Run = z.infer<typeof Run>;

/** A change to themes that people have touched, as it is put to them; what becomes of it is theirs to say. */
export const Suggestion = lazily(() =>
  z.object({
    id: z.string(),
    board: BoardId,
    kind: z.enum(["merge", "split", "move"]),
    /** merge: the theme that stays, the one that would join it. move: from, to. split: the one to be split. */
    themes: z.array(z.string()),
    /** split: the merged theme that the feedback is from, where it is from one. */
    part: z.string().optional(),
    feedback: z.array(z.string()),
    /** How many pieces would change their theme, of how many that it has. Older proposals do not know. */
    counts: z.object({ changing: z.number().int(), of: z.number().int() }).optional(),
    reason: z.string(),
    examples: z.array(z.object({ feedback: z.string(), near: z.string(), similarity: z.number() })),
    /** Some of what would stay in the theme that is split, or is in the one that would take the feedback. */
    staying: z.array(z.string()).default([]),
    state: z.enum(["open", "accepted", "dismissed"]),
    /** Who decided. */
    by: z.string().optional(),
    at: z.string(),
    revision: z.number().int(),
  }),
);
export type Suggestion = z.infer<typeof Suggestion>;

/** A suggestion names so many pieces of feedback: one correction holds no more. */
const mostFeedback = 400;

/** Two splits of a theme are the same when they share so much of the smaller one. */
const sameShare = 0.5;

/**
 * What is proposed and was not before, in whatever words: a merge is the same either way round, a move by where from
 * and where to, a split by the merged theme that would be split off, or by most of what would be. What people have decided about is not asked again.
 */
export function newSuggestions(
  board: string,
  proposals: readonly Proposal[],
  known: readonly Suggestion[],
  at: string,
): { fresh: Suggestion[]; standing: Suggestion[] } {
  const fresh: Suggestion[] = [];
  const standing: Suggestion[] = [];
  for (const proposal of proposals) {
    const id = idOf(proposal);
    const before = [...known, ...fresh].find((one) => one.id === id || isSameSplit(one, proposal));
    if (before) {
      standing.push(before);
      continue;
    }
    fresh.push({
      ...{ ...proposal, id, board, at },
      feedback: proposal.feedback.slice(0, mostFeedback),
      state: "open",
      revision: 1,
    });
  }
  return { fresh, standing };
}

function idOf({ kind, themes, part, feedback }: Proposal): string {
  if (kind === "merge") return idFrom("proposal", kind, ...themes.toSorted());
  if (kind === "move") return idFrom("proposal", kind, ...themes);
  if (part !== undefined) return idFrom("proposal", "split", ...themes, "part", part);
  return idFrom("proposal", kind, ...themes, ...feedback.toSorted());
}

function isSameSplit(one: Suggestion, other: Proposal): boolean {
  if (one.kind !== "split" || other.kind !== "split" || one.themes[0] !== other.themes[0]) return false;
  const theirs = new Set(other.feedback);
  const shared = one.feedback.filter((id) => theirs.has(id)).length;
  return shared >= Math.min(one.feedback.length, other.feedback.length) * sameShare;
}

const mostShown = 3;

/**
 * What shows a person what a proposal is about: at most three pieces of feedback for each side. merge: of the theme that
 * stays, of the one that would join it; move: what would move, and what it would be with; split: what would stay, and
 * what would leave.
 */
export function sidesOf({ kind, feedback, examples, staying }: Suggestion): [one: string[], other: string[]] {
  const changing = new Set(feedback);
  const moving = firstOf(examples.map((one) => one.feedback));
  const near = firstOf([...examples.map((one) => one.near).filter((id) => !changing.has(id)), ...staying]);
  if (kind === "merge") return [near, moving];
  if (kind === "move") return [moving, near];
  return [firstOf(staying), firstOf([...moving, ...examples.map((one) => one.near)])];
}

const firstOf = (ids: readonly string[]): string[] => [...new Set(ids)].slice(0, mostShown);
