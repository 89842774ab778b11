import { isoTime } from "@earshot/core/clock.ts";
import { isError } from "@earshot/core/error.ts";
import { type Standing, seenStanding } from "@earshot/core/issue-event.ts";
import type { IssueLink } from "@earshot/core/theme.ts";
import { followed, split } from "./client.ts";
import { githubError } from "./failure.ts";
import { type Found, linkTo, type Push } from "./push.ts";

/** An issue as GitHub answers when asked for it. */
export interface Seen extends Found {
  repository_url: string;
  node_id?: string;
  state?: string;
  state_reason?: string | null;
  updated_at?: string;
  closed_at?: string | null;
  pull_request?: unknown;
}

const reasons = ["completed", "not_planned", "duplicate"] as const;

/** How an issue stands, in case that nobody told us: a webhook may be lost, or never have been set up. */
export function standingOf(
  { state, state_reason, updated_at, closed_at }: Seen,
  askedAt: string,
): Standing | undefined {
  const updated = Date.parse(updated_at ?? "");
  if ((state !== "open" && state !== "closed") || Number.isNaN(updated)) return undefined;
  const open = state === "open";
  const at = Date.parse((open ? undefined : closed_at) ?? "") || updated;
  const reason = reasons.find((one) => !open && one === state_reason);
  return seenStanding({ open, reason, at: isoTime(at) }, { updatedAt: isoTime(updated), askedAt });
}

/** Reads an issue, wherever it has moved to; `moved` says that GitHub led there from where it was looked for. */
export async function readIssue(
  { connection }: Pick<Push, "connection">,
  { repository, number }: Pick<IssueLink, "repository" | "number">,
) {
  const client = await connection.clientFor(repository);
  const { url } = client.rest.issues.get.endpoint({ ...split(repository), issue_number: number });
  const { data: found, moved } = await followed<Seen>(client, url);
  return { found, moved, asked: url };
}

/**
 * An issue by its repository and number, as a person or another issue names it; undefined where GitHub shows none to
 * this key.
 * @throws EarshotError as githubError says.
 */
export async function findIssue(push: Push, repository: string, number: number): Promise<IssueLink | undefined> {
  try {
    const { found } = await readIssue(push, { repository, number });
    if (found.pull_request !== undefined) return undefined;
    return linkTo(await push.connection.repository(nameIn(found.repository_url)), found);
  } catch (error) {
    const failure = githubError(error, `read issue #${number}`, repository, push.clock);
    if (isError(failure, "missing") || isError(failure, "auth")) return undefined;
    throw failure;
  }
}

/** owner/name at the end of an API address. */
export function nameIn(url: string): string {
  return url.split("/").slice(-2).join("/");
}
