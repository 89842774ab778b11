import * as z from "zod";
import { FeedbackEvent } from "./feedback.ts";

/** A webhook's delivery as it came, verified but not yet read. */
export const WebhookDelivery = z.object({
  source: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  receivedAt: z.string(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** What waits to be taken in: an acknowledged promise that it will be. */
export const InboxEntry = z.object({
  id: z.string(),
  receivedAt: z.string(),
  attempts: z.number().int(),
  /** Set once it has failed too often; shown to the operator with a retry button. */
  parked: z.boolean(),
  error: z.string().optional(),
  content: z.discriminatedUnion("type", [
    z.object({ type: z.literal("event"), event: FeedbackEvent }),
    z.object({ type: z.literal("webhook"), webhook: WebhookDelivery }),
  ]),
});
export type InboxEntry = z.infer<typeof InboxEntry>;
