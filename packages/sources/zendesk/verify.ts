import { minute } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Verifier } from "@earshot/core/ports/sources.ts";
import { isSigned } from "../signature.ts";
import { isoOf } from "../time.ts";

/** How far a delivery's time may be from ours, in either direction. */
const tolerance = 5 * minute;

/** Checks Zendesk's signature, HMAC-SHA256 over timestamp and body: all that the receiving end needs of this source. */
export function zendeskVerifier(secret: string | undefined): Verifier {
  return { name: "zendesk", verify: (headers, body, now) => verify(headers, body, now, secret) };
}

function verify(headers: Record<string, string>, body: Uint8Array, now: number, secret: string | undefined): void {
  const refuse = (message: string) => new EarshotError("auth", `${message} Nothing was stored.`);
  if (!secret)
    throw refuse(
      "Deliveries of Zendesk cannot be checked: put the webhook's signing secret into ZENDESK_WEBHOOK_SECRET.",
    );
  const signature = headers["x-zendesk-webhook-signature"];
  const timestamp = headers["x-zendesk-webhook-signature-timestamp"];
  if (!signature || !timestamp) throw refuse("The delivery of Zendesk has no signature or no timestamp.");
  if (!isSigned(signature, secret, "base64", [timestamp, body]))
    throw refuse("The delivery of Zendesk has a wrong signature: ZENDESK_WEBHOOK_SECRET must be the webhook's secret.");
  const sent = isoOf(timestamp);
  if (sent === undefined) throw refuse("The timestamp of Zendesk's delivery is no time.");
  if (Math.abs(now - Date.parse(sent)) > tolerance)
    throw refuse(
      "The delivery of Zendesk was signed more than 5 minutes from now: it is a replay, or a clock is wrong.",
    );
}
