import { readChanges, type StreamRecord } from "@earshot/store/changes.ts";
import { base } from "./base.ts";
import { delivererOf } from "./deliverer.ts";

let deliver: ReturnType<typeof delivererOf> | undefined;

/** Everything outside: carries out what was written into the outbox, one after the other. */
export const handler = async (event: { Records: StreamRecord[] }): Promise<void> => {
  deliver ??= delivererOf(base());
  for (const id of readChanges(event.Records).deliveries) await deliver(id);
};
