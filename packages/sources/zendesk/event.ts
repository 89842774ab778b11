import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import * as z from "zod";
import { authorOf } from "../author.ts";
import { tidy } from "../text.ts";
import { isoOf } from "../time.ts";
import { adding, asking, changing, commentName, messageOf, type Ticket } from "./ticket.ts";

/** Ids are strings in events and numbers in the API. */
export const Id = z
  .union([z.string(), z.number().int()])
  .transform((id) => String(id).trim())
  .refine((id) => /^[^\s/?#]{1,64}$/.test(id), "is no id");

/** What is not of the kind expected is as good as not told: Zendesk's payloads vary, and one field is not the rest. */
export const MaybeId = Id.optional()
  .catch(undefined)
  .transform((id) => (id === "0" ? undefined : id));
export const MaybeText = z.string().optional().catch(undefined);
export const MaybeFlag = z.boolean().optional().catch(undefined);
export const MaybeTime = MaybeText.transform((text) => (text === undefined ? undefined : isoOf(text)));
export const Tags = z
  .array(z.string().catch(""))
  .catch([])
  .transform((tags) => tags.filter((tag) => tag !== ""));

/**
 * A native event (`zen:event-type:ticket.*`, version 2022-11-06). Zendesk promises neither order nor single delivery;
 * `time` is when it happened, to the nanosecond. Casing of types and statuses varies, so nothing here depends on it.
 */
export const TicketEvent = z.object({
  type: z.string().transform((type) => type.toLowerCase().replace(/^zen:event-type:/, "")),
  subject: MaybeText,
  time: MaybeTime,
  detail: z.object({
    id: MaybeId,
    subject: MaybeText,
    description: MaybeText,
    requester_id: MaybeId,
    brand_id: MaybeId,
    status: MaybeText,
    tags: Tags,
    created_at: MaybeTime,
    updated_at: MaybeTime,
    is_public: MaybeFlag,
  }),
  event: z
    .object({
      current: MaybeText,
      comment: z
        .object({
          id: MaybeId,
          body: MaybeText,
          is_public: MaybeFlag,
          author: z.object({ id: MaybeId, name: MaybeText, is_staff: MaybeFlag }).optional().catch(undefined),
        })
        .optional()
        .catch(undefined),
    })
    .catch({ current: undefined, comment: undefined }),
});
export type TicketEvent = z.infer<typeof TicketEvent>;
type Comment = NonNullable<TicketEvent["event"]["comment"]>;

/** The id of the ticket that an event is about; `subject` names it too (`zen:ticket:5158`). */
export function ticketOf({ detail, subject }: TicketEvent): string | undefined {
  return detail.id ?? /^zen:ticket:([^\s/?#]{1,64})$/i.exec(subject ?? "")?.[1];
}

/**
 * What a native event tells, as of the moment it happened. Each kind tells only what it is about: a change of status
 * must not rewrite a text. `ticket.merged` tells nothing: what the one who asked said stays said, and she counts once.
 */
export function ofEvent(
  event: TicketEvent,
  id: string,
  receivedAt: string,
  address: string | undefined,
): FeedbackEvent[] {
  const { detail } = event;
  const at = event.time ?? detail.updated_at ?? receivedAt;
  const name = `ticket:${id}`;
  const { current, comment } = event.event;
  const withdrawn = () => [changing(name, `${at}~`, { withdrawn: true })];
  switch (event.type) {
    case "ticket.created":
    case "ticket.ticket_created":
      return whole(event, id, at, address);
    case "ticket.undeleted":
    case "ticket.ticket_undeleted":
      return whole(event, id, `${at}~`, address);
    case "ticket.subject_changed":
      return textual(name, at, "title", current ?? detail.subject);
    case "ticket.description_changed":
      return detail.is_public === false ? [] : textual(name, at, "body", current ?? detail.description);
    case "ticket.requester_changed": {
      const author = authorOf("zendesk", { id: detail.requester_id });
      return author ? [changing(name, at, { author })] : [];
    }
    case "ticket.status_changed":
      return isGone(current ?? detail.status) ? withdrawn() : [];
    case "ticket.deleted":
    case "ticket.soft_deleted":
    case "ticket.ticket_soft_deleted":
    case "ticket.permanently_deleted":
    case "ticket.ticket_permanently_deleted":
    case "ticket.marked_as_spam":
      return withdrawn();
    case "ticket.comment_added":
    case "ticket.comment_created":
      return commented(event, id, at, address);
    case "ticket.comment_made_private":
      return comment?.id === undefined ? [] : [changing(commentName(id, comment.id), `${at}~`, { withdrawn: true })];
    case "ticket.comment_redacted":
      return redacted(event, id, at);
    default:
      return [];
  }
}

/** Deleted tickets have a status of their own, and in the end nothing but `SCRUBBED` in their texts. */
export function isGone(status: string | undefined): boolean {
  return /^(?:deleted|scrubbed)$/i.test(status ?? "");
}

/** A ticket that is not public begins with a note among staff, which nobody asked us to hear. */
function whole({ detail }: TicketEvent, id: string, version: string, address: string | undefined): FeedbackEvent[] {
  if (detail.is_public === false || isGone(detail.status)) return [];
  const ticket: Ticket = {
    id,
    subject: detail.subject,
    description: detail.description,
    requester: { id: detail.requester_id },
    brand: detail.brand_id,
    tags: detail.tags,
    createdAt: detail.created_at,
  };
  return [asking(ticket, version, address)];
}

function textual(name: string, version: string, field: "title" | "body", text: string | undefined): FeedbackEvent[] {
  if (text === undefined) return [];
  return [changing(name, version, field === "title" ? { title: tidy(text).slice(0, 300) } : { body: messageOf(text) })];
}

function commented(event: TicketEvent, id: string, at: string, address: string | undefined): FeedbackEvent[] {
  const { detail } = event;
  const comment = event.event.comment;
  if (!comment?.id || comment.body === undefined || comment.is_public === false) return [];
  if (!isEndUser(comment, detail.requester_id)) return [];
  // The first message is told as a comment too: it is the ticket's own text.
  if (isDescription(comment.body, detail.description)) return whole(event, id, at, address);
  const author = { id: comment.author?.id, name: comment.author?.name };
  const ticket = { id, brand: detail.brand_id, tags: detail.tags };
  return [adding(ticket, { id: comment.id, body: comment.body, author, at }, at, address)];
}

/** Where it is not told who is staff, only the requester is known to be none. */
function isEndUser({ author }: Comment, requester: string | undefined): boolean {
  return author?.is_staff === undefined ? author?.id !== undefined && author.id === requester : !author.is_staff;
}

function isDescription(body: string, description: string | undefined): boolean {
  const bare = (text: string) => messageOf(text).replace(/\s+/g, " ");
  return description !== undefined && bare(body) === bare(description);
}

/**
 * A redaction is taken over at once: the ticket's text as it now is, the comment's likewise. Where it is not told
 * what is left of a comment, or that it is an end user's, all of it goes, which is the safe side.
 */
function redacted(event: TicketEvent, id: string, at: string): FeedbackEvent[] {
  const { detail } = event;
  const comment = event.event.comment;
  const ticket = detail.is_public === false ? [] : textual(`ticket:${id}`, at, "body", detail.description);
  if (!comment?.id || (comment.body !== undefined && isDescription(comment.body, detail.description))) return ticket;
  const told = comment.body !== undefined && comment.is_public !== false && isEndUser(comment, detail.requester_id);
  const left = told ? { body: messageOf(comment.body ?? "") } : { withdrawn: true };
  return [...ticket, changing(commentName(id, comment.id), told ? at : `${at}~`, left)];
}
