import type { CorrectingDeps } from "@earshot/core/correcting.ts";
import type { Correction } from "@earshot/core/correction.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { existingTheme } from "@earshot/core/lookup.ts";
import { lockTheme, mergeThemes, unmergeTheme } from "@earshot/core/merging.ts";
import { moveFeedback } from "@earshot/core/moving.ts";
import { splitTheme } from "@earshot/core/splitting.ts";
import { isUndoable, undo } from "@earshot/core/undoing.ts";
import { colour, printable, usage } from "../console.ts";
import type { Command } from "../earshot.ts";
import type { House } from "../house.ts";
import { wordsOf } from "./words.ts";

const by = { by: { type: "string", default: "the command line" } } as const;

function depsOf({ runtime }: House): CorrectingDeps {
  const { themes, feedback, corrections, clustering } = runtime.store;
  return { themes, feedback, corrections, clustering, clock: runtime.world.clock };
}

/** Says what was done and how to take it back, and where nobody else counts, waits until all is counted. */
async function tell(house: House, correction: Correction | undefined): Promise<void> {
  if (house.working) await house.settle();
  console.log(correction ? shown(correction) : "That is how it already was.");
}

/** The names that a command is given: so many, or at least so many. */
function named(found: readonly string[], least: number, ask: string, most = least): string[] {
  if (found.length < least || found.length > most) throw new EarshotError("input", ask, { status: usage });
  return [...found];
}

/** Merges one theme into another. */
export const merge: Command = async (house, words) => {
  const { values, positionals } = wordsOf(words, by, "any");
  const [theme = "", into = ""] = named(
    positionals,
    2,
    "Name two themes: the one to merge, and the one to merge it into.",
  );
  await tell(house, (await mergeThemes(depsOf(house), { ...values, theme, into })).correction);
};

/** Gives a merged theme back to itself. */
export const unmerge: Command = async (house, words) => {
  const { values, positionals } = wordsOf(words, by, "any");
  const [theme = ""] = named(positionals, 1, "Name the theme to un-merge.");
  await tell(house, (await unmergeTheme(depsOf(house), { ...values, theme })).correction);
};

/** Makes a theme of its own of some of a theme's feedback. */
export const split: Command = async (house, words) => {
  const { values, positionals } = wordsOf(words, { ...by, title: { type: "string" } }, "any");
  const ask = "Name a theme, and the feedback to split off it.";
  const [theme = "", ...feedback] = named(positionals, 2, ask, Number.POSITIVE_INFINITY);
  await tell(house, (await splitTheme(depsOf(house), { ...values, theme, feedback })).correction);
};

/** Puts feedback into another theme, or out of all of them. */
export const move: Command = async (house, words) => {
  const { values, positionals } = wordsOf(words, by, "any");
  const [feedback = "", theme = ""] = named(
    positionals,
    2,
    "Name the feedback, and a theme (or none: it is no request).",
  );
  const to = theme === "none" ? null : theme;
  await tell(house, (await moveFeedback(depsOf(house), { ...values, feedback, theme: to })).correction);
};

/** Closes a theme to the machine. */
export const lock: Command = (house, words) => setLock(house, words, true);

/** Opens a theme to the machine again. */
export const unlock: Command = (house, words) => setLock(house, words, false);

async function setLock(house: House, words: string[], locked: boolean): Promise<void> {
  const { values, positionals } = wordsOf(words, by, "any");
  const [theme = ""] = named(positionals, 1, `Name the theme to ${locked ? "lock" : "unlock"}.`);
  await tell(house, (await lockTheme(depsOf(house), { ...values, theme, locked })).correction);
}

/** What people have corrected, newest first; with --undo one of it is taken back. */
export const audit: Command = async (house, words) => {
  const { values } = wordsOf(words, {
    ...by,
    theme: { type: "string" },
    undo: { type: "string" },
    limit: { type: "string", default: "20" },
    json: { type: "boolean", default: false },
  });
  if (values.undo !== undefined)
    return tell(
      house,
      await undo(
        { ...house.runtime.store, clock: house.runtime.world.clock },
        { by: values.by, correction: values.undo },
      ),
    );
  const limit = Math.max(1, Math.min(1000, Number(values.limit) || 20));
  const { store } = house.runtime;
  const about = values.theme === undefined ? undefined : (await existingTheme(store, values.theme)).id;
  const { items } = await store.corrections.list(about, { limit });
  if (values.json) console.log(JSON.stringify(items, null, 2));
  else console.log(items.length === 0 ? "Nobody has corrected anything yet." : items.map(shown).join("\n\n"));
};

function shown(correction: Correction): string {
  const { id, at, by: who, text, before, after, themes, undoneBy } = correction;
  const undoing = isUndoable(correction) ? [`Take it back: audit --undo ${id}`] : [];
  const undone = undoneBy === undefined ? [] : [`Undone: ${undoneBy}`];
  return [
    colour(`${at} · ${printable(who)} · ${themes.join(" ")}`),
    text,
    `${before} → ${after}`,
    ...undoing,
    ...undone,
  ]
    .map((line, i) => (i === 0 ? line : `  ${printable(line)}`))
    .join("\n");
}
