import { minute, second } from "./clock.ts";
import { isError } from "./error.ts";

/** After so many attempts something is parked, with its error, for a person to look at. */
const mostAttempts = 6;

/**
 * Whether to try again what failed, and when: at once parked when no further attempt can help, else after 5 s, 10 s,
 * 20 s … up to 15 minutes, or as long as the other side asked for. Maps kinds of error to what to do, the one place.
 */
export function afterFailure(error: unknown, attempts: number): { park: true } | { park: false; wait: number } {
  if (isError(error) && error.final) return { park: true };
  // Being asked to wait is no failure: it never parks anything.
  if (isError(error, "limited")) return { park: false, wait: (error.retryAfter ?? 5) * second };
  if (attempts >= mostAttempts) return { park: true };
  const asked = isError(error) ? (error.retryAfter ?? 0) * second : 0;
  return { park: false, wait: Math.max(asked, Math.min(15 * minute, 5 * second * 2 ** (attempts - 1))) };
}
