import { once } from "@earshot/core/once.ts";
import { readChanges, type StreamRecord } from "@earshot/store/changes.ts";
import { base } from "./base.ts";
import { sourcesOf } from "./sources.ts";
import { type Worker, workerOf } from "./worker.ts";

let worker: Worker | undefined;

const clusters = once(async () => (await import("./clusters.ts")).writingClusters(base()).clusters);

/** Everything inside: takes in what was received and counts what changed. A failed batch comes again, whole. */
export const handler = async (event: { Records: StreamRecord[] }): Promise<void> => {
  worker ??= workerOf(base(), sourcesOf(base()), clusters);
  await worker.work(readChanges(event.Records));
};
