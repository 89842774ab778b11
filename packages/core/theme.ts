import * as z from "zod";
import { BoardId, Kind, Visibility } from "./feedback.ts";
import { lazily } from "./lazily.ts";

export const Status = z.enum(["open", "under_review", "planned", "in_progress", "shipped", "declined", "merged"]);
export type Status = z.infer<typeof Status>;

export const Sort = z.enum(["top", "trending", "new", "rising"]);
export type Sort = z.infer<typeof Sort>;

/** A sentence that somebody really said, with the feedback it is from. Redacted; safe to show to its visibility. */
export const Quote = lazily(() => z.object({ text: z.string(), feedback: z.string(), visibility: Visibility }));
export type Quote = z.infer<typeof Quote>;

/** New people per week, oldest first; the last figure is for week number `last` (see clock.ts). */
export const Weeks = lazily(() => z.object({ last: z.number().int(), people: z.array(z.number().int()) }));
export type Weeks = z.infer<typeof Weeks>;

/** Everything about a theme that is counted from the rows behind it; `tally` makes it and nothing else does. */
export const Counts = lazily(() =>
  z.object({
    /** Different people, each once: votes, feedback and proxies together. */
    supporters: z.number().int(),
    /** Votes cast (own and by proxy). */
    votes: z.number().int(),
    /** Browsers that voted without saying whose they are; in none of the other figures. Absent where there are none. */
    guests: z.number().int().optional(),
    /** Pieces of feedback. */
    feedback: z.number().int(),
    publicFeedback: z.number().int(),
    /** How the supporters came: by a vote of their own, in their own words only, or voted for. Adds up to supporters. */
    voices: z.object({ voted: z.number().int(), said: z.number().int(), proxy: z.number().int() }),
    /** Where each supporter spoke first. Adds up to supporters. */
    sources: z.record(z.string(), z.number().int()),
    /** How many of the people are in each segment, the eight largest; of others it is not known. Absent where of none is. */
    segments: z.record(z.string(), z.number().int()).optional(),
    kinds: z.partialRecord(Kind, z.number().int()),
    /** 75th percentile of the feedback's heat. */
    heat: z.number(),
    /** Base-2 logarithm of the decayed supporters (score.ts); absent when nobody stands behind it. */
    score: z.number().optional(),
    /** Logarithm of fast over slow; absent below the floor on people. */
    rise: z.number().optional(),
    weeks: Weeks,
    /** Said or voted first and last. */
    firstAt: z.string().optional(),
    lastAt: z.string().optional(),
  }),
);
export type Counts = z.infer<typeof Counts>;

/** What a theme is called and how it is told, by the machine until a person names it. */
export const Wording = lazily(() =>
  z.object({
    title: z.string(),
    /** The title method's own confidence. */
    titleScore: z.number(),
    /** A weak title asks for a name. */
    draft: z.boolean(),
    titleBy: z.enum(["machine", "person"]),
    /** One sentence or two for lists: real words, at most 240 characters, from public feedback where there is any. */
    summary: z.string(),
    /** Two or three sentences by different people. */
    quotes: z.array(Quote),
    /** Where a model told the summary: which, and its sentences with the feedback that each rests on (cited.ts). */
    narrated: z
      .object({ by: z.string(), sentences: z.array(z.object({ text: z.string(), feedback: z.array(z.string()) })) })
      .optional(),
    /** What the wording was made from (counting.ts), so that it is made anew when that has changed. */
    wordedOver: z.string(),
    /** Whether anybody ever stood behind it: then that somebody does is no news, also where all have gone meanwhile. */
    stood: z.boolean().optional(),
  }),
);
export type Wording = z.infer<typeof Wording>;

/** The GitHub issue of a theme, linked by ids that survive renames and transfers. */
export const IssueLink = lazily(() =>
  z.object({
    repository: z.string(),
    repositoryId: z.number().int(),
    issueId: z.number().int(),
    number: z.number().int(),
    url: z.string(),
  }),
);
export type IssueLink = z.infer<typeof IssueLink>;

/** What GitHub said of a theme's issue, and what it made of the theme: enough to be told again, or out of order (hearing.ts). */
export const Tracked = lazily(() =>
  z.object({
    open: z.boolean(),
    reason: z.enum(["completed", "not_planned", "duplicate"]).optional(),
    /** Orders what is told of one issue, compared as text; what is not greater tells nothing new. */
    version: z.string(),
    /** The status that its closing gave the theme, and the one that the theme had: what a reopening takes it back to. */
    set: Status.optional(),
    before: Status.optional(),
    /** When it was last known to be open: releases before that did not hold it. */
    openAt: z.string().optional(),
  }),
);
export type Tracked = z.infer<typeof Tracked>;

/** A release whose notes name the issue of a theme. */
export const Release = lazily(() => z.object({ version: z.string(), url: z.string(), at: z.string() }));
export type Release = z.infer<typeof Release>;

/** Feedback about the same need; what members vote on; what gets a status, a team and an issue. */
export const Theme = lazily(() =>
  Counts.unwrap()
    .extend(Wording.unwrap().shape)
    .extend({
      id: z.string(),
      board: BoardId,
      status: Status,
      /** The official answer that came with the status. */
      answer: z.object({ text: z.string(), by: z.string(), at: z.string() }).optional(),
      /** What helped others until then, as staff tell it. */
      workaround: z.object({ text: z.string(), at: z.string() }).optional(),
      history: z.array(z.object({ status: Status, at: z.string(), note: z.string().optional() })),
      /** Themes of private feedback only are private until staff publish them. */
      visibility: Visibility,
      /** Whether a person decided the visibility. */
      visibilityBy: z.enum(["machine", "person"]),
      team: z.string().optional(),
      /** The day (2026-10-31) that it is promised for, while it is planned or in progress. */
      promisedFor: z.string().optional(),
      /** Who of the team looks after it. */
      owner: z.string().optional(),
      /** Left out of digests until then, or until twice as many people are behind it as there were. */
      snoozed: z.object({ until: z.string(), people: z.number().int() }).optional(),
      issue: IssueLink.optional(),
      /** Set while an issue is wanted: the tally then keeps it up to date through the outbox. */
      issueWanted: z.boolean().optional(),
      /** The state that the last issue push was asked for (issue.ts), to notice material change. */
      issueAsked: z.string().optional(),
      /** When the issue push asked for last is due, or was: updates are a day apart. */
      issueDueAt: z.string().optional(),
      /** The delivery that a person's wish for an issue, or last decision about it, was written with (curate.ts). */
      issueDelivery: z.string().optional(),
      /** What GitHub said of the issue last. */
      tracked: Tracked.optional(),
      /** An issue there is already, which a person wants to be the theme's: until the push that links it. */
      issueToAttach: z.object({ repository: z.string(), number: z.number().int() }).optional(),
      /** While it is merged: that the theme that stands for it has taken its issue over. */
      issueLent: z.boolean().optional(),
      /** The theme whose section stands, or stood, in its issue: the one that it took the issue over from, or lent it to. */
      issueFrom: z.string().optional(),
      /** That the issue was deleted or is out of reach: none is wanted then until somebody asks again. */
      issueGone: z.object({ at: z.string(), reason: z.string(), url: z.string().optional() }).optional(),
      /** How many people the issue, or a comment below it, told of last, and when: the next comment is a week away. */
      issueTold: z.object({ people: z.number().int(), at: z.string() }).optional(),
      /** Releases whose notes name the issue, in the order of their times. */
      releases: z.array(Release).optional(),
      /** Since when people wait to be told why: it was declined on GitHub without a word to them. */
      answerOwed: z.object({ since: z.string() }).optional(),
      /** When it was last said to rise beyond its own history; it is not said again for a while (noticing.ts). */
      roseAt: z.string().optional(),
      /** How it came to its team (route.ts). What a person chose stays. */
      teamBy: z.enum(["person", "rule", "board", "default"]).optional(),
      /** While its status is `merged`: the theme that it stands behind now, and the status that it had. */
      mergedInto: z.string().optional(),
      mergedAs: Status.optional(),
      /** Themes that were merged into this one, and those merged into them: their rows count here, each where it is. */
      absorbed: z.array(z.string()).optional(),
      /** While nobody is behind it: the theme that most of its feedback went to when themes were formed anew. */
      movedTo: z.string().optional(),
      /** The machine neither adds feedback to it nor takes any away. */
      locked: z.boolean().optional(),
      /** Set once a person has merged, split, locked it or moved feedback of it. */
      corrected: z.boolean().optional(),
      createdAt: z.string(),
      countedAt: z.string(),
      /** Raised by each write of the head; the condition of the next. */
      revision: z.number().int(),
    }),
);
export type Theme = z.infer<typeof Theme>;

/** What a theme stands behind or for, and who may see it. */
export const Standing = lazily(() =>
  Theme.unwrap().pick({ id: true, visibility: true, mergedInto: true, movedTo: true, absorbed: true }),
);
export type Standing = z.infer<typeof Standing>;

/** A theme that nobody has decided anything about yet. It is private until counting finds public feedback behind it. */
export function newTheme(
  given: Pick<Theme, "id" | "board" | "team" | "createdAt" | "countedAt">,
  counts: Counts,
): Theme {
  const { team, ...rest } = given;
  return {
    ...counts,
    ...rest,
    ...(team !== undefined && { team }),
    ...{ title: "", titleScore: 0, draft: true, titleBy: "machine", summary: "", quotes: [], wordedOver: "" },
    status: "open",
    history: [{ status: "open", at: given.createdAt }],
    visibility: "private",
    visibilityBy: "machine",
    revision: 0,
  };
}

/**
 * Whether a person has decided anything about a theme, or works on its issue: what the machine would change on it, it
 * only proposes.
 */
export function isTouched(theme: Theme): boolean {
  const { corrected, locked, titleBy, visibilityBy, teamBy, answer, workaround, history, issueWanted } = theme;
  const byPerson = [titleBy, visibilityBy, teamBy].includes("person");
  return Boolean(corrected || locked || answer || workaround || byPerson || history[1] || issueWanted);
}

/** Whether a theme is left out of digests for now. */
export function isSnoozed({ snoozed, supporters }: Pick<Theme, "snoozed" | "supporters">, now: number): boolean {
  return snoozed !== undefined && now < Date.parse(snoozed.until) && supporters < 2 * Math.max(1, snoozed.people);
}

/** What a ranked list shows of a theme; what the ranking indexes carry. */
export type ThemeCard = Pick<
  Theme,
  | "id"
  | "board"
  | "title"
  | "draft"
  | "summary"
  | "status"
  | "visibility"
  | "team"
  | "supporters"
  | "votes"
  | "guests"
  | "feedback"
  | "score"
  | "rise"
  | "weeks"
  | "heat"
  | "createdAt"
  | "absorbed"
> & {
  /** What most of its feedback is; of the figures by kind it is all that a list needs. */
  kind?: Kind | undefined;
};
