import type { Correction, Fact } from "@earshot/core/correction.ts";
import { idFrom } from "@earshot/core/id.ts";
import type { CorrectionWrite } from "@earshot/core/ports.ts";
import { undo } from "@earshot/core/undoing.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exampleFeedback, exampleTheme } from "../memory/examples.ts";
import { steps, World } from "../unit/corrections-world.ts";
import { contract, describeEngine, openTable } from "./engine.ts";
import { at, exampleDelivery } from "./examples.ts";
import { following } from "./following.ts";
import { refusesForeignCursors, walk } from "./pages.ts";

const [theme, other] = [exampleTheme("exports"), exampleTheme("imports")];

function entry(name: string, given: Partial<Correction> = {}): Correction {
  return {
    id: `cor_${name}`,
    ...{ kind: "merge", board: "ideas", at: at(0), by: "Mara", text: "Merged.", before: "Two.", after: "One." },
    ...{ themes: [theme.id, other.id], moves: [], state: "done", revision: 1 },
    ...given,
  };
}

const added = (correction: Correction): CorrectionWrite => ({
  corrections: [{ next: correction, previous: undefined }],
  ...{ heads: [], feedback: [], deliveries: [], fact: undefined, count: [] },
});

const fact = (correction: string, given: Partial<Fact> = {}): Fact => ({
  correction,
  ...{ together: [], apart: [], moved: [] },
  ...given,
});

contract("corrections", (open) => {
  test("an entry comes back as it was written, with all that it changed", async () => {
    const { corrections, themes, feedback, outbox } = await open();
    const said = exampleFeedback("one", { theme: theme.id });
    await themes.put(theme, undefined);
    await feedback.put(said, undefined);
    const { theme: _, ...rest } = said;
    const gone = { ...rest, apart: "not a request", placedBy: "person" as const, revision: 2 };
    const moved = {
      feedback: said.id,
      from: { theme: theme.id, placedBy: "machine" as const },
      to: { apart: "not a request", placedBy: "person" as const },
    };
    const correction = entry("1", { moves: [moved], undoes: "cor_0" });
    const delivery = exampleDelivery("push", { theme: theme.id });
    await corrections.write({
      ...added(correction),
      heads: [{ next: { ...theme, locked: true, revision: 2 }, previous: theme }],
      feedback: [{ next: gone, previous: said }],
      deliveries: [delivery],
    });
    expect(await corrections.get(correction.id)).toEqual(correction);
    expect(await corrections.get("cor_x")).toBeUndefined();
    expect(await themes.get(theme.id)).toMatchObject({ locked: true });
    expect(await feedback.get(said.id)).toEqual(gone);
    expect((await themes.evidence(theme.id)).memberships).toEqual([]);
    expect(await outbox.get(delivery.id)).toEqual(delivery);
  });

  test("all is written or nothing", async () => {
    const { corrections, themes, feedback } = await open();
    await themes.put(theme, undefined);
    const stale = { ...theme, revision: 7 };
    const wrong: Partial<CorrectionWrite>[] = [
      { heads: [{ next: { ...theme, revision: 8 }, previous: stale }] },
      { heads: [{ next: theme, previous: undefined }] },
      { feedback: [{ next: exampleFeedback("x"), previous: exampleFeedback("x") }] },
      { corrections: [{ next: entry("2"), previous: entry("2") }] },
    ];
    for (const one of wrong)
      await expect(
        corrections.write({
          ...added(entry("2")),
          fact: fact("cor_2"),
          heads: [{ next: other, previous: undefined }],
          ...one,
        }),
      ).rejects.toMatchObject({ kind: "conflict" });
    expect(await corrections.get("cor_2")).toBeUndefined();
    expect(await themes.get(other.id)).toBeUndefined();
    expect(await feedback.get(exampleFeedback("x").id)).toBeUndefined();
    expect(await corrections.facts("ideas", 0)).toEqual([]);
    expect((await corrections.list(theme.id, { limit: 9 })).items).toEqual([]);
  });

  test("the trail is newest first, page by page, of all or of one theme; cursors are its own", async () => {
    const { corrections } = await open();
    for (let i = 0; i < 9; i++)
      await corrections.write(added(entry(`${i}`, { themes: i % 2 === 0 ? [theme.id] : [other.id, theme.id] })));
    const ids = (entries: readonly Correction[]) => entries.map(({ id }) => id);
    expect(ids(await walk((request) => corrections.list(undefined, request), 2))).toEqual(
      [8, 7, 6, 5, 4, 3, 2, 1, 0].map((i) => `cor_${i}`),
    );
    expect(ids(await walk((request) => corrections.list(other.id, request), 3))).toEqual([
      "cor_7",
      "cor_5",
      "cor_3",
      "cor_1",
    ]);
    expect(await corrections.list(idFrom("theme", "none"), { limit: 5 })).toEqual({ items: [], next: undefined });
  });

  test("what was begun is told until it is done", async () => {
    const { corrections } = await open();
    const begun = entry("1", { state: "begun" });
    await corrections.write(added(begun));
    await corrections.write(added(entry("2")));
    expect(await corrections.begun()).toEqual([begun]);
    const done: Correction = { ...begun, state: "done", revision: 2 };
    await corrections.write({ ...added(done), corrections: [{ next: done, previous: begun }] });
    expect(await corrections.begun()).toEqual([]);
    expect((await corrections.list(theme.id, { limit: 9 })).items.map(({ id }) => id)).toEqual(["cor_2", "cor_1"]);
  });

  test("facts of a board are numbered from one, and read on from any number", async () => {
    const { corrections } = await open();
    const taught = fact("cor_1", {
      together: [["fbk_1", "fbk_2"]],
      merged: { [theme.id]: other.id, [other.id]: null },
      locked: { [theme.id]: true },
      revokes: "cor_0",
    });
    await corrections.write({ ...added(entry("1")), fact: taught });
    await corrections.write({ ...added(entry("2", { board: "billing" })), fact: fact("cor_2") });
    await corrections.write({ ...added(entry("3")), fact: fact("cor_3") });
    expect(await corrections.facts("ideas", 0)).toEqual([
      { number: 1, fact: taught },
      { number: 2, fact: fact("cor_3") },
    ]);
    expect(await corrections.facts("ideas", 1)).toEqual([{ number: 2, fact: fact("cor_3") }]);
    expect(await corrections.facts("ideas", 2)).toEqual([]);
    expect(await corrections.facts("billing", 0)).toHaveLength(1);
  });

  test("of many facts at once each gets a number of its own, or is refused whole", async () => {
    const { corrections } = await open();
    const tries = Array.from({ length: 12 }, (_, i) =>
      corrections.write({ ...added(entry(`${i}`)), fact: fact(`cor_${i}`) }),
    );
    const won = (await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled").length;
    const facts = await corrections.facts("ideas", 0);
    expect(won).toBeGreaterThan(0);
    expect(facts.map(({ number }) => number)).toEqual(Array.from({ length: won }, (_, i) => i + 1));
    expect((await corrections.list(undefined, { limit: 50 })).items).toHaveLength(won);
  });

  refusesForeignCursors(async () => {
    const { corrections } = await open();
    for (let i = 0; i < 4; i++) await corrections.write(added(entry(`${i}`)));
    return {
      list: (request) => corrections.list(undefined, request),
      others: [(request) => corrections.list(theme.id, request)],
    };
  });
});

contract("families", (open) => {
  const parts = Array.from({ length: 24 }, (_, i) => idFrom("theme", `part ${i}`));

  async function family() {
    const stores = await open();
    await stores.themes.put({ ...theme, absorbed: parts }, undefined);
    const all = [theme.id, ...parts];
    for (let i = 0; i < 60; i++) {
      const said = exampleFeedback(`said ${i}`, {
        theme: all[(i * 7) % all.length] ?? "",
        at: at(i),
        visibility: i % 3 === 0 ? "private" : "public",
      });
      await stores.feedback.put(said, undefined);
      await stores.votes.put({ theme: all[i % all.length] ?? "", person: idFrom("person", `p${i % 40}`), at: at(i) });
    }
    return { ...stores, all };
  }

  test("count what is behind all of them, each row once, in the order of time", async () => {
    const { themes } = await family();
    const { head, memberships, votes } = await themes.evidence(theme.id);
    expect(head?.absorbed).toEqual(parts);
    expect(memberships.map(({ at: said }) => said)).toEqual(Array.from({ length: 60 }, (_, i) => at(i)));
    expect(votes).toHaveLength(60);
  });

  test("are read newest first as one list, with a cursor that stays short", async () => {
    const { feedback, all } = await family();
    const cursors: string[] = [];
    const read = await walk(async (request) => {
      if (request.cursor) cursors.push(request.cursor);
      return feedback.ofTheme(all, "public", request);
    }, 7);
    const wanted = Array.from({ length: 60 }, (_, i) => i).filter((i) => i % 3 > 0);
    expect(read.map(({ at: said }) => said)).toEqual(wanted.reverse().map(at));
    expect(Math.max(...cursors.map(({ length }) => length))).toBeLessThan(1000);
  });
});

describeEngine("corrections in the table", () => {
  test("count what a naive model counts, whatever people do", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(steps.people, steps.corrections), { minLength: 20, maxLength: 40, size: "max" }),
        async (taken) => {
          const world = await World.begin((await openTable()).store);
          for (const step of taken) await world.take(step);
          await world.count();
          const { stored, model } = await world.compared();
          expect(stored).toEqual(model);
          expect(await world.faults()).toEqual([]);
          for (const correction of world.corrections.toReversed().slice(0, 1))
            await undo(world.deps, { correction, by: "Mara" }).catch(() => {});
          await world.count();
          expect(await world.faults()).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
  });

  test("the worker hears at once of what is to be counted", async () => {
    const { store, stream } = await openTable();
    const next = following(stream);
    const { corrections, recounts } = store;
    await corrections.write({ ...added(entry("1")), count: [theme.id, other.id] });
    const heard = (await next()).recounts;
    expect(heard.map((one) => one.theme).sort()).toEqual([theme.id, other.id].sort());
    for (const one of heard) await recounts.done(one.theme, one.due);
    await next();
    await recounts.later(theme.id, at(60));
    await corrections.write({ ...added(entry("2")), count: [theme.id] });
    expect((await next()).recounts).toEqual([{ theme: theme.id, due: at(0) }]);
  });
});
