import { day, isoTime } from "@earshot/core/clock.ts";
import { mergeThemes } from "@earshot/core/merging.ts";
import { moveFeedback } from "@earshot/core/moving.ts";
import { acceptSuggestion } from "@earshot/core/suggesting.ts";
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
  const themes = ["lists", "waiting", "phones"].map((name) => exampleTheme(name));
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
  const propose = async (given: Pick<Suggestion, "kind" | "themes" | "feedback">): Promise<string> => {
    const id = `prp_${given.kind}`;
    const rest = {
      reason: "They are near.",
      examples: [],
      staying: [],
      at: isoTime(now),
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
