import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { type Agreement, agreement } from "./agreement.ts";
import { formed } from "./formed.ts";
import { vectorsOf } from "./meanings.ts";
import { shuffled } from "./order.ts";

const seeds = [1, 2, 3];
const options = { data: { type: "string", multiple: true }, embeddings: { type: "boolean", default: false } } as const;

/**
 * How well themes agree with labels: `--data F`, lines of `label<TAB>text`. Items come one by one in random order and
 * themes are formed as in the product. The number of themes is not known. Prints the means over three orders. With
 * `--embeddings`, by what texts mean as well, by the model and the budget that the environment names.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options });
  for (const file of values.data ?? []) {
    const items = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.includes("\t"))
      .map((line) => {
        const tab = line.indexOf("\t");
        return { label: line.slice(0, tab), text: line.slice(tab + 1) };
      });
    const vectors = values.embeddings ? await vectorsOf(items.map(({ text }) => text)) : undefined;
    const rounds: Round[] = [];
    for (const seed of seeds) rounds.push(await clustered(shuffled(items, seed), vectors));
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

async function clustered(
  items: readonly { label: string; text: string }[],
  vectors?: ReadonlyMap<string, Int8Array>,
): Promise<Round> {
  const begun = performance.now();
  const found = await formed(
    items.map(({ text }) => text),
    vectors,
  );
  const labels = items.map(({ label }) => label);
  const seconds = (performance.now() - begun) / 1000;
  return { ...agreement(found, labels), themes: new Set(found).size, seconds };
}
