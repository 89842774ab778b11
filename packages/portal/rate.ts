import { type Clock, minute } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";

/** More callers than these are not remembered; the longest quiet is forgotten first, which only favours it. */
const remembered = 10_000;

/**
 * A token bucket for each caller: a minute's worth at once, refilled evenly. It lives in memory: each process limits
 * what it serves itself, which is what it has to protect.
 *
 * Returns what lets a caller's request pass, and throws EarshotError `limited` when there have been too many.
 */
export function rateLimiter(perMinute: number, clock: Clock): (caller: string) => void {
  if (perMinute <= 0) return () => {};
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (caller) => {
    const now = clock();
    const bucket = buckets.get(caller) ?? { tokens: perMinute, at: now };
    const gained = (Math.max(0, now - bucket.at) / minute) * perMinute;
    const tokens = Math.min(perMinute, bucket.tokens + gained);
    buckets.delete(caller);
    buckets.set(caller, { tokens: tokens < 1 ? tokens : tokens - 1, at: now });
    if (buckets.size > remembered) {
      const [oldest] = buckets.keys();
      if (oldest !== undefined) buckets.delete(oldest);
    }
    if (tokens < 1)
      throw new EarshotError("limited", `At most ${perMinute} requests a minute.`, {
        retryAfter: Math.max(1, Math.ceil(((1 - tokens) / perMinute) * (minute / 1000))),
      });
  };
}
