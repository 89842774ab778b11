import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import { type Decisions, isDue, recluster, reclusterGently } from "@earshot/core/recluster.ts";
import { type Agreement, agreement } from "./agreement.ts";
import { shuffled } from "./order.ts";

const seeds = [1, 2, 3];
const undecided: Decisions = { together: [], apart: [], placed: new Set(), touched: new Set(), backed: new Set() };

/**
 * How well themes agree with labels: `--data F`, lines of `label<TAB>text`. Items come one by one in random order and
 * are assigned as they come; themes are formed anew after each quarter of growth and once when intake rests, as in the
 * product. The number of themes is not known. Prints the means over three orders.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { data: { type: "string", multiple: true } } });
  for (const file of values.data ?? []) {
    const items = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.includes("\t"))
      .map((line) => {
        const tab = line.indexOf("\t");
        return { label: line.slice(0, tab), text: line.slice(tab + 1) };
      });
    const rounds: Round[] = [];
    for (const seed of seeds) rounds.push(await clustered(shuffled(items, seed)));
    const mean = (figure: (round: Round) => number, digits: number) =>
      Number((rounds.reduce((sum, round) => sum + figure(round), 0) / rounds.length).toFixed(digits));
    console.log(
      JSON.stringify({
        bench: "clustering",
        name: basename(file),
        nmi: mean((round) => round.nmi, 4),
        ari: mean((round) => round.ari, 4),
        pairwise_f1: mean((round) => round.pairwise_f1, 4),
        bcubed_f1: mean((round) => round.bcubed_f1, 4),
        themes: mean((round) => round.themes, 1),
        seconds: mean((round) => round.seconds, 2),
      }),
    );
  }
}

type Round = Agreement & { themes: number; seconds: number };

async function clustered(items: readonly { label: string; text: string }[]): Promise<Round> {
  const begun = performance.now();
  const index = new NeighbourIndex();
  let opened = 0;
  let sizeAtLast = 0;
  const openTheme = () => `theme ${opened++}`;
  const formAnew = async () => {
    const { moves } = await reclusterGently(recluster(index, undecided, openTheme));
    for (const { feedback, to } of moves) index.move(feedback, to);
    sizeAtLast = index.size;
  };
  for (const [i, { text }] of items.entries()) {
    index.add(String(i), index.assign(text).theme ?? openTheme(), text);
    if (isDue(index.size, sizeAtLast)) await formAnew();
  }
  if (isDue(index.size, sizeAtLast, true)) await formAnew();
  const found = items.map((_, i) => index.themeOf(String(i)) ?? "");
  return {
    ...agreement(
      found,
      items.map(({ label }) => label),
    ),
    themes: new Set(found).size,
    seconds: (performance.now() - begun) / 1000,
  };
}
