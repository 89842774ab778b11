import { setTimeout as pause } from "node:timers/promises";
import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import { EarshotError, isError } from "@earshot/core/error.ts";

const throttles = new Set([
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
  "TransactionInProgressException",
]);

/**
 * Maps what DynamoDB throws to the one error type. A failed condition is `conflict`: somebody else was faster.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export function translate(error: unknown): never {
  if (error instanceof ConditionalCheckFailedException)
    throw new EarshotError("conflict", "The row was changed meanwhile.", { cause: error });
  if (error instanceof TransactionConflictException)
    throw new EarshotError("limited", "The row is being written by a transaction.", { cause: error, retryAfter: 1 });
  if (error instanceof TransactionCanceledException) {
    const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
    if (codes.some((code) => code === "ConditionalCheckFailed" || code === "TransactionConflict"))
      throw new EarshotError("conflict", "The row was changed meanwhile.", { cause: error });
    if (codes.some((code) => code === "ThrottlingError" || code === "ProvisionedThroughputExceeded"))
      throw new EarshotError("limited", "The table is busy.", { cause: error, retryAfter: 1 });
  }
  if (error instanceof Error && throttles.has(error.name))
    throw new EarshotError("limited", "The table is busy.", { cause: error, retryAfter: 1 });
  throw new EarshotError("upstream", "The table cannot be reached.", { cause: error });
}

/** Whether DynamoDB would not take a request as it is: in a batch one row is enough that is too large. */
export function isInvalid(error: unknown): boolean {
  return isError(error, "upstream") && error.cause instanceof Error && error.cause.name === "ValidationException";
}

const busyAttempts = 5;

/**
 * Makes a write again that was refused because a transaction had the row at that very moment. Nothing is known of its
 * condition then: whoever took it for failed would think that a vote was there already, which that transaction may have
 * been about to move away. The SDK does not ask again by itself.
 */
export async function insist<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof TransactionConflictException) || attempt === busyAttempts) throw error;
      await pause(10 * 2 ** attempt);
    }
  }
}
