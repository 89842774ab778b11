import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { NeighbourIndex } from "@earshot/core/neighbours.ts";

interface Reports {
  items: { id: string; title: string; body: string; created: string }[];
  /** Ids that people have marked as the same; in no particular order. */
  pairs: [string, string][];
}

/** Of each report, so many of the nearest are looked at. */
const looked = 10;

/**
 * Whether the duplicate of a report is found: `--data F`, a JSON file of `items` and `pairs`. Each report with an earlier
 * one of the same group asks with its title and body among all earlier reports; counted is the first of its group.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { data: { type: "string", multiple: true } } });
  for (const file of values.data ?? []) {
    const { items, pairs } = JSON.parse(readFileSync(file, "utf8")) as Reports;
    const groupOf = groups(pairs);
    const index = new NeighbourIndex({ rarity: "full" });
    const ranks: number[] = [];
    for (const { id, title, body } of items.toSorted((a, b) => Date.parse(a.created) - Date.parse(b.created))) {
      const text = `${title}\n${body}`;
      const same = groupOf.get(id) ?? [];
      if (same.some((other) => index.has(other))) {
        const nearest = index.nearest(text, { limit: looked });
        ranks.push(1 + nearest.findIndex(({ feedback }) => same.includes(feedback)));
      }
      index.add(id, id, text);
    }
    const share = (figure: (rank: number) => number) =>
      Number((ranks.reduce((sum, rank) => sum + (rank === 0 ? 0 : figure(rank)), 0) / ranks.length).toFixed(4));
    console.log(
      JSON.stringify({
        bench: "duplicates",
        name: basename(file),
        recall5: share((rank) => (rank <= 5 ? 1 : 0)),
        recall10: share(() => 1),
        mrr: share((rank) => 1 / rank),
      }),
    );
  }
}

/** The ids of all reports that are the same as each, directly or by way of others. */
function groups(pairs: Reports["pairs"]): Map<string, string[]> {
  const groupOf = new Map<string, string[]>();
  for (const [a, b] of pairs) {
    const joined = [...new Set([...(groupOf.get(a) ?? [a]), ...(groupOf.get(b) ?? [b])])];
    for (const id of joined) groupOf.set(id, joined);
  }
  return groupOf;
}
