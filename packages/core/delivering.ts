import { afterFailure } from "./attempt.ts";
import type { Team } from "./board.ts";
import { type Clock, isoTime, minute } from "./clock.ts";
import { EarshotError, isError, reasonOf } from "./error.ts";
import type { Randomness } from "./id.ts";
import { newId } from "./id.ts";
import type { Log } from "./log.ts";
import type { Delivery, DeliveryState } from "./outbox.ts";
import type { Outbox } from "./ports.ts";
import type { Carried } from "./webhook/carrying.ts";

export interface DeliveringDeps {
  outbox: Outbox;
  /** Carries an effect out; whatever it does must bear being repeated after any crash. */
  carryOut: (delivery: Delivery) => Promise<Carried>;
  clock: Clock;
  randomness: Randomness;
  log: Log;
}

/** Longer than any carrying out may take, so that a claim runs out only when its holder died. */
const claimHolds = 5 * minute;

/**
 * Carries one waiting delivery out, if it is due and nobody else is at it:
 *
 *   claim (a token, 5 minutes) → carry out → write what became of it, if the claim is still ours
 *
 * A crash after the claim leaves it waiting until the claim runs out; `attempts` then tells the outlet that it may
 * have been carried out already. Tells what became of it, if it was this one's to carry out.
 */
export async function deliver(deps: DeliveringDeps, id: string): Promise<DeliveryState | undefined> {
  const { outbox, clock, log } = deps;
  const token = newId("outbox", clock(), deps.randomness);
  const delivery = await outbox.claim(id, token, isoTime(clock()), isoTime(clock() + claimHolds));
  if (!delivery) return undefined;
  const settled = await attempt(deps, delivery);
  log(`delivery.${settled.state}`, {
    delivery: id,
    kind: delivery.kind,
    theme: delivery.theme,
    team: delivery.team,
    webhook: delivery.webhook,
    feedback: delivery.event && "feedback" in delivery.event ? delivery.event.feedback : undefined,
    attempts: delivery.attempts,
    ...(settled.error !== undefined && { reason: settled.error }),
  });
  try {
    await outbox.settle(settled, token);
  } catch (error) {
    // The claim ran out and somebody else has it; what they find is written by them.
    if (!isError(error, "conflict")) throw error;
  }
  return settled.state;
}

async function attempt(deps: DeliveringDeps, delivery: Delivery): Promise<Delivery> {
  const { error: _, ...open } = delivery;
  try {
    const outcome = await deps.carryOut(delivery);
    return { ...open, ...outcome, at: isoTime(deps.clock()) } as Delivery;
  } catch (error) {
    const now = deps.clock();
    const failed = { ...open, error: reasonOf(error), at: isoTime(now) };
    const next = afterFailure(error, delivery.attempts);
    if (next.park) return { ...failed, state: "parked" };
    // Being asked to wait is no attempt; but one stays on the books, by which outlets know that they may have been here.
    const attempts = isError(error, "limited") ? Math.max(1, delivery.attempts - 1) : delivery.attempts;
    return { ...failed, attempts, dueAt: isoTime(now + next.wait) };
  }
}

/** The team a delivery is for. @throws EarshotError `missing` when it is there no longer. */
export function teamOf(teams: readonly Team[], id: string | undefined): Team {
  const team = teams.find((one) => one.id === id);
  if (!team) throw new EarshotError("missing", `There is no team called ${id ?? "(none)"} any more.`);
  return team;
}
