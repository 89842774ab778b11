import { EarshotError } from "@earshot/core/error.ts";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import { isoOf } from "../time.ts";
import { Id, isGone } from "./event.ts";
import { asking, changing } from "./ticket.ts";

/** By which names each field is known; the first that is there and not empty counts. */
const names = {
  id: ["id"],
  subject: ["subject", "title"],
  description: [
    ...["description", "body", "text", "message", "latestcomment", "latestpubliccomment", "latestcommentbody"],
    ...["comment", "commentbody"],
  ],
  requesterId: ["requesterid", "userid", "authorid"],
  requesterEmail: ["requesteremail", "email", "useremail", "authoremail", "requester"],
  requesterName: ["requestername", "name", "username", "authorname"],
  segment: ["segment", "requestersegment", "plan", "requesterplan", "organizationsegment", "organizationplan"],
  brand: ["brandid", "brand", "brandname"],
  tags: ["tags"],
  status: ["status"],
  createdAt: ["createdat"],
  updatedAt: ["updatedat"],
  link: ["link", "url"],
} as const;

/**
 * What a trigger's or automation's webhook tells. Its body is the customer's own template, in Zendesk's JSON format;
 * this is the one we recommend, for a trigger on *Ticket is created* and *Ticket is updated*:
 *
 * ```json
 * {
 *   "ticket_id": "{{ticket.id}}",
 *   "subject": "{{ticket.title}}",
 *   "description": "{{ticket.description}}",
 *   "requester_id": "{{ticket.requester.id}}",
 *   "requester_email": "{{ticket.requester.email}}",
 *   "requester_name": "{{ticket.requester.name}}",
 *   "segment": "{{ticket.organization.custom_fields.segment}}",
 *   "brand": "{{ticket.brand.name}}",
 *   "tags": "{{ticket.tags}}",
 *   "status": "{{ticket.status}}",
 *   "created_at": "{{ticket.created_at_with_timestamp}}",
 *   "updated_at": "{{ticket.updated_at_with_timestamp}}"
 * }
 * ```
 *
 * Variants are understood: other usual names (`id`, `title`, `latest_comment`, `email` …) in any casing, objects in
 * objects (`{"ticket": {"requester": {"email": …}}}`), numbers for ids, tags as a list or a line. A template with the
 * latest comment and no description belongs on *Ticket is created* alone, else an agent's answer takes the place of
 * what was asked. Triggers do not run on deletions: those come by native event or by polling.
 *
 * @throws EarshotError `input` when no ticket is named.
 */
export function ofTemplate(body: unknown, receivedAt: string, address: string | undefined): FeedbackEvent[] {
  const told = flat(body);
  const field = (name: keyof typeof names) => names[name].map((key) => told.get(key)).find((text) => text);
  const id = Id.safeParse(field("id")?.replace(/^#/, "")).data;
  if (id === undefined)
    throw new EarshotError(
      "input",
      'The webhook of Zendesk names no ticket. Nothing was taken in. Put "ticket_id": "{{ticket.id}}" into its JSON body.',
      { field: "ticket_id" },
    );
  const createdAt = isoOf(field("createdAt") ?? "");
  // Placeholders tell minutes: which of two deliveries within one is newer, their arrival says.
  const version = `${isoOf(field("updatedAt") ?? "") ?? receivedAt}#${receivedAt}`;
  if (isGone(field("status"))) return [changing(`ticket:${id}`, `${version}~`, { withdrawn: true })];
  return [
    asking(
      {
        id,
        subject: field("subject"),
        description: field("description"),
        requester: { id: field("requesterId"), email: field("requesterEmail"), name: field("requesterName") },
        segment: field("segment"),
        brand: field("brand"),
        tags: (field("tags") ?? "").split(/[\s,]+/).filter((tag) => tag !== ""),
        createdAt,
        link: field("link"),
      },
      version,
      address,
    ),
  ];
}

/** Deep enough for `ticket.requester.email`, shallow enough for anything hostile. */
const deepest = 4;

/**
 * All texts and numbers by the path to them, in lower-case letters and digits alone. `ticket` in front says nothing,
 * but `ticket_id` holds against an `id` that may be anything's.
 */
function flat(value: unknown, path = "", depth = 0, into = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) {
    const words = value.filter((item) => typeof item === "string" || typeof item === "number");
    flat(words.join(" "), path, depth, into);
  } else if (typeof value === "string" || typeof value === "number") {
    const key = path.replace(/^ticket(?=.)/, "").replace(/withtimestamp$/, "");
    if (key !== path || !into.has(key)) into.set(key, String(value).trim());
  } else if (typeof value === "object" && value !== null && depth < deepest) {
    for (const [key, inner] of Object.entries(value))
      flat(inner, path + key.toLowerCase().replace(/[^a-z0-9]/g, ""), depth + 1, into);
  }
  return into;
}
