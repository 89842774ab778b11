import { createHash } from "node:crypto";
import type { StreamRecord } from "@earshot/store/changes.ts";
import { type Index, schema } from "@earshot/store/schema.ts";
import {
  canonical,
  compareValues,
  conditionOf,
  type Item,
  type Placeholders,
  projected,
  UnknownExpression,
  updated,
  type Value,
} from "./dynamodb-expressions.ts";

type Input = Placeholders & Record<string, unknown>;
type Output = Record<string, unknown>;

/** What DynamoDB answers with a status of 400. */
export class Refusal extends Error {
  readonly type: string;
  readonly details: Record<string, unknown>;

  constructor(type: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.type = type;
    this.details = details;
  }
}

/** How a reading may differ from the newest state without breaking any promise of DynamoDB's. */
export interface Reading {
  /** Of so many writes a reading that is not consistent, or one of an index, knows nothing yet. */
  behind?: number;
  /** A page ends after so many rows at the latest, as it does after a megabyte. */
  pageOf?: number;
}

interface Written {
  pk: string;
  sk: string;
  before: Item | undefined;
}

const mostRemembered = 64;
const text = (item: Item, attribute: string): string => String(item[attribute]?.S);
const keyOf = (item: Item): Item => ({ pk: item.pk as Value, sk: item.sk as Value });

/**
 * DynamoDB with Earshot's table in it, in the memory of this process: as much of it as Earshot uses, over the requests
 * that the SDK sends, held equal to the embedded engine by the contract tests. Each request is carried out as one; what
 * it writes is on the stream at once. Of many simulated histories a minute each has a table of its own.
 */
export class DynamoStandIn {
  readonly records: StreamRecord[] = [];
  readonly #partitions = new Map<string, Map<string, Item>>();
  readonly #written: Written[] = [];
  readonly #transactions = new Set<string>();

  /** Carries a request out. @throws Refusal as DynamoDB answers it. */
  run(operation: string, input: Input, reading: Reading = {}): Output {
    const carryOut = this.#operations[operation];
    if (!carryOut) throw new Refusal("UnknownOperationException", operation);
    try {
      return carryOut(input, reading);
    } catch (error) {
      if (error instanceof UnknownExpression) throw new Refusal("ValidationException", error.message);
      throw error;
    }
  }

  readonly #operations: Record<string, (input: Input, reading: Reading) => Output> = {
    GetItem: (input, reading) => found(this.#view(input, reading).get(input.Key as Item)),
    BatchGetItem: (input, reading) => this.#batchGet(input, reading),
    PutItem: (input) => this.#write(keyOf(input.Item as Item), input, () => input.Item as Item),
    DeleteItem: (input) => this.#write(input.Key as Item, input, () => undefined),
    UpdateItem: (input) => this.#write(input.Key as Item, input, updating(input)),
    BatchWriteItem: (input) => this.#batchWrite(input),
    BatchExecuteStatement: (input) => this.#batchInsert(input),
    TransactWriteItems: (input) => this.#transact(input),
    Query: (input, reading) => this.#query(input, reading),
    Scan: (input, reading) => this.#scan(input, reading),
  };

  get(key: Item): Item | undefined {
    return this.#partitions.get(text(key, "pk"))?.get(text(key, "sk"));
  }

  #view({ ConsistentRead, IndexName }: Input, { behind = 0 }: Reading): View {
    const blind = ConsistentRead === true && IndexName === undefined ? 0 : behind;
    return new View(this.#partitions, this.#written.slice(this.#written.length - blind));
  }

  #write(key: Item, input: Input, next: (before: Item | undefined) => Item | undefined): Output {
    const before = this.get(key);
    this.#check(key, input);
    const after = next(before);
    this.#set(key, after);
    if (input.ReturnValues === "ALL_OLD") return before ? { Attributes: before } : {};
    return input.ReturnValues === "ALL_NEW" && after ? { Attributes: after } : {};
  }

  #check(key: Item, input: Input): void {
    if (!this.#holds(key, input))
      throw new Refusal("ConditionalCheckFailedException", "The conditional request failed");
  }

  #holds(key: Item, { ConditionExpression: condition, ...given }: Input): boolean {
    return condition === undefined || conditionOf(String(condition))(this.get(key) ?? {}, given);
  }

  #set(key: Item, after: Item | undefined): void {
    const [pk, sk] = [text(key, "pk"), text(key, "sk")];
    const before = this.get(key);
    if (after) mustBeStorable(after);
    // What changes nothing is not on the stream.
    if (canonical(before) === canonical(after)) return;
    const partition = this.#partitions.get(pk) ?? new Map<string, Item>();
    this.#partitions.set(pk, partition);
    if (after) partition.set(sk, after);
    else partition.delete(sk);
    this.#written.push({ pk, sk, before });
    if (this.#written.length > mostRemembered) this.#written.shift();
    this.records.push({
      eventName: before ? (after ? "MODIFY" : "REMOVE") : "INSERT",
      dynamodb: {
        Keys: keyOf(key),
        ...(after && { NewImage: after }),
        ...(before && { OldImage: before }),
        SequenceNumber: String(this.records.length + 1),
      },
    });
  }

  #batchGet({ RequestItems }: Input, reading: Reading): Output {
    const [[name = "", request] = []] = Object.entries(RequestItems as Record<string, { Keys: Item[] } & Input>);
    const keys = request?.Keys ?? [];
    mustBeDistinct(keys, 100);
    const view = this.#view(request ?? {}, reading);
    return { Responses: { [name]: keys.flatMap((key) => view.get(key) ?? []) }, UnprocessedKeys: {} };
  }

  #batchWrite({ RequestItems }: Input): Output {
    const requests = Object.values(
      RequestItems as Record<string, { PutRequest?: Input; DeleteRequest?: Input }[]>,
    ).flat();
    const writes = requests.map(({ PutRequest, DeleteRequest }) => {
      const item = PutRequest?.Item as Item | undefined;
      return { key: item ? keyOf(item) : (DeleteRequest?.Key as Item), item };
    });
    mustBeDistinct(
      writes.map(({ key }) => key),
      25,
    );
    for (const { key, item } of writes) this.#set(key, item);
    return { UnprocessedItems: {} };
  }

  /** Of PartiQL as much as Earshot says: `INSERT INTO "table" VALUE {'pk': ?, …}`. */
  #batchInsert({ Statements }: Input): Output {
    const rows = (Statements as { Statement: string; Parameters: Value[] }[]).map(({ Statement, Parameters }) => {
      const names = [...Statement.matchAll(/'(\w+)': \?/g)].map(([, name = ""]) => name);
      return Object.fromEntries(names.map((name, i) => [name, Parameters[i] as Value])) as Item;
    });
    mustBeDistinct(rows.map(keyOf), 25);
    const Responses = rows.map((row) => {
      if (this.get(row)) return { Error: { Code: "DuplicateItem", Message: "Duplicate primary key exists in table" } };
      this.#set(keyOf(row), row);
      return {};
    });
    return { Responses };
  }

  /** A request that is repeated with its token changes nothing a second time. */
  #transact({ TransactItems, ClientRequestToken: token }: Input): Output {
    if (typeof token === "string" && this.#transactions.has(token)) return {};
    const steps = (TransactItems as Record<string, Input>[]).map((step) => {
      const [[kind = "", input = {}] = []] = Object.entries(step);
      return { kind, input, key: kind === "Put" ? keyOf(input.Item as Item) : (input.Key as Item) };
    });
    mustBeDistinct(
      steps.map(({ key }) => key),
      100,
    );
    const reasons = steps.map(({ key, input }) => ({
      Code: this.#holds(key, input) ? "None" : "ConditionalCheckFailed",
    }));
    if (reasons.some(({ Code }) => Code !== "None"))
      throw new Refusal("TransactionCanceledException", "Transaction cancelled", { CancellationReasons: reasons });
    for (const { kind, input, key } of steps) {
      if (kind === "Put") this.#set(key, input.Item as Item);
      if (kind === "Delete") this.#set(key, undefined);
      if (kind === "Update") this.#set(key, updating(input)(this.get(key)));
    }
    if (typeof token === "string") this.#transactions.add(token);
    return {};
  }

  #query(input: Input, reading: Reading): Output {
    const index = indexOf(input.IndexName);
    const condition = String(input.KeyConditionExpression);
    const [, value = ""] = /=\s*(:\w+)/.exec(condition) ?? [];
    const hash = input.ExpressionAttributeValues?.[value]?.S;
    const view = this.#view(input, reading);
    const candidates = index.name === undefined ? view.partition(String(hash)) : view.all();
    const matches = candidates.filter(
      (item) => item[index.hash] && item[index.range] && conditionOf(condition)(item, input),
    );
    return page(matches, index, input, reading);
  }

  #scan(input: Input, reading: Reading): Output {
    return page(this.#view(input, reading).all(), indexOf(undefined), input, reading);
  }
}

/** The table as it was some writes ago. */
class View {
  readonly #partitions: ReadonlyMap<string, ReadonlyMap<string, Item>>;
  readonly #before = new Map<string, Map<string, Item | undefined>>();

  constructor(partitions: ReadonlyMap<string, ReadonlyMap<string, Item>>, unseen: readonly Written[]) {
    this.#partitions = partitions;
    for (const { pk, sk, before } of unseen) {
      const known = this.#before.get(pk) ?? new Map<string, Item | undefined>();
      this.#before.set(pk, known);
      if (!known.has(sk)) known.set(sk, before);
    }
  }

  get(key: Item): Item | undefined {
    const [pk, sk] = [text(key, "pk"), text(key, "sk")];
    const before = this.#before.get(pk);
    return before?.has(sk) ? before.get(sk) : this.#partitions.get(pk)?.get(sk);
  }

  partition(pk: string): Item[] {
    const before = this.#before.get(pk);
    const rows = this.#partitions.get(pk);
    if (!before) return rows ? [...rows.values()] : [];
    return [...new Map<string, Item | undefined>([...(rows ?? []), ...before]).values()].filter(
      (row) => row !== undefined,
    );
  }

  all(): Item[] {
    return [...new Set([...this.#partitions.keys(), ...this.#before.keys()])].flatMap((pk) => this.partition(pk));
  }
}

type Order = Index & { name?: string };

function indexOf(name: unknown): Order {
  if (name === undefined) return { hash: schema.hash, range: schema.range, carries: [] };
  const index = (schema.indexes as Record<string, Index>)[String(name)];
  if (!index) throw new Refusal("ValidationException", `There is no index ${String(name)}.`);
  return { ...index, name: String(name) };
}

/** Orders rows by the index, then by key, as DynamoDB does within one value of the range. */
function byOrder({ range }: Order): (a: Item, b: Item) => number {
  return (a, b) => {
    for (const attribute of [range, "pk", "sk"]) {
      const [x, y] = [a[attribute], b[attribute]];
      const order = x && y ? (compareValues(x, y) ?? 0) : 0;
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** A scan meets partitions in the order of a hash of theirs: in none that anybody could rely on. */
function byPlace(a: Item, b: Item): number {
  const [x, y] = [placeOf(text(a, "pk")), placeOf(text(b, "pk"))];
  return x < y ? -1 : x > y ? 1 : byOrder({ hash: "pk", range: "sk", carries: [] })(a, b);
}

const places = new Map<string, string>();

function placeOf(pk: string): string {
  const known = places.get(pk) ?? createHash("md5").update(pk).digest("hex");
  places.set(pk, known);
  return known;
}

/** One page of a query or a scan. A page that ends at its limit says so even where nothing follows. */
function page(
  items: readonly Item[],
  index: Order,
  input: Input,
  { pageOf = Number.POSITIVE_INFINITY }: Reading,
): Output {
  const isScan = input.KeyConditionExpression === undefined;
  const order = isScan ? byPlace : byOrder(index);
  const direction = input.ScanIndexForward === false ? -1 : 1;
  const start = input.ExclusiveStartKey as Item | undefined;
  const sorted = items.toSorted((a, b) => direction * order(a, b));
  const rest = start ? sorted.filter((item) => direction * order(item, start) > 0) : sorted;
  const limit = Math.min(Number(input.Limit ?? Number.POSITIVE_INFINITY), pageOf);
  const read = rest.slice(0, limit);
  const last = read.length === limit ? read.at(-1) : undefined;
  const filter = input.FilterExpression === undefined ? undefined : conditionOf(String(input.FilterExpression));
  const kept = filter ? read.filter((item) => filter(item, input)) : read;
  const keys = [...new Set(["pk", "sk", ...(index.name === undefined ? [] : [index.hash, index.range])])];
  const shown = kept.map((item) => (index.name === undefined ? item : only(item, [...keys, ...index.carries])));
  const Items =
    input.ProjectionExpression === undefined
      ? shown
      : shown.map((item) => projected(item, String(input.ProjectionExpression), input));
  return { Items, Count: Items.length, ScannedCount: read.length, ...(last && { LastEvaluatedKey: only(last, keys) }) };
}

const only = (item: Item, attributes: readonly string[]): Item =>
  Object.fromEntries(attributes.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));

const found = (item: Item | undefined): Output => (item ? { Item: item } : {});

function updating(input: Input): (before: Item | undefined) => Item {
  const key = input.Key as Item;
  return (before) => updated(before ?? key, String(input.UpdateExpression), input);
}

function mustBeDistinct(keys: readonly Item[], most: number): void {
  const names = new Set(keys.map((key) => `${text(key, "pk")}\n${text(key, "sk")}`));
  if (names.size < keys.length || keys.length > most || keys.length === 0)
    throw new Refusal("ValidationException", "Too many keys, none, or one of them twice.");
}

function mustBeStorable(item: Item): void {
  for (const [attribute, type] of Object.entries(schema.attributes)) {
    const value = item[attribute];
    if (value && (value[type] === undefined || value[type] === ""))
      throw new Refusal("ValidationException", `${attribute} is no ${type}.`);
  }
}
