import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import * as z from "zod";
import { ask, type Service } from "../ask.ts";
import { shaped } from "../json.ts";
import { laterOf } from "../time.ts";
import { Id, isGone, MaybeFlag, MaybeId, MaybeText, MaybeTime, Tags } from "./event.ts";
import { asking, changing } from "./ticket.ts";

/** A ticket as the API tells it; `generated_timestamp` is when anything about it changed last, in seconds. */
const ApiTicket = z.object({
  id: Id,
  subject: MaybeText,
  description: MaybeText,
  status: MaybeText,
  requester_id: MaybeId,
  brand_id: MaybeId,
  tags: Tags,
  is_public: MaybeFlag,
  created_at: MaybeTime,
  updated_at: MaybeTime,
  generated_timestamp: z.number().int().positive().max(4e9).optional().catch(undefined),
});
type ApiTicket = z.infer<typeof ApiTicket>;

const User = z.object({ id: Id, name: MaybeText, email: MaybeText });

const Export = z.object({
  tickets: z.array(z.unknown()),
  users: z.array(z.unknown()).catch([]),
  after_cursor: MaybeText,
  end_of_stream: z.boolean(),
});

/** Where the export begins: all tickets there are. */
const beginning = "start_time=0";

/**
 * Tickets created, changed or deleted since the cursor: one page (up to 1,000 tickets) of Zendesk's incremental
 * cursor export a call. The cursor is Zendesk's own `after_cursor`, kept from the last page on. The export allows 10
 * requests a minute and leaves the last minute out; it tells deleted tickets, but not comments: those come by webhook.
 */
export async function walk(
  service: Service,
  cursor: string | undefined,
  address: string,
): Promise<{ events: FeedbackEvent[]; cursor: string; more: boolean }> {
  const from = cursor === undefined || cursor === beginning ? beginning : `cursor=${encodeURIComponent(cursor)}`;
  const url = `${address.replace(/\/+$/, "")}/api/v2/incremental/tickets/cursor.json?${from}&include=users`;
  const page = shaped(Export, await ask(service, url), "The incremental export of Zendesk", "upstream");
  const users = new Map(page.users.flatMap((user) => User.safeParse(user).data ?? []).map((user) => [user.id, user]));
  const tickets = page.tickets.flatMap((ticket) => ApiTicket.safeParse(ticket).data ?? []);
  return {
    events: tickets.flatMap((ticket) => tell(ticket, users, address)),
    cursor: page.after_cursor ?? cursor ?? beginning,
    // Without a cursor to go on with, asking again would bring the same page.
    more: !page.end_of_stream && page.after_cursor !== undefined && page.after_cursor !== cursor,
  };
}

function tell(ticket: ApiTicket, users: ReadonlyMap<string, z.infer<typeof User>>, address: string): FeedbackEvent[] {
  // A row tells all that had happened by then, changes that leave `updated_at` as it was among them.
  const generated = new Date((ticket.generated_timestamp ?? 0) * 1000).toISOString();
  const version = laterOf(ticket.updated_at ?? generated, generated);
  if (isGone(ticket.status)) return [changing(`ticket:${ticket.id}`, `${version}~`, { withdrawn: true })];
  if (ticket.is_public === false) return [];
  const requester = ticket.requester_id;
  const event = asking(
    {
      id: ticket.id,
      subject: ticket.subject,
      description: ticket.description,
      requester: { id: requester, ...(requester && users.get(requester)) },
      brand: ticket.brand_id,
      tags: ticket.tags,
      createdAt: ticket.created_at,
    },
    version,
    address,
  );
  return [event];
}
