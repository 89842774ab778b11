import { Mark, type Marks } from "@earshot/core/answer.ts";
import { isError } from "@earshot/core/error.ts";
import { markKey, markPrefix } from "./keys.ts";
import type { Table } from "./table.ts";

/** What was decided on messages: a row for each theme, beside the delivery whose message it was. */
export class MarkRows implements Marks {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** The time has a name of its own: `at` is a key of an index. */
  async put(delivery: string, { theme, choice, said, at }: Mark): Promise<void> {
    try {
      await this.#table.put(
        { ...markKey(delivery, theme), theme, choice, said, decidedAt: at },
        {
          ConditionExpression: "attribute_not_exists(pk) OR decidedAt < :at",
          ExpressionAttributeValues: { ":at": at },
        },
      );
    } catch (error) {
      if (!isError(error, "conflict")) throw error;
    }
  }

  async of(delivery: string): Promise<Mark[]> {
    const rows = await this.#table.partition(delivery, markPrefix, true);
    return rows.map(({ decidedAt, ...mark }) => Mark.parse({ ...mark, at: decidedAt }));
  }
}
