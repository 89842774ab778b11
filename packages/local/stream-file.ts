import { writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/**
 * What the engine (1.2.1) leaves to be done on its file: without these indexes each write to a table with a stream
 * looks at all stream records there have ever been.
 */
export function indexStream(file: string): void {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  try {
    database.exec(`
      CREATE INDEX IF NOT EXISTS earshot_stream_latest
        ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
      CREATE INDEX IF NOT EXISTS earshot_stream_reading
        ON _stream_records (table_name, shard_id, CAST(sequence_number AS INTEGER));
    `);
  } finally {
    database.close();
  }
}

/** So long whoever trims waits for the engine, in milliseconds: our process does nothing else meanwhile. */
const trimsWithin = 100;

/**
 * Deletes records that all readers are done with, but the newest, from which the engine takes its next number. Returns
 * false where the engine was writing all the while: the next time does it.
 */
export function trimStream(file: string, stream: string, handled: bigint): boolean {
  const table = /:table\/([^/]+)\/stream\//.exec(stream)?.[1] ?? "";
  const database = new DatabaseSync(file, { timeout: trimsWithin });
  try {
    database
      .prepare(
        `DELETE FROM _stream_records WHERE table_name = :table AND CAST(sequence_number AS INTEGER) < :handled
           AND CAST(sequence_number AS INTEGER) <
             (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = :table)`,
      )
      .run({ table, handled });
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  } finally {
    database.close();
  }
}

/** @see https://www.sqlite.org/rescode.html#busy */
const isBusy = (error: unknown): boolean => (error as { errcode?: number }).errcode === 5;

/** Tells readers that there is nothing for them in what is on the stream so far, and deletes it. */
export function skipStream(file: string, stream: string, positions: string, readers: readonly string[]): void {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  const latest = database
    .prepare("SELECT MAX(CAST(sequence_number AS INTEGER)) AS latest FROM _stream_records")
    .get()?.latest;
  database.close();
  const done = String(latest ?? 0);
  writeFileSync(positions, JSON.stringify({ [stream]: Object.fromEntries(readers.map((reader) => [reader, done])) }));
  trimStream(file, stream, BigInt(done));
}
