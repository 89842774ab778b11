import { createHash } from "node:crypto";
import { hour, isoTime, minute } from "@earshot/core/clock.ts";
import { BoardId, type FeedbackEvent } from "@earshot/core/feedback.ts";
import { Submission } from "@earshot/core/submit.ts";
import { authorOf } from "../author.ts";
import { tidy } from "../text.ts";
import { isoOf } from "../time.ts";
import type { Column } from "./columns.ts";

/** One line's fields as they were told; empty ones are left out. */
export type Item = Partial<Record<Column, string>>;

export interface ImportOptions {
  source: string;
  /** The board of lines that name none. */
  board?: string | undefined;
  /** Milliseconds; nothing was said after it. */
  now: number;
  /** When the file was last changed, in milliseconds; `now` without it. See `versionOf`. */
  changedAt?: number | undefined;
}

/** How far clocks may differ; a date alone may be tomorrow's, as far east as it gets. */
const skew = 5 * minute;
const eastmost = 14 * hour;

/** Where people talk to support and not to the community: private unless the line says otherwise. */
const confidential = new Set(["zendesk", "intercom", "email", "phone"]);

/** More lines without an id than this are not told apart, to bound what is remembered (about 100 MB). */
const mostWithoutId = 2_000_000;

/** Makes events of a file's lines in their order. */
export function reader(
  options: ImportOptions,
): (item: Item, line: number) => { event: FeedbackEvent } | { reason: string } {
  const met = new Map<number, number>();

  /**
   * What names a line that has no id: its content and how many equal lines came before it. So the same file gives the
   * same ids, whenever it is read and wherever reading was broken off.
   */
  function nameOf(content: Buffer): string | undefined {
    const key = content.readUIntBE(0, 6);
    const times = (met.get(key) ?? 0) + 1;
    if (times === 1 && met.size >= mostWithoutId) return undefined;
    met.set(key, times);
    return `line:${content.toString("hex", 0, 12)}:${times}`;
  }

  return (item, line) => {
    const times = timesOf(item, options.now);
    if ("reason" in times) return times;
    const board = item.board === undefined ? options.board : boardOf(item.board);
    if (board === undefined && item.board !== undefined)
      return { reason: `names a board without a letter or digit of a–z: ${item.board}` };
    const read = Submission.safeParse({
      source: item.source ?? options.source,
      board,
      externalId: item.id,
      title: item.title,
      body: item.body ?? "",
      url: item.url,
      visibility: item.visibility?.toLowerCase(),
      createdAt: times.createdAt,
      author: item.segment === undefined ? undefined : { segment: item.segment },
    });
    if (!read.success) {
      const issue = read.error.issues[0];
      return { reason: `${issue?.path.join(".") || "the line"}: ${issue?.message}` };
    }
    const told = read.data;
    const content = contentOf(item);
    const externalId = told.externalId ?? nameOf(content);
    if (externalId === undefined)
      return { reason: "is one of more than 2,000,000 without an id: split the file, or give its lines ids" };
    const author = authorOf(told.source, { id: item.authorId, email: item.email, name: item.author });
    const visibility = told.visibility ?? (confidential.has(told.source) ? "private" : undefined);
    return {
      event: {
        source: told.source,
        externalId,
        version: versionOf(told.externalId, times, content, options, line),
        body: told.body,
        ...(told.board !== undefined && { board: told.board }),
        ...(told.title && { title: told.title }),
        ...(told.url && { url: told.url }),
        ...(told.createdAt && { saidAt: told.createdAt }),
        ...(visibility && { visibility }),
        ...(author && { author }),
        ...(told.author?.segment !== undefined && { segment: told.author.segment }),
      },
    };
  };
}

/**
 * What orders the tellings of one line's feedback.
 *
 * - Without an id the content *is* the identity, so there is only ever one telling: a constant.
 * - With an id and `updatedAt`, the file knows: the later holds, equal lines are equal, and two texts of one moment
 *   are told apart by their content, the same way everywhere.
 * - With an id alone, nothing in the line says which of two texts is newer: `createdAt` is the same in both. The file
 *   does, by when it was changed last. Reading the same file again changes nothing; a file changed since holds, line
 *   by line; of two lines with one id in a file the lower one holds.
 */
function versionOf(
  id: string | undefined,
  { updatedAt }: { updatedAt?: string | undefined },
  content: Buffer,
  { now, changedAt = now }: ImportOptions,
  line: number,
): string {
  if (id === undefined) return "0";
  if (updatedAt !== undefined) return `${updatedAt}#${content.toString("hex", 0, 12)}`;
  return `${isoTime(Math.min(changedAt, now))}#${String(line).padStart(10, "0")}`;
}

/** A hash of what a line says, the same for a table and for JSON, for `\r\n` and `\n`, for quoted and bare cells. */
function contentOf(item: Item): Buffer {
  const fields = Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(fields)).digest();
}

type Times = { createdAt?: string | undefined; updatedAt?: string | undefined };

function timesOf(item: Item, now: number): Times | { reason: string } {
  const times: Times = {};
  for (const column of ["createdAt", "updatedAt"] as const) {
    const text = item[column];
    if (text === undefined) continue;
    const time = isoOf(text);
    if (time === undefined) return { reason: `${column}: is no date such as 2026-11-20 or 2026-11-20T09:30:00Z` };
    const early = /^\d{4}-\d{2}-\d{2}$/.test(text) ? eastmost : skew;
    if (Date.parse(time) > now + early) return { reason: `${column}: lies in the future` };
    times[column] = time;
  }
  return times;
}

/** A board's id from whatever a file calls it: `Mobile App (iOS)` is `mobile-app-ios`. */
function boardOf(name: string): string | undefined {
  if (BoardId.safeParse(name).success) return name;
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[-._]+/, "")
    .slice(0, 64)
    .replace(/[-._]+$/, "");
  return slug === "" ? undefined : slug;
}

/** An item of fields as a file tells them: tidied, the empty ones left out. */
export function itemOf(fields: Iterable<readonly [Column, string]>): Item {
  const item: Item = {};
  for (const [column, told] of fields) {
    const text = tidy(told);
    if (text !== "") item[column] = text;
  }
  return item;
}
