import { base } from "./base.ts";
import { reclusteringOf, writingClusters } from "./clusters.ts";
import { delivererOf } from "./deliverer.ts";
import { sourcesOf } from "./sources.ts";
import { sweeperOf } from "./sweeper.ts";

let sweep: ReturnType<typeof sweeperOf> | undefined;

/** Every minute: what was left behind, what is due, what there is to ask for. */
export const handler = async (): Promise<void> => {
  sweep ??= sweeperOf(base(), sourcesOf(base()), delivererOf(base()), reclusteringOf(base(), writingClusters(base())));
  await sweep();
};
