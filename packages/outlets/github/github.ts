import { type Clock, isoTime, minute, second } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { IssueRecord, IssueStore, Outcome, ThemeReport } from "@earshot/core/ports/outlets.ts";
import type { IssueLink, Theme } from "@earshot/core/theme.ts";
import { render } from "./body.ts";
import { connect, octokit, split } from "./client.ts";
import { closedBy, closingQuestion } from "./closing.ts";
import { comment, commentBody, type Remark } from "./comment.ts";
import { createIssue, leaveAlone } from "./create.ts";
import { type Redelivered, redeliver } from "./missed.ts";
import { type Push, type Pushed, refuseToPublish } from "./push.ts";
import { findIssue } from "./read.ts";
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
  push(report: ThemeReport, repository: string, issues: IssueStore): Promise<Pushed>;
  /**
   * Says something below a theme's issue, once per delivery however often it is attempted.
   * @throws EarshotError as `push` does.
   */
  comment(report: ThemeReport, link: IssueLink, remark: Remark): Promise<Outcome | { state: "superseded" }>;
  /**
   * Asks which issues some pull requests close; no numbers without credentials.
   * @throws EarshotError as `push` does.
   */
  closings(asked: NonNullable<Delivery["closings"]>): Promise<Outcome & { numbers: number[] }>;
  /**
   * Has GitHub deliver again what it could not deliver; none without credentials.
   * @param repositories whose hooks are looked at, where it is no app with a hook of its own
   */
  redeliver(repositories: readonly string[], since: string | undefined): Promise<Redelivered>;
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
      const { issue, issueWanted, issueToAttach } = report.theme;
      const link = issueToAttach ? await attached(push, issueToAttach) : (record?.link ?? issue);
      const linked = link && record?.link?.issueId !== link.issueId ? await adopt(push, link, record) : record;
      // Known to be gone, and asked for again since: a new one. Where it is only tried again it may be back.
      const anew = linked?.state === "gone" && issue === undefined && issueWanted === true;
      return linked?.link && !anew ? updateIssue(push, linked, linked.link) : createIssue(push, repository, linked);
    },

    comment(report, link, remark) {
      const deadline = options.clock() + 2 * minute;
      if (connection) return comment({ connection, clock: options.clock, deadline, report }, link, remark);
      const { issues } = octokit(given).rest;
      const body = commentBody(report, remark);
      const request = issues.createComment.endpoint({ ...split(link.repository), issue_number: link.number, body });
      const { method, url } = request;
      return Promise.resolve({ state: "dry_run", payload: { method, url, body: request.body } });
    },

    async closings(asked) {
      const body = closingQuestion(asked.repository, asked.numbers);
      const { method, url } = octokit(given).request.endpoint("POST /graphql");
      const payload = { method, url, body };
      if (!connection) return { state: "dry_run", payload, numbers: [] };
      return { state: "sent", payload, numbers: await closedBy({ connection, clock: options.clock }, asked) };
    },

    redeliver: (repositories, since) =>
      connection
        ? redeliver(connection, { repositories, since, url: options.url, clock: options.clock })
        : Promise.resolve({ redelivered: 0, since }),
  };

  /** What would be sent. The repository may be public for all we know, and of an issue that exists we know our part only. */
  function rehearse(report: ThemeReport, record: IssueRecord | undefined, repository: string): Outcome {
    const wish = report.theme.issueToAttach;
    const link = wish ?? record?.link ?? report.theme.issue;
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
  async function adopt({ report, issues, clock }: Push, link: IssueLink, previous: IssueRecord | undefined) {
    leaveAlone(previous, clock);
    const record: IssueRecord = {
      theme: report.theme.id,
      repository: link.repository,
      state: "linked",
      intendedAt: previous?.intendedAt ?? isoTime(clock()),
      link,
      revision: (previous?.revision ?? 0) + 1,
    };
    await issues.put(record, previous);
    return record;
  }
}

async function attached(push: Push, { repository, number }: NonNullable<Theme["issueToAttach"]>): Promise<IssueLink> {
  const found = await findIssue(push, repository, number);
  if (found) return found;
  throw new EarshotError(
    "missing",
    `GitHub shows this key no issue ${repository}#${number} (pull requests are none). Nothing is lost: the theme waits with all that was said. Check the address and that the key may see it, then attach it again.`,
  );
}
