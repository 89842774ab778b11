import { day, isoTime, week, weekOf, weekStart } from "@earshot/core/clock.ts";
import { noticed } from "@earshot/core/noticing.ts";
import { tally } from "@earshot/core/tally.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { type Bar, usualWhereUnusual, worthALine, worthAnAlert } from "@earshot/core/unusual.ts";
import { describe, expect, it } from "vitest";
import { said, themeOf } from "../stand-ins/themes.ts";

/** Mulberry32: a fixed seed, so that the test is no chance itself. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const monday = weekStart(weekOf(Date.parse("2026-03-04T12:00:00Z")));

/** When people come at a pace a week, from a moment on: the times between them are exponential. */
function arrivals(pace: number, from: number, until: number, next: () => number): number[] {
  const times: number[] = [];
  for (let at = from; at < until; at += (-Math.log(1 - next()) / pace) * week) times.push(at);
  return times;
}

/** The share of weeks that is called unusual, of themes that are steady from their first person on. */
function calledOf(pace: number, age: number, bar: Bar, rounds: number): number {
  const next = random(pace * 1000 + age * 10);
  let called = 0;
  for (let round = 0; round < rounds; round++) {
    // It began at any moment of its first week.
    const begins = monday - age * week + next() * week;
    const times = arrivals(pace, begins, monday + week, next);
    const before = tally(
      times.filter((at) => at < monday).map((at, i) => said(`p${i}`, at)),
      [],
    );
    const joined = times.filter((at) => at >= monday).length;
    if (usualWhereUnusual(before, joined, weekOf(monday), bar) !== undefined) called++;
  }
  return called / rounds;
}

describe("false alarms", () => {
  it.each([
    [1, 8],
    [5, 8],
    [20, 8],
    [5, 1],
    [20, 1],
    [60, 1],
    [20, 2],
    [20, 4],
  ])("of a steady theme of %i people a week, in its week %i, are as seldom as the bar says", (pace, age) => {
    // Three standard errors above what is promised.
    const within = (bar: Bar, rounds: number) => bar.below + 3 * Math.sqrt(bar.below / rounds);
    expect(calledOf(pace, age, worthALine, 1500)).toBeLessThan(within(worthALine, 1500));
    expect(calledOf(pace, age, worthAnAlert, 1500)).toBeLessThan(within(worthAnAlert, 1500));
  });

  it("do not come from a steady large theme in half a year, counted after each newcomer", () => {
    const next = random(46);
    const begins = monday - 20 * week;
    const times = arrivals(150, begins, monday + 6 * week, next);
    let theme: Theme = themeOf({ createdAt: isoTime(begins) });
    let alerts = 0;
    const team = { id: "t", name: "T", channel: "#t", digest: { weekday: 1, hour: 8, timeZone: "UTC" } };
    const all = times.map((at, i) => said(`p${i}`, at));
    for (let i = 0; i < times.length; i += 10) {
      const counts = tally(all.slice(0, i + 1), []);
      const { theme: after, deliveries } = noticed({ ...theme, ...counts }, team, times[i] ?? 0);
      theme = after;
      alerts += deliveries.length;
    }
    expect(theme.supporters).toBeGreaterThan(3500);
    expect(alerts).toBe(0);
  });
});

describe("a true rise", () => {
  it("is called: six times the pace of a quiet theme, twice that of a large one", () => {
    const rises = (pace: number, factor: number): boolean => {
      const next = random(pace);
      const times = arrivals(pace, monday - 10 * week, monday, next);
      const before = tally(
        times.map((at, i) => said(`p${i}`, at)),
        [],
      );
      return usualWhereUnusual(before, pace * factor, weekOf(monday), worthAnAlert) !== undefined;
    };
    expect(rises(2, 6)).toBe(true);
    expect(rises(20, 2)).toBe(true);
    expect(rises(20, 1.2)).toBe(false);
  });

  it("is none in the second week of what began on a Sunday", () => {
    // One evening is no pace to compare a week with.
    const sunday = monday - day;
    const before = tally([said("a", sunday), said("b", sunday + day / 2)], []);
    expect(usualWhereUnusual(before, 9, weekOf(monday), worthAnAlert)).toBeUndefined();
    const longer = tally([said("a", monday - 6 * week), said("b", sunday)], []);
    expect(usualWhereUnusual(longer, 9, weekOf(monday), worthAnAlert)).toBe(0);
  });
});
