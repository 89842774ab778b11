import { isError } from "@earshot/core/error.ts";
import type { Recounts } from "@earshot/core/ports.ts";
import { countKey, countPartition, countShards, type Key } from "./keys.ts";
import type { Table } from "./table.ts";

/** Themes to be counted later, because they are large and were counted a moment ago. */
export class RecountRows implements Recounts {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async later(theme: string, due: string): Promise<void> {
    await this.#table.put({ ...countKey(theme), due });
  }

  async wake(now: string): Promise<number> {
    const shards = await Promise.all(
      Array.from({ length: countShards }, (_, shard) => this.#table.partition(countPartition(shard), "", true)),
    );
    const due = shards.flat().filter((row) => (row.due as string) <= now);
    await this.#table.nudge(due as unknown as Key[], now);
    return due.length;
  }

  /** Only as it was woken: it may have been put off again while it was being counted, until the same time even. */
  async done(theme: string, due: string): Promise<void> {
    try {
      await this.#table.transact([
        { delete: countKey(theme), condition: "due = :due AND attribute_exists(nudged)", values: { ":due": due } },
      ]);
    } catch (error) {
      if (!isError(error, "conflict")) throw error;
    }
  }
}
