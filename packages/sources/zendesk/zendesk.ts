import { type Clock, minute } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import type { WebhookDelivery } from "@earshot/core/inbox.ts";
import type { SourceAdapter } from "@earshot/core/ports.ts";
import type { Service } from "../ask.ts";
import { parseJson, shaped } from "../json.ts";
import { isSigned } from "../signature.ts";
import { isoOf } from "../time.ts";
import { ofEvent, TicketEvent, ticketOf } from "./event.ts";
import { ofTemplate } from "./template.ts";
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

/** How far a delivery's time may be from ours, in either direction. */
const tolerance = 5 * minute;

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
    name: "zendesk",
    verify: (headers, body, now) => verify(headers, body, now, webhookSecret),
    interpret: async (delivery) => interpret(delivery, url),
    ...(service && url && { poll: (cursor: string | undefined) => walk(service, cursor, url) }),
  };
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
