import { createHmac } from "node:crypto";
import { isoTime } from "../clock.ts";
import type { Randomness } from "../id.ts";
import type { Secret } from "./webhook.ts";

const prefix = "whsec_";
/** The specification asks for 24 to 64 bytes. */
const secretBytes = 32;

/** A new signing key, as it is shown to whoever has to check signatures. */
export function newSecret(randomness: Randomness): string {
  return `${prefix}${Buffer.from(randomness(secretBytes)).toString("base64")}`;
}

/**
 * The headers by which a receiver knows a delivery: HMAC-SHA256 over `id.timestamp.body`, one signature for each secret
 * that holds, so that none is refused while a secret is being replaced.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 *
 * @param now milliseconds: each attempt has its own time, and all attempts of an event one id
 */
export function signed(id: string, body: string, secrets: readonly Secret[], now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = current(secrets, now).map(({ key }) => {
    const bytes = Buffer.from(key.slice(prefix.length), "base64");
    return `v1,${createHmac("sha256", bytes).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

/** The secrets that hold at a time. */
export function current(secrets: readonly Secret[], now: number): Secret[] {
  return secrets.filter(({ until }) => until === undefined || until > isoTime(now));
}
