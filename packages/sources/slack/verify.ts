import { minute, second } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Verifier } from "@earshot/core/ports/sources.ts";
import { isSigned } from "../signature.ts";

/** How far a request's time may be from ours, in either direction. */
const tolerance = 5 * minute;

/**
 * Checks Slack's signature, HMAC-SHA256 over version, timestamp and body: all that the receiving end needs of it.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function slackVerifier(secret: string | undefined): Verifier {
  return { name: "slack", verify: (headers, body, now) => verify(headers, body, now, secret) };
}

function verify(headers: Record<string, string>, body: Uint8Array, now: number, secret: string | undefined): void {
  const refuse = (message: string) => new EarshotError("auth", `${message} Nothing was stored.`);
  if (!secret)
    throw refuse("Requests of Slack cannot be checked: put the app's signing secret into SLACK_SIGNING_SECRET.");
  const signature = headers["x-slack-signature"];
  const timestamp = headers["x-slack-request-timestamp"];
  if (!signature || !timestamp) throw refuse("The request of Slack has no signature or no timestamp.");
  if (
    !signature.startsWith("v0=") ||
    !isSigned(signature.slice("v0=".length), secret, "hex", [`v0:${timestamp}:`, body])
  )
    throw refuse("The request of Slack has a wrong signature: SLACK_SIGNING_SECRET must be the app's signing secret.");
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * second) > tolerance)
    throw refuse("The request of Slack was signed more than 5 minutes from now: it is a replay, or a clock is wrong.");
}
