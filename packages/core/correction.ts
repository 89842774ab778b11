import * as z from "zod";
import { BoardId, Feedback, Review } from "./feedback.ts";
import { lazily } from "./lazily.ts";
import { Suggestion } from "./suggestion.ts";
import { Theme } from "./theme.ts";

/** Where feedback stands, and whose decision that is. */
export const Place = lazily(() => Feedback.unwrap().pick({ theme: true, apart: true, placedBy: true, keptIn: true }));
export type Place = z.infer<typeof Place>;

/** Feedback that a correction takes from one place to another, or that others may read from then on, or no longer. */
export const Moved = lazily(() =>
  z.object({
    feedback: z.string(),
    from: Place,
    to: Place,
    /** What staff made of it before and after, where that is what changed; null for nothing. */
    review: z.object({ from: Review.nullable(), to: Review.nullable() }).optional(),
    /** True where its place has nothing to do with it. */
    stays: z.boolean().optional(),
  }),
);
export type Moved = z.infer<typeof Moved>;

/** What a person decides about a theme, where the machine only proposes. */
export const Decided = lazily(() =>
  Theme.unwrap()
    .pick({
      title: true,
      titleBy: true,
      draft: true,
      status: true,
      answer: true,
      answerOwed: true,
      workaround: true,
      promisedFor: true,
      team: true,
      teamBy: true,
      owner: true,
      snoozed: true,
      visibility: true,
      visibilityBy: true,
    })
    .partial(),
);
export type Decided = z.infer<typeof Decided>;

/** The part of a theme that was decided, before and after: what is named and absent was not there. */
export const Decision = lazily(() =>
  z.object({
    fields: z.array(Decided.unwrap().keyof()),
    was: Decided,
    is: Decided,
    /** What was added to the theme's history, or (`added` false) taken out of it again. */
    step: z.object({ added: z.boolean(), entry: Theme.unwrap().shape.history.element }).optional(),
  }),
);
export type Decision = z.infer<typeof Decision>;

const Fields = z.record(z.string(), z.unknown());

/**
 * What was set of a board, team or webhook, before and after: what is named and absent was not there, or may stand in no
 * trail. Kept as it was written, so that an entry stays readable from which something is erased, or that an earlier
 * Earshot wrote.
 */
export const Setting = lazily(() =>
  z.object({
    of: z.enum(["board", "team", "webhook"]),
    id: z.string(),
    name: z.string(),
    /** True where it was made, which is not taken back: themes may stand in it. */
    made: z.boolean(),
    /** True where it was removed. */
    removed: z.boolean().optional(),
    fields: z.array(z.string()),
    was: Fields,
    is: Fields,
  }),
);
export type Setting = z.infer<typeof Setting>;

/** What became of a proposal of re-clustering. */
const Judgement = lazily(() =>
  Suggestion.unwrap().pick({ id: true, kind: true }).extend({
    was: Suggestion.unwrap().shape.state,
    is: Suggestion.unwrap().shape.state,
  }),
);
/**
 * What a person did about where things belong, what becomes of them, who may read them and how all of that is set up: a
 * row of the audit trail, written with what it changes or, where that is more than one transaction holds, before.
 */
export const Correction = lazily(() =>
  z.object({
    id: z.string(),
    kind: z.enum([
      ...["merge", "unmerge", "split", "move", "lock", "unlock"],
      ...["decide", "approve", "reject", "hide", "show"],
      ...["set", "dismiss"],
    ] as const),
    /** Absent for what concerns a team. */
    board: BoardId.optional(),
    at: z.string(),
    by: z.string(),
    /** In words: what was done, and how it stood before and after. */
    text: z.string(),
    before: z.string(),
    after: z.string(),
    /** The themes that it is about; the one that it was done to first. */
    themes: z.array(z.string()),
    moves: z.array(Moved),
    decision: Decision.optional(),
    setting: Setting.optional(),
    proposal: Judgement.optional(),
    /** `begun` as long as not all of its moves are made. */
    state: z.enum(["begun", "done"]),
    /** The correction that this one took back, and the one that took this one back. */
    undoes: z.string().optional(),
    /** True where that one took another back in turn, which by this one holds again. */
    restores: z.boolean().optional(),
    undoneBy: z.string().optional(),
    revision: z.number().int(),
  }),
);
export type Correction = z.infer<typeof Correction>;

const Pair = z.tuple([z.string(), z.string()]);

/** What a correction teaches about its board: a row of a log that only grows, from which decisions are derived. */
export const Fact = lazily(() =>
  z.object({
    correction: z.string(),
    /** The correction that taught something which no longer holds. */
    revokes: z.string().optional(),
    /** Feedback that belongs to one theme, and feedback that belongs to two. */
    together: z.array(Pair),
    apart: z.array(Pair),
    /** Feedback whose place a person changed. */
    moved: z.array(z.string()),
    /** Themes that stand behind another from now on, or (null) for themselves. */
    merged: z.record(z.string(), z.string().nullable()).optional(),
    /** Themes that are locked from now on, or no longer. */
    locked: z.record(z.string(), z.boolean()).optional(),
    /** Wordings, by their hash, that ask for nothing from now on, or do after all. */
    unwanted: z.record(z.string(), z.boolean()).optional(),
  }),
);
export type Fact = z.infer<typeof Fact>;
