import type { KeysAndAttributes } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  DeleteCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { isError } from "@earshot/core/error.ts";
import { deleteTogether, inRounds, insertTogether, putTogether } from "./batches.ts";
import { Calls, type Meter } from "./calls.ts";
import type { Connection } from "./connection.ts";
import { KeyReads, nameOf } from "./key-reads.ts";
import type { Key } from "./keys.ts";
import { current, type Migration, migrations as released } from "./migrations.ts";
import { insist } from "./refused.ts";
import { chunks, RowPuts } from "./row-puts.ts";

export type Row = Record<string, unknown>;
type Write = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** One write of a transaction, its table filled in by `Table`. */
export type Step =
  | { put: Row; condition?: string; names?: Record<string, string>; values?: Row }
  | { delete: Key; condition?: string; names?: Record<string, string>; values?: Row }
  | { check: Key; condition: string; names?: Record<string, string>; values?: Row }
  | { update: Key; set: string; condition?: string; names?: Record<string, string>; values?: Row };

/** So many rows DynamoDB takes in one call. */
const mostTogether = 25;
/** Statements are carried out one by one, and whoever waits for the first of them waits for the last. */
const fewTogether = 8;

type Reading = Pick<KeysAndAttributes, "ConsistentRead" | "ProjectionExpression">;

/** What is named once by each key: DynamoDB refuses a batch that names one twice. */
function distinct<T extends Key>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [nameOf(row), row])).values()];
}

/** The table: the few calls that the rows need, with errors in our own kinds and unprocessed keys tried again. */
export class Table {
  readonly #calls: Calls;
  readonly #migrations: readonly Migration[];
  readonly #reads = new Map<string, KeyReads>();
  readonly #puts = {
    any: new RowPuts({
      stays: "last",
      most: mostTogether,
      alone: (row) => this.put(row).then(() => true),
      together: (rows) => putTogether(this.#calls, rows),
    }),
    new: new RowPuts({
      stays: "first",
      most: fewTogether,
      alone: (row) => this.#putNewAlone(row),
      together: (rows) => insertTogether(this.#calls, rows),
    }),
  };

  constructor(name: string, connection: Connection = {}, meter?: Meter, migrations: readonly Migration[] = released) {
    this.#calls = new Calls(name, connection, meter);
    this.#migrations = migrations;
  }

  /** Rows as this Earshot reads them: while a table is being migrated some have an older shape. */
  #shaped(rows: readonly Row[] | undefined): Row[] {
    return (rows ?? []).map((row) => current(row, this.#migrations));
  }

  #shapedOne(row: Row | undefined): Row | undefined {
    return row && current(row, this.#migrations);
  }

  /** What every input names. */
  get #common() {
    return { TableName: this.#calls.table, ...this.#calls.metered };
  }

  /** @param only some attributes; of a large row the rest is a lot of work to read. */
  get(key: Key, consistent = false, only?: readonly string[]): Promise<Row | undefined> {
    return this.#keyReads(consistent, only).get(key);
  }

  /** Rows by key, each once; what does not exist is absent. */
  async getMany(keys: readonly Key[], consistent = false, only?: readonly string[]): Promise<Row[]> {
    const rows = await Promise.all(distinct(keys).map((key) => this.get(key, consistent, only)));
    return rows.filter((row) => row !== undefined);
  }

  /** What is read alike is read together. */
  #keyReads(consistent: boolean, only: readonly string[] | undefined): KeyReads {
    const how: Reading = {
      ConsistentRead: consistent,
      ...(only && { ProjectionExpression: ["pk", "sk", ...only].join(", ") }),
    };
    const name = JSON.stringify(how);
    const reads = this.#reads.get(name) ?? new KeyReads((keys) => this.#getAll(keys, how));
    this.#reads.set(name, reads);
    return reads;
  }

  async #getAll(keys: readonly Key[], how: Reading): Promise<Row[]> {
    return (await Promise.all(chunks(keys, 100).map((chunk) => this.#getChunk(chunk, how)))).flat();
  }

  async #getChunk(keys: readonly Key[], how: Reading): Promise<Row[]> {
    const { table, metered } = this.#calls;
    const rows: Row[] = [];
    const asked: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
    await inRounds(asked, async (left) => {
      const input = { RequestItems: { [table]: { Keys: [...left], ...how } }, ...metered };
      const { Responses, UnprocessedKeys } = await this.#calls.read(this.#calls.send(new BatchGetCommand(input)));
      rows.push(...this.#shaped(Responses?.[table]));
      return UnprocessedKeys?.[table]?.Keys ?? [];
    });
    return rows;
  }

  /** @throws EarshotError `conflict` when the condition does not hold. */
  async put(row: Row, condition?: Pick<PutCommandInput, "ConditionExpression"> & Partial<PutCommandInput>) {
    const input = { ...this.#common, Item: row, ...condition };
    await this.#calls.write(insist(() => this.#calls.send(new PutCommand(input))));
  }

  /** Writes a row unless there is one with its key. Returns whether it was new. */
  putNew(row: Row & Key): Promise<boolean> {
    return this.#puts.new.put(row);
  }

  async #putNewAlone(row: Row): Promise<boolean> {
    try {
      await this.put(row, { ConditionExpression: "attribute_not_exists(pk)" });
      return true;
    } catch (error) {
      if (isError(error, "conflict")) return false;
      throw error;
    }
  }

  async update(key: Key, input: Omit<UpdateCommandInput, "TableName" | "Key">): Promise<Row | undefined> {
    const whole = { ...this.#common, Key: key, ...input };
    const answer = await this.#calls.write(insist(() => this.#calls.send(new UpdateCommand(whole))));
    return this.#shapedOne(answer.Attributes);
  }

  /** Returns the row that was there. */
  async delete(key: Key): Promise<Row | undefined> {
    const input = { ...this.#common, Key: key, ReturnValues: "ALL_OLD" as const };
    const answer = await this.#calls.write(insist(() => this.#calls.send(new DeleteCommand(input))));
    return this.#shapedOne(answer.Attributes);
  }

  /** Of rows with the same key the last one stays. */
  async putMany(rows: readonly (Row & Key)[]): Promise<void> {
    await Promise.all(rows.map((row) => this.#puts.any.put(row)));
  }

  async deleteMany(keys: readonly Key[]): Promise<void> {
    await Promise.all(chunks(distinct(keys), mostTogether).map((chunk) => deleteTogether(this.#calls, chunk)));
  }

  /** Touches rows so that the stream tells of them again; rows that have gone meanwhile stay gone. */
  async nudge(keys: readonly Key[], now: string): Promise<void> {
    for (const { pk, sk } of keys) {
      const input = {
        UpdateExpression: "SET nudged = :now",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: { ":now": now },
      };
      await this.update({ pk, sk }, input).catch((error: unknown) => {
        if (!isError(error, "conflict")) throw error;
      });
    }
  }

  /** All or nothing. @throws EarshotError `conflict` when a condition does not hold. */
  async transact(steps: readonly Step[]): Promise<void> {
    const input = { TransactItems: steps.map((step) => this.#write(step)), ...this.#calls.metered };
    await this.#calls.write(this.#calls.send(new TransactWriteCommand(input)));
  }

  #write(step: Step): Write {
    const common = {
      TableName: this.#calls.table,
      ...(step.condition !== undefined && { ConditionExpression: step.condition }),
      ...(step.names && { ExpressionAttributeNames: step.names }),
      ...(step.values && { ExpressionAttributeValues: step.values }),
    };
    if ("put" in step) return { Put: { ...common, Item: step.put } };
    if ("check" in step) return { ConditionCheck: { ...common, Key: step.check, ConditionExpression: step.condition } };
    if ("delete" in step) return { Delete: { ...common, Key: step.delete } };
    return { Update: { ...common, Key: step.update, UpdateExpression: step.set } };
  }

  /** One page of a query. */
  async page(input: Omit<QueryCommandInput, "TableName">): Promise<{ rows: Row[]; last: Row | undefined }> {
    const whole = { ...this.#common, ...input };
    const answer = await this.#calls.read(this.#calls.send(new QueryCommand(whole)));
    return { rows: this.#shaped(answer.Items), last: answer.LastEvaluatedKey };
  }

  /** The keys of all that stands in the index by person: what she said, voted for and follows, the oldest first. */
  async ofPerson(person: string): Promise<Key[]> {
    const keys: Row[] = [];
    let from: Row | undefined;
    do {
      const { rows, last } = await this.page({
        IndexName: "person",
        KeyConditionExpression: "person = :person",
        ExpressionAttributeValues: { ":person": person },
        ...(from && { ExclusiveStartKey: from }),
      });
      keys.push(...rows);
      from = last;
    } while (from);
    return keys as unknown as Key[];
  }

  /** A whole partition, or the part of it whose sort keys begin alike. */
  async partition(pk: string, prefix = "", consistent = false): Promise<Row[]> {
    const rows: Row[] = [];
    let from: Row | undefined;
    do {
      const { rows: some, last } = await this.page({
        KeyConditionExpression: prefix === "" ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: prefix === "" ? { ":pk": pk } : { ":pk": pk, ":prefix": prefix },
        ConsistentRead: consistent,
        ...(from && { ExclusiveStartKey: from }),
      });
      rows.push(...some);
      from = last;
    } while (from);
    return rows;
  }

  /** Every row of the table, a page at a time. */
  async *scan(filter: { expression: string; values: Row }): AsyncGenerator<Row> {
    let from: Row | undefined;
    do {
      const input = {
        ...this.#common,
        FilterExpression: filter.expression,
        ExpressionAttributeValues: filter.values,
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      };
      const answer = await this.#calls.read(this.#calls.send(new ScanCommand(input)));
      yield* this.#shaped(answer.Items);
      from = answer.LastEvaluatedKey;
    } while (from);
  }

  /** So many pages of the whole table, and where to go on; `asStored` in whatever shape they have. */
  async read(from: Row | undefined, pages: number, asStored = false): Promise<{ rows: Row[]; last: Row | undefined }> {
    const rows: Row[] = [];
    let last = from;
    for (let page = 0; page < pages; page++) {
      const input = {
        ...this.#common,
        ConsistentRead: true,
        ...(last && { ExclusiveStartKey: last }),
      };
      const answer = await this.#calls.read(this.#calls.send(new ScanCommand(input)));
      rows.push(...(asStored ? (answer.Items ?? []) : this.#shaped(answer.Items)));
      last = answer.LastEvaluatedKey;
      if (last === undefined) break;
    }
    return { rows, last };
  }

  close(): void {
    this.#calls.close();
  }
}

/** The condition under which a row may be written whose revision was read: unchanged since, or still not there. */
export function unchanged(revision: number | undefined): { condition: string; values?: Row } {
  return revision === undefined
    ? { condition: "attribute_not_exists(pk)" }
    : { condition: "revision = :revision", values: { ":revision": revision } };
}
