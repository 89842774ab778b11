import * as z from "zod";
import { Hears } from "./hears.ts";
import { idFrom } from "./id.ts";
import { lazily } from "./lazily.ts";
import { Meaning } from "./meaning.ts";
import { Alias } from "./person.ts";

/** Where feedback comes from: `portal`, `api`, `csv`, `discourse`, `zendesk`, `event`, `phone` … or a name of one's own. */
export const Source = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,31}$/, "a source is a short lower-case word such as discourse, zendesk or event");
export type Source = z.infer<typeof Source>;

export const Visibility = z.enum(["public", "private"]);
export type Visibility = z.infer<typeof Visibility>;

export const Kind = z.enum(["request", "bug", "question", "praise", "complaint", "unclear"]);
export type Kind = z.infer<typeof Kind>;

export const BoardId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "a board is a short word such as billing");
export type BoardId = z.infer<typeof BoardId>;

export const limits = { title: 300, body: 50_000, name: 120, url: 2_000, externalId: 500 } as const;

/** Which kind of customer somebody is, in a company's own words: `enterprise`, `free`, `teachers`. No name of anybody. */
export const Segment = z
  .string()
  .transform((text) => text.replace(/\s+/gu, " ").trim())
  .pipe(z.string().min(1).max(60));

/** A point in time as sources write it; stored as ISO 8601 in UTC. */
export const Time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** A link as somebody else wrote it: only http and https are links to us. */
export const Link = z
  .url({ protocol: /^https?$/, hostname: z.regexes.domain })
  .or(z.url({ protocol: /^https?$/, hostname: /^(localhost|[\d.]+|\[[\da-f:]+\])$/i }))
  .refine((url) => url.length <= limits.url, "a link has at most 2,000 characters");

/**
 * What a source tells about one thing that one person said: that it was said, changed or taken back. Every source
 * adapter produces these and nothing else. A field that is absent is left as it was; of two events that tell the same
 * field, the greater `version` holds, so any order and any number of deliveries give the same feedback (`merge`).
 */
export const FeedbackEvent = lazily(() =>
  z.object({
    source: Source,
    /** The source's own name for the thing, unchanged by edits: `post:4711`, `ticket:5158`. */
    externalId: z.string().min(1).max(limits.externalId),
    /** Orders the events of one thing; compared as text. ISO time first, then what breaks ties. */
    version: z.string().min(1).max(100),
    board: BoardId.optional(),
    /** What a board may claim as its own: `discourse:category:7`, `zendesk:brand:8447`. */
    hints: z.array(z.string().max(200)).max(20).optional(),
    author: z.object({ aliases: z.array(Alias).max(10), name: z.string().max(limits.name).optional() }).optional(),
    /** The segment that its author is in. */
    segment: Segment.optional(),
    title: z.string().max(limits.title).optional(),
    body: z.string().max(limits.body).optional(),
    url: Link.optional(),
    /** The theme that its author said it about, of those there are. */
    theme: z.string().optional(),
    /** What whoever passed it on adds: for staff, never clustered, quoted or shown to members. */
    note: z.string().max(limits.body).optional(),
    /** Where its author is told what becomes of it, where she asked for it on our own pages. */
    hears: Hears.optional(),
    /** When it was said. */
    saidAt: Time.optional(),
    visibility: Visibility.optional(),
    /** That staff are to read it before others may. */
    waits: z.boolean().optional(),
    /** True when deleted at the source or redacted away; false when it is (again) there. */
    withdrawn: z.boolean().optional(),
  }),
);
export type FeedbackEvent = z.infer<typeof FeedbackEvent>;

/** Why feedback stands where it stands: the nearest pieces of feedback of the theme it joined. */
export const Neighbour = lazily(() => z.object({ feedback: z.string(), theme: z.string(), similarity: z.number() }));
export type Neighbour = z.infer<typeof Neighbour>;

/** What staff made of feedback: who, when, and why where it was turned away. */
export const Review = lazily(() =>
  z.object({
    state: z.enum(["approved", "rejected", "hidden"]),
    by: z.string(),
    at: z.string(),
    reason: z.string().optional(),
  }),
);
export type Review = z.infer<typeof Review>;

/** One thing one person said in one place. */
export const Feedback = lazily(() =>
  z.object({
    id: z.string(),
    board: BoardId,
    source: Source,
    externalId: z.string(),
    /** Who said it: the person at the root of all joins known when it was last written. */
    person: z.string(),
    aliases: z.array(Alias).default([]),
    author: z.string().optional(),
    segment: z.string().optional(),
    title: z.string().optional(),
    /** As it was said, for those allowed to read it. */
    body: z.string(),
    /** Title and body with contact data taken out: what is clustered, quoted and pushed. */
    text: z.string(),
    /** What that text means, and never one that it had before, where an embedding model has said so. */
    meaning: Meaning.optional(),
    url: z.string().optional(),
    /** What whoever passed it on added, for staff. */
    note: z.string().optional(),
    /** Where who said it is told what becomes of it; for nobody else to see. */
    hears: Hears.optional(),
    /** When it was said; orders it within its theme. */
    at: z.string(),
    /** When the first that was told of it was received. */
    receivedAt: z.string(),
    /** Who may read it, by the word of its source and of staff: either can keep it private. */
    visibility: Visibility,
    /** What its source says of that, where staff keep it private. */
    told: Visibility.optional(),
    /** That staff are to read it before others may, and what they made of it. */
    waits: z.boolean().optional(),
    review: Review.optional(),
    withdrawn: z.boolean(),
    /** Of each told field, the version that told it. */
    versions: z.record(z.string(), z.string()),
    /** The theme it is evidence for; none when it is no request, waits for its text, or was withdrawn. */
    theme: z.string().optional(),
    /** Why there is no theme: "empty", "too short", "social", "praise", "withdrawn", "not a request" (a person said so). */
    apart: z.string().optional(),
    kind: Kind,
    /** Anger, 0 to 1. */
    heat: z.number(),
    /** Aimed at people: never quoted, never counted less. */
    abusive: z.boolean(),
    why: z.array(Neighbour),
    /** Whose decision the theme is; a person's is never undone by the machine. */
    placedBy: z.enum(["machine", "person"]),
    /** The theme that a person put it in, for when it was withdrawn and comes back. */
    keptIn: z.string().optional(),
    /** When who said it had everything of hers erased: all that is left is the id, so that it never comes again. */
    erased: z.string().optional(),
    /** Raised by each write; the condition of the next. */
    revision: z.number().int(),
  }),
);
export type Feedback = z.infer<typeof Feedback>;

/** Why feedback is apart that a person found to ask for nothing, or turned away. */
export const notARequest = "not a request";
export const turnedAway = "rejected";

/** Where feedback stands with staff; undefined where they have nothing to do with it. */
export function reviewState({
  waits,
  review,
}: Pick<Feedback, "waits" | "review">): Review["state"] | "waiting" | undefined {
  return review?.state ?? (waits ? "waiting" : undefined);
}

/** Who may read feedback of which its source says this, and staff that. */
export function shownAs(
  told: Visibility,
  feedback: Pick<Feedback, "waits" | "review">,
): Pick<Feedback, "visibility" | "told"> {
  const state = reviewState(feedback);
  const open = state === undefined || state === "approved";
  return open || told === "private" ? { visibility: told } : { visibility: "private", told };
}

/** The id of feedback: the same source and external id name the same feedback, always. */
export function feedbackId(source: Source, externalId: string): string {
  return idFrom("feedback", source, externalId);
}
