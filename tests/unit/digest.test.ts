import type { Team } from "@earshot/core/board.ts";
import { weekDays, weekName, weekNamed, weekPeriod } from "@earshot/core/calendar.ts";
import { day, hour, isoTime, weekOf } from "@earshot/core/clock.ts";
import { composeDigest, type DigestInput } from "@earshot/core/digest/composing.ts";
import { digestWeekDue, weekBounds } from "@earshot/core/digest/due.ts";
import { Digest, itemsOf } from "@earshot/core/digest.ts";
import { daysBetween } from "@earshot/core/phrase.ts";
import { type Membership, tally } from "@earshot/core/tally.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { partsOf } from "@earshot/outlets/slack/blocks.ts";
import { tell } from "@earshot/outlets/telling.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostile, said, themeOf } from "../stand-ins/themes.ts";

const team = (digest: Partial<Team["digest"]> = {}): Team => ({
  id: "courses",
  name: "Courses and Payments",
  digest: { weekday: 1, hour: 8, timeZone: "UTC", ...digest },
});
const week = weekOf(Date.parse("2026-11-11T00:00:00Z"));
const { start, end } = weekPeriod(week, "UTC");
const monday = end + 8 * hour;

/** A theme with people who came before the week and in it. */
function told(id: string, before: number, during: number, some: Partial<Theme> = {}): DigestInput["themes"][number] {
  const evidence = [
    ...Array.from({ length: before }, (_, i) => said(`${id}-old${i}`, start - day * (1 + ((i * 5) % 60)))),
    ...Array.from({ length: during }, (_, i) => said(`${id}-new${i}`, start + hour * (1 + ((i * 7) % 160)))),
  ];
  return toldOf(id, evidence, some);
}

function toldOf(id: string, evidence: Membership[], some: Partial<Theme> = {}): DigestInput["themes"][number] {
  const asOf = (time: number) =>
    tally(
      evidence.filter(({ at }) => Date.parse(at) < time),
      [],
    );
  return {
    theme: themeOf({ id, title: `Theme ${id}`, ...some }),
    before: asOf(start),
    after: asOf(end),
    url: `https://ideas.example/themes/${id}`,
  };
}

const compose = (themes: DigestInput["themes"], some: Partial<DigestInput> = {}): Digest =>
  Digest.parse(composeDigest({ team: team(), week, now: monday, first: false, themes, ...some }));

describe("a digest", () => {
  it("says what rose, from where to where, and who leads", () => {
    const digest = compose(
      [
        told("lists", 40, 30, {
          title: "Offer a waiting list when a course is full",
          status: "planned",
          history: [{ status: "planned", at: isoTime(start - 20 * day) }],
        }),
        told("calendar", 30, 0),
        told("dates", 20, 0),
        told("refunds", 5, 18, { title: "Refund a booking in two steps, not nine" }),
        told("kiln", 12, 0),
      ],
      { known: { late: [], owed: ["calendar", "dates", "kiln"] } },
    );
    expect(digest.heading).toBe(
      "“Offer a waiting list when a course is full” leads. “Refund a booking in two steps, not nine” rose from 5th to 2nd.",
    );
    expect(digest.summary).toBe(`Courses and Payments, 9–15 November: ${digest.heading}`);
    expect(digest.paragraph).toBe(
      "The themes gained 48 people in week 46. 3 themes that people spoke of lately did not change and are left out.",
    );
    expect(digest.moved.map(({ theme, rank }) => [theme, rank])).toEqual([["refunds", { before: 5, after: 2 }]]);
    expect(digest.moved[0]).toMatchObject({ people: 23, joined: 18, answered: false });
    expect(digest.rising.map(({ theme, joined }) => [theme, joined])).toEqual([["lists", 30]]);
    expect(digest.rest).toEqual({ themes: 0, people: 0 });
    expect(digest.oneThing?.text).toContain("say something about “Refund a booking in two steps, not nine”");
  });

  it("names different people only where somebody counted them", () => {
    const digest = compose([told("a", 9, 4)], { people: { spoke: 61, before: 46 } });
    expect(digest.paragraph).toBe("61 people spoke up in week 46, 15 more than the week before.");
    expect(compose([told("a", 9, 4)], { people: { spoke: 1, before: 1 } }).paragraph).toMatch(
      /^1 person .* as many as/,
    );
    expect(compose([told("a", 9, 4)], { people: { spoke: 3, before: 9 } }).paragraph).toContain("6 fewer than");
  });

  it("is one line when nothing moved", () => {
    const digest = compose([told("a", 9, 0), told("b", 3, 0)]);
    expect(digest.heading).toBe("Nothing moved in week 46.");
    expect(digest).toMatchObject({ themes: 2, unchanged: 2, changed: 0, moved: [], new: [] });
    expect(digest.paragraph ?? digest.oneThing ?? digest.standing).toBeUndefined();
    expect(compose([])).toMatchObject({ heading: "Nothing moved in week 46.", themes: 0 });
  });

  it("explains itself the first time", () => {
    const digest = compose([told("a", 9, 2)], {
      first: true,
      team: team({ weekday: 5, hour: 9, timeZone: "Europe/Berlin" }),
    });
    expect(digest.intro).toContain("each Friday from 09:00 (Europe/Berlin)");
    expect(compose([told("a", 9, 2)]).intro).toBeUndefined();
  });

  it("tells what is new, and since when", () => {
    const digest = compose([told("a", 30, 1), told("vouchers", 0, 6, { title: "Gift vouchers to print" })]);
    expect(digest.new).toHaveLength(1);
    expect(digest.new[0]).toMatchObject({ people: 6, joined: 6, firstAt: isoTime(start + hour) });
    expect(digest.heading).toBe("New: “Gift vouchers to print”, 6 people.");
  });

  it("calls rising what chance does not explain, and nothing else", () => {
    // Three a week for ten weeks, then five: that happens. Then fourteen: that does not.
    const steady = (during: number) =>
      Array.from({ length: 30 }, (_, i) => said(`p${i}`, start - (i + 0.5) * 2.3 * day)).concat(
        Array.from({ length: during }, (_, i) => said(`n${i}`, start + (i + 1) * hour)),
      );
    const leader = told("leader", 400, 1);
    expect(compose([leader, toldOf("s", steady(5))]).rising).toEqual([]);
    const [item] = compose([leader, toldOf("s", steady(14))]).rising;
    expect(item).toMatchObject({ theme: "s", joined: 14, usual: 3 });
  });

  it("tells promises: those of the week, and how long the others stand", () => {
    const promised = (at: number, status: Theme["status"] = "planned") => ({
      status,
      history: [
        { status: "open" as const, at: isoTime(start - 90 * day) },
        { status, at: isoTime(at) },
      ],
    });
    const digest = compose([
      told("top", 50, 1),
      told("now", 9, 0, promised(start + day)),
      told("long", 20, 0, promised(start - 40 * day, "in_progress")),
      told("longer", 10, 0, promised(start - 45 * day)),
    ]);
    expect(digest.promised.map(({ theme, promisedAt }) => [theme, promisedAt])).toEqual([
      ["now", isoTime(start + day)],
    ]);
    expect(digest.standing).toEqual({ themes: 2, since: isoTime(start - 45 * day) });
    const answered = compose([
      told("top", 50, 1, { answer: { text: "Soon.", by: "Ines", at: isoTime(start) } }),
      told("longer", 10, 0, promised(start - 45 * day)),
    ]);
    expect(answered.oneThing?.text).toBe(
      "say how “Theme longer” is coming along. 10 people were promised it 52 days ago.",
    );
  });

  const promise = (at: number, some: Partial<Theme> = {}) => ({
    status: "planned" as const,
    history: [
      { status: "open" as const, at: isoTime(start - 200 * day) },
      { status: "planned" as const, at: isoTime(at) },
    ],
    ...some,
  });

  it("says once that a promise is late: past its day, or two months without a word", () => {
    const themes = [
      told("top", 50, 1, { status: "under_review" }),
      told("day", 52, 0, promise(start - 30 * day, { promisedFor: "2026-10-31" })),
      told("ahead", 9, 0, promise(start - 100 * day, { promisedFor: "2026-12-31" })),
      told("silent", 20, 0, promise(start - 100 * day)),
      told("spoken", 20, 0, promise(start - 100 * day, { answer: { text: "Soon.", by: "Ines", at: isoTime(start) } })),
    ];
    const digest = compose(themes);
    expect(digest.late.map(({ theme, late }) => [theme, late?.for, late?.days])).toEqual([
      ["day", "2026-10-31", 16],
      ["silent", undefined, 52],
    ]);
    expect(tell(digest).sections.find(({ name }) => name === "Promised and late")?.items[0]?.notes).toEqual([
      "16 days late: promised for 31 October.",
    ]);
    expect(digest.changed + digest.unchanged).toBe(digest.themes);
    expect(digest.heading).toBe("“Theme day” is promised and late.");

    const next = compose(themes, { known: digest.known });
    expect(next.late).toEqual([]);
    expect(next.stillLate).toEqual({ themes: 2, since: expect.any(String) });
    expect(tell(next).closing).toContainEqual(
      expect.stringMatching(/^2 promises are late, the longest for \d+ days\.$/),
    );
  });

  it("is late by the calendar of the team: not while its day lasts there", () => {
    const late = (timeZone: string, now: string) => {
      const given = { team: team({ timeZone }), now: Date.parse(now) };
      return compose([told("day", 5, 0, promise(start - 30 * day, { promisedFor: "2026-11-15" }))], given).late.length;
    };
    expect(late("Pacific/Auckland", "2026-11-15T10:59:00Z")).toBe(0);
    expect(late("Pacific/Auckland", "2026-11-15T11:00:00Z")).toBe(1);
    expect(late("America/Los_Angeles", "2026-11-16T07:59:00Z")).toBe(0);
    expect(late("America/Los_Angeles", "2026-11-16T08:00:00Z")).toBe(1);
  });

  it("says once whom we owe a word: a reason, an answer at all, the news that it is there", () => {
    const settled = (status: Theme["status"], at: number, note?: string) => ({
      status,
      history: [
        { status: "open" as const, at: isoTime(start - 200 * day) },
        { status, at: isoTime(at), ...(note && { note }) },
      ],
    });
    const closed = start - 3 * day;
    const tracked = { open: false, version: "1", set: "shipped" as const };
    const themes = [
      told("top", 50, 1, { status: "under_review" }),
      told("no", 36, 0, { ...settled("declined", closed), answerOwed: { since: isoTime(closed) } }),
      told("there", 14, 0, { ...settled("shipped", closed, "Its issue was closed as completed."), tracked }),
      told("told", 15, 0, settled("shipped", closed, "It is there since today.")),
      told("large", 30, 0),
      told("small", 9, 0),
    ];
    const digest = compose(themes);
    expect(digest.owed.map(({ theme, owed }) => [theme, owed?.what])).toEqual([
      ["no", "reason"],
      ["large", "answer"],
      ["there", "news"],
    ]);
    const said = tell(digest).sections.find(({ name }) => name === "We owe an answer");
    expect(said?.items[0]?.notes).toEqual(["Declined on 6 November, and nobody has told them why."]);
    expect(digest.oneThing?.text).toContain("say something about “Theme large”");

    const next = compose(themes, { known: digest.known });
    expect(next.owed).toEqual([]);
    expect(next.stillOwed).toMatchObject({ themes: 3 });
  });

  it("says in one line more, when nothing moved, what is late or owed all the same", () => {
    const themes = [told("day", 52, 0, promise(start - 30 * day, { promisedFor: "2026-10-31" })), told("large", 30, 0)];
    const { known } = compose(themes);
    const quiet = compose(themes, { known });
    expect(quiet.heading).toBe("Nothing moved in week 46.");
    expect(tell(quiet).sections).toEqual([]);
    expect(tell(quiet).closing).toHaveLength(2);
    expect(partsOf(quiet)).toHaveLength(1);
    expect(partsOf(quiet)[0]?.blocks).toHaveLength(3);
  });

  it("counts no false rise among many themes, and calls what is one", () => {
    const steady = (i: number) =>
      toldOf(`s${i}`, [
        ...Array.from({ length: 16 }, (_, k) => said(`${i}-${k}`, start - (k + 0.5) * 3.5 * day)),
        ...Array.from({ length: i % 7 }, (_, k) => said(`${i}+${k}`, start + (k + 1) * hour)),
      ]);
    const many = Array.from({ length: 100 }, (_, i) => steady(i));
    expect(compose(many).rising.length + compose(many).moved.filter(({ usual }) => usual !== undefined).length).toBe(0);
    const burst = toldOf("burst", [
      said("x", start - 50 * day),
      ...Array.from({ length: 12 }, (_, k) => said(`b${k}`, start + (k + 1) * hour)),
    ]);
    const called = itemsOf(compose([...many, burst])).filter(({ usual }) => usual !== undefined);
    expect(called.map(({ theme }) => theme)).toEqual(["burst"]);
  });

  it("leaves out what was snoozed, until its time or twice as many people", () => {
    const snoozed = (people: number) => ({ snoozed: { until: isoTime(monday + day), people } });
    const of = (some: Partial<Theme>, now = monday) =>
      compose([told("a", 4, 9, { supporters: 13, ...some })], { now }).themes;
    expect(of(snoozed(10))).toBe(0);
    expect(of(snoozed(6))).toBe(1);
    expect(of(snoozed(10), monday + day)).toBe(1);
  });

  it("moves nothing because something was settled or merged", () => {
    const settle = (status: Theme["status"]) => ({
      status,
      history: [
        { status: "open" as const, at: isoTime(start - 90 * day) },
        { status, at: isoTime(start + day) },
      ],
    });
    const digest = compose(
      [told("a", 50, 0, settle("shipped")), told("m", 60, 0, settle("merged")), told("b", 20, 0), told("c", 10, 0)],
      { known: { late: [], owed: ["a", "b", "c"] } },
    );
    expect(digest.moved).toEqual([]);
    expect(digest).toMatchObject({
      themes: 3,
      changed: 1,
      rest: { themes: 1, people: 0 },
      heading: "The order stayed as it was in week 46.",
    });
    // Not even when everybody came to see it.
    const shipped = compose([told("a", 5, 60, settle("shipped")), told("b", 20, 0), told("c", 10, 0)], {
      known: { late: [], owed: ["a", "b"] },
    });
    expect(shipped).toMatchObject({ moved: [], rising: [], rest: { themes: 1, people: 60 } });
  });

  it("names what came to the team only because nobody else is given it, as far as it changed", () => {
    const digest = compose([
      told("own", 5, 2, { teamBy: "rule" }),
      told("stray", 3, 1, { teamBy: "default" }),
      told("larger stray", 9, 1, { teamBy: "default" }),
      told("quiet stray", 9, 0, { teamBy: "default" }),
    ]);
    expect(digest.unrouted).toEqual({
      themes: 2,
      titles: ["Theme larger stray", "Theme stray"],
      ids: ["larger stray", "stray"],
    });
    expect(tell(digest).closing.at(-1)).toBe(
      "2 themes came here because no rule and no board gives them to a team: “Theme larger stray”, “Theme stray”.",
    );
    expect(compose([told("own", 5, 2)]).unrouted).toBeUndefined();
  });

  it("leaves a long quote out and keeps a short one whole", () => {
    const quote = (text: string) => ({ text, source: "zendesk", at: isoTime(start + day) });
    const of = (text: string) =>
      compose([told("a", 30, 0), { ...told("b", 3, 30), quote: quote(text) }]).moved[0]?.quote;
    expect(of("Nine screens.")).toEqual(quote("Nine screens."));
    expect(of("so long ".repeat(100))).toBeUndefined();
  });

  it("has its figures add up, whatever happened", () => {
    const status = fc.constantFrom<Theme["status"]>(
      "open",
      "under_review",
      "planned",
      "in_progress",
      "shipped",
      "declined",
      "merged",
    );
    const themes = fc.array(
      fc.record({
        before: fc.nat(12),
        during: fc.nat(8),
        status,
        at: fc.integer({ min: -60, max: 10 }),
        title: fc.constantFrom(...hostile, "x".repeat(400)),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(themes, fc.boolean(), (made, first) => {
        const input = made.map(({ before, during, status, at, title }, i) =>
          told(`t${i}`, before, during, {
            status,
            title,
            history: [
              { status: "open", at: isoTime(start - 90 * day) },
              { status, at: isoTime(start + at * day) },
            ],
          }),
        );
        const digest = compose(input, { first });
        const shown = itemsOf(digest);
        expect(new Set(shown.map(({ theme }) => theme)).size).toBe(shown.length);
        expect(digest.changed + digest.unchanged).toBe(digest.themes);
        expect(shown.length + digest.rest.themes).toBe(digest.changed);
        expect(shown.reduce((sum, { joined }) => sum + joined, 0) + digest.rest.people).toBe(digest.joined);
        const counted = input.filter(({ theme, after }) => theme.status !== "merged" && after.supporters > 0);
        expect(digest.themes).toBe(counted.length);
        expect(digest.joined).toBe(
          counted.reduce((sum, { after, before }) => sum + after.supporters - before.supporters, 0),
        );
        for (const { rank } of digest.moved) expect(rank.after).toBeLessThan(rank.before ?? 0);
        for (const item of shown) {
          expect(item.joined).toBeLessThanOrEqual(item.people);
          expect(item.weeks.at(-1)).toBe(item.joined);
          expect(item.title.trim()).not.toBe("");
        }
        expect(digest.heading.length).toBeLessThanOrEqual(150);
      }),
      { numRuns: 300 },
    );
  });
});

describe("when a digest is due", () => {
  const due = (at: string, digest: Partial<Team["digest"]> = {}) => digestWeekDue(team(digest), Date.parse(at));

  it("is from the team's weekday and hour on, for the week before, until its week ends", () => {
    expect(due("2026-11-16T07:59:59Z")).toBeUndefined();
    expect(due("2026-11-16T08:00:00Z")).toBe("2026-W46");
    expect(due("2026-11-22T23:59:59Z")).toBe("2026-W46");
    expect(due("2026-11-23T00:00:00Z")).toBeUndefined();
    expect(due("2026-11-18T12:00:00Z", { weekday: 4 })).toBeUndefined();
    expect(due("2026-11-19T08:00:00Z", { weekday: 4 })).toBe("2026-W46");
  });

  it("is by the clock on the team's wall", () => {
    const auckland = { timeZone: "Pacific/Auckland" };
    expect(due("2026-11-15T18:59:00Z", auckland)).toBeUndefined();
    expect(due("2026-11-15T19:00:00Z", auckland)).toBe("2026-W46");
    const angeles = { timeZone: "America/Los_Angeles" };
    expect(due("2026-11-16T15:59:00Z", angeles)).toBeUndefined();
    expect(due("2026-11-16T16:00:00Z", angeles)).toBe("2026-W46");
    // 02:30 does not exist on the day that summer time begins; three o'clock is the first moment after two.
    const berlin = { timeZone: "Europe/Berlin", weekday: 7, hour: 2 };
    expect(due("2026-03-29T00:59:59Z", berlin)).toBeUndefined();
    expect(due("2026-03-29T01:00:00Z", berlin)).toBe("2026-W12");
  });

  it("is each week's once through a year of ticks, clock changes and New Year included", () => {
    for (const timeZone of ["Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe"]) {
      const seen = new Set<string>();
      for (let t = Date.parse("2026-01-05T00:00:00Z"); t < Date.parse("2027-01-11T00:00:00Z"); t += hour) {
        const occasion = digestWeekDue(team({ timeZone, hour: 9 }), t);
        if (occasion === undefined) continue;
        seen.add(occasion);
        const { end: over } = weekBounds(team({ timeZone }), occasion);
        expect(t).toBeGreaterThanOrEqual(over + 8 * hour);
      }
      const weeks = [...seen].map(weekNamed);
      expect(weeks).toEqual(Array.from({ length: weeks.length }, (_, i) => weekNamed("2026-W01") + i));
      expect(weeks).toContain(weekNamed("2026-W53"));
    }
  });

  it("says which time zone is none", () => {
    expect(() => due("2026-11-16T08:00:00Z", { timeZone: "Mars/Olympus" })).toThrow("Mars/Olympus is no time zone");
  });
});

describe("weeks", () => {
  it("have names that lead back to them, and the days of the calendar", () => {
    for (let number = weekOf(Date.parse("1999-12-01")); number < weekOf(Date.parse("2040-01-01")); number++)
      expect(weekNamed(weekName(number))).toBe(number);
    expect(weekName(weekOf(Date.parse("2027-01-03")))).toBe("2026-W53");
    expect(weekName(weekOf(Date.parse("2027-01-04")))).toBe("2027-W01");
    expect(weekDays(week)).toEqual({ from: "2026-11-09", to: "2026-11-15" });
    for (const name of ["2026-W54", "2026-46", "2025-W53", "x"]) expect(() => weekNamed(name)).toThrow("is no week");
  });

  it("are said as people say them", () => {
    expect(daysBetween("2026-11-09", "2026-11-15")).toBe("9–15 November");
    expect(daysBetween("2026-11-30", "2026-12-06")).toBe("30 November – 6 December");
  });

  it("begin and end at midnight where the team lives", () => {
    expect(weekBounds(team({ timeZone: "Europe/Berlin" }), "2026-W13")).toEqual({
      week: weekNamed("2026-W13"),
      start: Date.parse("2026-03-22T23:00:00Z"),
      end: Date.parse("2026-03-29T22:00:00Z"),
    });
    // In Tehran summer time began at midnight that Monday, so that its first moment was one o'clock.
    expect(weekPeriod(weekNamed("2016-W12"), "Asia/Tehran").start).toBe(Date.parse("2016-03-20T20:30:00Z"));
  });
});
