import { type Clock, minute } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { newId } from "@earshot/core/id.ts";
import { kindOf } from "./keeping.ts";
import {
  correctionKey,
  cursorKey,
  factPartition,
  feedbackKey,
  headKey,
  inboxPartition,
  inboxShards,
  joinPartition,
  type Key,
  parkedPartition,
  personKey,
} from "./keys.ts";
import type { Row, Table } from "./table.ts";

/** So much may the clocks differ of those who write while we read. */
const skew = 15 * minute;
const mostRounds = 20;

/**
 * Every row that is to be kept, while others go on writing. The reading takes minutes and sees each row at another
 * moment, so it goes against the stream: what waits is read before what becomes of it.
 *
 *   cursors → what waits in the inbox → the whole table → what people corrected, and who was joined, meanwhile
 *
 * - What was acknowledged before the reading began is in it: taken in, or still waiting. Taken in twice it is once.
 * - Of what is written meanwhile some may be missing.
 * - What people corrected is in it whole or not at all: rows that a correction touched are read again until there was
 *   none while they were read. So are the rows of people who are being joined, which move from one name to another.
 *
 * A row may come several times; the last one holds.
 */
export async function* outgoing(table: Table, clock: Clock): AsyncGenerator<Row> {
  const began = clock();
  yield* await table.partition(cursorKey("").pk, "", true);
  for (const pk of [...Array.from({ length: inboxShards }, (_, shard) => inboxPartition(shard)), parkedPartition])
    yield* await table.partition(pk, "", true);
  let from: Row | undefined;
  do {
    const { rows, last } = await table.read(from, 1);
    yield* rows.filter((row) => row.pk !== cursorKey("").pk);
    from = last;
  } while (from);
  yield* meanwhile(table, began);
}

async function* meanwhile(table: Table, began: number): AsyncGenerator<Row> {
  let seen: string | undefined;
  for (let round = 0; round < mostRounds; round++) {
    const corrections = await correctedSince(table, began - skew);
    const joins = await table.partition(joinPartition, "", true);
    const state = JSON.stringify([corrections.map(({ id, revision }) => [id, revision]), joins.map(({ sk }) => sk)]);
    if (state === seen) return;
    seen = state;
    yield* await touchedBy(table, corrections);
    for (const { sk } of joins) yield* await joined(table, sk as string);
  }
  throw new EarshotError("conflict", "People correct themes faster than they can be exported. Try again later.");
}

async function correctedSince(table: Table, since: number): Promise<Row[]> {
  const rows: Row[] = [];
  let from: Row | undefined;
  do {
    const page = await table.page({
      KeyConditionExpression: "pk = :pk AND sk >= :since",
      ExpressionAttributeValues: {
        ":pk": correctionKey("").pk,
        ":since": newId("correction", since, (length) => new Uint8Array(length)),
      },
      ConsistentRead: true,
      ...(from && { ExclusiveStartKey: from }),
    });
    rows.push(...page.rows);
    from = page.last;
  } while (from);
  return rows;
}

async function touchedBy(table: Table, corrections: readonly Row[]): Promise<Row[]> {
  const rows = [...corrections];
  for (const board of new Set(corrections.map((row) => row.board as string)))
    rows.push(...(await table.partition(factPartition(board), "", true)));
  const themes = corrections.flatMap((row) => row.themes as string[]);
  const moves = corrections.flatMap((row) => row.moves as { feedback: string }[]);
  const keys = [...themes.map(headKey), ...moves.map(({ feedback }) => feedbackKey(feedback))];
  rows.push(...(await table.getMany(keys, true)));
  return rows;
}

/** What stands under a joined person, then under whom she was joined to: what moves between the two is seen. */
async function joined(table: Table, person: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let one: string | undefined = person; one !== undefined; ) {
    const keys: Key[] = [...(await table.ofPerson(one)), personKey(one)];
    rows.push(...(await table.getMany(keys, true)));
    const row: Row | undefined = await table.get(personKey(one), true);
    one = row?.into as string | undefined;
  }
  return rows;
}

/** Whether there is nothing in a table that an export would keep, but for what an empty product writes by itself. */
export async function isEmpty(table: Table): Promise<boolean> {
  let from: Row | undefined;
  do {
    const { rows, last } = await table.read(from, 1);
    if (rows.some((row) => ["facts", "work"].includes(kindOf(row).keeping) && kindOf(row).name !== "cursors"))
      return false;
    from = last;
  } while (from);
  return true;
}
