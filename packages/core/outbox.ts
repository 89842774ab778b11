import * as z from "zod";
import { Answer } from "./answer.ts";
import { isoTime } from "./clock.ts";
import { idFrom } from "./id.ts";
import { lazily } from "./lazily.ts";
import { News } from "./news.ts";
import { Release, type Theme } from "./theme.ts";
import { WebhookEvent } from "./webhook/event.ts";

/**
 * `waiting` → `sent`, or `dry_run` where there are no credentials, or `parked` with its error after too many attempts.
 * `superseded` where a later push had said it all before this one's turn.
 */
export const DeliveryState = z.enum(["waiting", "sent", "dry_run", "parked", "superseded"]);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** One effect on the outside that has been decided: written with the fact that causes it, carried out by `deliver`. */
export const Delivery = lazily(() =>
  z.object({
    id: z.string(),
    /** `unknown` only of a row that cannot be read. */
    outlet: z.enum(["github", "slack", "mail", "webhook", "unknown"]),
    kind: z.enum([
      "issue",
      "comment",
      "closings",
      "digest",
      "digest_mail",
      "alert",
      "retelling",
      "answer",
      "sign_in",
      "followers",
      "follower_mail",
      "event",
      "notice",
      /** A row that this Earshot cannot read: parked as it stands. */
      "unreadable",
    ]),
    theme: z.string().optional(),
    team: z.string().optional(),
    /** What tells this effect from the next of its kind: the head's revision, or the week `2026-W47`. */
    occasion: z.string(),
    /** Where among a theme's followers this one begins: at the first without it. */
    after: z.string().optional(),
    /** The follower whom a mail is for. */
    hearer: z.string().optional(),
    /** What an alert or a comment tells. */
    news: News.optional(),
    /** A release whose notes name pull requests: which issues of ours they close is asked for. */
    closings: z
      .object({
        repository: z.string(),
        repositoryId: z.number().int(),
        numbers: z.array(z.number().int()),
        release: Release,
      })
      .optional(),
    /** What somebody is told who asked for something in a chat. */
    answer: Answer.optional(),
    /** The delivery whose messages are shown anew, by what they may repeat by now. */
    retells: z.string().optional(),
    /** The endpoint that is told of an event, and what happened. */
    webhook: z.string().optional(),
    event: WebhookEvent.optional(),
    state: DeliveryState,
    /** The request as it was, or would have been, sent. */
    payload: z.unknown().optional(),
    error: z.string().optional(),
    attempts: z.number().int(),
    /** When it was written, when it is next due, when it reached its state. */
    createdAt: z.string(),
    dueAt: z.string(),
    at: z.string(),
    /** Who is at it, so that two workers never are: a token and the time until which it holds. */
    claim: z.object({ token: z.string(), until: z.string() }).optional(),
    /** The feedback whose words were passed on with it. */
    cites: z.array(z.string()).optional(),
    /** What the outlet made: an issue's URL, a message's time stamp. */
    result: z.record(z.string(), z.unknown()).optional(),
  }),
);
export type Delivery = z.infer<typeof Delivery>;

/** The same effect always has the same id, so that writing it twice writes it once. */
export function deliveryId(kind: Delivery["kind"], subject: string, occasion: string): string {
  return idFrom("outbox", kind, subject, occasion);
}

/** News as an effect to be carried out: an alert into the team's channel, or a comment below the issue. */
export function newsDelivery(
  kind: "alert" | "comment",
  theme: Theme,
  news: News,
  { now, wait = 0 }: { now: number; wait?: number },
): Delivery {
  const at = isoTime(now);
  const occasion = `${news.about}:${theme.revision}`;
  return {
    id: deliveryId(kind, theme.id, occasion),
    outlet: kind === "alert" ? "slack" : "github",
    kind,
    theme: theme.id,
    ...(theme.team !== undefined && { team: theme.team }),
    occasion,
    news,
    state: "waiting",
    attempts: 0,
    createdAt: at,
    dueAt: isoTime(now + wait),
    at,
  };
}

/** That it is to be asked which issues a release's pull requests close: once, however often we are told of it. */
export function closingsDelivery(closings: NonNullable<Delivery["closings"]>, now: number): Delivery {
  const at = isoTime(now);
  const { url } = closings.release;
  return {
    ...{ id: deliveryId("closings", String(closings.repositoryId), url), outlet: "github", kind: "closings", closings },
    ...{ occasion: url, state: "waiting", attempts: 0, createdAt: at, dueAt: at, at },
  };
}

/** What becomes of something that was asked for, once, however often it was told: `name` is that of the request. */
export function answerDelivery(name: string, answer: Answer, now: number): Delivery {
  const at = isoTime(now);
  return {
    id: deliveryId("answer", name, ""),
    outlet: "slack",
    kind: "answer",
    ...(answer.marks && { theme: answer.marks.mark.theme }),
    occasion: name,
    answer,
    state: "waiting",
    attempts: 0,
    createdAt: at,
    dueAt: at,
    at,
  };
}
