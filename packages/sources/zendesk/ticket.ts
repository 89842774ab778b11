import { type FeedbackEvent, Link, limits, Segment } from "@earshot/core/feedback.ts";
import { authorOf, type Named } from "../author.ts";
import { plainFromHtml } from "../html.ts";
import { clip, tidy } from "../text.ts";

/** What is told of a ticket, however it reached us. Undefined is "not told". */
export interface Ticket {
  id: string;
  subject?: string | undefined;
  /** The requester's first message. */
  description?: string | undefined;
  requester?: Named | undefined;
  /** Which kind of customer the requester is. */
  segment?: string | undefined;
  brand?: string | undefined;
  tags?: readonly string[] | undefined;
  /** ISO. */
  createdAt?: string | undefined;
  /** The ticket's page, where the delivery names it. */
  link?: string | undefined;
}

/** Tickets are between a person and support: private, whatever else is told of them. */
const confidential = { source: "zendesk", visibility: "private" } as const;

/** A ticket, as of `version`. `address` is the account's; without it a link told in the delivery serves. */
export function asking(ticket: Ticket, version: string, address: string | undefined): FeedbackEvent {
  const { subject, description, requester, createdAt } = ticket;
  const author = requester && authorOf("zendesk", requester);
  const segment = Segment.safeParse(ticket.segment).data;
  const url = linkTo(ticket.id, address) ?? Link.safeParse(ticket.link).data;
  return {
    ...confidential,
    externalId: `ticket:${ticket.id}`,
    version,
    hints: hintsOf(ticket),
    withdrawn: false,
    ...(subject !== undefined && { title: clip(tidy(subject), limits.title) }),
    ...(description !== undefined && { body: messageOf(description) }),
    ...(createdAt !== undefined && { saidAt: createdAt }),
    ...(author && { author }),
    ...(segment !== undefined && { segment }),
    ...(url && { url }),
  };
}

/** A further message of an end user on a ticket: feedback of its own, for what she adds may be about something else. */
export function adding(
  ticket: Pick<Ticket, "id" | "brand" | "tags">,
  comment: { id: string; body: string; author: Named; at: string },
  version: string,
  address: string | undefined,
): FeedbackEvent {
  const author = authorOf("zendesk", comment.author);
  const url = linkTo(ticket.id, address);
  return {
    ...confidential,
    externalId: commentName(ticket.id, comment.id),
    version,
    hints: hintsOf(ticket),
    withdrawn: false,
    body: messageOf(comment.body),
    saidAt: comment.at,
    ...(author && { author }),
    ...(url && { url }),
  };
}

/** Some fields of a thing that is known already, as of `version`. */
export function changing(
  externalId: string,
  version: string,
  fields: Pick<FeedbackEvent, "title" | "body" | "author" | "withdrawn">,
): FeedbackEvent {
  return { ...confidential, externalId, version, ...fields };
}

export function commentName(ticket: string, comment: string): string {
  return `ticket:${ticket}:comment:${comment}`;
}

/** Where agents read a ticket. */
function linkTo(ticket: string, address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  return Link.safeParse(`${address.replace(/\/+$/, "")}/agent/tickets/${ticket}`).data;
}

function hintsOf({ brand, tags = [] }: Pick<Ticket, "brand" | "tags">): string[] {
  const hints = [...(brand ? [`zendesk:brand:${brand}`] : []), ...tags.map((tag) => `zendesk:tag:${tag}`)];
  return hints.map((hint) => hint.slice(0, 200)).slice(0, 20);
}

/** `{{ticket.description}}` renders a rule and a line with name and date above the message (seen in the wild). */
const heading = /^-{20,100}\s{1,10}[^\n]{1,300}\n\s{1,10}/;

/** What was written, as plain text. Some placeholders and channels tell HTML. */
export function messageOf(text: string): string {
  const plain = /<(?:p|div|br|span|html|body|table|ul|ol)\b[^>]{0,500}>/i.test(text) ? plainFromHtml(text) : tidy(text);
  return clip(plain.replace(heading, ""), limits.body);
}
