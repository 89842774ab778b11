import { granularities } from "@earshot/core/clustering/granularity.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { firstFew } from "@earshot/core/first-few.ts";
import { boardsNamed, existingBoards } from "@earshot/core/lookup.ts";
import { type Preview, preview } from "@earshot/core/previewing.ts";
import { reclusterBoard } from "@earshot/core/reclustering.ts";
import type { Run } from "@earshot/core/suggestion.ts";
import { colour, printable, progressBar, usage } from "../console.ts";
import type { Command } from "../earshot.ts";
import { oneOf, wordsOf } from "./words.ts";

/** Forms the themes of boards anew at once; with --preview only says what for, of their granularity or another. */
export const run: Command = async ({ runtime, working, settle }, words) => {
  const { values } = wordsOf(words, {
    board: { type: "string" },
    granularity: { type: "string" },
    preview: { type: "boolean", default: false },
  });
  const asked = values.granularity === undefined ? undefined : oneOf("granularity", values.granularity, granularities);
  // Themes are formed anew again as soon as they stand in another granularity than the board's.
  if (asked !== undefined && !values.preview)
    throw new EarshotError(
      "input",
      "--granularity goes with --preview only. To have themes formed so, set it on the board: in /admin/settings.",
      { status: usage },
    );
  const names = await boardsNamed(runtime.store, values.board === undefined ? undefined : [values.board]);
  if (working) await settle();
  for (const { id, granularity = "normal" } of await existingBoards(runtime.store)) {
    if (!names.includes(id)) continue;
    const bar = progressBar(id);
    const watched = {
      ...runtime.reclustering,
      onProgress: (part: keyof typeof parts, share: number) => bar.at(share, parts[part]),
    };
    if (values.preview) {
      const shown = await preview({ ...watched, clusters: runtime.clusters }, id, asked ?? granularity);
      bar.end();
      console.log(shownPreview(id, shown));
      continue;
    }
    const done = await reclusterBoard(watched, id, granularity);
    bar.end();
    console.log(done ? shown(done) : `${id}: somebody else is at it.`);
  }
  if (working) await settle();
};

const parts = { neighbours: "finding what is near", moves: "moving feedback" };

function shown({ board, items, moved, themes, opened, emptied, proposals, seconds, skipped }: Run): string {
  if (skipped) return `${board}: nothing done. ${skipped}`;
  const after = themes + opened - emptied;
  const proposed = proposals === 0 ? "" : `, ${proposals} proposed: npm run earshot -- proposals`;
  return `${board}: ${themes} themes, now ${after} (${moved} of ${items} pieces of feedback moved, ${seconds.toFixed(1)} s)${proposed}`;
}

function joining(themes: readonly { title: string }[]): string {
  const { first, others } = firstFew(themes);
  return [...first.map(({ title }) => printable(title)), ...(others > 0 ? [`${others} more`] : [])].join("; ");
}

export function shownPreview(board: string, { granularity, themes, merges, splits }: Preview): string {
  const title = (one: { title: string }) => printable(one.title);
  return [
    colour(`${board}, ${granularity}: ${themes.before} themes, would be ${themes.after}`),
    ...merges.map(({ into, from, feedback }) => `  ${joining(from)} → ${title(into)}  (${feedback})`),
    ...splits.map((split) => `  ${title(split.from)} ⇥ ${title(split)}  (${split.feedback})`),
  ].join("\n");
}
