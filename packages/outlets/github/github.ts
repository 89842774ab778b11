import { type Clock, isoTime, minute, second } from "@earshot/core/clock.ts";
import type { IssueRecord, IssueStore, Outcome, ThemeReport } from "@earshot/core/ports.ts";
import type { IssueLink } from "@earshot/core/theme.ts";
import { render } from "./body.ts";
import { connect, octokit, split } from "./client.ts";
import { createIssue } from "./create.ts";
import { refuseToPublish } from "./push.ts";
import { updateIssue } from "./update.ts";

export interface GithubOptions {
  /** A fine-grained or classic token; or the app's id and key. Without either everything is a dry run. */
  token?: string | undefined;
  appId?: string | undefined;
  privateKey?: string | undefined;
  /** `https://api.github.com` by default. */
  apiUrl?: string | undefined;
  /** Our own public address, so that GitHub can tell who is asking. */
  url: string;
  clock: Clock;
  fetch?: typeof fetch | undefined;
  /** How long a single request may take, in milliseconds; 10 s by default. */
  timeout?: number | undefined;
}

export interface GithubOutlet {
  /**
   * Makes a theme's issue say what the report says: creates it in the repository (`owner/name`), or rewrites our part
   * of the one it has, wherever that has moved to. Repeating it after any failure makes no second issue.
   *
   * The payload is the request that was made, or would be, as `{method, url, body}`; with nothing to write it is the
   * GET that found so.
   *
   * @throws EarshotError `conflict` while somebody else is creating the issue, or may have been until a moment ago;
   * `missing` (final) when repository or issue are gone, and then the record says so; `auth`, `input` (final);
   * `limited`, `upstream` with the seconds to wait.
   */
  push(report: ThemeReport, repository: string, issues: IssueStore): Promise<Outcome & { link?: IssueLink }>;
}

/**
 * The GitHub outlet: one theme, one living issue.
 *
 * @example
 * const outlet = github({ token, url: "https://ideas.example", clock: Date.now });
 * const { link } = await outlet.push(report, "acme/app", issues);
 */
export function github(options: GithubOptions): GithubOutlet {
  const given = { ...options, timeout: options.timeout ?? 10 * second };
  const connection = connect(given);
  return {
    async push(report, repository, issues) {
      const record = await issues.get(report.theme.id);
      if (!connection) return rehearse(report, record, repository);
      const push = { connection, clock: options.clock, deadline: options.clock() + 2 * minute, report, issues };
      const linked =
        record?.link || !report.theme.issue ? record : await adopt(report, report.theme.issue, issues, record);
      if (linked?.link) return updateIssue(push, linked, linked.link);
      return createIssue(push, repository, linked);
    },
  };

  /** What would be sent. The repository may be public for all we know, and of an issue that exists we know our part only. */
  function rehearse(report: ThemeReport, record: IssueRecord | undefined, repository: string): Outcome {
    const link = record?.link ?? report.theme.issue;
    const now = options.clock();
    const { title, section } = render(report, record?.intendedAt ?? isoTime(now), true, now);
    const { issues } = octokit(given).rest;
    if (!link) refuseToPublish(report, repository);
    const { method, url, body } = link
      ? issues.update.endpoint({ ...split(link.repository), issue_number: link.number, title, body: section })
      : issues.create.endpoint({ ...split(repository), title, body: section });
    return { state: "dry_run", payload: { method, url, body } };
  }

  /** An issue that a person attached to the theme: ours to write a section into, its title theirs. */
  async function adopt(report: ThemeReport, link: IssueLink, issues: IssueStore, previous: IssueRecord | undefined) {
    const record: IssueRecord = {
      theme: report.theme.id,
      repository: link.repository,
      state: "linked",
      intendedAt: previous?.intendedAt ?? isoTime(options.clock()),
      link,
      revision: (previous?.revision ?? 0) + 1,
    };
    await issues.put(record, previous);
    return record;
  }
}
