import { minute, second } from "./clock.ts";

/**
 * Keeps us from asking what does not answer: after some failures in a row nothing is asked for a while, then one call
 * is let through to see. A value and three functions over it; who keeps it, and for what, is the caller's.
 *
 *            failures in a row                  rest is over: one probe
 *   closed ───────────────────────► open ──────────────────────────────► half_open
 *     ▲                              ▲        probe failed: rest twice as long │
 *     │                              └──────────────────────────────────────── ┤
 *     └──────────────────────────────────────────────────────── probe succeeded ┘
 */
export type Breaker =
  | { state: "closed"; failures: number }
  /** Nothing is asked until then; `rest` is how long this pause is, in milliseconds. */
  | { state: "open"; until: number; rest: number }
  /** A probe is under way; one that is not heard of by then is taken for lost, and another let through. */
  | { state: "half_open"; until: number; rest: number };

export const closed: Breaker = { state: "closed", failures: 0 };

/** So many failures in a row open it. */
export const mostFailures = 5;
export const firstRest = 30 * second;
export const longestRest = 15 * minute;
/** Longer than any call takes, its retries included. */
const probeTime = 2 * minute;

/** Whether a call may be made now, and what the breaker is from then on. */
export function asked(breaker: Breaker, now: number): { allowed: boolean; next: Breaker } {
  if (breaker.state === "closed") return { allowed: true, next: breaker };
  if (now < breaker.until) return { allowed: false, next: breaker };
  return { allowed: true, next: { state: "half_open", until: now + probeTime, rest: breaker.rest } };
}

/** After a call that was answered. An answer to a question from before it opened does not close it: the pause holds. */
export function succeeded(breaker: Breaker): Breaker {
  return breaker.state === "open" ? breaker : closed;
}

/** After a call that was not, with the milliseconds that the other side asked for, where it did. */
export function failed(breaker: Breaker, now: number, wait = 0): Breaker {
  const open = (rest: number): Breaker => ({ state: "open", until: now + Math.max(rest, wait), rest });
  if (breaker.state === "half_open") return open(Math.min(breaker.rest * 2, longestRest));
  if (breaker.state === "open") return breaker;
  const failures = breaker.failures + 1;
  return failures >= mostFailures ? open(firstRest) : { state: "closed", failures };
}
