import type { BoardClusters } from "@earshot/core/clusters.ts";
import type { ReclusteringDeps } from "@earshot/core/reclustering.ts";
import type { Deliver } from "@earshot/core/webhook/lanes.ts";
import type { Work } from "@earshot/core/working.ts";
import type { Hono } from "hono";
import { type Base, baseOf, type World } from "./base.ts";
import { reclusteringOf, writingClusters } from "./clusters.ts";
import { delivererOf } from "./deliverer.ts";
import type { Environment } from "./environment.ts";
import { portalOf } from "./portal.ts";
import { sourcesOf } from "./sources.ts";
import { sweeperOf } from "./sweeper.ts";
import { workerOf } from "./worker.ts";

/** All four handlers over one base, for a machine that runs everything in one process. */
export interface Runtime extends Base {
  clusters: BoardClusters;
  reclustering: ReclusteringDeps;
  portal: Hono;
  work(changes: Work): Promise<void>;
  deliver: Deliver;
  sweep(): Promise<void>;
  /** Gives back what others may be waiting for. */
  close(): Promise<void>;
}

export function createRuntime(environment: Environment, world: World): Runtime {
  const base = baseOf(environment, world);
  const sources = sourcesOf(base);
  const { clusters, leasing } = writingClusters(base);
  const { meanings, work } = workerOf(base, sources, async () => clusters);
  const reclustering = reclusteringOf(base, { clusters, leasing }, meanings);
  const deliver = delivererOf(base);
  return {
    ...base,
    clusters,
    reclustering,
    portal: portalOf(base, async () => clusters),
    work,
    deliver,
    sweep: sweeperOf(base, sources, deliver, async () => reclustering),
    close: async () => {
      await leasing.releaseAll();
      base.store.close();
    },
  };
}
