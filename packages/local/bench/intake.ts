import { inTurns } from "@earshot/core/turns.ts";
import { wordsOf } from "../commands/words.ts";
import type { House } from "../house.ts";
import { inEmptyHouse, print } from "./folder.ts";
import { entryOf, seeded, voice } from "./voices.ts";

const yardstickPuts = 2000;

/**
 * Items a second through the whole path (received, in a theme, counted), as a share of the engine's own PutItem rate
 * in the same run, and how the cost of an item grows with those there are: in milliseconds, and in what the engine's
 * puts take at the time, which a machine that is busy with other things leaves as it is.
 */
export async function run(words: string[]): Promise<void> {
  const { values } = wordsOf(words, { sizes: { type: "string", default: "1000,10000" } });
  const sizes = values.sizes.split(",").map(Number);
  await inEmptyHouse(async (house) => {
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
      });
    }
  });
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
