import { readChanges, type StreamRecord } from "@earshot/store/changes";
import { runtime } from "./runtime.ts";

/** Everything inside: takes in what was received and counts what changed. A failed batch comes again, whole. */
export const handler = async (event: { Records: StreamRecord[] }): Promise<void> => {
  await runtime().work(readChanges(event.Records));
};
