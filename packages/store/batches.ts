import { setTimeout as pause } from "node:timers/promises";
import {
  BatchExecuteStatementCommand,
  type BatchExecuteStatementCommandInput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { EarshotError } from "@earshot/core/error.ts";
import type { Calls } from "./calls.ts";
import type { Key } from "./keys.ts";
import { isInvalid } from "./refused.ts";

type Row = Record<string, unknown>;
type Requests = NonNullable<BatchWriteCommandInput["RequestItems"]>[string];
type Statement = NonNullable<BatchExecuteStatementCommandInput["Statements"]>[number];

/** Of each row whether it was written; `undefined` where it was refused for a reason of its own. */
type Outcomes = readonly (boolean | undefined)[];

/** Puts up to 25 rows of different keys, whatever is there. */
export async function putTogether(calls: Calls, rows: readonly Row[]): Promise<Outcomes> {
  const requests = rows.map((Item) => ({ PutRequest: { Item } }));
  return unlessInvalid(rows, async () => {
    await writeTogether(calls, requests);
    return rows.map(() => true);
  });
}

/** Deletes up to 25 rows of different keys. */
export async function deleteTogether(calls: Calls, keys: readonly Key[]): Promise<void> {
  await writeTogether(
    calls,
    keys.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  );
}

/**
 * Puts those of up to 25 rows of different keys that are not there yet; in PartiQL, whose INSERT is a put on that
 * condition: a BatchWriteItem takes no conditions.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html
 */
export async function insertTogether(calls: Calls, rows: readonly Row[]): Promise<Outcomes> {
  const input = { Statements: rows.map((row) => insertion(calls.table, row)), ...calls.metered };
  return unlessInvalid(rows, async () => {
    const { Responses } = await calls.write(calls.send(new BatchExecuteStatementCommand(input)));
    return rows.map((_, i) => {
      const refused = Responses?.[i]?.Error?.Code;
      return refused === undefined ? true : refused === "DuplicateItem" ? false : undefined;
    });
  });
}

async function writeTogether(calls: Calls, requests: Requests): Promise<void> {
  await inRounds(requests, async (left) => {
    const input = { RequestItems: { [calls.table]: [...left] }, ...calls.metered };
    const { UnprocessedItems } = await calls.write(calls.send(new BatchWriteCommand(input)));
    return UnprocessedItems?.[calls.table] ?? [];
  });
}

/** Milliseconds between one round and the next: some three seconds in all. */
const waits = [25, 50, 100, 200, 400, 800, 1600];

/**
 * Asks again for what DynamoDB was too busy for.
 * @param ask returns what is left
 * @throws EarshotError `limited` where something still is after some seconds: whoever waits has to be told.
 */
export async function inRounds<T>(
  asked: readonly T[],
  ask: (left: readonly T[]) => Promise<readonly T[]>,
  rest: (ms: number) => Promise<unknown> = pause,
): Promise<void> {
  let left = await ask(asked);
  for (const wait of waits) {
    if (left.length === 0) return;
    await rest(wait);
    left = await ask(left);
  }
  if (left.length > 0) throw new EarshotError("limited", "The table is busy.", { retryAfter: 1 });
}

/** Of a batch that is refused as it is nothing is written, and one row may be why. */
async function unlessInvalid(rows: readonly Row[], write: () => Promise<Outcomes>): Promise<Outcomes> {
  try {
    return await write();
  } catch (error) {
    if (isInvalid(error)) return rows.map(() => undefined);
    throw error;
  }
}

function insertion(table: string, row: Row): Statement {
  const attributes = Object.entries(row).filter(([, value]) => value !== undefined);
  const places = attributes.map(([name]) => `'${name}': ?`).join(", ");
  return { Statement: `INSERT INTO "${table}" VALUE {${places}}`, Parameters: attributes.map(([, value]) => value) };
}
