import { type Clock, day } from "../clock.ts";
import type { Feedback } from "../feedback.ts";
import type { WebhookStore } from "../ports/webhooks.ts";
import type { Outbox } from "../ports.ts";
import { inTurns } from "../turns.ts";
import { receivedOf } from "./happening.ts";

export interface ReceivingDeps {
  webhooks: Pick<WebhookStore, "listeners">;
  outbox: Pick<Outbox, "add">;
  clock: Clock;
}

const writesAtOnce = 16;

/**
 * Tells those who listen that feedback came in, once it is written. What it came in as leaves the inbox only afterwards:
 * a crash between the two has this done again, which adds nothing. Costs nothing while nobody listens, and one row an
 * endpoint where somebody does.
 */
export async function tellReceived(deps: ReceivingDeps, feedback: readonly Feedback[]): Promise<void> {
  if (feedback.length === 0) return;
  const webhooks = await deps.webhooks.listeners();
  const deliveries = feedback.flatMap((one) => receivedOf(webhooks, one, deps.clock()));
  await inTurns(deliveries, writesAtOnce, async (delivery) => {
    await deps.outbox.add(delivery);
  });
}

/** Whether feedback is there that was not, with its text: only things about it may have been told before. */
export function isNew(next: Feedback, known: Feedback | undefined): boolean {
  return !next.withdrawn && next.versions.body !== undefined && known?.versions.body === undefined;
}

/** As long as the row of a delivery is surely there, which goes after thirty days: one that is added again is sent again. */
const deliveriesLast = 28 * day;

/** Whether feedback that is told again may have been written by somebody who died before telling those who listen. */
export function mayBeUntold({ withdrawn, versions, receivedAt }: Feedback, now: number): boolean {
  return !withdrawn && versions.body !== undefined && Date.parse(receivedAt) > now - deliveriesLast;
}
