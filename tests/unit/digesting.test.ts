import type { Team } from "@earshot/core/board.ts";
import { week as aWeek, day, isoTime } from "@earshot/core/clock.ts";
import { digestToken } from "@earshot/core/digest/link.ts";
import { type DigestingDeps, digestFor, keptDigest, scheduleDigests, toldDigest } from "@earshot/core/digesting.ts";
import { tally } from "@earshot/core/tally.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { describe, expect, it } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";
import { themeOf } from "../stand-ins/themes.ts";

const monday = Date.parse("2026-11-16T08:00:00Z");
const team: Team = { id: "courses", name: "Courses", digest: { weekday: 1, hour: 8, timeZone: "UTC" } };
const secret = "a secret of these tests";

/** Themes with feedback behind them, as the stores hold them. */
function world(some: Partial<DigestingDeps> = {}) {
  const stores = memory();
  stores.rows.teams.set(team.id, team);
  stores.rows.boards.set("app", { id: "app", name: "App", claims: [] });
  const time = { now: monday };
  const deps: DigestingDeps = { ...stores, clock: () => time.now, url: "https://ideas.example", secret, ...some };
  let count = 0;
  function theme(people: number, daysAgo: number, given: Partial<Theme> = {}): string {
    const id = `thm_${String(++count).padStart(26, "0")}`;
    const feedback = Array.from({ length: people }, (_, i) =>
      exampleFeedback(`${count}-${i}`, {
        ...{ id: `fbk_${count}_${i}`, theme: id, person: `psn_${count}_${i}`, board: "app" },
        at: isoTime(monday - daysAgo * day - i * 1000),
      }),
    );
    for (const one of feedback) stores.rows.feedback.set(one.id, one);
    const memberships = feedback.map(({ id: of, ...rest }) => ({ ...rest, feedback: of }));
    stores.rows.themes.set(
      id,
      themeOf({ id, board: "app", team: team.id, title: `Theme ${count}`, ...tally(memberships, []), ...given }),
    );
    return id;
  }
  return { ...stores, deps, time, theme };
}

const planned = (daysAgo: number, some: Partial<Theme> = {}): Partial<Theme> => ({
  status: "planned",
  history: [
    { status: "open", at: isoTime(monday - 400 * day) },
    { status: "planned", at: isoTime(monday - daysAgo * day) },
  ],
  ...some,
});

describe("what a digest is told from", () => {
  it("holds the promises and silences of which nobody speaks any more", async () => {
    const { deps, theme } = world();
    theme(3, 4);
    const late = theme(20, 200, planned(150));
    const privately = theme(5, 200, planned(150, { visibility: "private" }));
    const silent = theme(12, 200);
    const declined = theme(4, 200, { status: "declined", answerOwed: { since: isoTime(monday - 20 * day) } });
    const foreign = theme(20, 200, planned(150, { team: "others" }));
    const digest = await digestFor(deps, team, "2026-W46");
    expect(digest.late.map((item) => item.theme)).toEqual([late, privately]);
    expect(digest.owed.map((item) => item.theme)).toEqual([silent, declined]);
    expect(digest.known.late).not.toContain(foreign);
    expect(digest.changed + digest.unchanged).toBe(digest.themes);
  });

  it("names only once what stays late, whatever weeks were left out in between", async () => {
    const { deps, theme, time } = world();
    theme(3, 4);
    const late = theme(20, 200, planned(150));
    const first = await keptDigest(deps, team, "2026-W46");
    expect(first.intro).toBeDefined();
    expect(first.late.map((item) => item.theme)).toEqual([late]);
    // Two weeks of which nothing was sent.
    time.now += 3 * aWeek;
    const newly = theme(20, 200, planned(60));
    theme(2, -16);
    const next = await keptDigest(deps, team, "2026-W49");
    expect(next.intro).toBeUndefined();
    expect(next.late.map((item) => item.theme)).toEqual([newly]);
    expect(next.stillLate).toMatchObject({ themes: 1 });
  });

  it("is composed once, also by two at the same time", async () => {
    const { deps, theme, time } = world();
    theme(3, 4);
    const both = await Promise.all([keptDigest(deps, team, "2026-W46"), keptDigest(deps, team, "2026-W46")]);
    expect(both[0]).toEqual(both[1]);
    time.now += 60_000;
    theme(9, 3);
    expect(await keptDigest(deps, team, "2026-W46")).toEqual(both[0]);
  });

  it("looks closely at so many themes, and says of how many it did not", async () => {
    const { deps, theme } = world();
    for (let i = 0; i < 320; i++) theme(1, 4 + (i % 3));
    const digest = await digestFor(deps, team, "2026-W46");
    expect(digest.themes).toBe(300);
    expect(digest.beyond).toEqual({ themes: 20, people: 20 });
    expect(digest.paragraph).toContain("More than 300 people spoke up");
  });
});

describe("the digests that are due", () => {
  it("come to every team, also where one's time zone is none; that one is named", async () => {
    const { deps, rows, time } = world();
    rows.teams.set("astray", { ...team, id: "astray", digest: { ...team.digest, timeZone: "Mars/Base" } });
    rows.teams.set("zoo", { ...team, id: "zoo" });
    time.now = monday + 60_000;
    await expect(scheduleDigests(deps)).rejects.toMatchObject({
      kind: "input",
      message: /^Mars\/Base is no time zone/,
    });
    expect([...rows.deliveries.values()].map((one) => one.team).sort()).toEqual(["courses", "zoo"]);
  });
});

describe("the links of a digest", () => {
  it("lead to a theme's page where all may see it, and else to the digest's own, for which they open", async () => {
    const { deps, theme } = world();
    const open = theme(3, 4);
    const closed = theme(4, 4, { visibility: "private" });
    const { url = "", new: fresh } = await keptDigest(deps, team, "2026-W46");
    const link = new URL(url);
    expect(link.pathname).toBe("/digests/courses/2026-W46");
    const token = link.searchParams.get("token") ?? "";
    const page = { team: "courses", week: "2026-W46" };
    expect(digestToken(secret, token, page, monday + 55 * day)).toBe("good");
    expect(digestToken(secret, token, page, monday + 57 * day)).toBe("old");
    expect(digestToken(secret, token, { ...page, week: "2026-W47" }, monday)).toBe("none");
    expect(digestToken("another secret of tests", token, page, monday)).toBe("none");
    const urls = Object.fromEntries(fresh.map((item) => [item.theme, item.url]));
    expect(urls).toEqual({ [open]: `https://ideas.example/themes/${open}`, [closed]: `${url}#${closed}` });
  });

  it("are those of the themes where there is nothing to seal with", async () => {
    const { deps, theme } = world({ secret: undefined });
    const closed = theme(4, 4, { visibility: "private" });
    const digest = await keptDigest(deps, team, "2026-W46");
    expect(digest.url).toBe("https://ideas.example");
    expect(digest.new[0]?.url).toBe(`https://ideas.example/themes/${closed}`);
  });
});

describe("a digest that is read later", () => {
  it("calls themes what they are called by now, and those that went empty nothing at all", async () => {
    const { deps, theme, rows } = world();
    const [renamed, gone] = [theme(5, 4), theme(4, 4)];
    await keptDigest(deps, team, "2026-W46");
    const head = (id: string) => rows.themes.get(id) ?? themeOf();
    rows.themes.set(renamed, { ...head(renamed), title: "A better name" });
    rows.themes.set(gone, { ...head(gone), supporters: 0 });
    const told = await toldDigest(deps, "courses", "2026-W46");
    expect(told?.new.map(({ title }) => title)).toEqual(["A better name", "…"]);
    expect(await toldDigest(deps, "courses", "2026-W45")).toBeUndefined();
  });
});
