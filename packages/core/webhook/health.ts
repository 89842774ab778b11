import { day, hour, isoTime, minute, second } from "../clock.ts";
import type { Webhook } from "./webhook.ts";

/**
 * How long after each failed attempt the next one is, as the specification proposes: ten attempts in three days.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
const pauses = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;
/** Up to so much longer, by chance: what failed together is not tried again together. */
const jitter = 0.2;
/** An endpoint of which nothing was heard but failures for so long is sent nothing more. */
const failsFor = 3 * day;
/** Nobody is waited for longer, whatever is asked. */
const longestWait = day;

/**
 * The milliseconds until something is tried again that has failed so often; undefined where that was the last attempt.
 *
 * @param asked seconds that the endpoint asked to wait
 * @param chance between 0 and 1
 */
export function nextAttempt(attempts: number, asked: number | undefined, chance: number): number | undefined {
  const pause = pauses[attempts - 1];
  if (pause === undefined) return undefined;
  const wait = Math.min((asked ?? 0) * second, longestWait);
  return Math.max(pause, wait) + Math.round(pause * jitter * chance);
}

/** The endpoints that need somebody to look at them, by name. */
export interface Unwell {
  failing: string[];
  /** Sent nothing more by Earshot's own decision, not by staff's. */
  disabled: string[];
}

export function unwell(webhooks: readonly Webhook[]): Unwell {
  const named = (of: readonly Webhook[]): string[] => of.map(({ id }) => id);
  return {
    failing: named(webhooks.filter(({ failing }) => failing !== undefined)),
    disabled: named(webhooks.filter(({ disabled }) => disabled !== undefined && disabled.because !== "staff")),
  };
}

/** An attempt that no 2xx answered. */
export interface Failure {
  reason: string;
  /** The status that was answered, if any. */
  status?: number | undefined;
  /** Seconds that the endpoint asked to wait. */
  retryAfter?: number | undefined;
}

/** An endpoint after an attempt that succeeded; the same object where all was well before. */
export function succeeded(webhook: Webhook): Webhook {
  const { failing, ...well } = webhook;
  return failing === undefined ? webhook : well;
}

/** An endpoint after an attempt that failed: disabled at once by 410 Gone, else after three days of failures alone. */
export function failed(webhook: Webhook, { reason, status, retryAfter }: Failure, now: number): Webhook {
  if (webhook.disabled) return webhook;
  const at = isoTime(now);
  const since = webhook.failing?.since ?? at;
  const { failing: _, ...rest } = webhook;
  if (status === 410) return { ...rest, disabled: { at, because: "gone", reason } };
  if (Date.parse(since) + failsFor <= now) return { ...rest, disabled: { at, because: "failing", reason } };
  const until = retryAfter === undefined ? undefined : isoTime(now + Math.min(retryAfter * second, longestWait));
  return { ...rest, failing: { since, reason, ...(until !== undefined && { until }) } };
}
