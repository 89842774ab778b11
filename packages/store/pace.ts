import { day } from "@earshot/core/clock.ts";
import { isError } from "@earshot/core/error.ts";
import type { Pace } from "@earshot/core/pace.ts";
import { paceKey } from "./keys.ts";
import { schema } from "./schema.ts";
import type { Table } from "./table.ts";

/** A turn long past says nothing: the row goes. */
const keptFor = day;

/**
 * When each thing may be called next, a row each:
 *
 *   A: reads next = 5 → writes next = 6 if it is still 5 → her turn is at 5
 *   B: reads next = 5 → writes next = 6 if it is still 5, which it is not → reads 6 → … her turn is at 6
 *
 * A turn costs a read and a write.
 */
export class PaceRows implements Pace {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async turn(name: string, { now, apart, latest }: { now: number; apart: number; latest: number }): Promise<number> {
    for (;;) {
      const known = await this.#next(name);
      const mine = Math.max(now, known ?? 0);
      if (mine > latest) return mine;
      if (await this.#write(name, mine + apart, known)) return mine;
    }
  }

  async hold(name: string, until: number): Promise<void> {
    for (;;) {
      const known = await this.#next(name);
      if ((known ?? 0) >= until || (await this.#write(name, until, known))) return;
    }
  }

  async heldUntil(name: string): Promise<number> {
    return (await this.#next(name)) ?? 0;
  }

  async #next(name: string): Promise<number | undefined> {
    return (await this.#table.get(paceKey(name), true))?.next as number | undefined;
  }

  /** Whether the row was still as it was read. */
  async #write(name: string, next: number, known: number | undefined): Promise<boolean> {
    const row = { ...paceKey(name), next, [schema.ttl]: Math.ceil((next + keptFor) / 1000) };
    try {
      await this.#table.put(row, {
        ConditionExpression: known === undefined ? "attribute_not_exists(pk)" : "#next = :known",
        ...(known !== undefined && {
          ExpressionAttributeNames: { "#next": "next" },
          ExpressionAttributeValues: { ":known": known },
        }),
      });
      return true;
    } catch (error) {
      if (isError(error, "conflict")) return false;
      throw error;
    }
  }
}
