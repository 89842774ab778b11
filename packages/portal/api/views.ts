import { weekOf } from "@earshot/core/clock.ts";
import type { Corrected } from "@earshot/core/correcting.ts";
import { rootOf } from "@earshot/core/family.ts";
import { type Feedback, Kind, reviewState, Visibility } from "@earshot/core/feedback.ts";
import { Delivery } from "@earshot/core/outbox.ts";
import { isPromised } from "@earshot/core/progress.ts";
import { scoreAt } from "@earshot/core/score.ts";
import { weeksUntil } from "@earshot/core/tally.ts";
import { IssueLink, Quote, Release, Status, Theme, type ThemeCard } from "@earshot/core/theme.ts";
import { shippedIn } from "@earshot/core/tracked.ts";
import * as z from "zod";
import type { PortalDeps } from "../deps.ts";

const count = z.number().int();

/** A theme as ranked lists show it. */
export const CardView = z
  .object({
    id: z.string(),
    title: z.string(),
    draft: z.boolean().describe("The title is a weak one, made by the machine."),
    summary: z.string(),
    status: Status,
    board: z.string(),
    team: z.string().nullable(),
    visibility: Visibility,
    supporters: count.describe("Different people, each counted once."),
    votes: count,
    guests: count.describe(
      "Browsers that voted without saying whose they are, where a board lets them; in no other figure.",
    ),
    feedback: count.describe("Pieces of feedback."),
    score: z.number().describe("Supporters, each worth 1 when fresh and half as much every 14 days."),
    weeks: z.array(count).describe("New people in each of the last 12 weeks, this week last."),
    heat: z.number().describe("Anger, 0 to 1, apart from size."),
    createdAt: z.string(),
    url: z.string().describe("Its page on the portal."),
  })
  .meta({ id: "ThemeCard" });

/** A theme with all that is counted and decided about it. */
export const ThemeView = CardView.extend({
  voices: z.object({ voted: count, said: count, proxy: count }).describe("How the supporters came; adds up to them."),
  sources: z.record(z.string(), count).describe("Where each supporter spoke first; adds up to the supporters."),
  segments: Theme.unwrap().shape.segments.describe(
    "People by segment, the eight largest, of those of whom it is known.",
  ),
  kinds: z.partialRecord(Kind, count),
  quotes: z.array(Quote),
  publicFeedback: count,
  answer: z.object({ text: z.string(), by: z.string(), at: z.string() }).optional(),
  workaround: Theme.unwrap().shape.workaround.describe("What helps until then."),
  promisedFor: Theme.unwrap().shape.promisedFor.describe(
    "The day that it is promised for, while planned or in progress.",
  ),
  history: z.array(z.object({ status: Status, at: z.string(), note: z.string().optional() })),
  mergedInto: z.string().optional().describe("The theme that stands for it since it was merged."),
  absorbed: z.array(z.string()).optional().describe("Themes that were merged into it, and those merged into them."),
  locked: z.boolean().describe("The machine neither adds feedback to it nor takes any away."),
  titleBy: z.enum(["machine", "person"]),
  visibilityBy: z.enum(["machine", "person"]),
  teamBy: Theme.unwrap().shape.teamBy.describe("How it came to its team: a person's choice stays."),
  owner: z.string().optional().describe("Who of the team looks after it."),
  snoozed: Theme.unwrap().shape.snoozed.describe(
    "Until when, or until twice how many people, it is left out of digests.",
  ),
  issue: IssueLink.optional(),
  issueWanted: z.boolean(),
  issueGone: Theme.unwrap().shape.issueGone.describe(
    "That its issue was deleted or is out of reach. Asking again makes a new one.",
  ),
  answerOwed: Theme.unwrap().shape.answerOwed.describe("Since when people wait to be told why it was declined."),
  shippedIn: Release.optional().describe("The first release whose notes name its issue since that was last open."),
  firstAt: z.string().optional(),
  lastAt: z.string().optional(),
  countedAt: z.string(),
}).meta({ id: "Theme" });

export const CorrectionId = z
  .string()
  .nullable()
  .describe("Its entry in the audit trail; null where that is how it already was.");
export const CorrectedTheme = ThemeView.extend({ correction: CorrectionId }).meta({ id: "CorrectedTheme" });

/** One piece of feedback, as those may read it who hold the key. */
export const FeedbackView = z
  .object({
    id: z.string(),
    board: z.string(),
    source: z.string(),
    externalId: z.string(),
    person: z.string(),
    author: z.string().optional(),
    segment: z.string().optional().describe("Which kind of customer its author is."),
    title: z.string().optional(),
    body: z.string(),
    text: z.string().describe("Title and body without contact data: what is clustered, quoted and pushed."),
    url: z.string().optional(),
    note: z.string().optional().describe("What whoever passed it on added."),
    at: z.string(),
    receivedAt: z.string(),
    visibility: Visibility,
    review: z
      .object({ state: z.enum(["waiting", "approved", "rejected", "hidden"]), reason: z.string().optional() })
      .optional()
      .describe("Where it stands with staff, if they have anything to do with it."),
    withdrawn: z.boolean(),
    kind: Kind,
    heat: z.number(),
    theme: z.string().nullable(),
    apart: z.string().optional().describe("Why it belongs to no theme."),
    placedBy: z.enum(["machine", "person"]),
  })
  .meta({ id: "Feedback" });

/** Feedback with the reason for its theme. */
export const PlacedFeedbackView = FeedbackView.extend({
  themeTitle: z.string().optional(),
  why: z
    .array(
      z.object({
        feedback: z.string(),
        theme: z.string(),
        similarity: z.number(),
        text: z.string().optional().describe("What the neighbour says; absent once it was withdrawn."),
      }),
    )
    .describe("The nearest feedback when it was placed, nearest first."),
}).meta({ id: "PlacedFeedback" });

/** An effect on the outside, without who is at it right now, and without the address at which a chat takes answers. */
export const DeliveryView = Delivery.unwrap().omit({ claim: true, answer: true }).meta({ id: "Delivery" });

/** What the views need to know besides the row. */
export interface Moment {
  now: number;
  url: string;
}

export const momentOf = ({ clock, url }: PortalDeps): Moment => ({ now: clock(), url });

/** Six significant digits: enough to rank by, and the same order as the score's own. */
const rounded = (value: number): number => Number(value.toPrecision(6));

export function cardView(card: ThemeCard, { now, url }: Moment): z.input<typeof CardView> {
  const { id, title, draft, summary, status, board, visibility, supporters, votes, feedback, heat, createdAt } = card;
  return {
    ...{ id, title, draft, summary, status, board, visibility, supporters, votes, feedback, heat, createdAt },
    team: card.team ?? null,
    guests: card.guests ?? 0,
    score: card.score === undefined ? 0 : rounded(scoreAt(card.score, now)),
    weeks: weeksUntil(card.weeks, weekOf(now), 12),
    url: `${url}/themes/${id}`,
  };
}

export function themeView(theme: Theme, moment: Moment): z.input<typeof ThemeView> {
  const { voices, sources, kinds, quotes, publicFeedback, history, titleBy, visibilityBy, countedAt } = theme;
  const release = shippedIn(theme);
  return {
    ...cardView(theme, moment),
    ...{ voices, sources, kinds, quotes, publicFeedback, history, titleBy, visibilityBy, countedAt },
    issueWanted: theme.issueWanted ?? false,
    ...(theme.teamBy && { teamBy: theme.teamBy }),
    ...(theme.issueGone && { issueGone: theme.issueGone }),
    ...(theme.answerOwed && { answerOwed: theme.answerOwed }),
    ...(release && { shippedIn: release }),
    ...(theme.owner !== undefined && { owner: theme.owner }),
    ...(theme.snoozed && { snoozed: theme.snoozed }),
    locked: theme.locked ?? false,
    ...(theme.mergedInto !== undefined && { mergedInto: theme.mergedInto }),
    ...(theme.absorbed && { absorbed: theme.absorbed }),
    ...(theme.answer && { answer: theme.answer }),
    ...(theme.workaround && { workaround: theme.workaround }),
    ...(theme.promisedFor !== undefined && isPromised(theme.status) && { promisedFor: theme.promisedFor }),
    ...(theme.issue && { issue: theme.issue }),
    ...(theme.segments && { segments: theme.segments }),
    ...(theme.firstAt !== undefined && { firstAt: theme.firstAt }),
    ...(theme.lastAt !== undefined && { lastAt: theme.lastAt }),
  };
}

/** A theme as a correction left it. */
export function correctedTheme(deps: PortalDeps, { theme, correction }: Corrected): z.input<typeof CorrectedTheme> {
  return { ...themeView(theme, momentOf(deps)), correction: correction?.id ?? null };
}

export function feedbackView(feedback: Feedback): z.input<typeof FeedbackView> {
  const {
    aliases: _,
    versions: __,
    why: ___,
    revision: ____,
    abusive: _____,
    keptIn: ______,
    meaning: _______,
    ...rest
  } = feedback;
  const { told: _told, waits: _waits, hears: _hears, review, ...shown } = rest;
  const state = reviewState(feedback);
  return {
    ...shown,
    theme: feedback.theme ?? null,
    ...(state && { review: { state, ...(review?.reason !== undefined && { reason: review.reason }) } }),
  };
}

/** Feedback under the theme that it counts for, and that theme. */
export async function shownFeedback(
  { themes }: Pick<PortalDeps, "themes">,
  feedback: Feedback,
): Promise<{ shown: Feedback; theme: Theme | undefined }> {
  const head = feedback.theme === undefined ? undefined : await themes.get(feedback.theme);
  const theme = head && (await rootOf({ themes }, head));
  return { shown: theme ? { ...feedback, theme: theme.id } : feedback, theme };
}

export function deliveryView({ claim: _, answer: __, ...delivery }: Delivery): z.input<typeof DeliveryView> {
  return delivery;
}
