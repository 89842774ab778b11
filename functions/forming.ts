/** What forms themes anew and finishes corrections: loaded with the first minute that has some of it to do. */
export { finishBegun } from "@earshot/core/moving.ts";
export { reclusterDue } from "@earshot/core/reclustering.ts";
export { reclusteringOf, writingClusters } from "./clusters.ts";
export { meaningsOf } from "./models.ts";
