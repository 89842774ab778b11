import { EarshotError } from "@earshot/core/error.ts";
import type { Page, PageRequest } from "@earshot/core/ports.ts";
import type { Row } from "./table.ts";

/** A sorted row source that can be read on from any of its rows. */
export interface Lane {
  /** Stays the same from page to page; part of the cursor. */
  name: string;
  read(from: Row | undefined, limit: number): Promise<Row[]>;
  /** What `read` goes on from after a row. */
  position(row: Row): Row;
}

/** Where each lane stands: after which row, or `null` when it is used up. */
type Cursor = Record<string, Row | null>;

const encode = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString("base64url");

/** @throws EarshotError `input` for anything that we did not make. */
function decode(text: string): Cursor {
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (typeof cursor !== "object" || cursor === null || Array.isArray(cursor)) throw new TypeError("not a cursor");
    return cursor as Cursor;
  } catch (cause) {
    throw new EarshotError("input", "This cursor is not one of ours. Begin again without one.", {
      cause,
      field: "cursor",
    });
  }
}

interface Reading {
  lane: Lane;
  buffer: Row[];
  /** After which row the buffer begins. */
  at: Row | undefined;
  ended: boolean;
}

/** How many rows that do not match are looked at before a page is given out short, with a cursor to go on. */
const patience = 1000;

/**
 * One page over several sorted lanes, as if they were one: reads a little of each, takes the best row every time, and
 * reads on where a lane runs dry. One lane costs one read. The cursor names a position in each lane, not an offset,
 * so rows that come, go or move elsewhere meanwhile shift nothing.
 */
export async function mergedPage<T>(
  lanes: readonly Lane[],
  better: (a: Row, b: Row) => number,
  accept: (row: Row) => T | undefined,
  { limit, cursor }: PageRequest,
): Promise<Page<T>> {
  const from = cursor === undefined ? {} : decode(cursor);
  const chunk = lanes.length <= 1 ? limit + 1 : Math.max(4, Math.ceil(limit / lanes.length) + 2);
  const readings: Reading[] = lanes.map((lane) => ({
    lane,
    buffer: [],
    at: from[lane.name] ?? undefined,
    ended: from[lane.name] === null,
  }));

  const fill = async (reading: Reading): Promise<void> => {
    if (reading.ended || reading.buffer.length > 0) return;
    reading.buffer = await reading.lane.read(reading.at, chunk);
    reading.ended = reading.buffer.length < chunk;
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
    best.at = best.lane.position(row);
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
