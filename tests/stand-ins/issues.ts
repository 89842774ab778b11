import { EarshotError } from "@earshot/core/error.ts";
import type { IssueRecord, IssueStore, LinkedTheme } from "@earshot/core/ports/outlets.ts";

/** Issue records in memory, under the same optimistic lock as those in the table. */
export class IssuesInMemory implements IssueStore {
  readonly records = new Map<string, IssueRecord>();
  /** Called before each read and write, and after each write: throwing is a crash right there. */
  step: () => void = () => {};

  async get(theme: string): Promise<IssueRecord | undefined> {
    this.step();
    return structuredClone(this.records.get(theme));
  }

  async put(next: IssueRecord, previous: IssueRecord | undefined): Promise<void> {
    this.step();
    if (this.records.get(next.theme)?.revision !== previous?.revision)
      throw new EarshotError("conflict", "The issue's record was changed meanwhile.");
    this.records.set(next.theme, structuredClone(next));
    this.step();
  }

  async linked(repositoryId: number, issueId?: number): Promise<LinkedTheme[]> {
    return [...this.records.values()].flatMap(({ theme, link }) =>
      link?.repositoryId === repositoryId && (issueId === undefined || link.issueId === issueId)
        ? [{ theme, issueId: link.issueId, number: link.number }]
        : [],
    );
  }
}
