import { acceptSuggestion, dismissSuggestion, openSuggestions } from "@earshot/core/suggesting.ts";
import { sidesOf } from "@earshot/core/suggestion.ts";
import type { Command } from "../earshot.ts";
import { proposalLines } from "../proposal-lines.ts";
import { wordsOf } from "./words.ts";

const by = "the command line";

/** What is proposed about themes that people touched; with --accept or --dismiss one of it is decided. */
export const run: Command = async ({ runtime, working, settle }, words) => {
  const { values } = wordsOf(words, {
    board: { type: "string" },
    accept: { type: "string" },
    dismiss: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const { store, world } = runtime;
  const deps = { ...store, clock: world.clock };
  if (values.accept !== undefined) await acceptSuggestion(deps, values.accept, by);
  if (values.dismiss !== undefined) await dismissSuggestion(deps, values.dismiss, by);
  if (values.accept !== undefined && working) await settle();
  const open = await openSuggestions(deps, values.board === undefined ? undefined : [values.board]);
  if (values.json) {
    console.log(JSON.stringify(open, null, 2));
    return;
  }
  const [heads, feedback] = await Promise.all([
    store.themes.getMany(open.flatMap(({ themes }) => themes)),
    store.feedback.getMany(open.flatMap((one) => sidesOf(one).flat())),
  ]);
  for (const one of open) console.log(proposalLines(one, heads, feedback));
  if (open.length === 0) console.log("Nothing is proposed.");
};
