import { BoardClusters } from "@earshot/core/clusters.ts";
import type { SourceAdapter } from "@earshot/core/ports.ts";
import { type Work, work } from "@earshot/core/working.ts";
import type { Base } from "./base.ts";

/** Everything inside: takes in, assigns themes, counts. */
export interface Worker {
  clusters: BoardClusters;
  work(changes: Work): Promise<void>;
}

export function workerOf({ store, world }: Base, sources: ReadonlyMap<string, SourceAdapter>): Worker {
  const { inbox, feedback, people, settings, themes, recounts } = store;
  const { clock, randomness, log } = world;
  const clusters = new BoardClusters(() => feedback.all(), clock, randomness);
  const deps = { inbox, feedback, people, settings, themes, recounts, sources, clusters, clock, log };
  return { clusters, work: (changes) => work(deps, changes) };
}
