import { countTheme } from "@earshot/core/counting.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { type Difference, differences } from "@earshot/core/rebuild.ts";
import type { Command } from "../earshot.ts";
import { wordsOf } from "./words.ts";

const mostShown = 20;

/** Counts everything anew from the rows. With --verify it only compares, and ends with 1 where anything differs. */
export const run: Command = async ({ runtime, working, settle }, words) => {
  const { values } = wordsOf(words, { verify: { type: "boolean", default: false } });
  const { store, clusters, world } = runtime;
  if (working) await settle();
  if (!values.verify) {
    let themes = 0;
    for await (const { id } of store.themes.all()) {
      await countTheme({ ...store, clusters: async () => clusters, clock: world.clock, large: new Map() }, id);
      themes++;
    }
    console.log(`${themes} themes counted anew.`);
    return;
  }
  let found = 0;
  for await (const difference of differences(store)) {
    found++;
    if (found <= mostShown) console.log(shown(difference));
  }
  if (found > 0) throw new EarshotError("conflict", `${found} differences between what is stored and its rows.`);
  console.log("No difference: every figure is what its rows say.");
};

const shown = ({ of, field, stored, counted }: Difference): string =>
  `${of} ${field}: stored ${JSON.stringify(stored)}, counted ${JSON.stringify(counted)}`;
