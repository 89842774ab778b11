import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { InboxEntry } from "@earshot/core/inbox.ts";
import { fromRow } from "./inbox.ts";
import {
  countPartition,
  deliveryKey,
  deliveryQueue,
  erasurePartition,
  feedbackKey,
  inboxPartition,
  joinPartition,
  memberPrefix,
  votePrefix,
} from "./keys.ts";
import { current } from "./migrations.ts";

/** A record of the table's stream, as Lambda delivers it: values still in DynamoDB's own notation. */
export interface StreamRecord {
  eventName?: "INSERT" | "MODIFY" | "REMOVE" | undefined;
  dynamodb?:
    | {
        Keys?: Record<string, unknown> | undefined;
        NewImage?: Record<string, unknown> | undefined;
        OldImage?: Record<string, unknown> | undefined;
        SequenceNumber?: string | undefined;
        SizeBytes?: number | undefined;
      }
    | undefined;
}

/** What a batch of stream records asks of the workers, each thing once. */
export interface Changes {
  received: InboxEntry[];
  /** Themes whose rows changed. */
  themes: string[];
  /** Themes whose counting was put off until now. */
  recounts: { theme: string; due: string }[];
  /** Feedback whose words, or whether they may be repeated, are no longer as they were. */
  altered: string[];
  /** People who were joined to another. */
  joins: string[];
  /** People who are to be erased. */
  erasures: string[];
  /** Deliveries that wait and that nobody is at. */
  deliveries: string[];
  /** Those to webhooks likewise, each endpoint's by themselves. */
  lanes: string[][];
}

type Row = Record<string, unknown>;

/** As this Earshot reads rows, whatever shape they were written in; numbers beyond JavaScript's as text. */
const read = (image: Record<string, unknown> | undefined): Row | undefined =>
  image && current(unmarshall(image as Parameters<typeof unmarshall>[0], { wrapNumbers: numberOf }));

const numberOf = (text: string): number | string => {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
};

/**
 * Set by the sweep, which thereby hands a row that was left to the stream, and so to the one worker there is. Whoever
 * writes the row again takes the mark off, which is no nudge.
 */
const nudged = (before: Row | undefined, after: Row): boolean =>
  after.nudged !== undefined && after.nudged !== before?.nudged;

const inbox = inboxPartition(0).slice(0, -1);
const counts = countPartition(0).slice(0, -1);

const keyOf = ({ dynamodb }: StreamRecord): { pk: string; sk: string } | undefined =>
  read(dynamodb?.Keys) as { pk: string; sk: string } | undefined;

const isWaiting = (row: Row | undefined): row is Row =>
  typeof row?.queue === "string" && row.queue.startsWith(deliveryQueue("waiting"));

const isEvidence = ({ sk }: { sk: string }): boolean => sk.startsWith(memberPrefix) || sk.startsWith(votePrefix);

/** What quoting feedback rests on: its words, and whether they may be repeated (core/quoting.ts). */
const quotedBy = ({ title, body, text, withdrawn, abusive, erased, review }: Row): string =>
  JSON.stringify([title, body, text, withdrawn, abusive, erased, (review as { state?: string } | undefined)?.state]);

const isAltered = (before: Row | undefined, after: Row | undefined): boolean =>
  before !== undefined && after !== undefined && quotedBy(before) !== quotedBy(after);

/** The theme that a change has counted, if it is one: the rows behind it, not its head. */
export function countedBy(record: StreamRecord): string | undefined {
  const key = keyOf(record);
  return key && isEvidence(key) ? key.pk : undefined;
}

/** Reads what changed, whatever the order and however often a record is delivered. */
export function readChanges(records: readonly StreamRecord[]): Changes {
  const received = new Map<string, InboxEntry>();
  const recounts = new Map<string, { theme: string; due: string }>();
  const themes = new Set<string>();
  const altered = new Set<string>();
  const joins = new Set<string>();
  const erasures = new Set<string>();
  const deliveries = new Set<string>();
  const lanes = new Map<string, Set<string>>();
  for (const record of records) {
    const key = keyOf(record);
    if (!key) continue;
    const { eventName, dynamodb } = record;
    const { pk, sk } = key;
    if (isEvidence(key)) {
      themes.add(pk);
      continue;
    }
    if (eventName === "REMOVE") continue;
    const fresh = eventName === "INSERT";
    if (sk === feedbackKey("").sk) {
      if (!fresh && isAltered(read(dynamodb?.OldImage), read(dynamodb?.NewImage))) altered.add(pk);
    } else if (sk === deliveryKey("").sk) {
      const row = read(dynamodb?.NewImage);
      if (!isWaiting(row) || row.claim !== undefined) continue;
      const lane = lanes.get(row.webhook as string) ?? new Set();
      if (row.webhook === undefined) deliveries.add(pk);
      else lanes.set(row.webhook as string, lane.add(pk));
    } else if (pk.startsWith(inbox)) {
      const row = read(dynamodb?.NewImage);
      if (row && (fresh || nudged(read(dynamodb?.OldImage), row))) received.set(pk + sk, fromRow(row));
    } else if (pk === joinPartition) joins.add(sk);
    else if (pk === erasurePartition) {
      const row = read(dynamodb?.NewImage);
      if (row && (row.goesOn === true || nudged(read(dynamodb?.OldImage), row))) erasures.add(sk);
    } else if (pk.startsWith(counts)) {
      const row = read(dynamodb?.NewImage);
      if (row && nudged(read(dynamodb?.OldImage), row)) recounts.set(sk, { theme: sk, due: row.due as string });
    }
  }
  return {
    received: [...received.values()],
    themes: [...themes],
    recounts: [...recounts.values()],
    altered: [...altered],
    joins: [...joins],
    erasures: [...erasures],
    deliveries: [...deliveries],
    lanes: [...lanes.values()].map((lane) => [...lane]),
  };
}
