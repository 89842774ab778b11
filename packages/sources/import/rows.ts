import { isUtf8 } from "node:buffer";
import { parse } from "csv-parse/sync";
import { type Line, longestLine } from "./lines.ts";

/** One record of a table, with the line it begins on, or why there is none. */
export type Row = { line: number; raw: string } & ({ cells: string[] } | { reason: string });

const reasons = {
  tooLong: "is longer than 1 MB",
  notUtf8: "is not UTF-8",
  openQuote: "opens a quote that is not closed within 1 MB: nothing from here to there was read",
  quotes: "has quotes that do not fit together",
} as const;

/** A line as text; bytes that are no UTF-8 are shown as �. */
export function textOf({ bytes, tooLong }: Line): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return tooLong ? `${text}…` : text.replace(/\r$/, "");
}

/** Why a line cannot be read at all. */
export function faultOf({ bytes, tooLong }: Line): string | undefined {
  if (tooLong) return reasons.tooLong;
  return isUtf8(bytes) ? undefined : reasons.notUtf8;
}

/** Tab-separated: one record a line, quotes are plain characters. Empty lines are left out. */
export async function* tsvRows(lines: AsyncIterable<Line>): AsyncIterable<Row> {
  for await (const line of lines) {
    const raw = textOf(line);
    const reason = faultOf(line);
    if (reason) yield { line: line.number, raw, reason };
    else if (raw.trim() !== "") yield { line: line.number, raw, cells: raw.split("\t") };
  }
}

/**
 * Comma-separated (RFC 4180), a record over several lines where a quote is open. Each record is handed to `csv-parse`
 * by itself, so that a broken one costs itself and never the rest: given the whole file, it drops what follows a
 * record above `max_record_size` when told to skip errors (7.0.3, run).
 */
export async function* csvRows(lines: AsyncIterable<Line>, delimiter: string): AsyncIterable<Row> {
  let held: string[] = [];
  let line = 0;
  let size = 0;
  let open = false;
  let fault: string | undefined;
  const row = (): Row => {
    const raw = held.join("\n");
    const cells = fault === undefined ? cellsOf(raw, delimiter) : undefined;
    const ended = cells ? { line, raw, cells } : { line, raw, reason: fault ?? reasons.quotes };
    held = [];
    size = 0;
    open = false;
    fault = undefined;
    return ended;
  };
  for await (const next of lines) {
    const text = textOf(next);
    if (held.length === 0) line = next.number;
    held.push(text);
    size += next.bytes.length + 1;
    fault ??= faultOf(next);
    open = staysOpen(text, delimiter, open);
    if (open && (size > longestLine || next.tooLong)) {
      fault = next.tooLong ? reasons.tooLong : reasons.openQuote;
      open = false;
    }
    if (open) continue;
    if (held.length === 1 && text.trim() === "") held = [];
    else yield row();
  }
  if (held.length > 0) {
    fault ??= reasons.openQuote;
    yield row();
  }
}

/** Whether a quote is open at a line's end. One opens at a field's beginning only, as `relax_quotes` has it. */
function staysOpen(text: string, delimiter: string, openBefore: boolean): boolean {
  let open = openBefore;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (!open) open = at === 0 || text[at - 1] === delimiter;
    else if (text[at + 1] === '"') at++;
    else open = false;
  }
  return open;
}

function cellsOf(record: string, delimiter: string): string[] | undefined {
  try {
    const records: string[][] = parse(record, {
      delimiter,
      record_delimiter: "\n",
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: longestLine,
    });
    return records.length === 1 ? records[0] : undefined;
  } catch {
    return undefined;
  }
}
