import { once } from "@earshot/core/once.ts";
import { base } from "./base.ts";
import { measure } from "./condition.ts";
import { sourcesOf } from "./sources.ts";
import { sweeperOf } from "./sweeper.ts";

/** Most minutes there is nothing to deliver, and forming themes anew comes last: both are loaded when their turn comes. */
const deliver = once(async () => (await import("./deliverer.ts")).delivererOf(base()));
const reclustering = once(async () => {
  const { meaningsOf, reclusteringOf, writingClusters } = await import("./forming.ts");
  return reclusteringOf(base(), writingClusters(base()), meaningsOf(base()));
});

let sweep: ReturnType<typeof sweeperOf> | undefined;

/** Every minute: how the house is, what was left behind, what is due, what there is to ask for. */
export const handler = async (): Promise<void> => {
  sweep ??= sweeperOf(base(), sourcesOf(base()), async (delivery) => (await deliver())(delivery), reclustering);
  // First: a sweep may take minutes, and what it then finds done was late all the same.
  await measure(base());
  await sweep();
};
