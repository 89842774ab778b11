import * as z from "zod";
import { granularities } from "./clustering/granularity.ts";
import type { Proposal } from "./clustering/proposals.ts";
import { BoardId } from "./feedback.ts";
import { idFrom } from "./id.ts";
import { lazily } from "./lazily.ts";
import type { Versions } from "./ports.ts";

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
    /** The number of the last fact that it was made with. Older proposals do not know. */
    taught: z.number().int().optional(),
    revision: z.number().int(),
  }),
);
export type Suggestion = z.infer<typeof Suggestion>;

/** A suggestion names so many pieces of feedback: one correction holds no more. */
const mostFeedback = 400;

/** Two proposals about the feedback of a theme are the same when they share so much of the smaller one. */
const sameShare = 0.5;

/** What becomes of the proposals of a board once its themes were formed anew. */
export interface Proposed {
  fresh: Suggestion[];
  /** What would do the same as before, with what was found this time. */
  renewed: Versions<Suggestion>[];
  /** What was open and is no longer proposed, or not so. */
  stale: Suggestion[];
}

/**
 * What is proposed and was not before. A proposal does what it did when it was first shown: what would move other feedback
 * is another one, with an id of its own, and takes the place of the one there was. What people have decided about is not
 * asked again, in whatever words: a merge is the same either way round, a move by where from and where to, a split by the
 * merged theme that would be split off, or by most of what would be; what was accepted is the same for its feedback only.
 */
export function newSuggestions(
  made: Pick<Suggestion, "board" | "at" | "taught">,
  proposals: readonly Proposal[],
  known: readonly Suggestion[],
): Proposed {
  const [open, decided] = [known.filter(isOpen), known.filter((one) => !isOpen(one))];
  const fresh: Suggestion[] = [];
  const renewed: Versions<Suggestion>[] = [];
  const standing: Suggestion[] = [];
  for (const proposal of proposals) {
    if ([...decided, ...fresh, ...standing].some((one) => isSame(one, proposal))) continue;
    const next = suggestionOf(proposal, made);
    const previous = open.find(({ id }) => id === next.id);
    if (previous === undefined) fresh.push(next);
    else {
      standing.push(previous);
      const { revision } = previous;
      if (canonical({ ...next, at: previous.at, revision }) !== canonical(previous))
        renewed.push({ next: { ...next, revision: revision + 1 }, previous });
    }
  }
  return { fresh, renewed, stale: open.filter((one) => !standing.includes(one)) };
}

const isOpen = ({ state }: Suggestion): boolean => state === "open";

function suggestionOf(proposal: Proposal, made: Pick<Suggestion, "board" | "at" | "taught">): Suggestion {
  const { kind, counts } = proposal;
  const feedback = proposal.feedback.slice(0, mostFeedback);
  const changing = kind === "merge" ? counts.changing : feedback.length;
  return {
    ...{ ...proposal, ...made, id: idOf(proposal), feedback, counts: { ...counts, changing } },
    ...{ state: "open", revision: 1 },
  };
}

function idOf({ kind, themes, feedback }: Proposal): string {
  if (kind === "merge") return idFrom("proposal", kind, ...themes);
  return idFrom("proposal", kind, ...themes, ...feedback.toSorted());
}

function isSame(one: Suggestion, other: Proposal): boolean {
  if (one.kind !== other.kind) return false;
  const [from, to] = one.themes;
  const [theirs, into] = other.themes;
  if (one.kind === "merge") return (from === theirs && to === into) || (from === into && to === theirs);
  if (from !== theirs || to !== into) return false;
  if (one.kind === "move") return one.state !== "accepted" || sharesFeedback(one, other);
  const isPart = one.part !== undefined && one.part === other.part;
  return (isPart && one.state !== "accepted") || sharesFeedback(one, other);
}

function sharesFeedback(one: Suggestion, other: Proposal): boolean {
  const theirs = new Set(other.feedback);
  const shared = one.feedback.filter((id) => theirs.has(id)).length;
  return shared >= Math.min(one.feedback.length, other.feedback.length) * sameShare;
}

/** As text that is the same for the same proposal, in whatever order a store gives its fields back. */
const canonical = (one: Suggestion): string =>
  JSON.stringify(one, (_, value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

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
