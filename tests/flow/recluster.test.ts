import { minute } from "@earshot/core/clock.ts";
import type { FormingStore } from "@earshot/core/ports/clustering.ts";
import { reclusterBoard } from "@earshot/core/reclustering.ts";
import type { Run, Suggestion } from "@earshot/core/suggestion.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { castVote, withdrawVote } from "@earshot/core/voting.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Runtime } from "../../functions/runtime.ts";
import { samples } from "../unit/community-samples.ts";
import { faultsOf, landlord, newTable, open, themesOf, type World } from "./house.ts";
import { lineTo, runtimeAt } from "./network.ts";

const endpoint = landlord();

const topics = Object.entries(samples.English ?? Object.values(samples)[0] ?? {});
const said = topics.flatMap(([topic, texts]) => texts.map((text, i) => ({ topic, text, who: `${topic} ${i}` })));

/** A board whose feedback was assigned as it came, and then torn: each piece is a theme of its own. */
async function torn(
  count = said.length,
): Promise<World & { table: string; themeOf: (who: string) => Promise<string> }> {
  const table = newTable();
  const world = await open({ endpoint: endpoint(), table });
  const items = said.slice(0, count).map(({ text, who }) => ({ externalId: who, body: text }));
  await world.tell("POST", "/api/v1/feedback", items);
  await world.settle();
  const { store } = world.runtime;
  for await (const row of store.feedback.all()) {
    if (row.theme === undefined) continue;
    const theme = `thm_${row.id.slice(4)}`;
    const { position } = (await store.clustering.since("ideas", 0)).log.at(-1) ?? { position: 0 };
    const changes = [{ feedback: row.id, revision: row.revision + 1 }];
    await store.clustering.announce("ideas", { position: position + 1, at: row.at, changes });
    await store.feedback.put({ ...row, theme, revision: row.revision + 1 }, row);
  }
  await world.settle();
  const themeOf = async (who: string) => {
    for await (const row of store.feedback.all()) if (row.externalId === who) return row.theme ?? "";
    return "";
  };
  return { ...world, table, themeOf };
}

const form = ({ reclustering }: Runtime): Promise<Run | undefined> => reclusterBoard(reclustering, "ideas", "normal");

/** What every worker knows is what the rows say. */
async function allAgree({ runtime }: World, table: string): Promise<void> {
  const rows = (await Array.fromAsync(runtime.store.feedback.all())).filter(({ theme }) => theme !== undefined);
  const stranger = runtimeAt(endpoint(), table, { now: runtime.world.clock() });
  for (const one of [runtime, stranger]) {
    const { index } = await one.clusters.stateOf("ideas");
    expect(index.size).toBe(rows.length);
    for (const { id, theme } of rows) expect(index.homeOf(id)).toBe(theme);
  }
  expect(await faultsOf(runtime)).toEqual([]);
}

describe("forming themes anew", () => {
  it("brings together what belongs together, writes down that it did, and then has nothing to do", async () => {
    const world = await torn();
    const before = (await themesOf(world.runtime)).length;
    const run = await form(world.runtime);
    await world.settle();
    expect(run).toMatchObject({ board: "ideas", items: before, themes: before, proposals: 0 });
    expect(run?.emptied).toBeGreaterThan(before / 2);
    expect(run?.moved).toBe(run?.planned);
    expect(await themesOf(world.runtime)).toHaveLength(before + (run?.opened ?? 0) - (run?.emptied ?? 0));
    await allAgree(world, world.table);
    world.time.now += minute;
    expect(await form(world.runtime)).toMatchObject({ moved: 0, emptied: 0, opened: 0 });
    expect((await world.tell<{ items: Run[] }>("GET", "/api/v1/boards/ideas/runs")).items).toHaveLength(2);
  });

  it("sends who asks for a theme that went empty, or votes for it, to where its feedback went", async () => {
    const world = await torn();
    const before = await themesOf(world.runtime);
    await form(world.runtime);
    await world.settle();
    const left = new Set((await themesOf(world.runtime)).map(({ id }) => id));
    const gone = before.find(({ id }) => !left.has(id));
    const response = await world.runtime.portal.request(`/themes/${gone?.id}`);
    expect(response.status).toBe(302);
    const heir = response.headers.get("location")?.match(/thm_\w+/)?.[0] ?? "";
    expect(left).toContain(heir);
    const deps = { ...world.runtime.store, clock: world.runtime.world.clock };
    const ballot = { theme: gone?.id ?? "", alias: "email:ann@example.org" };
    expect(await castVote(deps, ballot)).toMatchObject({ theme: heir, changed: true });
    expect(await castVote(deps, { ...ballot, theme: heir })).toMatchObject({ changed: false });
    await world.settle();
    expect(await world.runtime.store.themes.get(heir)).toMatchObject({ votes: 1 });
    expect(await withdrawVote(deps, ballot)).toMatchObject({ changed: true });
    await world.settle();
    expect(await faultsOf(world.runtime)).toEqual([]);
  });

  it("is broken off anywhere and done by the next, and intake goes on meanwhile", async () => {
    for (const writes of [2, 5, 11]) {
      const world = await torn();
      let left = writes;
      const line = await lineTo(endpoint(), ({ write }) => (write !== undefined && left-- <= 0 ? "dies" : "goes well"));
      const dying = runtimeAt(line.url, world.table, world.time);
      await expect(form(dying), `killed at write ${writes}`).rejects.toThrow();
      await world.tell("POST", "/api/v1/feedback", { externalId: "meanwhile", body: said[0]?.text });
      await world.settle();
      await allAgree(world, world.table);
      world.time.now += 2 * minute;
      await form(world.runtime);
      await world.settle();
      await allAgree(world, world.table);
      expect((await themesOf(world.runtime)).length).toBeLessThan(topics.length * 2);
      await world.close();
    }
  }, 60_000);

  it("is done once by those who begin at once", async () => {
    const world = await torn();
    const other = runtimeAt(endpoint(), world.table, world.time);
    const runs = await Promise.all([form(world.runtime), form(other), form(world.runtime)]);
    // Whoever comes when the first is done finds nothing to do.
    expect(runs.filter((run) => run !== undefined && run.planned > 0)).toHaveLength(1);
    await world.settle();
    await allAgree(world, world.table);
  });

  it("leaves alone what somebody changed since it was planned", async () => {
    const world = await torn();
    const { feedback } = world.runtime.store;
    const getMany = feedback.getMany.bind(feedback);
    const [first, second] = (await Array.fromAsync(feedback.all())).map(({ id }) => id);
    let planned = false;
    const copyOf = world.runtime.clusters.copyOf.bind(world.runtime.clusters);
    world.runtime.clusters.copyOf = async (...args) => {
      const copy = await copyOf(...args);
      planned = true;
      return copy;
    };
    let moved = false;
    feedback.getMany = async (ids) => {
      if (planned && !moved) {
        moved = true;
        await world.tell("POST", `/api/v1/feedback/${first}/move`, { theme: null });
        await world.tell("POST", "/api/v1/feedback", {
          externalId: said[1]?.who,
          body: "Please add a chess clock to the app.",
        });
      }
      return getMany(ids);
    };
    await form(world.runtime);
    await world.settle();
    expect((await feedback.get(first ?? ""))?.theme).toBeUndefined();
    expect(second).toBeDefined();
    await allAgree(world, world.table);
  });

  it("happens by itself when a board has grown by a quarter, or intake rests", async () => {
    const world = await torn();
    await world.runtime.sweep();
    await world.settle();
    expect(await world.runtime.store.forming.runs("ideas", 9)).toHaveLength(said.length >= 20 ? 1 : 0);
    for (let minutes = 0; minutes < 30; minutes += 5) {
      world.time.now += 5 * minute;
      await world.runtime.sweep();
    }
    expect(await world.runtime.store.forming.runs("ideas", 9)).toHaveLength(said.length >= 20 ? 1 : 0);
  });
});

describe("votes", () => {
  it("are neither lost nor doubled, whoever voted for what and when", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(said.length - 1), fc.nat(3), fc.boolean()), { minLength: 1, maxLength: 12 }),
        async (cast) => {
          const world = await torn();
          const { store } = world.runtime;
          const deps = { ...store, clock: world.runtime.world.clock };
          const votes = new Set<string>();
          const vote = async ([piece, voter]: readonly [number, number, boolean]) => {
            const theme = await world.themeOf(said[piece]?.who ?? "");
            const { theme: counted, changed } = await castVote(deps, {
              theme,
              alias: `email:voter${voter}@example.org`,
            });
            expect(changed).toBe(!votes.has(`${counted} ${voter}`));
            votes.add(`${counted} ${voter}`);
          };
          for (const one of cast.filter(([, , early]) => early)) await vote(one);
          await world.settle();
          // Some vote while themes are formed anew.
          const forming = form(world.runtime);
          for (const one of cast.filter(([, , early]) => !early)) await vote(one);
          await forming;
          await world.settle();
          const themes = await themesOf(world.runtime);
          expect(themes.reduce((sum, theme) => sum + theme.votes, 0)).toBe(votes.size);
          for (const theme of themes) expect(theme.movedTo, "who has supporters stays").toBeUndefined();
          const early = cast.filter(([, , first]) => first).map(([piece]) => said[piece]?.who ?? "");
          for (const { id, votes: count, feedback } of themes)
            if (count > 0 && early.length === cast.length) expect([id, feedback]).not.toEqual([id, 0]);
          await allAgree(world, world.table);
          await world.close();
        },
      ),
      { numRuns: 6 },
    );
  }, 120_000);
});

describe("themes that people touched", () => {
  async function touched() {
    const world = await torn();
    const [one, other] = await Promise.all([
      world.themeOf(`${topics[0]?.[0]} 0`),
      world.themeOf(`${topics[0]?.[0]} 1`),
    ]);
    for (const [i, theme] of [one, other].entries())
      await world.tell("PATCH", `/api/v1/themes/${theme}`, { title: `A name of our own, ${i}` });
    await world.settle();
    return { ...world, one, other };
  }
  const proposed = (world: World) =>
    world.tell<{ items: Suggestion[] }>("GET", "/api/v1/proposals?board=ideas").then(({ items }) => items);

  it("are not changed; it is proposed, once, and done when somebody accepts", async () => {
    const world = await touched();
    await form(world.runtime);
    await world.settle();
    for (const theme of [world.one, world.other])
      expect(await world.tell<Theme>("GET", `/api/v1/themes/${theme}`)).toMatchObject({ feedback: 1 });
    const [first, ...others] = await proposed(world);
    expect(first).toMatchObject({ state: "open", reason: expect.stringMatching(/feedback/) });
    await form(world.runtime);
    expect((await proposed(world)).map(({ id }) => id).sort()).toEqual([first, ...others].map((one) => one?.id).sort());
    world.time.now += minute;
    await world.tell("POST", `/api/v1/proposals/${first?.id}/accept`, { by: "Mara" });
    await world.tell("POST", `/api/v1/proposals/${first?.id}/accept`, { by: "Mara" });
    await world.settle();
    expect((await proposed(world)).map(({ id }) => id)).not.toContain(first?.id);
    const { items: trail } = await world.tell<{ items: { by: string }[] }>("GET", "/api/v1/audit");
    expect(trail[0]).toMatchObject({ by: "Mara" });
    expect(await faultsOf(world.runtime)).toEqual([]);
  });

  it("are asked about as they are, however often forming anew is broken off while it says so", async () => {
    const world = await touched();
    await form(world.runtime);
    const before = await proposed(world);
    const { forming } = world.runtime.store;
    // One says something else by now, one is missing, and one stands the other way round.
    const [row, gone] = (await forming.proposals("ideas")) as [Suggestion, Suggestion];
    await forming.put({ ...row, counts: { changing: 9, of: 9 }, revision: 2 }, row);
    await forming.put({ ...row, id: "prp_old", themes: row.themes.toReversed() }, undefined);
    if (gone !== undefined) await forming.withdraw(gone);
    for (let most = 0; ; most++) {
      let writes = 0;
      const dying = async () => {
        if (writes++ === most) throw new Error("killed");
      };
      const killed: FormingStore = {
        runs: (...args) => forming.runs(...args),
        record: (...args) => forming.record(...args),
        proposals: (...args) => forming.proposals(...args),
        proposal: (...args) => forming.proposal(...args),
        put: (...args) => dying().then(() => forming.put(...args)),
        withdraw: (...args) => dying().then(() => forming.withdraw(...args)),
      };
      const done = await reclusterBoard({ ...world.runtime.reclustering, forming: killed }, "ideas", "normal").then(
        () => true,
        (error: Error) => {
          expect(error.message).toBe("killed");
          return false;
        },
      );
      expect((await proposed(world)).length).toBeGreaterThan(0);
      if (done) break;
    }
    const after = await proposed(world);
    expect(after.map(({ at: _, ...one }) => one)).toEqual(before.map(({ at: _, ...one }) => one));
  });

  it("are not asked about again once somebody said no", async () => {
    const world = await touched();
    await form(world.runtime);
    const all = await proposed(world);
    expect(all.length).toBeGreaterThan(0);
    for (const { id } of all) await world.tell("POST", `/api/v1/proposals/${id}/dismiss`, { by: "Mara" });
    await form(world.runtime);
    expect(await proposed(world)).toEqual([]);
    expect((await world.ask("POST", `/api/v1/proposals/${all[0]?.id}/dismiss`)).status).toBe(200);
    expect((await world.ask("POST", "/api/v1/proposals/prp_unknown/accept")).status).toBe(404);
  });
});

describe("granularity", () => {
  it("is previewed without a change, and once it is set themes are formed anew", async () => {
    const world = await torn();
    const before = (await themesOf(world.runtime)).map(({ id, feedback }) => [id, feedback]);
    const previewed = async (granularity: string) =>
      world.tell<{ themes: { before: number; after: number }; merges: unknown[] }>(
        "GET",
        `/api/v1/boards/ideas/preview?granularity=${granularity}`,
      );
    const [coarse, fine] = [await previewed("coarse"), await previewed("fine")];
    expect(coarse.themes.before).toBe(before.length);
    expect(coarse.themes.after).toBeLessThanOrEqual(fine.themes.after);
    expect(coarse.merges.length).toBeGreaterThan(0);
    expect((await themesOf(world.runtime)).map(({ id, feedback }) => [id, feedback])).toEqual(before);
    await world.runtime.sweep();
    const count = (await world.runtime.store.forming.runs("ideas", 9)).length;
    await world.tell("PUT", "/api/v1/boards/ideas", { name: "Ideas", granularity: "coarse" });
    world.time.now += minute;
    await world.runtime.sweep();
    const runs = await world.runtime.store.forming.runs("ideas", 9);
    expect(runs).toHaveLength(count + (said.length >= 20 ? 1 : 0));
    await world.settle();
    await allAgree(world, world.table);
  });
});
