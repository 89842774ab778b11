import { isoTime } from "@earshot/core/clock.ts";
import { EarshotError, isError } from "@earshot/core/error.ts";
import type { IssueRecord } from "@earshot/core/ports/outlets.ts";
import type { IssueLink } from "@earshot/core/theme.ts";
import { hashOf, type Rendered, render, sectionIn, withSection } from "./body.ts";
import { type Repository, split } from "./client.ts";
import { originalOf } from "./duplicate.ts";
import { githubError } from "./failure.ts";
import { type Found, gone, linkTo, type Push, type Pushed } from "./push.ts";
import { findIssue, nameIn, readIssue, type Seen, standingOf } from "./read.ts";

/** A duplicate of a duplicate of a duplicate is followed; a circle of them is not, for ever. */
const mostHops = 3;

/**
 * Rewrites our section of a theme's issue, wherever the issue has moved to, and its title as long as that is ours.
 * Nothing is sent where the issue says it all already. Where it was closed as a duplicate, the theme's issue is from
 * now on the other one, which gets a section as if a person had attached it.
 *
 * Where people took our markers out, the text is theirs: the issue stays linked and is left alone. Putting the section
 * back each day would be a quarrel that nobody wins; who wants it back writes the two marks anywhere, and the next
 * push fills them.
 *
 * GitHub has no conditional writes for issues: an edit by people in the blink between our GET and our PATCH is lost.
 */
export async function updateIssue(push: Push, record: IssueRecord, link: IssueLink, hops = 0): Promise<Pushed> {
  const { connection, clock, report, issues } = push;
  const { found, repository, asked } = await reach(push, record, link);
  const ours = report.duplicateOf !== undefined || record.closed === true;
  const followed = hops < mostHops && !ours ? await original(push, { found, repository }) : undefined;
  if (followed) {
    const { written: _, ...rest } = record;
    const next: IssueRecord = {
      ...rest,
      repository: followed.repository,
      link: followed,
      revision: record.revision + 1,
    };
    await issues.put(next, record);
    return updateIssue(push, next, followed, hops + 1);
  }
  const at = linkTo(repository, found);
  const rendered = render(report, record.intendedAt, repository.open, clock());
  const hidden = repository.open && report.theme.visibility === "private";
  const lent = report.theme.issueFrom === undefined ? undefined : await issues.get(report.theme.issueFrom);
  const { fields, written, left } = changeOf(found, rendered, record, { hidden, lent });
  const { standing: moves, closed } = standingFor(report, record, found);

  const request = { ...split(at.repository), issue_number: at.number, ...fields, ...moves };
  const writes = Object.keys({ ...fields, ...moves }).length > 0;
  const client = await connection.clientFor(at.repository);
  if (writes) {
    let status: number;
    try {
      ({ status } = await client.rest.issues.update(request));
    } catch (error) {
      throw githubError(error, `rewrite issue #${at.number}`, at.repository, clock);
    }
    if (status >= 300)
      throw new EarshotError("upstream", `Issue ${at.url} moved while it was written. It is found again.`, {
        retryAfter: 5,
      });
  }

  const next: IssueRecord = {
    theme: record.theme,
    repository: at.repository,
    state: "linked",
    intendedAt: record.intendedAt,
    link: at,
    written,
    writtenAt: writes ? isoTime(clock()) : record.writtenAt,
    ...(closed && { closed }),
    revision: record.revision + 1,
  };
  if (writes || record.state !== "linked" || record.written !== written || record.link?.url !== at.url)
    await issues.put(next, record);
  const { method, url, body } = client.rest.issues.update.endpoint(request);
  return {
    state: "sent",
    payload: writes ? { method, url, body } : { method: "GET", url: asked },
    result: {
      url: at.url,
      number: at.number,
      ...(left && { left: "People took our section out of this issue, so it is left as they wrote it." }),
    },
    link: at,
    // How it stood before is no news where we have just changed that.
    standing: moves ? undefined : standingOf(found, isoTime(clock())),
  };
}

/**
 * Finds the linked issue, along renames and transfers. An issue by the same number that is another is not it, unless
 * GitHub led there from where it was: what is transferred gets a new id.
 */
async function reach(
  push: Push,
  record: IssueRecord,
  link: IssueLink,
): Promise<{ found: Seen; repository: Repository; asked: string }> {
  const { connection, clock } = push;
  try {
    const { found, moved, asked } = await readIssue(push, link);
    const repository = await connection.repository(nameIn(found.repository_url));
    if (found.id === link.issueId || (moved && repository.id !== link.repositoryId))
      return { found, repository, asked };
    throw new EarshotError(
      "missing",
      `${link.repository}#${link.number} is another issue than the one of this theme: its repository was made anew. Nothing is lost. Ask for a new issue, or attach one by its address.`,
    );
  } catch (error) {
    const failure = githubError(error, `read issue #${link.number}`, link.repository, clock);
    if (isError(failure, "missing")) return gone(push, record, failure);
    throw failure;
  }
}

/** The issue in favour of which this one was closed, where it can be seen; never itself. */
async function original(push: Push, { found, repository }: { found: Seen; repository: Repository }) {
  if (found.state !== "closed" || found.state_reason !== "duplicate" || found.node_id === undefined) return undefined;
  const named = await originalOf(push, `${repository.owner}/${repository.repo}`, found.node_id);
  const link = named && (await findIssue(push, `${named.owner}/${named.repo}`, named.number));
  return link?.issueId === found.id ? undefined : link;
}

interface Change {
  fields: { title?: string; body?: string };
  /** What the record is to remember of our title. */
  written: string | undefined;
  left: boolean;
}

/** Whether an issue is to be closed in favour of another, or opened again because it no longer is. */
function standingFor({ duplicateOf }: Push["report"], { closed = false }: IssueRecord, { state }: Seen) {
  if (duplicateOf && state === "open")
    return {
      standing: { state: "closed", state_reason: "duplicate", duplicate_issue_id: duplicateOf.issueId } as const,
      closed: true,
    };
  if (!duplicateOf && closed && state === "closed")
    return { standing: { state: "open", state_reason: "reopened" } as const, closed: false };
  return { standing: undefined, closed: closed && duplicateOf !== undefined };
}

interface About {
  hidden: boolean;
  /** What is known of the issue for the theme that it was taken over from, or lent to: that one's section is replaced. */
  lent: IssueRecord | undefined;
}

function changeOf(
  found: Found,
  { title, section }: Rendered,
  { theme, written }: IssueRecord,
  { hidden, lent }: About,
): Change {
  const body = found.body ?? "";
  const current = sectionIn(body, theme) ?? (lent && sectionIn(body, lent.theme));
  if (current === undefined && written !== undefined) return { fields: {}, written, left: true };
  const next =
    current === undefined ? `${body.trimEnd()}\n\n${section}`.trimStart() : withSection(body, current, section);
  // What a hidden theme is called by now was said in private.
  const ours = [written, lent?.written].includes(hashOf(found.title)) && !hidden;
  return {
    fields: { ...(ours && title !== found.title && { title }), ...(next !== body && { body: next }) },
    written: ours ? hashOf(title) : (written ?? ""),
    left: false,
  };
}
