import {
  finish,
  givesWay,
  handledAtOnce,
  mostOf,
  type Position,
  positionOf,
  type Reader,
  ripe,
  waitingOf,
} from "@earshot/local/stream-backlog.ts";
import { countedBy, type StreamRecord } from "@earshot/store/changes.ts";
import { voteKey } from "@earshot/store/keys.ts";
import { expect, test } from "vitest";

const reader: Reader = {
  name: "work",
  wants: () => true,
  handle: async () => {},
  gathers: { by: countedBy, rest: 1000 },
};

const record = (pk: string, sk: string): StreamRecord => ({
  eventName: "INSERT",
  dynamodb: {
    ...{ Keys: { pk: { S: pk }, sk: { S: sk } }, NewImage: { pk: { S: pk }, sk: { S: sk }, at: { S: "noon" } } },
    ...{ SequenceNumber: "1", SizeBytes: 40 },
  },
});
const { pk, sk } = voteKey("thm_1", "psn_1");
const vote = record(pk, sk);
const received = record("INBOX#0", "noon#inb_1");

const position = (had: Partial<Position>): Position => ({ ...positionOf(reader, 0n), ...had });

test("of what is gathered the key waits, of anything else all there is", () => {
  const gathered = waitingOf(1n, 0, vote, reader);
  expect(gathered).toMatchObject({ thing: "thm_1", bytes: 0 });
  expect(gathered.record.dynamodb).toEqual({ Keys: vote.dynamodb?.Keys, SequenceNumber: "1", SizeBytes: 40 });
  expect(waitingOf(2n, 0, received, reader)).toEqual({ ...{ sequence: 2n, since: 0, record: received }, bytes: 40 });
});

test("a reader takes three seconds' worth, and a tenth of a second's while others wait", () => {
  const fast = position({ handled: 300, took: 600 });
  expect([false, true].map((busy) => mostOf(fast, busy))).toEqual([1500, 50]);
  const slow = position({ handled: 1, took: 5000 });
  expect([false, true].map((busy) => mostOf(slow, busy))).toEqual([16, 16]);
  expect(mostOf(position({ handled: 3000, took: 1 }), true)).toBe(3000);
  expect([false, true].map((busy) => mostOf(position({}), busy))).toEqual([750, 25]);
  const queue = Array.from({ length: 100 }, (_, i) => waitingOf(BigInt(i), 0, received, reader));
  expect(handledAtOnce(ripe(position({ queue }), 0), mostOf(fast, true))).toEqual(queue.slice(0, 50));
});

test("a reader gives way nine times as long as it took, and as long as it took to what has waited for a minute", () => {
  const queue = [waitingOf(1n, 1000, received, reader)];
  const one = position({ queue, took: 100, ended: 5000 });
  expect([5899, 5900].map((now) => givesWay(one, now))).toEqual([true, false]);
  const late = { ...one, ended: 70_000 };
  expect([70_099, 70_100].map((now) => givesWay(late, now))).toEqual([true, false]);
  const slow = { ...one, took: 9000 };
  expect([14_999, 15_000].map((now) => givesWay(slow, now))).toEqual([true, false]);
});

test("what is passed over because it is gathered counts as not done", () => {
  const queue = [vote, received, vote].map((one, i) => waitingOf(BigInt(i + 1), 0, one, reader));
  const one = position({ queue, resting: new Map([["thm_1", { until: 500, whileBusy: 0 }]]) });
  const batch = handledAtOnce(ripe(one, 100), 10);
  expect(batch.map(({ sequence }) => sequence)).toEqual([2n]);
  finish(one, batch, 100);
  expect(one).toMatchObject({ done: 0n });
  expect(one.queue.map(({ sequence }) => sequence)).toEqual([1n, 3n]);
  finish(one, ripe(one, 600), 600);
  expect(one).toMatchObject({ done: 3n, queue: [] });
  expect(one.resting.get("thm_1")?.until).toBe(1600);
});
