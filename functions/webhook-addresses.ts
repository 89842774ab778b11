import type { WebhookAddresses } from "@earshot/core/webhook/configuring.ts";
import { resolve } from "@earshot/outlets/webhook/resolve.ts";
import type { Base } from "./base.ts";

/** Where events may be sent to. */
export function webhookAddressesOf({ environment }: Base): WebhookAddresses {
  return { resolve, allowLocal: environment.EARSHOT_LOCAL_WEBHOOKS === "1" };
}
