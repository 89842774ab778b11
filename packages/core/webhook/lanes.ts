import { type Clock, isoTime, minute, second } from "../clock.ts";
import type { DeliveryState } from "../outbox.ts";
import type { WebhookStore } from "../ports/webhooks.ts";
import type { Outbox } from "../ports.ts";

/** Carries a delivery out, and tells what became of it; nothing where it was not due or somebody else is at it. */
export type Deliver = (delivery: string) => Promise<DeliveryState | undefined>;

/** So long a worker that was woken stays with one endpoint; the sweep has longer, and does the rest. */
const laneTime = 20 * second;
const sweepTime = 2 * minute;
const atOnce = 50;
/**
 * So long a worker that was woken begins what is for GitHub, Slack and mail. One of these may take two minutes and the
 * wait for one more answer, and Lambda ends a run of `deliver` after four.
 */
const wokenTime = minute;
const dueAtOnce = 100;

/** What waits for the outside: that of GitHub, Slack and mail in one row, that of each webhook in a lane of its own. */
export interface Waiting {
  deliveries: readonly string[];
  lanes: readonly (readonly string[])[];
}

/** Carries out what waits, each lane by itself: an endpoint that is slow or dead holds up what is for it alone. */
export async function deliverAll(deliver: Deliver, { deliveries, lanes }: Waiting, clock: Clock): Promise<void> {
  const now = clock();
  await allOf([
    inOrder(deliver, deliveries, clock, now + wokenTime),
    ...lanes.map((lane) => along(deliver, lane, clock, now + laneTime)),
  ]);
}

/** Carries out what is due for GitHub, Slack and mail. */
export async function deliverDue({
  outbox,
  deliver,
  clock,
}: {
  outbox: { due(now: string, limit: number): Promise<readonly { id: string }[]> };
  deliver: Deliver;
  clock: Clock;
}): Promise<void> {
  const now = clock();
  const due = await outbox.due(isoTime(now), dueAtOnce);
  await inOrder(
    deliver,
    due.map(({ id }) => id),
    clock,
    now + sweepTime,
  );
}

/** One after the other, until a time: what is not begun by then is due still, and the next sweep's. */
async function inOrder(deliver: Deliver, ids: readonly string[], clock: Clock, until: number): Promise<void> {
  for (const id of ids) {
    if (clock() >= until) return;
    await deliver(id);
  }
}

/** Carries out what is due for each endpoint that is sent anything. */
export async function deliverLanes({
  webhooks,
  outbox,
  deliver,
  clock,
}: {
  webhooks: WebhookStore;
  outbox: Outbox;
  deliver: Deliver;
  clock: Clock;
}): Promise<void> {
  const now = isoTime(clock());
  const until = clock() + sweepTime;
  const awake = (await webhooks.all()).filter(({ disabled, failing }) => !disabled && (failing?.until ?? "") <= now);
  await allOf(
    awake.map(async ({ id }) => {
      for (;;) {
        const due = await outbox.due(now, atOnce, id);
        const done = await along(
          deliver,
          due.map((one) => one.id),
          clock,
          until,
        );
        if (!done || due.length < atOnce) return;
      }
    }),
  );
}

/**
 * Goes along a lane to its end, to the first that fails, or until a time: what is behind a failure would mostly fail as
 * well, at ten seconds each. Tells whether it came to the end.
 */
async function along(deliver: Deliver, lane: readonly string[], clock: Clock, until: number): Promise<boolean> {
  for (const id of lane) {
    if (clock() >= until) return false;
    const state = await deliver(id);
    if (state === "waiting" || state === "parked") return false;
  }
  return true;
}

/** Waits for all of them, also when one fails: nothing is left running behind the caller's back. */
async function allOf(running: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(running);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}
