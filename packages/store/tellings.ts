import type { Tellings } from "@earshot/core/retelling.ts";
import { tellingKey, tellingPartition } from "./keys.ts";
import type { Table } from "./table.ts";

/** Which messages repeat what: one row for each, in which nothing but the two names stands. */
export class TellingRows implements Tellings {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async note(subjects: readonly string[], delivery: string): Promise<void> {
    await this.#table.putMany([...new Set(subjects)].map((subject) => ({ ...tellingKey(subject, delivery) })));
  }

  async of(subject: string): Promise<string[]> {
    const rows = await this.#table.partition(tellingPartition(subject), "", true);
    return rows.map(({ sk }) => sk as string);
  }
}
