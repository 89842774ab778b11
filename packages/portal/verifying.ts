import { isError } from "@earshot/core/error.ts";
import type { Verifier } from "@earshot/core/ports/sources.ts";
import type { Context } from "hono";
import { addressOf } from "./caller.ts";
import type { PortalDeps } from "./deps.ts";
import { rateLimiter } from "./rate.ts";

/** So many deliveries a minute of one address that are not signed, or wrongly, are told so. */
const mostUnsigned = 60;

/** @throws EarshotError `auth`; `limited` where an address sends nothing but such. */
export type Verify = (c: Context, source: Verifier, body: Uint8Array) => void;

/**
 * Checks who sent a delivery. What is signed has no limit: a community that has much to say delivers much, and a delivery
 * turned away may never come again. What is not counts against the address that it comes from.
 */
export function verifying(deps: Pick<PortalDeps, "rateLimit" | "trustedProxies" | "clock">): Verify {
  const pass = rateLimiter(Math.min(deps.rateLimit, mostUnsigned), deps.clock);
  return (c, source, body) => {
    try {
      source.verify(c.req.header(), body, deps.clock());
    } catch (error) {
      if (isError(error, "auth")) pass(addressOf(c, deps));
      throw error;
    }
  };
}
