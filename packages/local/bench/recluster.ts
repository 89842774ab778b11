import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import { recluster, undecided } from "@earshot/core/recluster.ts";
import { wordsOf } from "../commands/words.ts";
import { print } from "./folder.ts";
import { manyTexts } from "./texts.ts";

/**
 * How forming the themes of a board anew grows with it: seconds, and those of the processor; the longest piece of work
 * between two pauses, for which intake waits, in milliseconds of the processor; and the most that the process held
 * beside the index meanwhile, in bytes an item, what was not collected yet included. `--data F` for lines of
 * `label<TAB>text`, said in other words where they are too few.
 */
export async function run(words: string[]): Promise<void> {
  const { values } = wordsOf(words, {
    sizes: { type: "string", default: "5000,10000,20000,40000" },
    data: { type: "string" },
  });
  for (const size of values.sizes.split(",").map(Number)) {
    const index = new NeighbourIndex();
    let opened = 0;
    const openTheme = () => `theme ${opened++}`;
    for (const [i, text] of manyTexts(size, values.data).entries())
      index.add(String(i), index.assign(text).theme ?? openTheme(), text);
    print("recluster", String(size), measured(index, openTheme));
  }
}

function measured(index: NeighbourIndex, openTheme: () => string): Record<string, number> {
  const held = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const busy = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  const before = held();
  const begun = performance.now();
  const busyBefore = busy();
  const work = recluster(index, undecided, openTheme);
  let most = 0;
  let longest = 0;
  for (;;) {
    const from = busy();
    const step = work.next();
    longest = Math.max(longest, busy() - from);
    most = Math.max(most, held() - before);
    if (!step.done) continue;
    const milliseconds = busy() - busyBefore;
    return {
      seconds: (performance.now() - begun) / 1000,
      busy_seconds: milliseconds / 1000,
      busy_ms_per_item: milliseconds / index.size,
      busy_ms_longest: longest,
      bytes_per_item: most / index.size,
      themes: step.value.themes.before,
      themes_after: step.value.themes.after,
    };
  }
}
