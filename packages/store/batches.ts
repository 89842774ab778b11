import { setTimeout as pause } from "node:timers/promises";
import {
  BatchExecuteStatementCommand,
  type BatchExecuteStatementCommandInput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
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

/** What DynamoDB was too busy for is written again. */
async function writeTogether(calls: Calls, requests: Requests): Promise<void> {
  let left = requests;
  for (let wait = 25; left.length > 0; wait = Math.min(wait * 2, 1000)) {
    const input = { RequestItems: { [calls.table]: left }, ...calls.metered };
    const answer = await calls.write(calls.send(new BatchWriteCommand(input)));
    left = answer.UnprocessedItems?.[calls.table] ?? [];
    if (left.length > 0) await pause(wait);
  }
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
