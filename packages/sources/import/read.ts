import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import * as z from "zod";
import { type Column, type Layout, layoutOf, looksLikeHeader } from "./columns.ts";
import { type ImportOptions, type Item, itemOf, reader } from "./item.ts";
import { type Line, linesOf } from "./lines.ts";
import { csvRows, faultOf, type Row, textOf, tsvRows } from "./rows.ts";

export type Format = "csv" | "tsv" | "jsonl";

/** What became of a line of a file: feedback, or the reason why not and the line as it stands (at most 1 MB). */
export type Imported = { line: number; event: FeedbackEvent } | { line: number; reason: string; raw: string };

/**
 * Reads feedback from a file, line by line and in bounded memory. Nothing that the file holds is an exception: what
 * cannot be read comes back with its line's number and the reason. Only the input itself may throw, and then no half
 * line has been read.
 *
 * - `csv`: a header row and RFC 4180; `,`, `;` or tab between cells, whichever the header has most of; quotes are taken
 *   as they come. One column without a header is a list of texts.
 * - `tsv`: `board<TAB>text` without a header, or a header row as in csv. Quotes are plain characters.
 * - `jsonl`: one object a line, in the shape of `POST /api/v1/feedback`, with `updatedAt` beside it.
 *
 * The same file gives the same ids and versions each time (`item.ts`), so that it may be read twice or from anywhere
 * on.
 */
export async function* readFeedback(
  input: AsyncIterable<Uint8Array>,
  options: ImportOptions & { format: Format },
): AsyncIterable<Imported> {
  const read = reader(options);
  for await (const { line, raw, ...row } of itemsOf(linesOf(input), options.format)) {
    const result = "reason" in row ? row : read(row.item, line);
    yield "event" in result ? { line, event: result.event } : { line, reason: result.reason, raw };
  }
}

type Found = { line: number; raw: string } & ({ item: Item } | { reason: string });

async function* itemsOf(lines: AsyncIterable<Line>, format: Format): AsyncIterable<Found> {
  const rest = lines[Symbol.asyncIterator]();
  try {
    const first = (await rest.next()).value as Line | undefined;
    if (first === undefined) return;
    const bytes = Buffer.from(first.bytes);
    if (bytes[0] === 0xff || bytes[0] === 0xfe)
      return yield { line: 1, raw: "", reason: "is UTF-16: save the file as UTF-8. Nothing in it was read" };
    if (bytes.subarray(0, 3).equals(byteOrderMark)) first.bytes = bytes.subarray(3);
    const all = joined(first, rest);
    if (format === "jsonl") yield* objectsOf(all);
    else if (format === "tsv") yield* tableOf(tsvRows(all), format);
    else yield* tableOf(csvRows(all, delimiterOf(textOf(first))), format);
  } finally {
    // Whoever stops reading closes the file too.
    await rest.return?.();
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

async function* joined(first: Line, rest: AsyncIterator<Line>): AsyncIterable<Line> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Spreadsheets write `;` where the comma is the decimal mark. */
function delimiterOf(header: string): string {
  const count = (mark: string) => header.split(mark).length;
  return [",", ";", "\t"].reduce((most, mark) => (count(mark) > count(most) ? mark : most));
}

async function* tableOf(rows: AsyncIterable<Row>, format: "csv" | "tsv"): AsyncIterable<Found> {
  let layout: Layout | undefined;
  let width = 0;
  for await (const row of rows) {
    const { line, raw } = row;
    if ("reason" in row) {
      yield row;
      continue;
    }
    const { cells } = row;
    if (layout === undefined) {
      const start = startOf(cells, format);
      if ("reason" in start) return yield { line, raw, reason: `${start.reason}. Nothing in the file was read` };
      layout = start.layout;
      width = cells.length;
      if (start.isHeader) continue;
    }
    if (cells.length === width) yield { line, raw, item: itemOf(fieldsOf(layout, cells)) };
    else yield { line, raw, reason: `has ${cells.length} cells where the first line has ${width}` };
  }
}

/** How a table is laid out, by its first line. */
function startOf(
  cells: readonly string[],
  format: "csv" | "tsv",
): { layout: Layout; isHeader: boolean } | { reason: string } {
  if (format === "tsv" && cells.length === 2 && !looksLikeHeader(cells))
    return {
      isHeader: false,
      layout: new Map<Column, number>([
        ["board", 0],
        ["body", 1],
      ]),
    };
  if (format === "csv" && cells.length === 1 && !looksLikeHeader(cells))
    return { isHeader: false, layout: new Map<Column, number>([["body", 0]]) };
  const header = layoutOf(cells);
  if ("layout" in header) return { isHeader: true, layout: header.layout };
  if (format === "csv") return header;
  return { reason: `has ${cells.length} cells: a line is board<TAB>text, or the first one names the columns` };
}

function fieldsOf(layout: Layout, cells: readonly string[]): [Column, string][] {
  return [...layout].map(([column, at]) => [column, cells[at] ?? ""]);
}

const Word = z.union([z.string(), z.number()]).transform(String).nullish();

/** The API's shape, told apart from what is no such object; what the fields must be is said later, once for all forms. */
const Told = z.object({
  id: Word,
  externalId: Word,
  board: z.string().nullish(),
  source: z.string().nullish(),
  author: z
    .object({
      email: z.string().nullish(),
      name: z.string().nullish(),
      externalId: Word,
      segment: z.string().nullish(),
    })
    .nullish(),
  title: z.string().nullish(),
  body: z.string().nullish(),
  url: z.string().nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  visibility: z.string().nullish(),
});

async function* objectsOf(lines: AsyncIterable<Line>): AsyncIterable<Found> {
  for await (const line of lines) {
    const raw = textOf(line);
    const fault = faultOf(line);
    if (fault === undefined && raw.trim() === "") continue;
    const read = fault === undefined ? objectOf(raw) : { reason: fault };
    yield { line: line.number, raw, ...read };
  }
}

function objectOf(text: string): { item: Item } | { reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: "is not JSON" };
  }
  const read = Told.safeParse(value);
  if (!read.success) {
    const issue = read.error.issues[0];
    return { reason: `${issue?.path.join(".") || "the line"}: ${issue?.message}` };
  }
  const { id, externalId, author, ...told } = read.data;
  const fields: [Column, string | null | undefined][] = [
    ["id", externalId ?? id],
    ["author", author?.name],
    ["authorId", author?.externalId],
    ["email", author?.email],
    ["segment", author?.segment],
    ...(Object.entries(told) as [Column, string | null | undefined][]),
  ];
  return { item: itemOf(fields.map(([column, text]) => [column, text ?? ""])) };
}
