import { second } from "@earshot/core/clock.ts";
import { BoardClusters } from "@earshot/core/clusters.ts";
import type { SourceAdapter } from "@earshot/core/ports.ts";
import { remember } from "@earshot/core/remember.ts";
import { type Work, work } from "@earshot/core/working.ts";
import type { Base } from "./base.ts";

const boardsKept = 5 * second;

/** Everything inside: takes in, assigns themes, counts. */
export interface Worker {
  clusters: BoardClusters;
  work(changes: Work): Promise<void>;
}

export function workerOf({ store, world }: Base, sources: ReadonlyMap<string, SourceAdapter>): Worker {
  const { inbox, feedback, people, themes, recounts } = store;
  const { clock, randomness, log } = world;
  const clusters = new BoardClusters(() => feedback.all(), clock, randomness);
  const settings = { boards: remember(() => store.settings.boards(), clock, boardsKept) };
  const large = new Map<string, number>();
  const deps = { inbox, feedback, people, settings, themes, recounts, large, sources, clusters, clock, log };
  return { clusters, work: (changes) => work(deps, changes) };
}
