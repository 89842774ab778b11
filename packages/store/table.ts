import { type KeysAndAttributes, ReturnConsumedCapacity } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  type BatchWriteCommandInput,
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
import { type Commands, type Connection, connect } from "./connection.ts";
import { KeyReads } from "./key-reads.ts";
import type { Key } from "./keys.ts";
import { current, type Migration, migrations as released } from "./migrations.ts";
import { insist, translate } from "./refused.ts";

export type Row = Record<string, unknown>;
type Write = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** One write of a transaction, its table filled in by `Table`. */
export type Step =
  | { put: Row; condition?: string; names?: Record<string, string>; values?: Row }
  | { delete: Key; condition?: string; names?: Record<string, string>; values?: Row }
  | { check: Key; condition: string; names?: Record<string, string>; values?: Row }
  | { update: Key; set: string; condition?: string; names?: Record<string, string>; values?: Row };

type Reading = Pick<KeysAndAttributes, "ConsistentRead" | "ProjectionExpression">;

/** Told what each call consumed, in capacity units. */
export type Meter = (used: { reads: number; writes: number }) => void;

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** What is named once by each key: DynamoDB refuses a batch that names one twice. */
function distinct<T extends Key>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [`${row.pk}\n${row.sk}`, row])).values()];
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The table: the few calls that the rows need, with errors in our own kinds and unprocessed keys tried again. */
export class Table {
  readonly #client: Commands;
  readonly #name: string;
  readonly #meter: Meter | undefined;
  readonly #migrations: readonly Migration[];
  readonly #reads = {
    consistent: this.#keyReads({ ConsistentRead: true }),
    eventual: this.#keyReads({ ConsistentRead: false }),
    titles: this.#keyReads({ ProjectionExpression: "pk, sk, title" }),
  };

  constructor(name: string, connection: Connection = {}, meter?: Meter, migrations: readonly Migration[] = released) {
    this.#name = name;
    this.#meter = meter;
    this.#migrations = migrations;
    this.#client = "send" in connection ? connection : connect(connection);
  }

  async #send<T>(
    call: Promise<
      T & { ConsumedCapacity?: Capacity | Capacity[] | undefined; $metadata: { httpStatusCode?: number | undefined } }
    >,
    kind: "reads" | "writes",
  ): Promise<T> {
    const answer = await call.catch(translate);
    if (this.#meter && answer.ConsumedCapacity) {
      const units = [answer.ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + (CapacityUnits ?? 0), 0);
      this.#meter({ reads: 0, writes: 0, [kind]: units });
    }
    return answer;
  }

  /** Rows as this Earshot reads them: while a table is being migrated some have an older shape. */
  #shaped(rows: readonly Row[] | undefined): Row[] {
    return (rows ?? []).map((row) => current(row, this.#migrations));
  }

  #shapedOne(row: Row | undefined): Row | undefined {
    return row && current(row, this.#migrations);
  }

  get #metered(): { ReturnConsumedCapacity?: ReturnConsumedCapacity } {
    return this.#meter ? { ReturnConsumedCapacity: ReturnConsumedCapacity.TOTAL } : {};
  }

  get(key: Key, consistent = false): Promise<Row | undefined> {
    return this.#reads[consistent ? "consistent" : "eventual"].get(key);
  }

  /** Rows by key, each once; what does not exist is absent. */
  async getMany(keys: readonly Key[], consistent = false): Promise<Row[]> {
    const rows = await Promise.all(distinct(keys).map((key) => this.get(key, consistent)));
    return rows.filter((row) => row !== undefined);
  }

  /** Of rows by key what they are called. */
  async titles(keys: readonly Key[]): Promise<Row[]> {
    const rows = await Promise.all(distinct(keys).map((key) => this.#reads.titles.get(key)));
    return rows.filter((row) => row !== undefined);
  }

  #keyReads(how: Reading): KeyReads {
    return new KeyReads(async (keys) => {
      const pages = await Promise.all(chunks(keys, 100).map((chunk) => this.#getChunk(chunk, how)));
      return pages.flat();
    });
  }

  async #getChunk(keys: readonly Key[], how: Reading): Promise<Row[]> {
    const rows: Row[] = [];
    let left: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
    for (let wait = 25; left.length > 0; wait = Math.min(wait * 2, 1000)) {
      const input = { RequestItems: { [this.#name]: { Keys: left, ...how } }, ...this.#metered };
      const answer = await this.#send(this.#client.send(new BatchGetCommand(input)), "reads");
      rows.push(...this.#shaped(answer.Responses?.[this.#name]));
      left = answer.UnprocessedKeys?.[this.#name]?.Keys ?? [];
      if (left.length > 0) await pause(wait);
    }
    return rows;
  }

  /** @throws EarshotError `conflict` when the condition does not hold. */
  async put(row: Row, condition?: Pick<PutCommandInput, "ConditionExpression"> & Partial<PutCommandInput>) {
    const input = { TableName: this.#name, Item: row, ...condition, ...this.#metered };
    await this.#send(
      insist(() => this.#client.send(new PutCommand(input))),
      "writes",
    );
  }

  /** Writes a row unless there is one with its key. Returns whether it was new. */
  async putNew(row: Row & Key): Promise<boolean> {
    try {
      await this.put(row, { ConditionExpression: "attribute_not_exists(pk)" });
      return true;
    } catch (error) {
      if (isError(error, "conflict")) return false;
      throw error;
    }
  }

  async update(key: Key, input: Omit<UpdateCommandInput, "TableName" | "Key">): Promise<Row | undefined> {
    const whole = { TableName: this.#name, Key: key, ...input, ...this.#metered };
    const answer = await this.#send(
      insist(() => this.#client.send(new UpdateCommand(whole))),
      "writes",
    );
    return this.#shapedOne(answer.Attributes);
  }

  /** Returns the row that was there. */
  async delete(key: Key): Promise<Row | undefined> {
    const input = { TableName: this.#name, Key: key, ReturnValues: "ALL_OLD" as const, ...this.#metered };
    const answer = await this.#send(
      insist(() => this.#client.send(new DeleteCommand(input))),
      "writes",
    );
    return this.#shapedOne(answer.Attributes);
  }

  /** Of rows with the same key the last one stays. */
  async putMany(rows: readonly (Row & Key)[]): Promise<void> {
    await this.#writeMany(distinct(rows).map((Item) => ({ PutRequest: { Item } })));
  }

  async deleteMany(keys: readonly Key[]): Promise<void> {
    await this.#writeMany(distinct(keys).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })));
  }

  async #writeMany(requests: NonNullable<BatchWriteCommandInput["RequestItems"]>[string]): Promise<void> {
    await Promise.all(chunks(requests, 25).map((chunk) => this.#writeChunk(chunk)));
  }

  async #writeChunk(requests: NonNullable<BatchWriteCommandInput["RequestItems"]>[string]): Promise<void> {
    let left = requests;
    for (let wait = 25; left.length > 0; wait = Math.min(wait * 2, 1000)) {
      const input = { RequestItems: { [this.#name]: left }, ...this.#metered };
      const answer = await this.#send(this.#client.send(new BatchWriteCommand(input)), "writes");
      left = answer.UnprocessedItems?.[this.#name] ?? [];
      if (left.length > 0) await pause(wait);
    }
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
    const input = { TransactItems: steps.map((step) => this.#write(step)), ...this.#metered };
    await this.#send(this.#client.send(new TransactWriteCommand(input)), "writes");
  }

  #write(step: Step): Write {
    const common = {
      TableName: this.#name,
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
    const whole = { TableName: this.#name, ...input, ...this.#metered };
    const answer = await this.#send(this.#client.send(new QueryCommand(whole)), "reads");
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
        TableName: this.#name,
        FilterExpression: filter.expression,
        ExpressionAttributeValues: filter.values,
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
        ...this.#metered,
      };
      const answer = await this.#send(this.#client.send(new ScanCommand(input)), "reads");
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
        TableName: this.#name,
        ConsistentRead: true,
        ...(last && { ExclusiveStartKey: last }),
        ...this.#metered,
      };
      const answer = await this.#send(this.#client.send(new ScanCommand(input)), "reads");
      rows.push(...(asStored ? (answer.Items ?? []) : this.#shaped(answer.Items)));
      last = answer.LastEvaluatedKey;
      if (last === undefined) break;
    }
    return { rows, last };
  }

  close(): void {
    this.#client.destroy();
  }
}

interface Capacity {
  CapacityUnits?: number | undefined;
}

/** The condition under which a row may be written whose revision was read: unchanged since, or still not there. */
export function unchanged(revision: number | undefined): { condition: string; values?: Row } {
  return revision === undefined
    ? { condition: "attribute_not_exists(pk)" }
    : { condition: "revision = :revision", values: { ":revision": revision } };
}
