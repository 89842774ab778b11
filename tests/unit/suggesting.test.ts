import { day, isoTime } from "@earshot/core/clock.ts";
import { lockTheme, mergeThemes, unmergeTheme } from "@earshot/core/merging.ts";
import { moveFeedback } from "@earshot/core/moving.ts";
import { acceptSuggestion, openSuggestions } from "@earshot/core/suggesting.ts";
import type { Suggestion } from "@earshot/core/suggestion.ts";
import { undo } from "@earshot/core/undoing.ts";
import { describe, expect, test } from "vitest";
import { exampleFeedback, exampleTheme } from "../memory/examples.ts";
import { memory } from "../memory/memory.ts";

const now = Date.parse("2026-03-04T10:00:00.000Z");
const by = "Mara";

/** Three themes of one board, with four pieces of feedback each. */
async function world() {
  const stores = memory();
  stores.rows.boards.set("ideas", { id: "ideas", name: "Ideas" } as never);
  const themes = ["lists", "waiting", "phones"].map((name) => exampleTheme(name, { feedback: 4 }));
  const said: Record<string, string[]> = {};
  for (const theme of themes) {
    await stores.themes.put(theme, undefined);
    for (let i = 0; i < 4; i++) {
      const one = exampleFeedback(`${theme.title} ${i}`, { theme: theme.id, at: isoTime(now - i * day) });
      await stores.feedback.put(one, undefined);
      said[theme.id] = [...(said[theme.id] ?? []), one.id];
    }
  }
  const deps = { ...stores, clock: () => now };
  const [a, b, c] = themes.map(({ id }) => id) as [string, string, string];
  const propose = async (
    given: Pick<Suggestion, "kind" | "themes" | "feedback"> & Partial<Suggestion>,
  ): Promise<string> => {
    const id = `prp_${given.kind}`;
    const rest = {
      reason: "They are near.",
      examples: [],
      staying: [],
      at: isoTime(now),
      taught: (await stores.corrections.facts("ideas", 0)).length,
      revision: 1,
      state: "open" as const,
    };
    await stores.forming.put({ id, board: "ideas", ...rest, ...given }, undefined);
    return id;
  };
  const themeOf = async (id = "") => (await stores.feedback.get(id))?.theme;
  const themesOf = (ids: readonly string[] = []) => Promise.all(ids.map(themeOf));
  const stateOf = async (id: string) => (await stores.forming.proposal("ideas", id))?.state;
  const trail = async () => (await stores.corrections.list(undefined, { limit: 50 })).items;
  return { ...stores, deps, a, b, c, said, propose, themeOf, themesOf, stateOf, trail };
}

describe("accepting a proposal", () => {
  test("to split a merged theme splits off what is in its parts, too", async () => {
    const { deps, a, b, said, propose, themesOf, stateOf } = await world();
    await mergeThemes(deps, { theme: a, into: b, by });
    const feedback = [...(said[a] ?? []).slice(0, 2), ...(said[b] ?? []).slice(0, 1)];
    const id = await propose({ kind: "split", themes: [b], feedback });
    const { corrections } = await acceptSuggestion(deps, id, by);
    expect(corrections).toMatchObject([{ kind: "split", by, themes: [b, expect.any(String)] }]);
    const opened = corrections[0]?.themes[1];
    expect(opened).not.toBe(b);
    expect(await themesOf(feedback)).toEqual([opened, opened, opened]);
    expect(await stateOf(id)).toBe("accepted");
  });

  test("to move feedback out of a merged theme moves it out of its parts, too", async () => {
    const { deps, a, b, c, said, propose, themesOf } = await world();
    await mergeThemes(deps, { theme: a, into: b, by });
    const feedback = (said[a] ?? []).slice(0, 3);
    await acceptSuggestion(deps, await propose({ kind: "move", themes: [b, c], feedback }), by);
    expect(await themesOf(feedback)).toEqual([c, c, c]);
  });

  test("to move several pieces is one correction, undone as one", async () => {
    const { deps, a, b, said, propose, themesOf, trail } = await world();
    const feedback = (said[a] ?? []).slice(0, 3);
    const { corrections } = await acceptSuggestion(deps, await propose({ kind: "move", themes: [a, b], feedback }), by);
    expect(corrections).toMatchObject([{ kind: "move", state: "done", themes: [a, b], text: expect.any(String) }]);
    expect(corrections[0]?.text).toBe("Moved 3 pieces of feedback from “lists” to “waiting”.");
    expect(await trail()).toHaveLength(1);
    expect(await themesOf(feedback)).toEqual([b, b, b]);
    await undo(deps, { correction: corrections[0]?.id ?? "", by });
    expect(await themesOf(feedback)).toEqual([a, a, a]);
  });

  test("of which a part has gone elsewhere does what is left", async () => {
    const { deps, a, b, c, said, propose, themesOf } = await world();
    const feedback = (said[a] ?? []).slice(0, 3);
    const id = await propose({ kind: "move", themes: [a, b], feedback });
    await moveFeedback(deps, { feedback: feedback[0] ?? "", theme: c, by });
    await acceptSuggestion(deps, id, by);
    expect(await themesOf(feedback)).toEqual([c, b, b]);
  });

  test.each(["split", "move"] as const)(
    "to %s is refused, and stays open, where nothing of it is left",
    async (kind) => {
      const { deps, a, b, c, said, propose, stateOf, trail } = await world();
      const feedback = (said[a] ?? []).slice(0, 2);
      const id = await propose({ kind, themes: kind === "split" ? [a] : [a, b], feedback });
      for (const one of feedback) await moveFeedback(deps, { feedback: one, theme: c, by });
      await expect(acceptSuggestion(deps, id, by)).rejects.toMatchObject({
        ...{ kind: "conflict", final: true, reason: "nothingLeftOfIt" },
      });
      expect(await stateOf(id)).toBe("open");
      expect(await trail()).toHaveLength(2);
    },
  );

  test.each(["merge", "split", "move"] as const)(
    "to %s and taking that back leaves it open, and doing so again accepted",
    async (kind) => {
      const { deps, a, b, said, propose, stateOf, themesOf } = await world();
      const feedback = (said[a] ?? []).slice(0, 3);
      const id = await propose({ kind, themes: { merge: [b, a], split: [a], move: [a, b] }[kind], feedback });
      for (const nth of [1, 2]) {
        const { corrections } = await acceptSuggestion(deps, id, by);
        expect(corrections).toMatchObject([{ proposal: { id, kind, was: "open", is: "accepted" } }]);
        const undone = await undo(deps, { correction: corrections[0]?.id ?? "", by });
        expect(await stateOf(id)).toBe("open");
        expect(await themesOf(feedback)).toEqual([a, a, a]);
        expect((await openSuggestions(deps, undefined)).map((one) => one.id)).toEqual([id]);
        if (nth === 2) continue;
        const redone = await undo(deps, { correction: undone.id, by });
        expect(await stateOf(id)).toBe("accepted");
        await undo(deps, { correction: redone.id, by });
        expect(await stateOf(id)).toBe("open");
      }
    },
  );

  test("that is other words by now for what stands open changes nothing", async () => {
    const { deps, a, b, c, said, propose, stateOf, themesOf } = await world();
    const feedback = (said[a] ?? []).slice(0, 3);
    const old = await propose({ kind: "split", themes: [a], feedback });
    await propose({ kind: "move", themes: [a, b], feedback });
    await acceptSuggestion(deps, "prp_move", by);
    await expect(acceptSuggestion(deps, old, by)).rejects.toMatchObject({ reason: "nothingLeftOfIt" });
    expect(await stateOf(old)).toBe("open");
    expect([await themesOf(feedback), c]).toEqual([[b, b, b], c]);
  });

  test("to merge into a theme that is merged while it is accepted does not merge it into a third", async () => {
    const { deps, a, b, c, said, propose, stateOf } = await world();
    const id = await propose({ kind: "merge", themes: [b, a], feedback: said[a] ?? [] });
    const meanwhile = {
      ...deps.feedback,
      getMany: async (...args: Parameters<typeof deps.feedback.getMany>) => {
        const found = await deps.feedback.getMany(...args);
        await mergeThemes(deps, { theme: b, into: c, by: "Ann" });
        return found;
      },
    };
    const accepted = acceptSuggestion({ ...deps, feedback: meanwhile }, id, by);
    await expect(accepted).rejects.toMatchObject({ kind: "conflict", reason: "nothingLeftOfIt" });
    expect((await deps.themes.get(a))?.mergedInto).toBeUndefined();
    expect(await stateOf(id)).toBe("open");
  });

  test("to move between themes that are one by now is refused", async () => {
    const { deps, a, b, said, propose, stateOf } = await world();
    const id = await propose({ kind: "move", themes: [a, b], feedback: said[a] ?? [] });
    await mergeThemes(deps, { theme: a, into: b, by });
    await expect(acceptSuggestion(deps, id, by)).rejects.toMatchObject({ kind: "conflict", final: true });
    expect(await stateOf(id)).toBe("open");
  });

  test.each(["merge", "split", "move"] as const)("to %s twice, or at once, does it once", async (kind) => {
    const { deps, a, b, said, propose, stateOf, trail } = await world();
    const feedback = (said[a] ?? []).slice(0, 3);
    const id = await propose({ kind, themes: { merge: [b, a], split: [a], move: [a, b] }[kind], feedback });
    await Promise.all([acceptSuggestion(deps, id, by), acceptSuggestion(deps, id, "Ann")]);
    expect(await acceptSuggestion(deps, id, by)).toMatchObject({ suggestion: { state: "accepted" }, corrections: [] });
    expect(await stateOf(id)).toBe("accepted");
    expect(await trail()).toHaveLength(1);
  });

  test.each(["merge", "split", "move"] as const)("to %s is accepted from its first write on", async (kind) => {
    const { deps, a, b, said, propose, stateOf, corrections } = await world();
    const feedback = (said[a] ?? []).slice(0, 3);
    const id = await propose({ kind, themes: { merge: [b, a], split: [a], move: [a, b] }[kind], feedback });
    let written = 0;
    const dying = {
      ...corrections,
      write: async (...args: Parameters<typeof corrections.write>) => {
        if (written++ > 0) throw new Error("killed");
        return corrections.write(...args);
      },
    };
    const killed = {
      ...deps,
      corrections: dying,
      forming: { ...deps.forming, put: async () => Promise.reject("killed") },
    };
    await acceptSuggestion(killed, id, by).catch(() => {});
    expect(await stateOf(id)).toBe("accepted");
  });
});

describe("what is proposed is shown as far as it holds", () => {
  type World = Awaited<ReturnType<typeof world>>;
  const shown = ({ deps }: World) => openSuggestions(deps, undefined);
  const proposals = {
    merge: ({ propose, said, a, b }: World) => propose({ kind: "merge", themes: [b, a], feedback: said[a] ?? [] }),
    move: ({ propose, said, a, b }: World) =>
      propose({ kind: "move", themes: [a, b], feedback: (said[a] ?? []).slice(0, 3) }),
    split: ({ propose, said, a }: World) =>
      propose({ kind: "split", themes: [a], feedback: (said[a] ?? []).slice(0, 3) }),
  };
  const kinds = ["merge", "move", "split"] as const;

  test.each(kinds)("to %s: all of it, where nothing has changed", async (kind) => {
    const at = await world();
    const id = await proposals[kind](at);
    const changing = kind === "merge" ? 4 : 3;
    expect(await shown(at)).toMatchObject([{ id, kind, now: { changing, of: 4 } }]);
  });

  test.each(kinds.flatMap((kind) => [[kind, "merged into a third"] as const, [kind, "locked"] as const]))(
    "to %s: nothing, once a theme of it is %s, and all again once that is taken back",
    async (kind, how) => {
      for (const which of kind === "split" ? (["a"] as const) : (["a", "b"] as const)) {
        const at = await world();
        const { deps, c } = at;
        const id = await proposals[kind](at);
        const { correction } =
          how === "locked"
            ? await lockTheme(deps, { theme: at[which], locked: true, by })
            : await mergeThemes(deps, { theme: at[which], into: c, by });
        expect(await shown(at)).toEqual([]);
        await expect(acceptSuggestion(deps, id, by)).rejects.toMatchObject({ reason: "nothingLeftOfIt" });
        await undo(deps, { correction: correction?.id ?? "", by });
        expect(await shown(at)).toMatchObject([{ id }]);
        await acceptSuggestion(deps, id, by);
      }
    },
  );

  test.each(["move", "split"] as const)("to %s: without what a person has moved, or put where it is", async (kind) => {
    const at = await world();
    const { deps, a, c, said, themesOf } = at;
    const [gone = "", kept = "", left = ""] = said[a] ?? [];
    const id = await proposals[kind](at);
    await moveFeedback(deps, { feedback: gone, theme: c, by });
    await moveFeedback(deps, { feedback: kept, theme: null, by });
    await moveFeedback(deps, { feedback: kept, theme: a, by });
    expect(await shown(at)).toMatchObject([{ id, feedback: [left], now: { changing: 1, of: 4 } }]);
    const { corrections } = await acceptSuggestion(deps, id, by);
    expect(corrections[0]?.moves.map(({ feedback }) => feedback)).toEqual([left]);
    expect((await themesOf([gone, kept])).join()).toBe([c, a].join());
  });

  test("to split: nothing, once all the rest has left the theme", async () => {
    const at = await world();
    const { deps, a, c, said } = at;
    await proposals.split(at);
    await moveFeedback(deps, { feedback: said[a]?.[3] ?? "", theme: c, by });
    const head = await deps.themes.get(a);
    if (head) await deps.themes.put({ ...head, feedback: 3, revision: head.revision + 1 }, head);
    expect(await shown(at)).toEqual([]);
  });

  test("to merge: nothing, once a person has said that the two are two", async () => {
    const at = await world();
    const { deps, a, b, c } = at;
    const id = await proposals.merge(at);
    await mergeThemes(deps, { theme: c, into: b, by });
    await unmergeTheme(deps, { theme: c, by });
    expect(await shown(at)).toMatchObject([{ id }]);
    const merging = await mergeThemes(deps, { theme: b, into: a, by });
    const parting = await unmergeTheme(deps, { theme: b, by });
    expect(await shown(at)).toEqual([]);
    await expect(acceptSuggestion(deps, id, by)).rejects.toMatchObject({ reason: "nothingLeftOfIt" });
    for (const { correction } of [parting, merging]) await undo(deps, { correction: correction?.id ?? "", by });
    expect(await shown(at)).toMatchObject([{ id }]);
  });

  test("to merge: how much the theme has grown, and no example that has gone elsewhere", async () => {
    const at = await world();
    const { deps, a, b, c, said, propose } = at;
    const [one = "", other = ""] = said[a] ?? [];
    const [near = "", beside = ""] = said[b] ?? [];
    const examples = [
      { feedback: one, near, similarity: 0.9 },
      { feedback: other, near: beside, similarity: 0.8 },
    ];
    const id = await propose({
      kind: "merge",
      themes: [b, a],
      feedback: said[a] ?? [],
      examples,
      staying: [near, beside],
    });
    const head = await deps.themes.get(a);
    if (head) await deps.themes.put({ ...head, feedback: 9, revision: head.revision + 1 }, head);
    await moveFeedback(deps, { feedback: near, theme: c, by });
    expect(await shown(at)).toMatchObject([
      { id, examples: [examples[1]], staying: [beside], now: { changing: 4, of: 9 } },
    ]);
    await moveFeedback(deps, { feedback: beside, theme: c, by });
    expect(await shown(at)).toEqual([]);
  });
});
