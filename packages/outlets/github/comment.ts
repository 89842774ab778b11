import { hour, isoTime } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Outcome, ThemeReport } from "@earshot/core/ports/outlets.ts";
import type { IssueLink } from "@earshot/core/theme.ts";
import { split } from "./client.ts";
import { githubError } from "./failure.ts";
import { keepTime, linkTo, type Push } from "./push.ts";
import { nameIn, readIssue } from "./read.ts";

/** What is to be said below an issue. */
export interface Remark {
  /** The delivery that asks for it, and when that was written: nothing was said before. */
  delivery: string;
  askedAt: string;
  /** How often it was attempted before. */
  attempts: number;
  /** Our own words; nothing that members wrote. */
  sentences: readonly string[];
}

const mark = (delivery: string) => `<!-- earshot:comment ${delivery} -->`;

export function commentBody({ url }: ThemeReport, { sentences, delivery }: Remark): string {
  return `${sentences.join(" ")} [The theme](<${url}>)\n${mark(delivery)}`;
}

/** How far GitHub's clock and ours may be apart. */
const skew = hour;
const perPage = 100;
const mostPages = 10;

/**
 * Comments once. Creating a comment is no more idempotent than creating an issue: after an attempt of which nobody
 * knows what became, the comments since are looked through for our mark before anything is said again.
 *
 * Below an issue that was closed meanwhile, or that everybody may read while its theme was hidden, nothing is said.
 */
export async function comment(
  push: Pick<Push, "connection" | "clock" | "deadline" | "report">,
  link: IssueLink,
  remark: Remark,
): Promise<Outcome | { state: "superseded" }> {
  const { connection, clock, report } = push;
  const doing = `comment on issue #${link.number}`;
  try {
    const { found } = await readIssue(push, link);
    const repository = await connection.repository(nameIn(found.repository_url));
    if (found.state === "closed" || (repository.open && report.theme.visibility === "private"))
      return { state: "superseded" };
    const at = linkTo(repository, found);
    const client = await connection.clientFor(at.repository);
    const request = { ...split(at.repository), issue_number: at.number, body: commentBody(report, remark) };
    const { method, url, body } = client.rest.issues.createComment.endpoint(request);
    const said = remark.attempts > 0 ? await saidAlready() : undefined;
    if (said !== undefined) return { state: "sent", payload: { method, url, body }, result: { url: said } };
    keepTime(push);
    const { status, data } = await client.rest.issues.createComment(request);
    if (status !== 201) throw unclear(at.repository);
    return { state: "sent", payload: { method, url, body }, result: { url: data.html_url } };

    async function saidAlready(): Promise<string | undefined> {
      const since = isoTime(Date.parse(remark.askedAt) - skew);
      for (let page = 1; page <= mostPages; page++) {
        keepTime(push);
        const { data: comments } = await client.rest.issues.listComments({
          ...split(at.repository),
          issue_number: at.number,
          since,
          per_page: perPage,
          page,
        });
        if (!Array.isArray(comments)) throw unclear(at.repository);
        const found = comments.find((one) => one.body?.includes(mark(remark.delivery)));
        if (found) return found.html_url;
        if (comments.length < perPage) return undefined;
      }
      throw new EarshotError(
        "upstream",
        `Too much was said below ${at.url} to find out whether our comment is there. Nothing was said again.`,
        { final: true },
      );
    }
  } catch (error) {
    throw githubError(error, doing, link.repository, clock);
  }
}

function unclear(name: string): EarshotError {
  const message = `GitHub gave an answer for ${name} that makes no sense. It is looked at again.`;
  return new EarshotError("upstream", message, { retryAfter: 60 });
}
