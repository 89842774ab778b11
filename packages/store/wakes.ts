import { prefixes } from "@earshot/core/id.ts";
import type { StreamRecord } from "./changes.ts";
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
type Match = string | { readonly prefix: string } | { readonly exists: boolean };

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
    // What is said otherwise or taken back may stand in a chat.
    { eventName: ["MODIFY"], dynamodb: { Keys: { pk: { S: [{ prefix: `${prefixes.feedback}_` }] } } } },
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

/** Whether a change wakes a worker: Lambda's filters, for those who deliver the stream in its place. */
export const isWokenBy = (worker: keyof typeof wakes, record: StreamRecord): boolean =>
  wakes[worker].some((pattern) => fits(pattern, record));

function fits(pattern: Pattern, value: unknown): boolean {
  if (isList(pattern)) return pattern.some((match) => fitsOne(match, value));
  const fields = value as Record<string, unknown> | undefined;
  for (const field in pattern) if (!fits(pattern[field] as Pattern, fields?.[field])) return false;
  return true;
}

const isList = (pattern: Pattern): pattern is readonly Match[] => Array.isArray(pattern);

function fitsOne(match: Match, value: unknown): boolean {
  if (typeof match === "string") return value === match;
  if ("exists" in match) return (value !== undefined) === match.exists;
  return typeof value === "string" && value.startsWith(match.prefix);
}
