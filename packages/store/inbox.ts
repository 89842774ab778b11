import { day, second } from "@earshot/core/clock.ts";
import { isError } from "@earshot/core/error.ts";
import { InboxEntry } from "@earshot/core/inbox.ts";
import type { Inbox, Page, PageRequest } from "@earshot/core/ports.ts";
import * as z from "zod";
import { inboxKey, inboxPartition, inboxShards, type Key, parkedKey, parkedPartition, receivedKey } from "./keys.ts";
import { current } from "./migrations.ts";
import { keyText, type Lane, mergedPage } from "./pages.ts";
import type { Row, Table } from "./table.ts";

/** GitHub sends again what is up to three days old. */
const namesKept = 30 * day;
/** A sweep looks at so many of each shard; the next one sees the rest. */
const mostPerShard = 100;

/** What waits to be taken in, as rows: the queue that Earshot has instead of a queue. */
export class InboxRows implements Inbox {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async receive(entries: readonly InboxEntry[]): Promise<void> {
    await this.#table.putMany(entries.map(toRow));
  }

  /** As one, so that a name is taken only by what is stored; it is kept for longer than anybody sends again. */
  async receiveOnce(entry: InboxEntry, name: string): Promise<boolean> {
    const expires = Math.ceil((Date.parse(entry.receivedAt) + namesKept) / second);
    try {
      await this.#table.transact([
        { put: { ...receivedKey(name), expires }, condition: "attribute_not_exists(pk)" },
        { put: toRow(entry) },
      ]);
      return true;
    } catch (error) {
      // Of two at the same moment the other may have failed: who sends it finds out by sending it again.
      if (isError(error, "conflict") && (await this.#table.get(receivedKey(name), true))) return false;
      throw error;
    }
  }

  async done(entries: readonly InboxEntry[]): Promise<void> {
    await this.#table.deleteMany(entries.map(keyOf));
  }

  /** On condition that the entry is still there: somebody else may have taken it in meanwhile. */
  async failed(entry: InboxEntry): Promise<void> {
    const key = keyOf(entry);
    const there = "attribute_exists(pk)";
    const steps = entry.parked
      ? [{ delete: key, condition: there }, { put: { ...toRow(entry), ...parkedKey(entry.id, entry.receivedAt) } }]
      : [{ put: toRow(entry), condition: there }];
    await this.#table.transact(steps);
  }

  async wake(before: string, now: string): Promise<number> {
    const left = await this.#waiting("pk = :pk AND sk < :before", { ":before": before });
    await this.#table.nudge(left as unknown as Key[], now);
    return left.length;
  }

  async backlog(): Promise<{ waiting: number; since: string | undefined }> {
    const left = await this.#waiting("pk = :pk", {});
    const times = left.map(({ receivedAt }) => receivedAt as string).sort();
    return { waiting: left.length, since: times[0] };
  }

  /** The oldest of each shard, up to a page. */
  async #waiting(condition: string, values: Row): Promise<Row[]> {
    const shards = await Promise.all(
      Array.from({ length: inboxShards }, (_, shard) =>
        this.#table.page({
          KeyConditionExpression: condition,
          ExpressionAttributeValues: { ":pk": inboxPartition(shard), ...values },
          ProjectionExpression: "pk, sk, receivedAt",
          Limit: mostPerShard,
        }),
      ),
    );
    return shards.flatMap(({ rows }) => rows);
  }

  async parked(request: PageRequest): Promise<Page<InboxEntry>> {
    const lane: Lane = {
      name: parkedPartition,
      read: (from, limit) =>
        this.#table.page({
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": parkedPartition },
          ScanIndexForward: false,
          Limit: limit,
          ...(from && { ExclusiveStartKey: from }),
        }),
      position: z.object({ pk: z.literal(parkedPartition), sk: keyText }),
    };
    return mergedPage([lane], () => 0, fromRow, request);
  }

  async retry(ids?: readonly string[]): Promise<number> {
    const wanted = ids && new Set(ids);
    const rows = await this.#table.partition(parkedPartition, "", true);
    const entries = rows.map(fromRow).filter(({ id }) => !wanted || wanted.has(id));
    let retried = 0;
    for (const entry of entries) if (await this.#unpark(entry)) retried++;
    return retried;
  }

  async *entries(): AsyncGenerator<InboxEntry> {
    const partitions = [...Array.from({ length: inboxShards }, (_, shard) => inboxPartition(shard)), parkedPartition];
    for (const pk of partitions) for (const row of await this.#table.partition(pk, "", true)) yield fromRow(row);
  }

  async drop(entry: InboxEntry): Promise<void> {
    await this.#table.deleteMany([keyOf(entry), parkedKey(entry.id, entry.receivedAt)]);
  }

  /** On condition that the entry is still parked: somebody else may have put it back to work meanwhile. */
  async #unpark({ error: _, ...entry }: InboxEntry): Promise<boolean> {
    try {
      await this.#table.transact([
        { delete: parkedKey(entry.id, entry.receivedAt), condition: "attribute_exists(pk)" },
        { put: toRow({ ...readAgain(entry), attempts: 0, parked: false }) },
      ]);
      return true;
    } catch (error) {
      if (isError(error, "conflict")) return false;
      throw error;
    }
  }
}

/** Where an entry waits: one that cannot be read, where it was found. */
const keyOf = ({ id, receivedAt, content }: InboxEntry): Key =>
  content.type === "unreadable" ? content.unreadable.key : inboxKey(id, receivedAt);

function toRow(entry: InboxEntry): Row & Key {
  return { ...keyOf(entry), ...entry };
}

/**
 * The entry of a row. One of another shape is an entry all the same, so that it can be parked with its reason and does
 * not hold up those beside it; of such a row only the key is relied on.
 */
export function fromRow(row: Row): InboxEntry {
  const read = InboxEntry.safeParse(row);
  if (read.success) return read.data;
  const { pk, sk } = row as unknown as Key;
  const [issue] = read.error.issues;
  const reason = `${issue?.path.join(".")}: ${issue?.message}`;
  const [time = "", ...rest] = sk.split("#");
  const [receivedAt, id] = rest.length > 0 ? [time, rest.join("#")] : ["", sk];
  const unreadable = { key: { pk, sk }, row: JSON.stringify(row), reason };
  return { id, receivedAt, attempts: 0, parked: false, content: { type: "unreadable", unreadable } };
}

/** Perhaps it is read by now, by a later version that knows its shape. */
function readAgain(entry: InboxEntry): InboxEntry {
  if (entry.content.type !== "unreadable") return entry;
  const { key, row } = entry.content.unreadable;
  return {
    ...fromRow(current({ ...JSON.parse(row), ...key })),
    ...(entry.error !== undefined && { error: entry.error }),
  };
}
