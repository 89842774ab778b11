import { AsyncLocalStorage } from "node:async_hooks";
import type { Randomness } from "@earshot/core/id.ts";
import type { Log } from "@earshot/core/log.ts";
import type { Context, MiddlewareHandler } from "hono";

const running = new AsyncLocalStorage<string>();

/** Lambda's own name for a request, by which its other lines have it too; a name of ours anywhere else. */
const nameOf = (c: Context, randomness: Randomness): string =>
  (c.env as { lambdaContext?: { awsRequestId?: string } } | undefined)?.lambdaContext?.awsRequestId ??
  Buffer.from(randomness(9)).toString("base64url");

/** Names each request, so that whatever is done for it can say so. */
export function named(randomness: Randomness): MiddlewareHandler {
  return (c, next) => running.run(nameOf(c, randomness), next);
}

/** A log in whose lines the request stands that they are about. */
export function withRequest(log: Log): Log {
  return (event, fields) => {
    const request = running.getStore();
    log(event, { ...(request !== undefined && { request }), ...fields });
  };
}
