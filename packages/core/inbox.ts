import * as z from "zod";
import { FeedbackEvent } from "./feedback.ts";
import { lazily } from "./lazily.ts";

/** A webhook's delivery as it came, verified but not yet read. */
export const WebhookDelivery = lazily(() =>
  z.object({
    source: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    receivedAt: z.string(),
  }),
);
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** A row of the inbox that this Earshot cannot read: as it stood, where, and what is wrong with it. */
const Unreadable = lazily(() =>
  z.object({ key: z.object({ pk: z.string(), sk: z.string() }), row: z.string(), reason: z.string() }),
);

/** What waits to be taken in: an acknowledged promise that it will be. */
export const InboxEntry = lazily(() =>
  z.object({
    id: z.string(),
    receivedAt: z.string(),
    attempts: z.number().int(),
    /** Set once it has failed too often; shown to the operator with a retry button. */
    parked: z.boolean(),
    error: z.string().optional(),
    content: z.discriminatedUnion("type", [
      z.object({ type: z.literal("event"), event: FeedbackEvent }),
      z.object({ type: z.literal("webhook"), webhook: WebhookDelivery }),
      z.object({ type: z.literal("unreadable"), unreadable: Unreadable }),
    ]),
  }),
);
export type InboxEntry = z.infer<typeof InboxEntry>;

/** Where an entry came from, as far as that can be said. */
export function sourceOf({ content }: Pick<InboxEntry, "content">): string {
  if (content.type === "event") return content.event.source;
  return content.type === "webhook" ? content.webhook.source : content.type;
}
