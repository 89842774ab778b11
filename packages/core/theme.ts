import * as z from "zod";
import { BoardId, Kind, Visibility } from "./feedback.ts";

export const Status = z.enum(["open", "under_review", "planned", "in_progress", "shipped", "declined", "merged"]);
export type Status = z.infer<typeof Status>;

export const Sort = z.enum(["top", "trending", "new", "rising"]);
export type Sort = z.infer<typeof Sort>;

/** A sentence that somebody really said, with the feedback it is from. Redacted; safe to show to its visibility. */
export const Quote = z.object({ text: z.string(), feedback: z.string(), visibility: Visibility });
export type Quote = z.infer<typeof Quote>;

/** New people per week, oldest first; the last figure is for week number `last` (see clock.ts). */
export const Weeks = z.object({ last: z.number().int(), people: z.array(z.number().int()) });
export type Weeks = z.infer<typeof Weeks>;

/** Everything about a theme that is counted from the rows behind it; `tally` makes it and nothing else does. */
export const Counts = z.object({
  /** Different people, each once: votes, feedback and proxies together. */
  supporters: z.number().int(),
  /** Votes cast (own and by proxy). */
  votes: z.number().int(),
  /** Pieces of feedback. */
  feedback: z.number().int(),
  publicFeedback: z.number().int(),
  /** How the supporters came: by a vote of their own, in their own words only, or voted for. Adds up to supporters. */
  voices: z.object({ voted: z.number().int(), said: z.number().int(), proxy: z.number().int() }),
  /** Where each supporter spoke first. Adds up to supporters. */
  sources: z.record(z.string(), z.number().int()),
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
});
export type Counts = z.infer<typeof Counts>;

/** What a theme is called and how it is told, by the machine until a person names it. */
export const Wording = z.object({
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
  /** What the wording was made from (counting.ts), so that it is made anew when that has changed. */
  wordedOver: z.string(),
});
export type Wording = z.infer<typeof Wording>;

/** The GitHub issue of a theme, linked by ids that survive renames and transfers. */
export const IssueLink = z.object({
  repository: z.string(),
  repositoryId: z.number().int(),
  issueId: z.number().int(),
  number: z.number().int(),
  url: z.string(),
});
export type IssueLink = z.infer<typeof IssueLink>;

/** Feedback about the same need; what members vote on; what gets a status, a team and an issue. */
export const Theme = Counts.extend(Wording.shape).extend({
  id: z.string(),
  board: BoardId,
  status: Status,
  /** The official answer that came with the status. */
  answer: z.object({ text: z.string(), by: z.string(), at: z.string() }).optional(),
  history: z.array(z.object({ status: Status, at: z.string(), note: z.string().optional() })),
  /** Themes of private feedback only are private until staff publish them. */
  visibility: Visibility,
  /** Whether a person decided the visibility. */
  visibilityBy: z.enum(["machine", "person"]),
  team: z.string().optional(),
  issue: IssueLink.optional(),
  /** Set while an issue is wanted: the tally then keeps it up to date through the outbox. */
  issueWanted: z.boolean().optional(),
  /** The state that the last issue push was asked for (issue.ts), to notice material change. */
  issueAsked: z.string().optional(),
  /** When the issue push asked for last is due, or was: updates are a day apart. */
  issueDueAt: z.string().optional(),
  /** The delivery that a person's wish for an issue, or last decision about it, was written with (curate.ts). */
  issueDelivery: z.string().optional(),
  createdAt: z.string(),
  countedAt: z.string(),
  /** Raised by each write of the head; the condition of the next. */
  revision: z.number().int(),
});
export type Theme = z.infer<typeof Theme>;

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
  | "feedback"
  | "score"
  | "rise"
  | "weeks"
  | "heat"
  | "createdAt"
>;
