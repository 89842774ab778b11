import { second } from "@earshot/core/clock.ts";
import { BoardClusters } from "@earshot/core/clusters.ts";
import { standings } from "@earshot/core/facts.ts";
import { Leasing } from "@earshot/core/lease.ts";
import { existingBoards } from "@earshot/core/lookup.ts";
import type { Meanings } from "@earshot/core/meaning.ts";
import type { ReclusteringDeps } from "@earshot/core/reclustering.ts";
import { remember } from "@earshot/core/remember.ts";
import type { Base } from "./base.ts";

const boardsKept = 5 * second;

/** Clustering for those who only read: they load what others keep, and never scan the table. */
export function readingClusters(base: Base): BoardClusters {
  return new BoardClusters({ ...shared(base), mayRebuild: false });
}

/** Clustering for those who assign themes or form them anew, with the leases that this rests on. */
export function writingClusters(base: Base): { clusters: BoardClusters; leasing: Leasing } {
  const { clock, randomness } = base.world;
  const { alone, patience } = base.world;
  // Who works alone has nobody to wait for, a killed predecessor least of all.
  const token = alone ? "alone" : Buffer.from(randomness(12)).toString("base64url");
  const leasing = new Leasing(base.store.leases, clock, token);
  return {
    clusters: new BoardClusters({ ...shared(base), leasing, alone, patience, mayRebuild: true }),
    leasing,
  };
}

/** What forming themes anew rests on. */
export function reclusteringOf(
  { store, world }: Base,
  { clusters, leasing }: ReturnType<typeof writingClusters>,
  meanings: Meanings | undefined,
): ReclusteringDeps {
  const { clustering, forming, corrections, feedback, themes, settings } = store;
  const { clock, randomness, log } = world;
  return {
    ...{ clusters, leasing, clustering, forming, corrections, feedback, themes, settings },
    ...{ meanings, clock, randomness, log },
  };
}

function shared({ environment, store, world }: Base) {
  const { clock, randomness, log } = world;
  const { clustering, feedback, corrections } = store;
  const standingOf = standings(corrections);
  const boards = remember(() => existingBoards(store), clock, boardsKept);
  const granularityOf = async (board: string) =>
    (await boards()).find(({ id }) => id === board)?.granularity ?? "normal";
  const model = environment.EARSHOT_EMBEDDINGS_MODEL;
  return { clustering, feedback, granularityOf, standingOf, model, clock, randomness, log };
}
