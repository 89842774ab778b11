import type { IssueRecord, IssueStore, LinkedTheme } from "@earshot/core/ports/outlets.ts";
import { issueKey, linkKey, linkPrefix, repositoryPartition } from "./keys.ts";
import { type Step, type Table, unchanged } from "./table.ts";

/** What is known of each theme's issue on GitHub, and the way back from an issue to its themes. */
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
    const row = { ...issueKey(next.theme), ...next };
    const links = relinking(next, previous);
    if (links.length > 0) return this.#table.transact([{ put: row, condition, ...(values && { values }) }, ...links]);
    await this.#table.put(row, {
      ConditionExpression: condition,
      ...(values && { ExpressionAttributeValues: values }),
    });
  }

  async linked(repositoryId: number, issueId?: number): Promise<LinkedTheme[]> {
    const rows = await this.#table.partition(repositoryPartition(repositoryId), linkPrefix(issueId), true);
    return rows.map(({ theme, issueId: id, number }) => ({
      theme: theme as string,
      issueId: id as number,
      number: number as number,
    }));
  }
}

/** The steps that lead from another issue to a theme than before; none where it is the same one. */
export function relinking({ theme, link }: IssueRecord, previous: IssueRecord | undefined): Step[] {
  const before = previous?.link;
  const key = link && linkKey(link, theme);
  const old = before && linkKey(before, theme);
  const same = key?.pk === old?.pk && key?.sk === old?.sk;
  if (same && link?.number === before?.number) return [];
  return [
    ...(old && !same ? [{ delete: old }] : []),
    ...(key ? [{ put: { ...key, theme, issueId: link.issueId, number: link.number } }] : []),
  ];
}
