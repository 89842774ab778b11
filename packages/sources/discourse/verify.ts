import { EarshotError } from "@earshot/core/error.ts";
import type { Verifier } from "@earshot/core/ports/sources.ts";
import { isSigned } from "../signature.ts";

/** Checks Discourse's signature, HMAC-SHA256 over the body alone: all that the receiving end needs of this source. */
export function discourseVerifier(secret: string | undefined): Verifier {
  return {
    name: "discourse",
    verify: (headers, body) => verify(headers["x-discourse-event-signature"], body, secret),
  };
}

function verify(signature: string | undefined, body: Uint8Array, secret: string | undefined): void {
  if (!secret)
    throw new EarshotError(
      "auth",
      "Deliveries of Discourse cannot be checked. Nothing was stored. Put the webhook's secret into DISCOURSE_WEBHOOK_SECRET.",
    );
  if (signature?.startsWith("sha256=") && isSigned(signature.slice("sha256=".length), secret, "hex", [body])) return;
  throw new EarshotError(
    "auth",
    `The delivery of Discourse has ${signature === undefined ? "no" : "a wrong"} signature. Nothing was stored. The webhook's secret and DISCOURSE_WEBHOOK_SECRET must be the same.`,
  );
}
