import * as z from "zod";
import { lazily } from "../lazily.ts";
import { IssueLink, Status } from "../theme.ts";

export const EventType = z.enum([
  "theme.created",
  "theme.rising",
  "theme.status_changed",
  "feedback.received",
  "issue.linked",
  "loop.closed",
]);
export type EventType = z.infer<typeof EventType>;

/** `id` is what a receiver knows the event by: the same for every endpoint and however often it is sent. */
const Happened = lazily(() => z.object({ id: z.string(), at: z.string() }));
const ToTheme = lazily(() => Happened.unwrap().extend({ theme: z.string() }));

/**
 * Something that happened, as it is kept until it has been sent: names and what changed. The words are found when it is
 * sent (payload.ts), so that what was taken back or hidden meanwhile does not leave.
 */
export const WebhookEvent = lazily(() =>
  z.discriminatedUnion("type", [
    ToTheme.unwrap().extend({ type: z.literal("theme.created") }),
    /** So many new people came in a week, where so many are usual. */
    ToTheme.unwrap().extend({ type: z.literal("theme.rising"), joined: z.number().int(), usual: z.number().int() }),
    ToTheme.unwrap().extend({
      type: z.literal("theme.status_changed"),
      from: Status,
      to: Status,
      note: z.string().optional(),
      mergedInto: z.string().optional(),
    }),
    ToTheme.unwrap().extend({
      type: z.literal("issue.linked"),
      issue: IssueLink.unwrap().pick({ repository: true, number: true, url: true }),
    }),
    /** It came to an end, and those who asked have the official answer. */
    ToTheme.unwrap().extend({ type: z.literal("loop.closed"), status: Status, answer: z.string() }),
    Happened.unwrap().extend({ type: z.literal("feedback.received"), feedback: z.string() }),
  ]),
);
export type WebhookEvent = z.infer<typeof WebhookEvent>;
