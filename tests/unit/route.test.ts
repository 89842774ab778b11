import type { Board, Team } from "@earshot/core/board.ts";
import { RouteRule } from "@earshot/core/board.ts";
import { type Routable, route, routed } from "@earshot/core/route.ts";
import { rehearseRouting } from "@earshot/core/routing.ts";
import { putTeam } from "@earshot/core/setup.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memory } from "../memory/memory.ts";
import { themeOf } from "../stand-ins/themes.ts";

const digest = { weekday: 1, hour: 8, timeZone: "UTC" };
const team = (id: string, rules?: RouteRule[], more: Partial<Team> = {}): Team => ({
  ...{ id, name: id, digest },
  ...(rules && { rules }),
  ...more,
});
const boards: Board[] = [
  { id: "booking", name: "Booking", team: "courses", claims: [] },
  { id: "orphan", name: "Orphan", claims: [] },
];
const theme = (some: Partial<Routable> = {}): Routable => ({
  board: "booking",
  title: "Refund a booking in two steps, not nine",
  summary: "Guests who cancel wait for their money.",
  quotes: [{ text: "Refunding took me nine screens.", feedback: "fbk_1", visibility: "public" }],
  kinds: { request: 3, praise: 1 },
  sources: { zendesk: 4, discourse: 2 },
  segments: { enterprise: 3, free: 1 },
  ...some,
});

describe("a theme goes", () => {
  it.each<[string, RouteRule, boolean]>([
    ["a board", { boards: ["booking"] }, true],
    ["another board", { boards: ["orphan"] }, false],
    ["what most of it is", { kinds: ["bug", "request"] }, true],
    ["what little of it is", { kinds: ["praise"] }, false],
    ["where most spoke", { sources: ["zendesk"] }, true],
    ["where few spoke", { sources: ["discourse"] }, false],
    ["in which segment most are, in whatever case", { segments: ["Enterprise"] }, true],
    ["in which segment few are", { segments: ["free"] }, false],
    ["a word in other endings", { words: ["refunds"] }, true],
    ["one of several words", { words: ["invoice", "guest"] }, true],
    ["words in a row", { words: ["two steps"] }, true],
    ["words apart", { words: ["two screens"] }, false],
    ["part of a word", { words: ["fund"] }, false],
    ["two things that hold", { words: ["refund"], sources: ["zendesk"] }, true],
    ["two things of which one holds", { words: ["refund"], sources: ["discourse"] }, false],
  ])("by %s, or not", (_, rule, holds) => {
    const { team: to, by, tried, because } = route(theme(), [team("payments", [rule])], boards);
    expect([to, by]).toEqual(holds ? ["payments", "rule"] : ["courses", "board"]);
    expect(tried).toMatchObject([{ team: "payments", holds }]);
    expect(because).toContain(holds ? "A rule of payments holds" : "belongs to courses");
  });

  it("to the rule that asks for most, whatever the order of teams", () => {
    const teams = [
      team("b", [{ words: ["refund"] }]),
      team("a", [{ words: ["refund"] }]),
      team("z", [{ words: ["refund"], boards: ["booking"] }]),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(teams, { minLength: 3 }), (order) => {
        expect(route(theme(), order, boards).team).toBe("z");
      }),
    );
    expect(route(theme(), teams.slice(0, 2), boards).team).toBe("a");
  });

  it("to the default team where nobody else is given it, or to none", () => {
    const rest = [team("first", undefined, { fallback: true })];
    expect(route(theme({ board: "orphan" }), rest, boards)).toMatchObject({ team: "first", by: "default" });
    expect(route(theme({ board: "orphan" }), [], boards)).toMatchObject({ team: undefined, by: undefined });
    expect(route(theme({ board: "orphan" }), [], boards).because).toContain("There is no default team");
  });

  it("in German by German endings", () => {
    const german = theme({
      title: "Die Buchungen lassen sich nicht stornieren",
      summary: "Stornierte Buchung bleibt stehen.",
      quotes: [],
    });
    expect(route(german, [team("a", [{ words: ["Buchung"] }])], boards).team).toBe("a");
  });

  it("nowhere else once a person chose, and no further than it is", () => {
    const teams = [team("payments", [{ words: ["refund"] }])];
    const chosen = themeOf({ team: "courses", teamBy: "person" });
    expect(routed(chosen, teams, boards)).toBe(chosen);
    const moved = routed(themeOf({ team: "courses", teamBy: "board" }), teams, boards);
    expect(moved).toMatchObject({ team: "payments", teamBy: "rule" });
    expect(routed(moved, teams, boards)).toBe(moved);
    const left = themeOf({ team: "courses", board: "orphan" });
    expect(routed(left, [], boards)).toBe(left);
  });
});

describe("rules", () => {
  it("that say nothing, or nothing that can be, are refused", () => {
    for (const rule of [{}, { words: [] }, { words: [" "] }, { kinds: ["wish"] }, { segment: ["pro"] }])
      expect(RouteRule.safeParse(rule).success, JSON.stringify(rule)).toBe(false);
  });

  it("have one default team", async () => {
    const deps = { ...memory(), clock: Date.now };
    const fallback = (name: string) => putTeam(deps, team(name, undefined, { fallback: true }), { by: "Mara" });
    await fallback("a");
    await fallback("a");
    await expect(fallback("b")).rejects.toMatchObject({
      field: "fallback",
    });
  });

  it("are tried on the themes there are before they are made", async () => {
    const deps = memory();
    await deps.settings.putBoard(boards[0] as Board);
    await deps.settings.putTeam(team("courses"));
    const stand = { supporters: 5, score: 100, team: "courses" };
    await deps.themes.put(themeOf({ ...stand, id: "thm_a" }), undefined);
    await deps.themes.put(themeOf({ ...stand, id: "thm_b", title: "Vouchers", summary: "To print." }), undefined);
    await deps.themes.put(themeOf({ ...stand, id: "thm_c", teamBy: "person" }), undefined);
    const tried = await rehearseRouting(deps, team("payments", [{ words: ["refund"] }]));
    expect(tried).toMatchObject({
      moved: 1,
      stayed: 1,
      decided: 1,
      moves: [{ theme: "thm_a", from: "courses", to: "payments" }],
    });
    expect((await deps.settings.teams()).map(({ id }) => id)).toEqual(["courses"]);
    expect((await deps.themes.get("thm_a"))?.team).toBe("courses");
  });
});
