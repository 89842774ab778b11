import type { Team } from "./board.ts";
import { day, isoTime, minute, week, weekOf } from "./clock.ts";
import type { News } from "./news.ts";
import { type Delivery, newsDelivery } from "./outbox.ts";
import { weeksUntil } from "./tally.ts";
import { isSnoozed, type Status, type Theme } from "./theme.ts";
import { usualWhereUnusual, worthAnAlert } from "./unusual.ts";

/** A theme that was said to rise is not said to rise again for so long. */
const quietPeriod = 14 * day;
/** News waits a little: of what is just being imported the older half may be on its way, and then it is no news. */
const pause = 10 * minute;
/** An issue's followers get a comment a week at most, and none for two more people. */
const commentsApart = week;
const leastGrowth = 5;

const settled: ReadonlySet<Status> = new Set(["shipped", "declined", "merged"]);

/**
 * What follows from a count beyond the figures, to be written with it: the team hears that a theme rises, its issue is
 * asked for where the team's rule says so, and whoever watches the issue gets a comment.
 */
export function noticed(after: Theme, team: Team | undefined, now: number): { theme: Theme; deliveries: Delivery[] } {
  if (after.status === "merged") return { theme: after, deliveries: [] };
  const rising = risingIn(after, weekOf(now));
  const rises =
    rising && (after.roseAt === undefined || Date.parse(after.roseAt) + quietPeriod <= now) ? rising : undefined;
  let theme = rises ? { ...after, roseAt: isoTime(now) } : after;
  const deliveries: Delivery[] = [];
  if (rises && team?.channel !== undefined && !isSnoozed(theme, now))
    deliveries.push(newsDelivery("alert", theme, rises, { now, wait: pause }));
  if (isDue(theme, team, rising !== undefined)) theme = { ...theme, issueWanted: true };
  const news = worthAComment(theme, rises, now);
  if (news) {
    deliveries.push(newsDelivery("comment", theme, news, { now, wait: pause }));
    theme = { ...theme, issueTold: { people: theme.supporters, at: isoTime(now) } };
  }
  return { theme, deliveries };
}

/**
 * Whether more people came to a theme in a week, so far, than its own history lets one expect; a week that is not over
 * only has to show more in less time. A theme of that very week has no history to rise beyond.
 */
export function risingIn(theme: Theme, number: number): (News & { about: "rising" }) | undefined {
  if (theme.firstAt === undefined || weekOf(Date.parse(theme.firstAt)) >= number) return undefined;
  const [joined = 0] = weeksUntil(theme.weeks, number, 1);
  const usual = usualWhereUnusual(theme, joined, number, worthAnAlert);
  return usual === undefined ? undefined : { about: "rising", joined, usual };
}

/** News as it is when its time has come; none where it is none any more. */
export function stillNews(news: News, theme: Theme, noticedAt: string): News | undefined {
  if (news.about === "rising") return risingIn(theme, weekOf(Date.parse(noticedAt)));
  if (news.about === "doubled")
    return theme.supporters < 2 * news.before ? undefined : { ...news, people: theme.supporters };
  return news;
}

/** Whether the team's rule asks for an issue. What was wanted once, or is settled, needs no rule. */
function isDue(theme: Theme, team: Team | undefined, rising: boolean): boolean {
  if (theme.issueWanted !== undefined || theme.issueGone || settled.has(theme.status)) return false;
  if (team?.issueRule === undefined || team.repository === undefined) return false;
  const { supporters = Number.POSITIVE_INFINITY, rising: whenRising = false } = team.issueRule;
  return theme.supporters >= supporters || (whenRising && rising);
}

function worthAComment(theme: Theme, rises: News | undefined, now: number): News | undefined {
  const { issue, issueWanted, issueTold: told, tracked, supporters } = theme;
  if (!issue || !issueWanted || !told || tracked?.open === false) return undefined;
  if (Date.parse(told.at) + commentsApart > now) return undefined;
  if (rises) return rises;
  const doubled = supporters >= 2 * told.people && supporters >= told.people + leastGrowth;
  return doubled ? { about: "doubled", people: supporters, before: told.people, since: told.at } : undefined;
}
