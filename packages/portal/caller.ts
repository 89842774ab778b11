import { createHash, timingSafeEqual } from "node:crypto";
import { EarshotError } from "@earshot/core/error.ts";
import type { Context } from "hono";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * What tells whether a request brings the API key. Hashes of one length are compared, so that the time it takes says
 * nothing of the key.
 */
export function keyHolder(apiKey: string | undefined): (c: Context) => boolean {
  const expected = apiKey === undefined ? undefined : digest(apiKey);
  return (c) => {
    const given = /^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "")?.[1];
    return expected !== undefined && given !== undefined && timingSafeEqual(digest(given), expected);
  };
}

export const unauthorized = (): EarshotError =>
  new EarshotError("auth", "The API asks for its key: authorization: Bearer <key>.");

/** What Lambda (function URL) and node-server say about where a request is from. */
interface Surroundings {
  requestContext?: { http?: { sourceIp?: string } };
  incoming?: { socket?: { remoteAddress?: string } };
}

/** The address a request comes from. Never read from its headers, in which anybody can claim to be anybody. */
export const addressOf = (c: Context): string => addressIn(c.env);

/** The same, where there is no context yet. */
export function addressIn(surroundings: object | undefined): string {
  const env = surroundings as Surroundings | undefined;
  return env?.requestContext?.http?.sourceIp ?? env?.incoming?.socket?.remoteAddress ?? "unknown";
}
