import { isoTime, minute, weekOf } from "../clock.ts";
import type { Feedback } from "../feedback.ts";
import { idFrom } from "../id.ts";
import { risingIn } from "../noticing.ts";
import { type Delivery, deliveryId } from "../outbox.ts";
import type { Versions } from "../ports.ts";
import { statusSince } from "../progress.ts";
import type { Theme } from "../theme.ts";
import type { EventType, WebhookEvent } from "./event.ts";
import { listening, type Webhook } from "./webhook.ts";

/** News of a theme's rise waits as long as the team's alert does: of an import the older half may be on its way. */
const risingWaits = 10 * minute;
/** What is for an endpoint that does not answer is left to the sweep, which asks one thing at a time. */
const failingWaits = minute;

/**
 * What a change of a head is worth telling other systems. Follows from the two alone, and the ids from the revision that
 * the write makes: the same write told twice tells nothing new.
 */
export function eventsOf({ previous: before, next: after }: Versions<Theme>, now: number): WebhookEvent[] {
  const events: WebhookEvent[] = [];
  const happened = <T extends EventType>(type: T) => ({
    type,
    id: idFrom("event", type, after.id, String(after.revision)),
    at: isoTime(now),
    theme: after.id,
  });
  if (isFirstCount(before, after)) events.push(happened("theme.created"));
  const rise =
    after.roseAt === undefined || after.roseAt === before?.roseAt
      ? undefined
      : risingIn(after, weekOf(Date.parse(after.roseAt)));
  if (rise) events.push({ ...happened("theme.rising"), joined: rise.joined, usual: rise.usual });
  if (before !== undefined && before.status !== after.status) {
    const { note } = after.history.at(-1) ?? {};
    events.push({
      ...{ ...happened("theme.status_changed"), from: before.status, to: after.status },
      ...(note !== undefined && after.history.length > before.history.length && { note }),
      ...(after.mergedInto !== undefined && { mergedInto: after.mergedInto }),
    });
  }
  if (after.issue !== undefined && after.issue.issueId !== before?.issue?.issueId) {
    const { repository, number, url } = after.issue;
    events.push({ ...happened("issue.linked"), issue: { repository, number, url } });
  }
  const answer = closingAnswer(after);
  if (answer !== undefined && (before === undefined || closingAnswer(before) === undefined))
    events.push({ ...happened("loop.closed"), status: after.status, answer });
  return events;
}

/** Whether people stand behind a theme for the first time. One that a split made has a head before it is counted. */
const isFirstCount = (before: Theme | undefined, after: Theme): boolean =>
  after.supporters > 0 &&
  (before === undefined || (before.supporters === 0 && !before.stood && before.wordedOver === ""));

/** The official answer that came with or after the end of a theme: one from before told of something else. */
function closingAnswer(theme: Theme): string | undefined {
  const { status, answer } = theme;
  const ended = status === "shipped" || status === "declined";
  return ended && answer !== undefined && answer.at >= statusSince(theme) ? answer.text : undefined;
}

/** What other systems are to be told of heads that are about to be written. */
export type Tell = (heads: readonly Versions<Theme>[]) => Promise<Delivery[]>;

/**
 * What follows for other systems from heads that are about to be written, to be written with them. Who listens is asked
 * for only where there is something to tell.
 */
export async function toldOf(
  listeners: () => Promise<readonly Webhook[]>,
  heads: readonly Versions<Theme>[],
  now: number,
): Promise<Delivery[]> {
  const told = heads.flatMap((head) => eventsOf(head, now).map((event) => ({ event, theme: head.next })));
  if (told.length === 0) return [];
  const webhooks = await listeners();
  return told.flatMap(({ event, theme }) =>
    listening(webhooks, event.type, theme.board).map((webhook) => eventDelivery(webhook, event, now)),
  );
}

/** That a piece of feedback came in, as deliveries to those who listen for it. */
export function receivedOf(webhooks: readonly Webhook[], { id, board }: Feedback, now: number): Delivery[] {
  const type = "feedback.received";
  const event: WebhookEvent = { type, id: idFrom("event", type, id), at: isoTime(now), feedback: id };
  return listening(webhooks, type, board).map((webhook) => eventDelivery(webhook, event, now));
}

/** An event as an effect to be carried out at one endpoint: one row, whatever becomes of it. */
function eventDelivery(webhook: Webhook, event: WebhookEvent, now: number): Delivery {
  const at = isoTime(now);
  const rests = Math.max(
    event.type === "theme.rising" ? now + risingWaits : now,
    webhook.failing ? now + failingWaits : now,
    Date.parse(webhook.failing?.until ?? at),
  );
  return {
    id: deliveryId("event", webhook.id, event.id),
    outlet: "webhook",
    kind: "event",
    ...("theme" in event && { theme: event.theme }),
    occasion: event.id,
    webhook: webhook.id,
    event,
    state: "waiting",
    attempts: 0,
    createdAt: at,
    dueAt: isoTime(rests),
    at,
  };
}
