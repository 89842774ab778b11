import type { Deliver } from "@earshot/core/webhook/lanes.ts";
import { deliverAll } from "@earshot/core/webhook/lanes.ts";
import { readChanges, type StreamRecord } from "@earshot/store/changes.ts";
import { base } from "./base.ts";
import { delivererOf } from "./deliverer.ts";

let deliver: Deliver | undefined;

/** Everything outside: carries out what was written into the outbox, one after the other, each webhook by itself. */
export const handler = async (event: { Records: StreamRecord[] }): Promise<void> => {
  deliver ??= delivererOf(base());
  await deliverAll(deliver, readChanges(event.Records), base().world.clock);
};
