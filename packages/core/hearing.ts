import type { IssueEvent, Standing } from "./issue-event.ts";
import { closingsDelivery, newsDelivery } from "./outbox.ts";
import type { IssueRecord, IssueStore, LinkedTheme } from "./ports/outlets.ts";
import type { Outbox, Settings } from "./ports.ts";
import { type RewritingDeps, rewriteTheme } from "./rewriting.ts";
import type { IssueLink, Theme } from "./theme.ts";
import { follow, linked, lost, released } from "./tracked.ts";

export interface HearingDeps extends RewritingDeps {
  issues: IssueStore;
  settings: Pick<Settings, "teams">;
  outbox: Pick<Outbox, "add">;
}

/**
 * Takes in what a tracker tells of issues: the themes that one of them belongs to follow it. Hearing the same again
 * changes nothing, so that a crash anywhere is mended by the repetition.
 *
 * Our own part in what is told needs no looking for. Of titles, bodies and comments no event tells; that we closed the
 * issue of a merged theme as a duplicate, and opened it again, changes nothing about it, since a merged theme follows no
 * issue (tracked.ts). So whoever lent Earshot a key can still close an issue by hand.
 */
export async function hear(deps: HearingDeps, event: IssueEvent): Promise<void> {
  if (event.what === "released") return hearRelease(deps, event);
  const { repositoryId, issueId } = event.issue;
  for (const { theme } of await deps.issues.linked(repositoryId, issueId)) {
    if (event.what === "stands")
      await rewriteTheme(deps, theme, (head, now) =>
        head.issueGone || !isOf(head, issueId) ? head : follow(head, event.standing, now),
      );
    else if (event.what === "moved") await move(deps, theme, issueId, event.to);
    else await lose(deps, theme, "Its issue was deleted on GitHub.", issueId);
  }
}

/** Whether an issue is a theme's still: one that it took over from a merged theme it may have given back. */
const isOf = ({ issue, issueWanted = false }: Theme, issueId: number): boolean =>
  issue === undefined ? issueWanted : issue.issueId === issueId;

/** So many of a release's pull requests are asked about, in one call: more than most releases have. */
const mostPulls = 100;

/** Notes name issues, or the pull requests that close them: which those are the tracker is asked, through the outbox. */
async function hearRelease(deps: HearingDeps, event: IssueEvent & { what: "released" }): Promise<void> {
  if (event.numbers.length === 0) return;
  const ours = new Set((await noteRelease(deps, event)).map(({ number }) => number));
  const { repository, repositoryId, numbers, release } = event;
  const others = numbers.filter((number) => !ours.has(number)).slice(0, mostPulls);
  if (ours.size === 0 || others.length === 0) return;
  await deps.outbox.add(closingsDelivery({ repository, repositoryId, numbers: others, release }, deps.clock()));
}

/** Notes for each theme of a repository whose issue a release names, or brings by a pull request, that it is in there. */
export async function noteRelease(
  deps: HearingDeps,
  { repositoryId, numbers, release }: Pick<IssueEvent & { what: "released" }, "repositoryId" | "numbers" | "release">,
): Promise<LinkedTheme[]> {
  const named = new Set(numbers);
  const all = await deps.issues.linked(repositoryId);
  for (const { theme, number, issueId } of all)
    if (named.has(number))
      await rewriteTheme(deps, theme, (head) => (isOf(head, issueId) ? released(head, release) : head));
  return all;
}

/** The head first: as long as the record names the old issue, the event finds the theme again. */
async function move(deps: HearingDeps, theme: string, from: number, to: IssueLink): Promise<void> {
  await rewriteTheme(deps, theme, (head) => (isOf(head, from) ? linked(head, to, head.issueToAttach) : head));
  await rerecord(deps, theme, (record) => ({ ...record, repository: to.repository, link: to }));
}

/**
 * Gives an issue up that was deleted or is out of reach: said to the team once, and wanted no longer until a person
 * asks again.
 */
async function lose(deps: HearingDeps, theme: string, reason: string, deleted: number | undefined): Promise<void> {
  const teams = await deps.settings.teams();
  await rewriteTheme(
    deps,
    theme,
    (head, now) => (deleted === undefined || isOf(head, deleted) ? lost(head, reason, now) : head),
    (_, head, now) => {
      const channel = teams.find(({ id }) => id === head.team)?.channel;
      return channel === undefined ? [] : [newsDelivery("alert", head, { about: "issue_gone", reason }, { now })];
    },
  );
  if (deleted !== undefined) await rerecord(deps, theme, (record) => ({ ...record, state: "gone" }));
}

async function rerecord(
  { issues }: HearingDeps,
  theme: string,
  change: (record: IssueRecord) => IssueRecord,
): Promise<void> {
  const record = await issues.get(theme);
  if (record) await issues.put({ ...change(record), revision: record.revision + 1 }, record);
}

/** What a push found: the theme's issue, how it stands, and which wish to attach one that fulfilled. */
export interface Found {
  link?: IssueLink | undefined;
  standing?: Standing | undefined;
}

/** Notes what a push found, with what follows from it: an issue that was closed without our hearing of it is followed now. */
export async function notePush(
  deps: RewritingDeps,
  theme: string,
  { link, standing }: Found,
  attached: Theme["issueToAttach"],
): Promise<void> {
  await rewriteTheme(deps, theme, (head, now) => {
    const at = link ? linked(head, link, attached) : head;
    return standing ? follow(at, standing, now) : at;
  });
}

/** Notes that a push found no issue there any more. */
export function noteLost(deps: HearingDeps, theme: string, reason: string): Promise<void> {
  return lose(deps, theme, reason, undefined);
}
