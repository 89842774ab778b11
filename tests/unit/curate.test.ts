import { day, isoTime } from "@earshot/core/clock.ts";
import { decided, ThemeChange, updateTheme, wantIssue } from "@earshot/core/curate.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { CorrectionStore, ThemeStore } from "@earshot/core/ports.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { describe, expect, test } from "vitest";
import { exampleTheme } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const now = Date.parse("2026-03-04T10:00:00.000Z");

async function world(theme: Theme = exampleTheme("Waiting lists")) {
  const clock = { now };
  const stores = memory();
  await stores.themes.put(theme, undefined);
  const deps = { ...stores, clock: () => clock.now };
  const change = (given: Record<string, unknown>) => updateTheme(deps, theme.id, ThemeChange.parse(given));
  const stored = () => stores.rows.themes.get(theme.id) as Theme;
  return { ...stores, deps, clock, theme, change, stored };
}

/** Somebody else writes the theme between its being read and written, so many times. */
function busy(
  { themes, corrections }: Pick<ReturnType<typeof memory>, "themes" | "corrections">,
  times: number,
): { corrections: CorrectionStore } {
  let left = times;
  return {
    corrections: {
      ...corrections,
      async write(write) {
        const current = await themes.get(write.heads[0]?.next.id ?? "");
        if (left-- > 0 && current)
          await themes.put({ ...current, supporters: current.supporters + 1, revision: current.revision + 1 }, current);
        return corrections.write(write);
      },
    },
  };
}

describe("deciding about a theme", () => {
  test("a name given by a person is no draft and stays", async () => {
    const { change, stored } = await world(exampleTheme("x", { draft: true }));
    await change({ title: "  Waiting\n lists " });
    expect(stored()).toMatchObject({ title: "Waiting lists", titleBy: "person", draft: false, revision: 2 });
  });

  test("a status goes into the history with its note, and its answer to the theme", async () => {
    const { change, stored } = await world();
    await change({ status: "planned", note: "after the summer", answer: "We are on it.", by: "Mara" });
    expect(stored()).toMatchObject({
      status: "planned",
      answer: { text: "We are on it.", by: "Mara", at: isoTime(now) },
      history: [{ status: "open" }, { status: "planned", at: isoTime(now), note: "after the summer" }],
    });
    await change({ answer: null });
    expect(stored()).not.toHaveProperty("answer");
    expect(stored().history).toHaveLength(2);
  });

  test("a promise may name its day, which goes with the promise", async () => {
    const { change, stored } = await world();
    await expect(change({ promisedFor: "2026-10-31" })).rejects.toMatchObject({ kind: "input", field: "promisedFor" });
    await change({ status: "planned", promisedFor: "2026-10-31" });
    expect(stored()).toMatchObject({ status: "planned", promisedFor: "2026-10-31" });
    await change({ status: "in_progress" });
    expect(stored().promisedFor).toBe("2026-10-31");
    await change({ promisedFor: null });
    expect(stored()).not.toHaveProperty("promisedFor");
    await change({ promisedFor: "2026-11-30" });
    await change({ status: "shipped", answer: "It is there." });
    expect(stored()).not.toHaveProperty("promisedFor");
    for (const day of ["31.10.2026", "2026-13-01", "soon"])
      expect(() => ThemeChange.parse({ promisedFor: day })).toThrow(/promisedFor/);
  });

  test("deciding what is decided already writes nothing", async () => {
    const { change, stored } = await world();
    await change({ status: "planned", team: null });
    await change({ status: "planned", team: null });
    expect(stored()).toMatchObject({ revision: 2 });
    expect(stored().history).toHaveLength(2);
  });

  test("a team has to be there; null takes it away", async () => {
    const { change, stored, settings } = await world();
    await expect(change({ team: "payments" })).rejects.toThrow('no team "payments". Nobody has made one yet.');
    await settings.putTeam({ id: "payments", name: "Payments", digest: { weekday: 1, hour: 8, timeZone: "UTC" } });
    await change({ team: "payments" });
    expect(stored().team).toBe("payments");
    await expect(change({ team: "x" })).rejects.toMatchObject({ kind: "input", field: "team" });
    await change({ team: null });
    expect(stored()).not.toHaveProperty("team");
  });

  test("publishing shows nothing that was told in private", async () => {
    const quotes = [
      { text: "Said in a ticket.", feedback: "fbk_1", visibility: "private" as const },
      { text: "Said on the forum.", feedback: "fbk_2", visibility: "public" as const },
    ];
    const hidden = exampleTheme("Ann's refund", { visibility: "private", quotes, publicFeedback: 0 });
    const { change, stored } = await world(hidden);
    await expect(change({ visibility: "public" })).rejects.toMatchObject({ kind: "input", field: "title" });
    await change({ visibility: "public", title: "Refunds" });
    expect(stored()).toMatchObject({ visibility: "public", visibilityBy: "person", title: "Refunds", summary: "" });
    expect(stored().quotes.map(({ text }) => text)).toEqual(["Said on the forum."]);
  });

  test.each([
    {},
    { note: "nothing decided" },
    { status: "merged" },
    { status: "done" },
    { title: "  " },
    { supporters: 1_000 },
    { visibility: "secret" },
  ])("%j is no decision", (given) => {
    expect(ThemeChange.safeParse(given).success).toBe(false);
  });

  test("deciding is pure", () => {
    const theme = Object.freeze(exampleTheme("x"));
    const change = ThemeChange.parse({ status: "declined", title: "y" });
    expect(decided(theme, change, now)).toEqual(decided(theme, change, now));
    expect(decided(theme, ThemeChange.parse({ visibility: "public" }), now)).toMatchObject({ visibilityBy: "person" });
  });

  test("counts written meanwhile are kept", async () => {
    const { deps, theme, stored } = await world();
    await updateTheme({ ...deps, ...busy(deps, 2) }, theme.id, ThemeChange.parse({ status: "planned" }));
    expect(stored()).toMatchObject({ status: "planned", supporters: 5, revision: 4 });
  });

  test("gives up on a theme that never holds still, and says so", async () => {
    const { deps, theme, stored } = await world();
    const change = updateTheme({ ...deps, ...busy(deps, 99) }, theme.id, ThemeChange.parse({ status: "planned" }));
    await expect(change).rejects.toMatchObject({ kind: "conflict" });
    expect(stored().status).toBe("open");
  });

  test("another failure is not tried again", async () => {
    const { deps, theme, themes } = await world();
    let tries = 0;
    const broken: ThemeStore = {
      ...themes,
      async put() {
        tries++;
        throw new EarshotError("upstream", "The table is away.");
      },
    };
    await expect(wantIssue({ ...deps, themes: broken }, theme.id)).rejects.toMatchObject({ kind: "upstream" });
    expect(tries).toBe(1);
  });
});

describe("wanting an issue", () => {
  test("writes the wish and its delivery as one; again gives the same one", async () => {
    const { deps, theme, rows, stored } = await world();
    const delivery = await wantIssue(deps, theme.id);
    expect(delivery).toMatchObject({ outlet: "github", kind: "issue", theme: theme.id, state: "waiting" });
    expect(stored()).toMatchObject({ issueWanted: true, revision: 2 });
    expect(await wantIssue(deps, theme.id)).toEqual(delivery);
    expect(rows.deliveries.size).toBe(1);
    expect(stored().revision).toBe(2);
  });

  test("many at once ask for one issue", async () => {
    const { deps, theme, rows } = await world();
    const deliveries = await Promise.all(Array.from({ length: 5 }, () => wantIssue(deps, theme.id)));
    expect(new Set(deliveries.map(({ id }) => id)).size).toBe(1);
    expect(rows.deliveries.size).toBe(1);
  });

  test("a status decided later reaches the issue", async () => {
    const { deps, theme, change, rows, clock } = await world();
    await wantIssue(deps, theme.id);
    clock.now += 2 * day;
    await change({ status: "planned" });
    expect([...rows.deliveries.values()].filter(({ kind }) => kind === "issue")).toHaveLength(2);
  });

  test("a theme whose issue was wanted by other means gets a delivery to show", async () => {
    const { deps, theme } = await world(exampleTheme("x", { issueWanted: true, issueAsked: "some state" }));
    expect(await wantIssue(deps, theme.id)).toMatchObject({ state: "waiting", theme: theme.id });
  });

  test("there is none for a theme that is not there", async () => {
    const { deps } = await world();
    await expect(wantIssue(deps, "thm_nope")).rejects.toMatchObject({ kind: "missing" });
  });
});
