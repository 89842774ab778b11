import * as z from "zod";
import { BoardId } from "../feedback.ts";
import { lazily } from "../lazily.ts";
import { EventType } from "./event.ts";

/** Whether an endpoint is sent anything, and why not: staff said so, it answered 410 Gone, or it failed for days. */
const Disabled = lazily(() =>
  z.object({ at: z.string(), because: z.enum(["staff", "gone", "failing"]), reason: z.string() }),
);

/** An address of another system that is told what happens here. Its secrets are kept apart from it. */
export const Webhook = lazily(() =>
  z.object({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "a webhook is a short lower-case word such as crm"),
    url: z.string(),
    events: z.array(EventType).min(1),
    /** Only what happens on these boards; on all of them without any. */
    boards: z.array(BoardId).min(1).max(50).optional(),
    /** Set while it is sent nothing. */
    disabled: Disabled.optional(),
    /** Since when all attempts have failed, why the last one did, and until when it asked to be left alone. */
    failing: z.object({ since: z.string(), reason: z.string(), until: z.string().optional() }).optional(),
    createdAt: z.string(),
    /** Raised by each write; the condition of the next. */
    revision: z.number().int(),
  }),
);
export type Webhook = z.infer<typeof Webhook>;

/** What deliveries to an endpoint are signed with: the newest first, one that was replaced with the time it ends. */
export const Secret = lazily(() => z.object({ key: z.string(), until: z.string().optional() }));
export type Secret = z.infer<typeof Secret>;

/** Each event is written once an endpoint, in one transaction with what caused it, which holds a hundred rows. */
export const mostWebhooks = 10;

/** The endpoints that are told of such an event on a board. */
export function listening(webhooks: readonly Webhook[], type: EventType, board: string): Webhook[] {
  return webhooks.filter(
    ({ disabled, events, boards }) => !disabled && events.includes(type) && (boards?.includes(board) ?? true),
  );
}
