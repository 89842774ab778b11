import type { IssueStore } from "@earshot/core/ports/outlets.ts";
import { type Rows, unchanged } from "./rows.ts";

export function memoryIssues({ issues }: Rows): IssueStore {
  return {
    async get(theme) {
      return structuredClone(issues.get(theme));
    },
    async put(next, previous) {
      unchanged(issues.get(next.theme), previous);
      issues.set(next.theme, structuredClone(next));
    },
    async linked(repositoryId, issueId) {
      return [...issues.values()].flatMap(({ theme, link }) =>
        link?.repositoryId === repositoryId && (issueId === undefined || link.issueId === issueId)
          ? [{ theme, issueId: link.issueId, number: link.number }]
          : [],
      );
    },
  };
}
