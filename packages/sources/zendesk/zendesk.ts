import type { Clock } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import type { WebhookDelivery } from "@earshot/core/inbox.ts";
import type { SourceAdapter } from "@earshot/core/ports/sources.ts";
import type { Service } from "../ask.ts";
import { parseJson, shaped } from "../json.ts";
import { ofEvent, TicketEvent, ticketOf } from "./event.ts";
import { ofTemplate } from "./template.ts";
import { zendeskVerifier } from "./verify.ts";
import { walk } from "./walk.ts";

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
  return {
    ...zendeskVerifier(webhookSecret),
    interpret: async (delivery) => interpret(delivery, url),
    ...(service && url && { poll: (cursor: string | undefined) => walk(service, cursor, url) }),
  };
}

function interpret(delivery: WebhookDelivery, url: string | undefined): FeedbackEvent[] {
  const what = "The delivery of Zendesk";
  const body = parseJson(delivery.body, what);
  if (typeof body !== "object" || body === null) throw new EarshotError("input", `${what} is no JSON object.`);
  const type = "type" in body && typeof body.type === "string" ? body.type.toLowerCase() : "";
  if (!type.startsWith("zen:event-type:")) return ofTemplate(body, delivery.receivedAt, url);
  if (!type.startsWith("zen:event-type:ticket.")) return [];
  const event = shaped(TicketEvent, body, what);
  const id = ticketOf(event);
  if (id === undefined) throw new EarshotError("input", `${what} names no ticket.`, { field: "detail.id" });
  return ofEvent(event, id, delivery.receivedAt, url);
}
