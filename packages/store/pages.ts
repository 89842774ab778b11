import { EarshotError } from "@earshot/core/error.ts";
import type { Page, PageRequest } from "@earshot/core/ports.ts";
import * as z from "zod";
import type { Row } from "./table.ts";

/** A sorted row source that can be read on from any of its rows. */
export interface Lane {
  /** Stays the same from page to page; part of the cursor. */
  name: string;
  /** Up to so many rows, and where to read on, if there may be more. */
  read(from: Row | undefined, limit: number): Promise<{ rows: Row[]; last: Row | undefined }>;
  /** The part of a row that `read` goes on from; what is none is a forged cursor. */
  position: z.ZodType<Row>;
}

/** What the keys in a cursor may hold: DynamoDB takes no empty and no very long texts, and not every number. */
export const keyText = z.string().min(1).max(500);
export const keyNumber = z
  .number()
  .min(-Number.MAX_SAFE_INTEGER)
  .max(Number.MAX_SAFE_INTEGER)
  .refine((number) => number === 0 || Math.abs(number) > 1e-100);

/** Where each lane stands: after which row, or `null` when it is used up. */
type Cursor = Record<string, Row | null>;

const encode = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString("base64url");

const Positions = z.record(z.string(), z.unknown());

/**
 * Where a cursor says that each lane stands. Lanes that it does not name are new and begin at their beginning.
 * @throws EarshotError `input` for anything that we did not make, or made for another list.
 */
function decode(text: string, lanes: readonly Lane[]): Cursor {
  try {
    const bytes = Buffer.from(text, "base64url");
    if (bytes.toString("base64url") !== text) throw new TypeError("This is no base64.");
    const cursor: Cursor = {};
    for (const [name, position] of Object.entries(Positions.parse(JSON.parse(bytes.toString("utf8"))))) {
      const lane = lanes.find((one) => one.name === name);
      if (!lane) throw new TypeError("This is another list's cursor.");
      cursor[name] = position === null ? null : lane.position.parse(position);
    }
    return cursor;
  } catch (cause) {
    throw new EarshotError("input", "This cursor is not one of ours. Begin again without one.", {
      cause,
      field: "cursor",
    });
  }
}

interface Reading {
  lane: Lane;
  /** So many rows are read next. */
  chunk: number;
  buffer: Row[];
  /** After which row the buffer begins. */
  at: Row | undefined;
  /** Where the row source is read on. */
  from: Row | undefined;
  ended: boolean;
}

/** How many rows that do not match are looked at before a page is given out short, with a cursor to go on. */
const patience = 1000;
/** Where little matches, more is read at a time, up to this: so many rows of a list are below the 1 MB of a read. */
const largestChunk = 250;

/**
 * One page over several sorted lanes, as if they were one: reads a little of each, takes the best row every time, and
 * reads on where a lane runs dry (a read may give fewer rows than asked for: 1 MB is the most), twice as much each time.
 * One lane of which all matches costs one read; one of which nothing does, a handful. The cursor names a position in
 * each lane, not an offset, so rows that come, go or move elsewhere meanwhile shift nothing.
 */
export async function mergedPage<T>(
  lanes: readonly Lane[],
  better: (a: Row, b: Row) => number,
  accept: (row: Row) => T | undefined,
  { limit, cursor }: PageRequest,
): Promise<Page<T>> {
  const from = cursor === undefined ? {} : decode(cursor, lanes);
  const chunk = lanes.length <= 1 ? limit + 1 : Math.max(4, Math.ceil(limit / lanes.length) + 2);
  const readings: Reading[] = lanes.map((lane) => ({
    lane,
    chunk,
    buffer: [],
    at: from[lane.name] ?? undefined,
    from: from[lane.name] ?? undefined,
    ended: from[lane.name] === null,
  }));

  const fill = async (reading: Reading): Promise<void> => {
    while (!reading.ended && reading.buffer.length === 0) {
      const { rows, last } = await reading.lane.read(reading.from, reading.chunk);
      const next = Math.max(reading.chunk, Math.min(2 * reading.chunk, largestChunk));
      Object.assign(reading, { buffer: rows, from: last, ended: last === undefined, chunk: next });
    }
  };

  const items: T[] = [];
  for (let seen = 0; items.length < limit && seen < patience; seen++) {
    await Promise.all(readings.map(fill));
    let best: Reading | undefined;
    for (const reading of readings) {
      const [row] = reading.buffer;
      if (row && (!best || better(row, best.buffer[0] as Row) < 0)) best = reading;
    }
    const row = best?.buffer.shift();
    if (!best || !row) return { items, next: undefined };
    best.at = best.lane.position.parse(row);
    const item = accept(row);
    if (item !== undefined) items.push(item);
  }
  await Promise.all(readings.map(fill));
  if (readings.every(({ ended, buffer }) => ended && buffer.length === 0)) return { items, next: undefined };
  const next: Cursor = {};
  for (const { lane, at, ended, buffer } of readings) {
    if (ended && buffer.length === 0) next[lane.name] = null;
    else if (at) next[lane.name] = at;
  }
  return { items, next: encode(next) };
}
