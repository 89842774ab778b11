import type { IssueLink, Release, Tracked } from "./theme.ts";

/** An issue by the ids that survive renames: its number and its repository's name do not. */
export type IssueName = Pick<IssueLink, "repositoryId" | "issueId">;

/** How an issue stands: open, or closed and why. */
export interface Standing extends Pick<Tracked, "open" | "reason" | "version"> {
  /** When it came to stand so. */
  at: string;
}

/**
 * What a tracker tells about an issue that may be a theme's. These are states and not steps: each may come twice, late
 * or after its successor, and the theme ends as if all had come in order (tracked.ts).
 */
export type IssueEvent =
  | { what: "stands"; issue: IssueName; standing: Standing }
  | { what: "moved"; issue: IssueName; to: IssueLink }
  | { what: "deleted"; issue: IssueName; at: string }
  /** `numbers` are those of the repository's issues and pull requests that the release's notes name. */
  | { what: "released"; repository: string; repositoryId: number; numbers: readonly number[]; release: Release };

/** How an issue stands as a webhook told it, which knows the second and no more: of two in one, opening holds. */
export function toldStanding(standing: Omit<Standing, "version">): Standing {
  return { ...standing, version: `${standing.at}#${standing.open ? 1 : 0}` };
}

/** How an issue stood when we asked, which holds against whatever was told of the same second. */
export function seenStanding(
  standing: Omit<Standing, "version">,
  { updatedAt, askedAt }: { updatedAt: string; askedAt: string },
): Standing {
  return { ...standing, version: `${updatedAt}#2#${askedAt}` };
}
