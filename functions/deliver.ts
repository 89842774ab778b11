import { readChanges, type StreamRecord } from "@earshot/store/changes";
import { runtime } from "./runtime.ts";

/** Everything outside: carries out what was written into the outbox, one after the other. */
export const handler = async (event: { Records: StreamRecord[] }): Promise<void> => {
  for (const id of readChanges(event.Records).deliveries) await runtime().deliver(id);
};
