import { isError } from "@earshot/core/error.ts";
import type { FormingStore } from "@earshot/core/ports/clustering.ts";
import type { Versions } from "@earshot/core/ports.ts";
import { Run, Suggestion } from "@earshot/core/suggestion.ts";
import { runKey, runPartition, suggestionKey, suggestionPartition } from "./keys.ts";
import { type Row, type Step, type Table, unchanged } from "./table.ts";

/** When a board's themes were formed anew, and what is proposed about those that people have touched. */
export class FormingRows implements FormingStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async runs(board: string, limit: number): Promise<Run[]> {
    const { rows } = await this.#table.page({
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": runPartition(board) },
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: limit,
    });
    return rows.map(({ ranAt, ...row }) => Run.parse({ ...row, at: ranAt }));
  }

  async record({ at, ...run }: Run): Promise<void> {
    await this.#table.put({ ...runKey(run.board, at), ...run, ranAt: at });
  }

  async proposals(board: string): Promise<Suggestion[]> {
    return (await this.#table.partition(suggestionPartition(board), "", true)).map(fromRow);
  }

  async proposal(board: string, id: string): Promise<Suggestion | undefined> {
    const row = await this.#table.get(suggestionKey(board, id), true);
    return row && fromRow(row);
  }

  async put(next: Suggestion, previous: Suggestion | undefined): Promise<void> {
    const { put, condition, values } = suggestionStep({ next, previous });
    await this.#table.put(put, {
      ConditionExpression: condition,
      ...(values && { ExpressionAttributeValues: values }),
    });
  }

  async withdraw({ board, id, revision }: Suggestion): Promise<void> {
    try {
      await this.#table.transact([{ delete: suggestionKey(board, id), ...unchanged(revision) }]);
    } catch (error) {
      if (!isError(error, "conflict")) throw error;
    }
  }
}

/** A proposal, unless it is no longer as it was read. */
export function suggestionStep({ next: { at, ...next }, previous }: Versions<Suggestion>) {
  const row: Row = { ...suggestionKey(next.board, next.id), ...next, proposedAt: at };
  return { put: row, ...unchanged(previous?.revision) } satisfies Step;
}

/** `at` would put the row's attribute in the way of the indexes by time. */
const fromRow = ({ proposedAt, ...row }: Row): Suggestion => Suggestion.parse({ ...row, at: proposedAt });
