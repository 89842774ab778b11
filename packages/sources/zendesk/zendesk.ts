import type { Clock } from "@earshot/core/clock.ts";
import type { SourceAdapter } from "@earshot/core/ports/sources.ts";
import type { Service } from "../ask.ts";
import { zendeskVerifier } from "./verify.ts";

export interface ZendeskOptions {
  /** The account's address, `https://company.zendesk.com`. */
  url?: string | undefined;
  /** Whose token it is: an agent or admin who may see all tickets. */
  email?: string | undefined;
  apiToken?: string | undefined;
  /** The webhook's signing secret, from its page in Zendesk. */
  webhookSecret?: string | undefined;
  fetch?: typeof fetch | undefined;
  clock: Clock;
}

/**
 * A Zendesk account: by webhook in both its forms (native `zen:event-type:ticket.*` events, and triggers with a body
 * of one's own, `template.ts`), and by polling the incremental export where address, e-mail and token are set. All
 * tickets are private.
 */
export function zendesk(options: ZendeskOptions): SourceAdapter {
  const { url, email, apiToken, webhookSecret, clock } = options;
  const service: Service | undefined =
    url && email && apiToken
      ? {
          name: "Zendesk",
          addressIn: "ZENDESK_URL",
          keyAdvice: "Put an agent's address into ZENDESK_EMAIL and an API token into ZENDESK_API_TOKEN",
          headers: { authorization: `Basic ${Buffer.from(`${email}/token:${apiToken}`).toString("base64")}` },
          fetch: options.fetch ?? fetch,
          clock,
        }
      : undefined;
  const account = () => import("./account.ts");
  return {
    ...zendeskVerifier(webhookSecret),
    interpret: async (delivery) => (await account()).interpret(delivery, url),
    ...(service && url && { poll: async (cursor: string | undefined) => (await account()).walk(service, cursor, url) }),
  };
}
