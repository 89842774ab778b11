import type { Clock } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Standing } from "@earshot/core/issue-event.ts";
import type { IssueRecord, IssueStore, Outcome, ThemeReport } from "@earshot/core/ports/outlets.ts";
import type { IssueLink } from "@earshot/core/theme.ts";
import type { Connection, Repository } from "./client.ts";

/** One push on its way. */
export interface Push {
  connection: Connection;
  clock: Clock;
  report: ThemeReport;
  issues: IssueStore;
  /** When to give up, so that the claim on the delivery outlives the push. */
  deadline: number;
}

/** What became of a push, with what it found of the issue. */
export type Pushed = Outcome & { link?: IssueLink | undefined; standing?: Standing | undefined };

/** What we read of an issue that GitHub shows. */
export interface Found {
  id: number;
  number: number;
  title: string;
  body?: string | null | undefined;
  html_url: string;
}

export function linkTo(repository: Repository, { id, number, html_url: url }: Found): IssueLink {
  return {
    repository: `${repository.owner}/${repository.repo}`,
    repositoryId: repository.id,
    issueId: id,
    number,
    url,
  };
}

/** @throws EarshotError `upstream` when a push has taken too long; what it did so far stands. */
export function keepTime({ clock, deadline }: Pick<Push, "clock" | "deadline">): void {
  if (clock() > deadline)
    throw new EarshotError(
      "upstream",
      "GitHub is too slow to finish in two minutes. Nothing is lost: it goes on later.",
      {
        retryAfter: 60,
      },
    );
}

/** What may not be shown to anybody is no issue in a repository that everybody may read. */
export function refuseToPublish({ theme }: ThemeReport, repository: string): void {
  if (theme.visibility === "private")
    throw new EarshotError(
      "input",
      `Everything behind this theme was said in private, and ${repository} is public (or may be). Nothing was sent. Publish the theme, or give its team a private repository, then try again.`,
    );
}

/** Remembers that an issue, or the repository it was to stand in, is out of reach, and passes the reason on. */
export async function gone(push: Push, record: IssueRecord, reason: unknown): Promise<never> {
  if (record.state !== "gone")
    await push.issues.put({ ...record, state: "gone", claimedAt: undefined, revision: record.revision + 1 }, record);
  throw reason;
}
