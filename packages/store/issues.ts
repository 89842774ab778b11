import type { IssueRecord, IssueStore } from "@earshot/core/ports.ts";
import { issueKey } from "./keys.ts";
import { type Table, unchanged } from "./table.ts";

/** What is known of each theme's issue on GitHub. */
export class IssueRows implements IssueStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async get(theme: string): Promise<IssueRecord | undefined> {
    const row = await this.#table.get(issueKey(theme), true);
    if (!row) return undefined;
    const { pk: _, sk: __, ...record } = row;
    return record as unknown as IssueRecord;
  }

  async put(next: IssueRecord, previous: IssueRecord | undefined): Promise<void> {
    const { condition, values } = unchanged(previous?.revision);
    await this.#table.put(
      { ...issueKey(next.theme), ...next },
      { ConditionExpression: condition, ...(values && { ExpressionAttributeValues: values }) },
    );
  }
}
