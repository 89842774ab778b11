import { afterFailure } from "./attempt.ts";
import type { Team } from "./board.ts";
import { type Clock, isoTime, minute } from "./clock.ts";
import { EarshotError, isError, reasonOf } from "./error.ts";
import type { Randomness } from "./id.ts";
import { newId } from "./id.ts";
import type { Log } from "./log.ts";
import type { Delivery } from "./outbox.ts";
import type { Outcome } from "./ports/outlets.ts";
import type { Outbox } from "./ports.ts";

export interface DeliveringDeps {
  outbox: Outbox;
  /** Carries an effect out; whatever it does must bear being repeated after any crash. */
  carryOut: (delivery: Delivery) => Promise<Outcome | { state: "superseded" }>;
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
 * have been carried out already.
 */
export async function deliver(deps: DeliveringDeps, id: string): Promise<void> {
  const { outbox, clock, log } = deps;
  const token = newId("outbox", clock(), deps.randomness);
  const delivery = await outbox.claim(id, token, isoTime(clock()), isoTime(clock() + claimHolds));
  if (!delivery) return;
  const settled = await attempt(deps, delivery);
  log(`delivery.${settled.state}`, {
    delivery: id,
    kind: delivery.kind,
    attempts: delivery.attempts,
    ...(settled.error !== undefined && { reason: settled.error }),
  });
  try {
    await outbox.settle(settled, token);
  } catch (error) {
    // The claim ran out and somebody else has it; what they find is written by them.
    if (!isError(error, "conflict")) throw error;
  }
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
    return next.park ? { ...failed, state: "parked" } : { ...failed, dueAt: isoTime(now + next.wait) };
  }
}

/** The team a delivery is for. @throws EarshotError `missing` when it is there no longer. */
export function teamOf(teams: readonly Team[], id: string | undefined): Team {
  const team = teams.find((one) => one.id === id);
  if (!team) throw new EarshotError("missing", `There is no team called ${id ?? "(none)"} any more.`);
  return team;
}
