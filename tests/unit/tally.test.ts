import { isoTime, week, weekOf, weekStart } from "@earshot/core/clock.ts";
import type { Kind } from "@earshot/core/feedback.ts";
import { type Backing, type Membership, tally, weeksUntil } from "@earshot/core/tally.ts";
import { Counts } from "@earshot/core/theme.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

/** A Monday, 09:00. */
const monday = Date.parse("2026-03-02T09:00:00.000Z");
const at = (days: number): string => isoTime(monday + days * (week / 7));

let pieces = 0;
const said = (person: string, days: number, given: Partial<Membership> = {}): Membership => ({
  ...{ feedback: `fbk_${pieces++}`, person, at: at(days), source: "discourse", visibility: "public" },
  ...{ kind: "request", heat: 0, revision: 1, ...given },
});
const voted = (person: string, days: number, proxy = false): Backing => ({ person, at: at(days), proxy });

describe("the counts of a theme", () => {
  test("nobody behind it is nothing", () => {
    expect(tally([], [])).toEqual({
      ...{ supporters: 0, votes: 0, feedback: 0, publicFeedback: 0, heat: 0, sources: {}, kinds: {} },
      voices: { voted: 0, said: 0, proxy: 0 },
      weeks: { last: 0, people: new Array(26).fill(0) },
    });
  });

  test("a person counts once, however often and wherever she spoke", () => {
    const counts = tally(
      [said("ann", 0), said("ann", 1, { source: "zendesk", visibility: "private" }), said("ben", 2, { kind: "bug" })],
      [voted("ann", 3), voted("cleo", 4), voted("dan", 5, true)],
    );
    expect(counts).toMatchObject({
      ...{ supporters: 4, votes: 3, feedback: 3, publicFeedback: 2 },
      voices: { voted: 2, said: 1, proxy: 1 },
      sources: { discourse: 2, portal: 2 },
      kinds: { request: 2, bug: 1 },
      ...{ firstAt: at(0), lastAt: at(5) },
    });
  });

  test("her first word dates her and says where she came from, her last keeps the theme fresh", () => {
    const once = tally([said("ann", 0, { source: "zendesk" })], []);
    const twice = tally([said("ann", 0, { source: "zendesk" })], [voted("ann", 21)]);
    expect(twice).toMatchObject({ supporters: 1, sources: { zendesk: 1 }, firstAt: at(0), lastAt: at(21) });
    expect(twice.score).toBeGreaterThan(once.score ?? Number.NaN);
    expect(twice.weeks.people.slice(-4)).toEqual([1, 0, 0, 0]);
    expect(twice.score).toBe(tally([], [voted("ben", 21)]).score);
  });

  test("everybody is in the segment that was told of her last, and the eight largest are named", () => {
    const rows = [
      ...[said("ann", 0, { segment: "free" }), said("ann", 2, { segment: "enterprise" }), said("ann", 3)],
      ...[said("ben", 1, { segment: "enterprise" }), said("cleo", 1, { segment: "free" }), said("dan", 1)],
    ];
    const { segments, supporters } = tally(rows, [voted("eve", 1)]);
    expect([segments, supporters]).toEqual([{ enterprise: 2, free: 1 }, 5]);
    expect(tally(rows.toReversed(), [voted("eve", 1)]).segments).toEqual(segments);
    const many = Array.from({ length: 30 }, (_, i) =>
      said(`p${i}`, 0, { segment: `s${String(i % 12).padStart(2, "0")}` }),
    );
    const { segments: most = {} } = tally(many, []);
    expect(Object.entries(most)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((i) => [`s0${i}`, i < 6 ? 3 : 2]));
    const twins = [said("ann", 0, { segment: "b" }), said("ann", 0, { segment: "a" })];
    expect([tally(twins, []).segments, tally(twins.toReversed(), []).segments]).toEqual([{ a: 1 }, { a: 1 }]);
  });

  test("of two words at the same time neither is first by chance", () => {
    const words = [said("ann", 0, { source: "zendesk" }), said("ann", 0, { source: "api" })];
    expect(tally(words, []).sources).toEqual({ api: 1 });
    expect(tally(words.toReversed(), []).sources).toEqual({ api: 1 });
  });

  test("speaking up for oneself is more than being spoken for", () => {
    expect(tally([said("ann", 0)], [voted("ann", 1, true)]).voices).toEqual({ voted: 0, said: 1, proxy: 0 });
    expect(tally([said("ann", 0)], [voted("ann", 1)]).voices).toEqual({ voted: 1, said: 0, proxy: 0 });
    expect(tally([], [voted("ann", 1, true)]).voices).toEqual({ voted: 0, said: 0, proxy: 1 });
  });

  test("heat is what the angriest quarter reaches", () => {
    const heats = [0.1, 0.9, 0.3, 0.2].map((heat, i) => said(`p${i}`, i, { heat }));
    expect(tally(heats, []).heat).toBe(0.9);
    expect(tally(heats.slice(0, 1), []).heat).toBe(0.1);
    expect(tally([...heats, ...heats.map((one) => ({ ...one, heat: 0 }))], []).heat).toBe(0.3);
  });

  test("two friends are no trend; three people may be", () => {
    expect(tally([], [voted("ann", 0), voted("ben", 1)]).rise).toBeUndefined();
    expect(tally([said("ann", 0), said("ann", 1), said("ann", 2)], []).rise).toBeUndefined();
    expect(tally([], [voted("ann", 0), voted("ben", 1), voted("cleo", 2)]).rise).toBeTypeOf("number");
  });

  test("new people are counted in the week they came in", () => {
    const counts = tally([said("ann", 0), said("ben", 6.6), said("cleo", 7), said("ann", 15)], [voted("dan", 14.9)]);
    expect(counts.weeks.last).toBe(weekOf(monday) + 2);
    expect(counts.weeks.people).toHaveLength(26);
    expect(counts.weeks.people.slice(-4)).toEqual([0, 2, 1, 1]);
  });

  test("a source may be called whatever JavaScript calls its own", () => {
    const counts = tally([said("ann", 0, { source: "constructor" }), said("ben", 1, { source: "constructor" })], []);
    expect(counts.sources).toEqual({ constructor: 2 });
    expect(Counts.safeParse(counts).success).toBe(true);
  });
});

const person = fc.constantFrom("ann", "ben", "cleo", "dan", "eve", "fay");
const days = fc.integer({ min: -120, max: 90 }).map((tenth) => tenth / 10);
const membership = fc
  .record({
    person,
    days,
    source: fc.constantFrom("api", "discourse", "portal"),
    visibility: fc.constantFrom("public" as const, "private" as const),
    kind: fc.constantFrom<Kind[]>("request", "bug", "praise"),
    heat: fc.constantFrom(0, 0.25, 0.5, 1),
  })
  .map(({ person: who, days: when, ...given }) => said(who, when, given));
const backing = fc.record({ person, days, proxy: fc.boolean() }).map((one) => voted(one.person, one.days, one.proxy));
/** One vote a person and theme, as the table keeps them. */
const votes = fc.uniqueArray(backing, { maxLength: 6, selector: (one) => one.person });
const memberships = fc.array(membership, { maxLength: 12 });

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, one) => all + one, 0);

describe("any rows behind a theme", () => {
  test("give the same counts in whatever order", () => {
    return fc.assert(
      fc.property(
        memberships.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        votes.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([rows, shuffledRows], [cast, shuffledCast]) => {
          expect(JSON.stringify(tally(shuffledRows, shuffledCast))).toBe(JSON.stringify(tally(rows, cast)));
        },
      ),
    );
  });

  test("add up", () => {
    return fc.assert(
      fc.property(memberships, votes, (rows, cast) => {
        const counts = tally(rows, cast);
        const people = new Set([...rows, ...cast].map((one) => one.person));
        expect(counts.supporters).toBe(people.size);
        expect(sum(counts.voices)).toBe(people.size);
        expect(sum(counts.sources)).toBe(people.size);
        expect(sum(counts.kinds as Record<string, number>)).toBe(rows.length);
        expect(sum(Object.fromEntries(counts.weeks.people.entries()))).toBe(people.size);
        expect(counts.votes).toBe(cast.length);
        expect(counts.feedback).toBe(rows.length);
        expect(counts.publicFeedback).toBe(rows.filter(({ visibility }) => visibility === "public").length);
        expect(counts.score === undefined).toBe(people.size === 0);
        expect(counts.rise === undefined).toBe(people.size < 3);
        expect(Counts.parse(counts)).toEqual(counts);
      }),
    );
  });

  test("count somebody who speaks again no second time, and never less", () => {
    return fc.assert(
      fc.property(memberships, votes, membership, (rows, cast, more) => {
        const before = tally(rows, cast);
        const after = tally([...rows, more], cast);
        const known = [...rows, ...cast].some((one) => one.person === more.person);
        expect(after.supporters).toBe(before.supporters + (known ? 0 : 1));
        expect(after.score).toBeGreaterThanOrEqual((before.score ?? Number.NEGATIVE_INFINITY) - 1e-9);
      }),
    );
  });
});

describe("the weekly line as of a later week", () => {
  const weeks = { last: 100, people: [...new Array<number>(22).fill(0), 1, 2, 3, 4] };

  test("ends with the week asked for; weeks without anybody are zeros", () => {
    expect(weeksUntil(weeks, 100, 4)).toEqual([1, 2, 3, 4]);
    expect(weeksUntil(weeks, 102, 4)).toEqual([3, 4, 0, 0]);
    expect(weeksUntil(weeks, 200, 3)).toEqual([0, 0, 0]);
    expect(weeksUntil(weeks, 99, 2)).toEqual([2, 3]);
    expect(weeksUntil(weeks, 100, 30).slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(weeksUntil(weeks, 100, 30).slice(-4)).toEqual([1, 2, 3, 4]);
    expect(weeksUntil(weeks, 100, 0)).toEqual([]);
  });

  test("tells each person in the week she came in", () => {
    return fc.assert(
      fc.property(votes, fc.integer({ min: 9, max: 60 }), (cast, later) => {
        const { weeks: line } = tally([], cast);
        const until = weekOf(monday) + later;
        const shown = weeksUntil(line, until, 80);
        const expected = shown.map((_, i) => {
          const start = weekStart(until - 79 + i);
          return cast.filter((one) => Date.parse(one.at) >= start && Date.parse(one.at) < start + week).length;
        });
        expect(shown).toEqual(expected);
      }),
    );
  });
});
