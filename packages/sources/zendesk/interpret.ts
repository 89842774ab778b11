import { EarshotError } from "@earshot/core/error.ts";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import type { WebhookDelivery } from "@earshot/core/inbox.ts";
import { parseJson, shaped } from "../json.ts";
import { ofEvent, TicketEvent, ticketOf } from "./event.ts";
import { ofTemplate } from "./template.ts";

/** The feedback events that a delivery of Zendesk tells. */
export function interpret(delivery: WebhookDelivery, url: string | undefined): FeedbackEvent[] {
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
