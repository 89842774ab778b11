import { prefixes } from "@earshot/core/id.ts";
import * as keys from "./keys.ts";

/**
 * Which changes of the table are worth waking a worker for, as filters of Lambda's: all that changes.ts makes something
 * of, and little else. Heads, which counting writes, are in neither list: the worker would wake itself for ever.
 *
 * A list in a pattern matches when one of its entries does, an object when all of its fields do. Five filters a worker
 * are the most there can be.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export type Pattern = { readonly [field: string]: Pattern } | readonly Match[];
export type Match = string | { readonly prefix: string } | { readonly exists: boolean };

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
const inbox = range(keys.inboxShards).map(keys.inboxPartition);
const counts = range(keys.countShards).map(keys.countPartition);

export const wakes: { readonly work: readonly Pattern[]; readonly deliver: readonly Pattern[] } = {
  work: [
    { eventName: ["INSERT"], dynamodb: { Keys: { pk: { S: inbox } } } },
    // The sweep hands a row to the worker by touching it; a correction asks for counting by a row touched from the start.
    {
      eventName: ["INSERT", "MODIFY"],
      dynamodb: { Keys: { pk: { S: [...inbox, ...counts] } }, NewImage: { nudged: { S: [{ exists: true }] } } },
    },
    // Removals too: a vote taken back counts as much as a vote.
    {
      dynamodb: {
        Keys: {
          pk: { S: [{ prefix: `${prefixes.theme}_` }] },
          sk: { S: [{ prefix: keys.memberPrefix }, { prefix: keys.votePrefix }] },
        },
      },
    },
    { eventName: ["INSERT", "MODIFY"], dynamodb: { Keys: { pk: { S: [keys.joinPartition, keys.erasurePartition] } } } },
  ],
  deliver: [
    {
      eventName: ["INSERT", "MODIFY"],
      dynamodb: {
        Keys: { pk: { S: [{ prefix: `${prefixes.outbox}_` }] }, sk: { S: [keys.deliveryKey("").sk] } },
        NewImage: { queue: { S: [{ prefix: keys.deliveryQueue("waiting") }] } },
      },
    },
  ],
};
