import { existingBoards } from "@earshot/core/lookup.ts";
import { reclusterBoard } from "@earshot/core/reclustering.ts";
import { inTurns } from "@earshot/core/turns.ts";
import { wordsOf } from "../commands/words.ts";
import type { House } from "../house.ts";
import { inEmptyHouse, print } from "./folder.ts";
import { entryOf, seeded, voice } from "./voices.ts";

const yardstickPuts = 2000;

/**
 * Items a second through the whole path (received, in a theme, counted), as a share of the engine's own PutItem rate
 * in the same run, and how the cost of an item grows with those there are: in milliseconds, and in what the engine's
 * puts take at the time, which a machine that is busy with other things leaves as it is. What the background takes for
 * forming the themes anew, each time that a board has grown by a quarter, is told beside it and not in it: it is done
 * before the items that are measured, so that it is due in none or half of a run by chance.
 */
export async function run(words: string[]): Promise<void> {
  const { values } = wordsOf(words, { sizes: { type: "string", default: "1000,10000" } });
  const sizes = values.sizes.split(",").map(Number);
  await inEmptyHouse({}, async (house) => {
    const random = seeded(1);
    const now = Date.now();
    let taken = 0;
    const take = async (count: number): Promise<number> => {
      const from = performance.now();
      for (const end = taken + count; taken < end; ) {
        const batch = Array.from({ length: Math.min(500, end - taken) }, () =>
          entryOf(voice(random, taken++, now), now),
        );
        await house.runtime.store.inbox.receive(batch);
      }
      await house.settle();
      return (performance.now() - from) / count;
    };
    await take(200);
    let first: { ms: number; puts: number } | undefined;
    for (const size of sizes) {
      const sample = Math.max(500, Math.min(2000, Math.floor(size / 2)));
      if (size - sample > taken) await take(size - sample - taken);
      const reclustering = await reclustered(house);
      const puts = await putsPerSecond(house);
      const ms = await take(sample);
      const putsPerItem = (ms / 1000) * puts;
      first ??= { ms, puts: putsPerItem };
      print("intake", String(size), {
        items_per_s: 1000 / ms,
        puts_per_s: puts,
        share: 1000 / ms / puts,
        ms_per_item: ms,
        puts_per_item: putsPerItem,
        growth: ms / first.ms,
        growth_in_puts: putsPerItem / first.puts,
        recluster_s: reclustering,
      });
    }
  });
}

/** Seconds that it takes to form the themes of all boards anew. */
async function reclustered({ runtime }: House): Promise<number> {
  const from = performance.now();
  for (const { id, granularity = "normal" } of await existingBoards(runtime.store))
    await reclusterBoard(runtime.reclustering, id, granularity);
  return (performance.now() - from) / 1000;
}

/** The engine's own pace: single puts of a row like an inbox entry, 16 in flight, on the same table and stream. */
async function putsPerSecond({ runtime }: House): Promise<number> {
  const random = seeded(2);
  const rows = Array.from({ length: yardstickPuts }, (_, i) => ({
    pk: `YARDSTICK#${i % 16}`,
    sk: String(i),
    ...entryOf(voice(random, i, Date.now()), Date.now()),
  }));
  const from = performance.now();
  await inTurns(rows, 16, (row) => runtime.store.table.put(row));
  return yardstickPuts / ((performance.now() - from) / 1000);
}
