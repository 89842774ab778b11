import type { About, Reason } from "./reason.ts";

/**
 * The one error type of Earshot. Its `kind` decides what happens next, mapped once to HTTP (portal/problem.ts)
 * and once to retry-or-park (core/attempt.ts); nothing ever matches on message text.
 *
 * - `input`: the caller sent something that can never work; say what to change.
 * - `auth`: a missing or wrong signature, key or right.
 * - `missing`: the thing named does not exist (or is not for the caller to know of).
 * - `conflict`: somebody else changed it meanwhile; read again and retry.
 * - `limited`: too much, too fast; retry after `retryAfter` seconds.
 * - `upstream`: another system failed; retry later, nothing is lost.
 */
export type ErrorKind = "input" | "auth" | "missing" | "conflict" | "limited" | "upstream";

export interface ErrorDetails {
  /** What caused it, kept for the log. */
  cause?: unknown;
  /** Seconds to wait before trying again (`limited`, `upstream`). */
  retryAfter?: number;
  /** The field of the input at fault, as a path: `items.3.body`. */
  field?: string;
  /** True where another attempt cannot succeed without a person's doing: park at once. */
  final?: boolean;
  /** Why, by name, where a page tells it in its reader's language; and what about. */
  reason?: Reason;
  about?: About;
  /** HTTP status to answer with, where it says more than the kind does (413, 415). */
  status?: number;
}

export class EarshotError extends Error {
  readonly kind: ErrorKind;
  readonly retryAfter: number | undefined;
  readonly field: string | undefined;
  readonly final: boolean;
  readonly status: number | undefined;
  readonly reason: Reason | undefined;
  readonly about: About;

  constructor(kind: ErrorKind, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "EarshotError";
    this.kind = kind;
    this.retryAfter = details.retryAfter;
    this.field = details.field;
    this.final = details.final ?? (kind === "input" || kind === "auth" || kind === "missing");
    this.status = details.status;
    this.reason = details.reason;
    this.about = details.about ?? {};
  }
}

/** Whether an error is one of ours, of the kind given (of any kind without one). */
export function isError(error: unknown, kind?: ErrorKind): error is EarshotError {
  return error instanceof EarshotError && (kind === undefined || error.kind === kind);
}

/**
 * One line that says what went wrong, for logs and parked rows. Never a stack, never a secret. What could not be parsed is
 * not repeated, as the engine does in its message: it may be what somebody said.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return "SyntaxError: what was read is not in its format.";
  if (error instanceof Error) return error.message === "" ? error.name : error.message;
  return String(error);
}

/** Where something failed that nobody foresaw: the calls that led there, without the message. */
export function placeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
