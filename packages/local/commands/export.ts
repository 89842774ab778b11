import { isoTime } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { kindOf } from "@earshot/store/keeping.ts";
import { outgoing } from "@earshot/store/outgoing.ts";
import { progressBar, usage } from "../console.ts";
import type { Command } from "../earshot.ts";
import { newFolder, RowFiles } from "../transfer/files.ts";
import { wordsOf } from "./words.ts";

/** Writes the whole table into a folder, while everybody goes on working (packages/store/outgoing.ts). */
export const run: Command = async ({ runtime }, words) => {
  const { values } = wordsOf(words, { out: { type: "string" } });
  const { out: folder } = values;
  if (folder === undefined) throw new EarshotError("input", "Say where to: --out <folder>.", { status: usage });
  const { store, world, environment } = runtime;
  await store.shape.mustBeOpen();
  newFolder(folder);
  const beganAt = isoTime(world.clock());
  const files = new RowFiles(folder);
  const counts = new Map<string, number>();
  const bar = progressBar("Exporting");
  let written = 0;
  for await (const row of outgoing(store.table, world.clock)) {
    const { name, keeping } = kindOf(row);
    if (keeping === "left out" || keeping === "derived") continue;
    files.write(keeping, row);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (++written % 500 === 0) bar.at(0, `${written} rows`);
  }
  bar.end();
  const rows = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  files.end({
    ...{ format: "earshot export 1", shape: store.shape.known, table: environment.EARSHOT_TABLE },
    ...{ beganAt, endedAt: isoTime(world.clock()), rows },
  });
  for (const [kind, count] of Object.entries(rows)) console.log(`${String(count).padStart(9)}  ${kind}`);
  console.log(`${written} rows in ${folder}. It holds private tickets and names: keep it where only you read it.`);
};
