import * as z from "zod";
import { type Clock, isoTime, minute } from "./clock.ts";
import { EarshotError } from "./error.ts";
import {
  BoardId,
  type FeedbackEvent,
  feedbackId,
  Link,
  limits,
  Segment,
  Source,
  Time,
  Visibility,
} from "./feedback.ts";
import { newId } from "./id.ts";
import type { InboxEntry } from "./inbox.ts";
import type { Log } from "./log.ts";
import { boardsNamed } from "./lookup.ts";
import { Alias } from "./person.ts";
import type { Inbox, Settings } from "./ports.ts";

/** One piece of feedback as programs and forms hand it in. */
export const Submission = z
  .object({
    board: BoardId.optional().describe("The product or area it is about; without one, routing decides."),
    source: Source.default("api").describe("Where it was said: api, event, phone … or a name of one's own."),
    externalId: z
      .string()
      .trim()
      .min(1)
      .max(limits.externalId)
      .optional()
      .describe("The source's own name for it. Sent again with another text, it is an edit."),
    author: z
      .object({
        email: z.email().max(254).optional(),
        name: z.string().trim().max(limits.name).optional(),
        externalId: z.string().trim().min(1).max(200).optional().describe("The source's own name for the person."),
        segment: Segment.optional().describe("Which kind of customer the person is: enterprise, free. Not her name."),
      })
      .optional(),
    title: z.string().trim().max(limits.title).optional(),
    body: z.string().max(limits.body).default(""),
    url: Link.optional(),
    createdAt: Time.optional().describe("When it was said; not in the future."),
    visibility: Visibility.optional().describe("Public, unless the source is one where people talk to support alone."),
  })
  .refine(({ title, body }) => body.trim() !== "" || (title ?? "") !== "", {
    path: ["body"],
    error: "is empty, and there is no title",
  })
  .refine(
    ({ source, author }) =>
      author?.externalId === undefined ||
      (Alias.safeParse(`${source}:${author.externalId}`).success && !/\p{Cc}/u.test(author.externalId)),
    {
      path: ["author", "externalId"],
      error: "must be one line without spaces at its ends",
    },
  )
  .meta({ id: "Submission" });
export type Submission = z.infer<typeof Submission>;

/** How far another machine's clock may run ahead of ours before we call it a mistake. */
const clockSkew = 5 * minute;

/** Where people talk to support and not to the community: private unless the caller says otherwise. */
const confidential = new Set<Source>(["zendesk", "intercom", "email", "phone"]);

export interface SubmitDeps {
  inbox: Inbox;
  settings: Settings;
  clock: Clock;
  log: Log;
}

/**
 * Takes feedback in for good: once this returns, it is stored, and everything else happens later. Several are stored
 * together or, where one of them cannot be, not at all. Returns the feedback's ids in the order given.
 */
export async function submit(deps: SubmitDeps, submitted: Submission | readonly Submission[]): Promise<string[]> {
  const several: readonly Submission[] = Array.isArray(submitted) ? submitted : [submitted as Submission];
  const path = (index: number, field: string) => (Array.isArray(submitted) ? `${index}.${field}` : field);
  const now = deps.clock();

  several.forEach(({ createdAt }, index) => {
    if (createdAt !== undefined && Date.parse(createdAt) > now + clockSkew)
      throw new EarshotError("input", "This lies in the future.", { field: path(index, "createdAt") });
  });
  const named = several.map(({ board }) => board);
  const boards = named.filter((board) => board !== undefined);
  if (boards.length > 0) await boardsNamed(deps, boards, (board) => path(named.indexOf(board), "board"));

  const events = several.map((one, index) => toEvent(one, now, index));
  await deps.inbox.receive(events.map(({ id, event }) => waiting(id, now, { type: "event", event })));
  return events.map(({ id, event: { source, externalId } }) => {
    const feedback = feedbackId(source, externalId);
    deps.log("feedback.received", { entry: id, source, feedback });
    return feedback;
  });
}

/** What a submission tells, and the id of the inbox entry that carries it. */
function toEvent(submission: Submission, now: number, index: number): { id: string; event: FeedbackEvent } {
  const { source, externalId, author, title, body, createdAt, ...rest } = submission;
  const id = newId("inbox", now);
  const receivedAt = isoTime(now);
  const visibility = rest.visibility ?? (confidential.has(source) ? "private" : undefined);
  const aliases = aliasesOf(source, author);
  return {
    id,
    event: {
      source,
      externalId: externalId ?? id,
      // What is received later holds. Of two in the same millisecond the later in the list, then chance, but the same
      // chance whichever is taken in first.
      version: `${receivedAt}#${String(index).padStart(3, "0")}#${id}`,
      body,
      withdrawn: false,
      // Left out where nobody told it, so that an edit does not make old feedback new.
      ...(createdAt !== undefined && { saidAt: isoTime(Math.min(Date.parse(createdAt), now)) }),
      ...(rest.board !== undefined && { board: rest.board }),
      ...(rest.url !== undefined && { url: rest.url }),
      ...(title !== undefined && title !== "" && { title }),
      ...(visibility !== undefined && { visibility }),
      ...(author?.segment !== undefined && { segment: author.segment }),
      ...((aliases.length > 0 || author?.name) && {
        author: { aliases, ...(author?.name && { name: author.name }) },
      }),
    },
  };
}

function aliasesOf(source: Source, author: Submission["author"]): Alias[] {
  const aliases: Alias[] = [];
  if (author?.email !== undefined) aliases.push(`email:${author.email.toLowerCase()}`);
  if (author?.externalId !== undefined) aliases.push(Alias.parse(`${source}:${author.externalId}`));
  return aliases;
}

function waiting(id: string, now: number, content: InboxEntry["content"]): InboxEntry {
  return { id, receivedAt: isoTime(now), attempts: 0, parked: false, content };
}

export interface ReceiveDeps {
  inbox: Inbox;
  clock: Clock;
  log: Log;
}

/**
 * Stores a webhook's delivery, verified and not yet read. A second delivery of the same thing is stored as well, unless
 * it has a name that it kept: taking it in tells nothing new. Returns whether it was stored.
 */
export async function receiveWebhook(
  { inbox, clock, log }: ReceiveDeps,
  delivery: { source: string; headers: Record<string, string>; body: string },
  name?: string,
): Promise<boolean> {
  const now = clock();
  const webhook = { ...delivery, receivedAt: isoTime(now) };
  const entry = waiting(newId("inbox", now), now, { type: "webhook", webhook });
  const fresh = name === undefined || (await inbox.receiveOnce(entry, `${delivery.source} ${name}`));
  if (name === undefined) await inbox.receive([entry]);
  log(fresh ? "webhook.received" : "webhook.known", { source: delivery.source, ...(fresh && { entry: entry.id }) });
  return fresh;
}
