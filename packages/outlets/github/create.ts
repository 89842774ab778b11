import { type Clock, hour, isoTime, second } from "@earshot/core/clock.ts";
import { EarshotError, isError } from "@earshot/core/error.ts";
import type { IssueRecord } from "@earshot/core/ports/outlets.ts";
import type { IssueLink } from "@earshot/core/theme.ts";
import { hashOf, isAskedFor, render } from "./body.ts";
import { type Repository, split } from "./client.ts";
import { githubError } from "./failure.ts";
import { type Found, gone, keepTime, linkTo, type Push, type Pushed, refuseToPublish } from "./push.ts";
import { updateIssue } from "./update.ts";

/** For so long whoever set about creating an issue is left alone with it. */
const claimHolds = 60 * second;
/** A create is not begun later than this after its claim: with its time limit it ends well before the claim does. */
const beginWithin = 30 * second;
/** How far GitHub's clock and ours may be apart. */
const skew = hour;
/** So many issues are looked through for one that may have been created. */
const mostPages = 20;
const perPage = 100;

/**
 * Creates a theme's issue exactly once, although creating is not idempotent at GitHub. The record is the lock:
 *
 *   A: put record(creating, claimed 10:00:00)         B: put → conflict (revision)
 *   A: POST ──────► GitHub creates #12
 *   A: … answer lost, or killed here                  B: record is creating, claimed 10:00:00
 *                                                        before 10:01:00 → conflict, try later
 *                                                        from 10:01:00 → put record(creating, claimed 10:01:00)
 *                                                                       list issues → #12 has our mark → link it
 *   A: wakes up after 10:00:30 → does not POST                          none has → POST
 *   A: put record(linked) → conflict, B has it
 *
 * The list is that of the repository, which is current; the search index lags and has made duplicates elsewhere. What
 * remains: a worker frozen between its look at the clock and the first byte of its request, for half a minute, and
 * then alive again. The deliveries' own claim has to have failed too for that to make a second issue.
 */
export async function createIssue(push: Push, name: string, previous: IssueRecord | undefined): Promise<Pushed> {
  // One that there was and that is gone is no attempt to be found again.
  const begun = previous?.link === undefined ? previous : undefined;
  const claimed = await claim(push, name, previous);
  const found = begun && (await releasing(push, claimed, () => look(push, claimed, name)));
  const record = found ? claimed : await movedTo(push, claimed, name);
  const made = found ?? (await releasing(push, record, () => create(push, record)));
  const linked: IssueRecord = {
    theme: record.theme,
    repository: made.link.repository,
    state: "linked",
    intendedAt: record.intendedAt,
    link: made.link,
    written: made.written,
    writtenAt: isoTime(push.clock()),
    revision: record.revision + 1,
  };
  await push.issues.put(linked, record);
  // An issue found is as old as the attempt that made it.
  if (made.payload === undefined) return updateIssue(push, linked, made.link);
  const { link, payload } = made;
  return { state: "sent", payload, result: { url: link.url, number: link.number }, link };
}

/** @throws EarshotError `conflict` while somebody may be creating the issue. */
export function leaveAlone(record: IssueRecord | undefined, clock: Clock): void {
  const now = clock();
  const until = record?.claimedAt === undefined ? 0 : Date.parse(record.claimedAt) + claimHolds;
  if (record?.state === "creating" && until > now)
    throw new EarshotError("conflict", "Somebody else is creating this issue, or was cut off while doing so.", {
      retryAfter: Math.ceil((until - now) / second),
    });
}

async function claim({ clock, report, issues }: Push, name: string, previous: IssueRecord | undefined) {
  leaveAlone(previous, clock);
  const now = clock();
  const begun = previous?.link === undefined ? previous : undefined;
  const claimed: IssueRecord = {
    theme: report.theme.id,
    // Where it was to be created before stays known until it has been looked for there.
    repository: begun?.repository ?? name,
    state: "creating",
    intendedAt: begun?.intendedAt ?? isoTime(now),
    claimedAt: isoTime(now),
    revision: (previous?.revision ?? 0) + 1,
  };
  await issues.put(claimed, previous);
  return claimed;
}

/**
 * Gives the claim back where it is sure that nothing was made, so that the next attempt need not wait for it to run
 * out. After silence or a 5xx it is left to run out: by then a request on its way has arrived or never will.
 */
async function releasing<T>(push: Push, claimed: IssueRecord, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (isError(error, "missing")) return gone(push, claimed, error);
    if (isError(error, "auth") || isError(error, "input") || isError(error, "limited"))
      await push.issues.put({ ...claimed, claimedAt: undefined, revision: claimed.revision + 1 }, claimed);
    throw error;
  }
}

interface Made {
  link: IssueLink;
  written: string;
  /** The request that made it; absent when it was found. */
  payload?: unknown;
}

/** Looks where the issue was to be made before. A repository out of reach that is no longer the team's holds nothing. */
async function look(push: Push, claimed: IssueRecord, name: string): Promise<Made | undefined> {
  try {
    return await find(push, claimed);
  } catch (error) {
    if (claimed.repository !== name && isError(error, "missing")) return undefined;
    throw error;
  }
}

/** The claim, for the repository that the issue is to be made in now. */
async function movedTo({ issues }: Push, claimed: IssueRecord, name: string): Promise<IssueRecord> {
  if (claimed.repository === name) return claimed;
  const record = { ...claimed, repository: name, revision: claimed.revision + 1 };
  await issues.put(record, claimed);
  return record;
}

/** Looks for the issue that an earlier attempt may have made, from the newest back to when it was first intended. */
async function find(push: Push, { repository: name, theme, intendedAt }: IssueRecord): Promise<Made | undefined> {
  const { connection, clock } = push;
  const repository = await connection.repository(name);
  const client = await connection.clientFor(name);
  const oldest = Date.parse(intendedAt) - skew;
  for (let page = 1; page <= mostPages; page++) {
    keepTime(push);
    const issues = await listed(page);
    for (const issue of issues) {
      if (Date.parse(issue.created_at) < oldest) return undefined;
      if (isAskedFor(issue.body ?? "", theme, intendedAt))
        return { link: linkTo(repository, issue), written: hashOf(issue.title) };
    }
    if (issues.length < perPage) return undefined;
  }
  throw new EarshotError(
    "upstream",
    `Since ${intendedAt} more than ${mostPages * perPage} issues were opened in ${name}, too many to look through for the one of this theme. Nothing was sent. Attach it by its address if it is there, or ask for a new one.`,
    { final: true },
  );

  async function listed(page: number): Promise<(Found & { created_at: string })[]> {
    const { owner, repo } = repository;
    try {
      const { data } = await client.rest.issues.listForRepo({
        owner,
        repo,
        state: "all",
        sort: "created",
        direction: "desc",
        per_page: perPage,
        page,
      });
      if (Array.isArray(data)) return data;
    } catch (error) {
      throw githubError(error, "list the issues", name, clock);
    }
    throw unclear(name);
  }
}

async function create(push: Push, record: IssueRecord): Promise<Made> {
  const { connection, clock, report } = push;
  const name = record.repository;
  const repository: Repository = await connection.repository(name);
  if (repository.open) refuseToPublish(report, name);
  const client = await connection.clientFor(name);
  const rendered = render(report, record.intendedAt, repository.open, clock());
  const { owner, repo } = repository;
  const request = { owner, repo, title: rendered.title, body: rendered.section };
  const { method, url, body } = client.rest.issues.create.endpoint(request);
  keepTime(push);
  if (clock() > Date.parse(record.claimedAt ?? "") + beginWithin)
    throw new EarshotError(
      "upstream",
      `GitHub was too slow to create an issue in ${name} in time. It is tried again.`,
      {
        retryAfter: claimHolds / second,
      },
    );
  let answer: { status: number; data: Found };
  try {
    answer = await client.rest.issues.create(request);
  } catch (error) {
    throw githubError(error, "create an issue", name, clock);
  }
  // A redirect that nobody followed, or an answer cut off: what became of it is found by looking.
  if (answer.status !== 201 || typeof answer.data.id !== "number") throw unclear(name);
  return {
    link: linkTo(repository, answer.data),
    written: hashOf(answer.data.title),
    payload: { method, url, body },
  };
}

function unclear(name: string): EarshotError {
  return new EarshotError(
    "upstream",
    `${split(name).owner}'s GitHub gave an answer for ${name} that makes no sense. It is looked at again.`,
    {
      retryAfter: claimHolds / second,
    },
  );
}
