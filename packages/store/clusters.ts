import { deflateSync, inflateSync } from "node:zlib";
import { isError } from "@earshot/core/error.ts";
import type { Announcement, ClusterStore, SnapshotHead } from "@earshot/core/ports/clustering.ts";
import {
  announcementKey,
  announcementPosition,
  clusterPartition,
  type Key,
  snapshotKey,
  snapshotPartKey,
} from "./keys.ts";
import type { Row, Table } from "./table.ts";

/** A row holds at most 400 kB. */
const partBytes = 350_000;

interface HeadRow extends SnapshotHead, Key {
  parts: number;
  bytes: number;
}

/**
 * Clustering's state: the log of what was announced, and a snapshot in parts. Parts are written under a generation of
 * their own before the head names it, and those of the generation before go afterwards: a reader finds all parts of
 * what the head names, or none and looks again.
 */
export class ClusterRows implements ClusterStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async since(board: string, position: number): Promise<{ head: SnapshotHead | undefined; log: Announcement[] }> {
    const rows: Row[] = [];
    let from: Row | undefined;
    do {
      const { rows: some, last } = await this.#table.page({
        KeyConditionExpression: "pk = :pk AND sk > :after",
        ExpressionAttributeValues: { ":pk": clusterPartition(board), ":after": announcementKey(board, position).sk },
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      });
      rows.push(...some);
      from = last;
    } while (from);
    const isHead = ({ sk }: Row): boolean => sk === snapshotKey(board).sk;
    const head = rows.find(isHead) as HeadRow | undefined;
    return { head: head && toHead(head), log: rows.filter((row) => !isHead(row)).map(toAnnouncement) };
  }

  async announce(board: string, { position, at, changes, forget }: Announcement): Promise<void> {
    const told = changes.map(({ feedback, revision }) => `${feedback} ${revision}`).join("\n");
    await this.#table.put(
      { ...announcementKey(board, position), announcedAt: at, changes: told, forget },
      { ConditionExpression: "attribute_not_exists(pk)" },
    );
  }

  async read(board: string, { generation }: SnapshotHead): Promise<Uint8Array | undefined> {
    const head = (await this.#table.get(snapshotKey(board), true)) as HeadRow | undefined;
    if (head?.generation !== generation) return undefined;
    const keys = Array.from({ length: head.parts }, (_, part) => snapshotPartKey(board, generation, part));
    const rows = new Map((await this.#table.getMany(keys, true)).map((row) => [row.sk, row.part as Uint8Array]));
    try {
      const bytes = inflateSync(Buffer.concat(keys.flatMap(({ sk }) => rows.get(sk) ?? [])));
      return bytes.length === head.bytes ? bytes : undefined;
    } catch {
      return undefined;
    }
  }

  async write(
    board: string,
    head: SnapshotHead,
    bytes: Uint8Array,
    previous: SnapshotHead | undefined,
  ): Promise<boolean> {
    // The fastest level: half the size in a tenth of a second for 100,000 items; better ones take long and gain little.
    const packed = deflateSync(bytes, { level: 1 });
    const parts = Math.ceil(packed.length / partBytes);
    const keys = Array.from({ length: parts }, (_, part) => snapshotPartKey(board, head.generation, part));
    for (const [part, key] of keys.entries())
      await this.#table.put({
        ...key,
        writtenAt: head.at,
        part: packed.subarray(part * partBytes, (part + 1) * partBytes),
      });
    const before = (await this.#table.get(snapshotKey(board), true)) as HeadRow | undefined;
    try {
      await this.#table.put(
        { ...snapshotKey(board), ...head, parts, bytes: bytes.length },
        previous === undefined
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : {
              ConditionExpression: "generation = :before",
              ExpressionAttributeValues: { ":before": previous.generation },
            },
      );
    } catch (error) {
      if (!isError(error, "conflict")) throw error;
      await this.#table.deleteMany(keys);
      return false;
    }
    await this.#tidy(board, head, before);
    return true;
  }

  /** What the new head makes needless. Broken off, the log's rows go with the next snapshot; readers pass over them. */
  async #tidy(board: string, { position }: SnapshotHead, before: HeadRow | undefined): Promise<void> {
    const { log } = await this.since(board, 0);
    const covered = log.filter((one) => one.position <= position);
    await this.#table.deleteMany(covered.map((one) => announcementKey(board, one.position)));
    if (before) await this.#table.deleteMany(partKeys(board, before));
  }

  async forget(board: string): Promise<void> {
    const head = (await this.#table.delete(snapshotKey(board))) as HeadRow | undefined;
    if (head) await this.#table.deleteMany(partKeys(board, head));
  }
}

function partKeys(board: string, { generation, parts }: HeadRow): Key[] {
  return Array.from({ length: parts }, (_, part) => snapshotPartKey(board, generation, part));
}

function toHead({ generation, position, items, at }: HeadRow): SnapshotHead {
  return { generation, position, items, at };
}

function toAnnouncement(row: Row): Announcement {
  const changes = (row.changes as string).split("\n").flatMap((line) => {
    const [feedback, revision] = line.split(" ");
    return feedback ? [{ feedback, revision: Number(revision) }] : [];
  });
  const forget = row.forget === true;
  return {
    position: announcementPosition(row.sk as string),
    at: row.announcedAt as string,
    changes,
    ...(forget && { forget }),
  };
}
