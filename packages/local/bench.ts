import { EarshotError } from "@earshot/core/error.ts";
import { fail, usage } from "./console.ts";

const benches: Record<string, () => Promise<{ run: (words: string[]) => Promise<void> }>> = {
  intake: () => import("./bench/intake.ts"),
  capacity: () => import("./bench/capacity.ts"),
  clustering: () => import("./bench/clustering.ts"),
  recluster: () => import("./bench/recluster.ts"),
  memory: () => import("./bench/memory.ts"),
  duplicates: () => import("./bench/duplicates.ts"),
  similar: () => import("./bench/similar.ts"),
  coldstart: () => import("./bench/coldstart.ts"),
  http: () => import("./bench/http.ts"),
  seed: () => import("./bench/seed.ts"),
  titles: () => import("./bench/titles.ts"),
  cost: () => import("./bench/cost.ts"),
};

/** `npm run bench -- <name>`: one JSON object per result line. */
async function main(): Promise<void> {
  const [name = "", ...words] = process.argv.slice(2);
  const load = benches[name];
  if (!load)
    throw new EarshotError("input", `Say which: npm run bench -- ${Object.keys(benches).join("|")}`, { status: usage });
  await (await load()).run(words);
}

main().then(() => process.exit(0), fail);
