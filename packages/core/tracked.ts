import { isDeepStrictEqual } from "node:util";
import { isoTime } from "./clock.ts";
import type { Standing } from "./issue-event.ts";
import type { IssueLink, Release, Status, Theme, Tracked } from "./theme.ts";

/** What closing an issue says of its theme. A duplicate says nothing by itself: the theme follows the other issue. */
const meaning: Record<NonNullable<Tracked["reason"]>, Status | undefined> = {
  completed: "shipped",
  not_planned: "declined",
  duplicate: undefined,
};

/**
 * A theme once its issue stands as told; the same object where that was known or is older. Whatever the order in which
 * standings arrive, the one with the greatest version is followed last.
 *
 * A status that people set since is theirs: reopening an issue takes back only what closing it did.
 */
export function follow(theme: Theme, standing: Standing, now: number): Theme {
  const { open, reason, version } = standing;
  const known = theme.tracked;
  if (known && version <= known.version) return theme;
  const at = isoTime(Math.min(Date.parse(standing.at), now));
  const { reason: _, ...rest } = known ?? {};
  const tracked: Tracked = { ...rest, open, ...(!open && { reason: reason ?? "completed" }), version };
  if (theme.status === "merged") return { ...theme, tracked };
  return open ? reopened(theme, tracked, at) : closed(theme, tracked, at);
}

function closed(theme: Theme, tracked: Tracked, at: string): Theme {
  const { reason = "completed" } = tracked;
  const status = meaning[reason];
  if (status === undefined) {
    const known = theme.tracked?.open === false && theme.tracked.reason === reason;
    // As if none had been asked for, the next push is at once: it finds out which issue is meant.
    return known ? { ...theme, tracked } : withoutPush({ ...theme, tracked });
  }
  if (theme.status === status) return { ...theme, tracked };
  const before = tracked.set === theme.status ? (tracked.before ?? theme.status) : theme.status;
  const note = status === "shipped" ? "Its issue was closed as completed." : "Its issue was closed as not planned.";
  const { answerOwed: _, ...rest } = theme;
  return {
    ...rest,
    status,
    history: [...theme.history, { status, at, note }],
    tracked: { ...tracked, set: status, before },
    ...(status === "declined" && { answerOwed: { since: at } }),
  };
}

function reopened(theme: Theme, tracked: Tracked, at: string): Theme {
  const { set, before, ...rest } = tracked;
  const open = { ...rest, openAt: at };
  if (set === undefined || before === undefined || theme.status !== set) return { ...theme, tracked: open };
  const { answerOwed: _, ...standing } = theme;
  return {
    ...standing,
    status: before,
    history: [...theme.history, { status: before, at, note: "Its issue was reopened." }],
    tracked: open,
  };
}

function withoutPush({ issueAsked: _, issueDueAt: __, ...theme }: Theme): Theme {
  return theme;
}

/**
 * A theme whose issue is this one, found, transferred or attached; the same object where that is known. What was told
 * of another issue orders nothing that is told of this one.
 *
 * @param attached the wish that this fulfils
 */
export function linked(theme: Theme, issue: IssueLink, attached?: Theme["issueToAttach"]): Theme {
  const { issueToAttach: wish, issueGone: _, tracked, ...rest } = theme;
  const open = JSON.stringify(wish) !== JSON.stringify(attached);
  const another = theme.issue !== undefined && theme.issue.issueId !== issue.issueId;
  const next: Theme = {
    ...rest,
    issue,
    issueWanted: true,
    issueTold: theme.issueTold ?? { people: theme.supporters, at: theme.countedAt },
    ...(wish && open && { issueToAttach: wish }),
    ...(tracked && { tracked: another ? { ...tracked, version: "" } : tracked }),
  };
  return isDeepStrictEqual(next, theme) ? theme : next;
}

/** A theme whose issue is out of reach for good: none is wanted until somebody asks again. */
export function lost(theme: Theme, reason: string, now: number): Theme {
  if (theme.issueGone !== undefined && theme.issueWanted !== true) return theme;
  const {
    issue,
    issueToAttach: _,
    issueAsked: __,
    issueDueAt: ___,
    issueDelivery: ____,
    tracked: _____,
    ...rest
  } = theme;
  const url = issue?.url;
  return { ...rest, issueWanted: false, issueGone: { at: isoTime(now), reason, ...(url !== undefined && { url }) } };
}

const mostReleases = 20;

/** A theme whose issue is named by a release's notes. */
export function released(theme: Theme, release: Release): Theme {
  const known = theme.releases ?? [];
  if (known.some(({ url }) => url === release.url)) return theme;
  const all = [...known, release].sort((a, b) => (a.at < b.at ? -1 : 1));
  return { ...theme, releases: all.slice(-mostReleases) };
}

/**
 * The release that a shipped theme came with: the first since its issue was last open whose notes name the issue.
 * What was merely closed before a release went out is not claimed for it: it may be on another branch, or wait.
 */
export function shippedIn({ status, releases, tracked }: Theme): Release | undefined {
  if (status !== "shipped") return undefined;
  return releases?.find(({ at }) => at >= (tracked?.openAt ?? ""));
}
