import type { Team } from "@earshot/core/board.ts";
import { day, isoTime, minute, week, weekOf } from "@earshot/core/clock.ts";
import { newsSaid } from "@earshot/core/news.ts";
import { noticed, risingIn, stillNews } from "@earshot/core/noticing.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { usualWhereUnusual, worthALine, worthAnAlert } from "@earshot/core/unusual.ts";
import { describe, expect, it } from "vitest";
import { themeOf } from "../stand-ins/themes.ts";

// A Wednesday.
const now = Date.parse("2026-03-04T12:00:00Z");
const thisWeek = weekOf(now);
const issue = {
  repository: "acme/app",
  repositoryId: 7,
  issueId: 900,
  number: 12,
  url: "https://github.com/acme/app/issues/12",
};
const team: Team = {
  ...{ id: "courses", name: "Courses", repository: "acme/app", channel: "#courses" },
  digest: { weekday: 1, hour: 8, timeZone: "UTC" },
};

/** A theme of such new people a week, the last this week's. */
function growing(people: readonly number[], some: Partial<Theme> = {}): Theme {
  const all = [...new Array<number>(26 - people.length).fill(0), ...people];
  const supporters = people.reduce((sum, count) => sum + count, 0);
  const firstAt = isoTime(now - (people.length - 1) * week);
  return themeOf({ supporters, weeks: { last: thisWeek, people: all }, firstAt, ...some });
}
const kinds = (theme: Theme) => noticed(theme, team, now).deliveries.map(({ kind }) => kind);

describe("a week that is unusual", () => {
  it.each([
    [[1, 1, 1, 1, 1, 1, 1, 1], 7, true],
    [[1, 1, 1, 1, 1, 1, 1, 1], 4, false],
    [[20, 22, 19, 21, 20, 18, 23, 20], 30, false],
    [[20, 22, 19, 21, 20, 18, 23, 20], 42, true],
    [[0, 0, 0, 0, 0, 0, 0, 1], 5, true],
    [[0, 0, 0, 0, 0, 0, 0, 1], 4, false],
    [[5], 6, false],
  ])("after %j, %i people: %s", (before, joined, unusual) => {
    expect(risingIn(growing([...before, joined]), thisWeek) !== undefined).toBe(unusual);
  });

  it("has no history to go beyond in a theme's first", () => {
    expect(risingIn(growing([500]), thisWeek)).toBeUndefined();
  });

  it("is called so by a digest sooner than by an alert", () => {
    const theme = growing([1, 1, 1, 1, 1, 1, 1, 1, 5]);
    expect(usualWhereUnusual(theme, 5, thisWeek, worthALine)).toBe(1);
    expect(usualWhereUnusual(theme, 5, thisWeek, worthAnAlert)).toBeUndefined();
  });
});

describe("news of a rise", () => {
  const rising = growing([1, 1, 1, 1, 9]);

  it("is told once in a fortnight, after a pause", () => {
    const first = noticed(rising, team, now);
    expect(first.theme.roseAt).toBe(isoTime(now));
    expect(first.deliveries).toMatchObject([
      {
        outlet: "slack",
        kind: "alert",
        team: "courses",
        dueAt: isoTime(now + 10 * minute),
        news: { joined: 9, usual: 1 },
      },
    ]);
    expect(kinds({ ...rising, roseAt: isoTime(now - 13 * day) })).toEqual([]);
    expect(kinds({ ...rising, roseAt: isoTime(now - 14 * day) })).toEqual(["alert"]);
  });

  it("goes to nobody where there is no channel, and is noted all the same", () => {
    const { channel: _, ...quiet } = team;
    expect(noticed(rising, quiet, now)).toMatchObject({ theme: { roseAt: isoTime(now) }, deliveries: [] });
    expect(noticed(rising, undefined, now).deliveries).toEqual([]);
    expect(kinds({ ...rising, status: "merged" })).toEqual([]);
  });

  it("is told in figures of its week as they are by then, or not at all", () => {
    const news = { about: "rising", joined: 9, usual: 1 } as const;
    expect(stillNews(news, growing([1, 1, 1, 1, 12]), isoTime(now))).toMatchObject({ joined: 12 });
    expect(stillNews(news, growing([9, 8, 9, 9, 9]), isoTime(now))).toBeUndefined();
    expect(newsSaid(news, { ...rising, status: "open" }, now)).toEqual([
      "9 people came this week where 1 is usual.",
      "13 people stand behind it.",
      "Nobody has answered yet.",
    ]);
  });
});

describe("an issue by the team's rule", () => {
  const wants = (theme: Theme, issueRule: Team["issueRule"]) =>
    noticed(theme, { ...team, ...(issueRule && { issueRule }) }, now).theme.issueWanted;
  const twenty = growing([4, 4, 4, 4, 4]);

  it("is wanted from so many people on, or when it rises", () => {
    expect(wants(twenty, undefined)).toBeUndefined();
    expect(wants(twenty, { supporters: 21 })).toBeUndefined();
    expect(wants(twenty, { supporters: 20 })).toBe(true);
    expect(wants(twenty, { rising: true })).toBeUndefined();
    expect(wants(growing([1, 1, 1, 1, 9]), { rising: true })).toBe(true);
  });

  it("is wanted for nothing settled, gone, or without a repository", () => {
    for (const some of [{ status: "shipped" }, { status: "declined" }, { issueGone: { at: "", reason: "" } }] as const)
      expect(wants({ ...twenty, ...some }, { supporters: 1 })).toBeUndefined();
    expect(wants({ ...twenty, issueWanted: false }, { supporters: 1 })).toBe(false);
    const { repository: _, ...homeless } = team;
    expect(noticed(twenty, { ...homeless, issueRule: { supporters: 1 } }, now).theme.issueWanted).toBeUndefined();
  });
});

describe("a comment", () => {
  const told = (people: number, days: number) => ({ people, at: isoTime(now - days * day) });
  const watched = (some: Partial<Theme>) => growing([4, 4, 4, 4, 4], { issue, issueWanted: true, ...some });

  it("says that a theme has doubled since the issue told of it last, and a week after that at the earliest", () => {
    const { theme, deliveries } = noticed(watched({ issueTold: told(10, 7) }), team, now);
    expect(deliveries).toMatchObject([
      { outlet: "github", kind: "comment", news: { about: "doubled", people: 20, before: 10 } },
    ]);
    expect(theme.issueTold).toEqual({ people: 20, at: isoTime(now) });
    for (const some of [
      { issueTold: told(10, 6) },
      { issueTold: told(11, 30) },
      { issueTold: told(10, 7), tracked: { open: false, version: "" } },
      { issueTold: told(10, 7), issueWanted: false },
    ])
      expect(kinds(watched(some))).toEqual([]);
  });

  it("is not for two more people", () => {
    expect(kinds(growing([1, 1, 1, 1], { issue, issueWanted: true, issueTold: told(2, 30) }))).toEqual([]);
  });

  it("is superseded where the people have gone again", () => {
    const news = { about: "doubled", people: 20, before: 10, since: isoTime(now) } as const;
    expect(stillNews(news, growing([19]), isoTime(now))).toBeUndefined();
    expect(stillNews(news, growing([24]), isoTime(now))).toMatchObject({ people: 24 });
  });
});
