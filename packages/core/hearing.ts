import type { IssueEvent, Standing } from "./issue-event.ts";
import { newsDelivery } from "./outbox.ts";
import type { IssueRecord, IssueStore } from "./ports/outlets.ts";
import type { Settings } from "./ports.ts";
import { type RewritingDeps, rewriteTheme } from "./rewriting.ts";
import type { IssueLink, Theme } from "./theme.ts";
import { follow, linked, lost, released } from "./tracked.ts";

export interface HearingDeps extends RewritingDeps {
  issues: IssueStore;
  settings: Pick<Settings, "teams">;
}

/**
 * Takes in what a tracker tells of issues: the themes that one of them belongs to follow it. Hearing the same again
 * changes nothing, so that a crash anywhere is mended by the repetition.
 *
 * Our own part in what is told needs no looking for: all we ever write is titles, bodies and comments, and of those no
 * event tells. So whoever lent Earshot a key can still close an issue by hand.
 */
export async function hear(deps: HearingDeps, event: IssueEvent): Promise<void> {
  if (event.what === "released") return hearRelease(deps, event);
  for (const { theme } of await deps.issues.linked(event.issue.repositoryId, event.issue.issueId)) {
    if (event.what === "stands")
      await rewriteTheme(deps, theme, (head, now) => (head.issueGone ? head : follow(head, event.standing, now)));
    else if (event.what === "moved") await move(deps, theme, event.to);
    else await lose(deps, theme, "Its issue was deleted on GitHub.", true);
  }
}

async function hearRelease(
  deps: HearingDeps,
  { repositoryId, numbers, release }: IssueEvent & { what: "released" },
): Promise<void> {
  if (numbers.length === 0) return;
  const named = new Set(numbers);
  for (const { theme, number } of await deps.issues.linked(repositoryId))
    if (named.has(number)) await rewriteTheme(deps, theme, (head) => released(head, release));
}

/** The head first: as long as the record names the old issue, the event finds the theme again. */
async function move(deps: HearingDeps, theme: string, to: IssueLink): Promise<void> {
  await rewriteTheme(deps, theme, (head) => linked(head, to, head.issueToAttach));
  await rerecord(deps, theme, (record) => ({ ...record, repository: to.repository, link: to }));
}

/**
 * Gives an issue up that was deleted or is out of reach: said to the team once, and wanted no longer until a person
 * asks again.
 */
async function lose(deps: HearingDeps, theme: string, reason: string, deleted: boolean): Promise<void> {
  const teams = await deps.settings.teams();
  await rewriteTheme(
    deps,
    theme,
    (head, now) => lost(head, reason, now),
    (_, head, now) => {
      const channel = teams.find(({ id }) => id === head.team)?.channel;
      return channel === undefined ? [] : [newsDelivery("alert", head, { about: "issue_gone", reason }, { now })];
    },
  );
  if (deleted) await rerecord(deps, theme, (record) => ({ ...record, state: "gone" }));
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
  return lose(deps, theme, reason, false);
}
