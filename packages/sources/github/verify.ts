import { EarshotError } from "@earshot/core/error.ts";
import type { Verifier } from "@earshot/core/ports/sources.ts";
import { isSigned } from "../signature.ts";

/** GitHub can be told to send everything; of the rest nothing is stored. */
const listened = new Set(["issues", "release"]);

/**
 * Checks GitHub's signature, HMAC-SHA256 over the raw body: all that the receiving end needs of it. There is no
 * timestamp in it. What is sent again, by GitHub's own button or our sweep, keeps its X-GitHub-Delivery.
 * https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function githubVerifier(secret: string | undefined): Verifier {
  return {
    name: "github",
    verify: (headers, body) => verify(headers["x-hub-signature-256"], body, secret),
    listens: (headers) => listened.has(headers["x-github-event"] ?? ""),
    nameOf: (headers) => {
      const name = headers["x-github-delivery"];
      return name !== undefined && /^[\w-]{1,100}$/.test(name) ? name : undefined;
    },
  };
}

function verify(signature: string | undefined, body: Uint8Array, secret: string | undefined): void {
  if (!secret)
    throw new EarshotError(
      "auth",
      "Deliveries of GitHub cannot be checked. Nothing was stored. Put the webhook's secret into GITHUB_WEBHOOK_SECRET.",
    );
  if (signature?.startsWith("sha256=") && isSigned(signature.slice("sha256=".length), secret, "hex", [body])) return;
  throw new EarshotError(
    "auth",
    `The delivery of GitHub has ${signature === undefined ? "no" : "a wrong"} signature. Nothing was stored. The webhook's secret and GITHUB_WEBHOOK_SECRET must be the same.`,
  );
}
