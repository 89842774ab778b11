import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { ClusterState } from "@earshot/core/clustering/state.ts";
import { feedbackId } from "@earshot/core/feedback.ts";
import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import { wordsOf } from "../commands/words.ts";
import { print } from "./folder.ts";
import { manyTexts } from "./texts.ts";
import { seeded } from "./voices.ts";

const dimensions = 256;
/** Measured on reviews: some fourteen pieces of feedback a theme. */
const itemsOfTheme = 14;

/**
 * What a board takes in memory for each piece of feedback, in bytes: all that the process holds more (heap and array
 * buffers, after a collection), for the index, with vectors, and with the words that titles are made from; how large its
 * snapshot is, and the seconds, all and those of the processor, that it takes to load. `--data F` for lines of `label<TAB>text`, said in other words where
 * they are too few; else made-up ones.
 */
export async function run(words: string[]): Promise<void> {
  const { values } = wordsOf(words, { sizes: { type: "string", default: "10000,100000" }, data: { type: "string" } });
  for (const size of values.sizes.split(",").map(Number))
    print("memory", String(size), measured(manyTexts(size, values.data)));
}

function measured(texts: readonly string[]): Record<string, number> {
  // What all boards share, the memory of stems above all, fills up first.
  const snapshot = filled(texts).pack();
  const from = performance.now();
  const busyBefore = process.threadCpuUsage();
  ClusterState.unpack(snapshot, "normal");
  const load = (performance.now() - from) / 1000;
  const { user, system } = process.threadCpuUsage(busyBefore);

  const before = held();
  const state = filled(texts);
  const withWords = held() - before;
  state.vocabulary = new ClusterState(state.index, 0).vocabulary;
  const index = held() - before;
  const arrays = state.index.bytes;
  understood(state.index);
  const withVectors = held() - before;
  const each = (bytes: number) => bytes / texts.length;
  return {
    index_bytes: each(index),
    of_these_in_arrays: each(arrays),
    with_vectors: each(withVectors),
    with_words: each(withWords),
    snapshot_bytes: each(snapshot.length),
    load_s: load,
    load_busy_s: (user + system) / 1e6,
  };
}

/** What the process holds, in bytes, without what nobody holds any more. */
function held(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let i = 0; i < 4; i++) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function filled(texts: readonly string[]): ClusterState {
  const state = new ClusterState(new NeighbourIndex(), 0);
  for (const [i, text] of texts.entries()) {
    const theme = `thm_${String(Math.floor(i / itemsOfTheme)).padStart(26, "0")}`;
    state.place({ id: feedbackId("import", String(i)), theme, text }, undefined);
  }
  // Searching leaves room for itself behind.
  state.index.nearest(texts[0] ?? "");
  return state;
}

function understood(index: NeighbourIndex): void {
  const random = seeded(2);
  for (const id of index.ids())
    index.mean(
      id,
      Int8Array.from({ length: dimensions }, () => random() * 254 - 127),
    );
}
