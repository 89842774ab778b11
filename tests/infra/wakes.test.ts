import { marshall } from "@aws-sdk/util-dynamodb";
import { newId } from "@earshot/core/id.ts";
import { readChanges, type StreamRecord } from "@earshot/store/changes.ts";
import * as keys from "@earshot/store/keys.ts";
import { isWokenBy } from "@earshot/store/wakes.ts";
import { expect, test } from "vitest";

/** Lambda's filters wake the workers for all that they make something of, and for next to nothing else. */
const at = "2026-01-01T00:00:00.000Z";
const inbox = newId("inbox", 0);
const theme = newId("theme", 0);
const person = newId("person", 0);
const feedback = newId("feedback", 0);
const outbox = newId("outbox", 0);

type Worker = "work" | "deliver";
type Row = keys.Key & Record<string, unknown>;

const entry: Row = {
  ...keys.inboxKey(inbox, at),
  id: inbox,
  receivedAt: at,
  attempts: 0,
  parked: false,
  content: { type: "webhook", webhook: { source: "discourse", headers: {}, body: "{}", receivedAt: at } },
};
const said: Row = { ...keys.feedbackKey(feedback), text: "A wish", withdrawn: false };
const erasure: Row = { ...keys.erasureKey(person), goesOn: true };
const recount: Row = { ...keys.countKey(theme), due: at };
const waiting: Row = { ...keys.deliveryKey(outbox), queue: keys.deliveryQueue("waiting") };

const toWebhook: Row = { ...waiting, queue: keys.deliveryQueue("waiting", "crm"), webhook: "crm" };

const inserted = (row: Row): StreamRecord => ({
  eventName: "INSERT",
  dynamodb: { Keys: of(row), NewImage: image(row) },
});
const removed = (row: Row): StreamRecord => ({
  eventName: "REMOVE",
  dynamodb: { Keys: of(row), OldImage: image(row) },
});
const modified = (before: Row, after: Record<string, unknown>): StreamRecord => ({
  eventName: "MODIFY",
  dynamodb: { Keys: of(before), OldImage: image(before), NewImage: image({ ...before, ...after }) },
});
const image = (row: Row): Record<string, unknown> => marshall(row, { removeUndefinedValues: true });
const of = ({ pk, sk }: Row): Record<string, unknown> => image({ pk, sk });

const awake = (record: StreamRecord): Worker[] =>
  (["work", "deliver"] as const).filter((worker) => isWokenBy(worker, record));

function making(record: StreamRecord): Worker[] {
  const { deliveries, lanes, ...work } = readChanges([record]);
  return [
    ...(Object.values(work).some((found) => found.length > 0) ? (["work"] as const) : []),
    ...(deliveries.length + lanes.length > 0 ? (["deliver"] as const) : []),
  ];
}

test.each<[string, StreamRecord, Worker[]]>([
  ["something is received", inserted(entry), ["work"]],
  ["the sweep touches what was left", modified(entry, { nudged: at }), ["work"]],
  ["something failed and waits for the sweep", modified(entry, { attempts: 1 }), []],
  ["something has been taken in", removed(entry), []],
  ["something is parked", inserted({ ...entry, ...keys.parkedKey(inbox, at) }), []],
  ["somebody votes", inserted(keys.voteKey(theme, person) as Row), ["work"]],
  ["somebody takes a vote back", removed(keys.voteKey(theme, person) as Row), ["work"]],
  ["feedback joins a theme", inserted(keys.memberKey(theme, at, feedback) as Row), ["work"]],
  ["feedback leaves a theme", removed(keys.memberKey(theme, at, feedback) as Row), ["work"]],
  ["a theme was counted", modified(keys.headKey(theme) as Row, { score: 1 }), []],
  ["a theme has an issue", inserted(keys.issueKey(theme) as Row), []],
  ["feedback is written", inserted(said), []],
  ["feedback is put otherwise", modified(said, { text: "Another wish" }), ["work"]],
  ["feedback is taken back", modified(said, { withdrawn: true }), ["work"]],
  ["a person is found to be another", modified(keys.personKey(person) as Row, { into: person }), []],
  ["somebody's rows have to follow", inserted(keys.joinKey(person) as Row), ["work"]],
  ["somebody's rows have followed", removed(keys.joinKey(person) as Row), []],
  ["somebody is to be erased", inserted(erasure), ["work"]],
  ["an erasure goes on", modified(erasure, { revision: 2 }), ["work"]],
  ["the sweep touches an erasure that waits", modified({ ...erasure, goesOn: false }, { nudged: at }), ["work"]],
  ["somebody has been erased", removed(erasure), []],
  ["a theme is to be counted later", inserted(recount), []],
  ["the sweep touches a theme to be counted", modified(recount, { nudged: at }), ["work"]],
  ["a correction asks for counting at once", inserted({ ...recount, nudged: "cor_1" }), ["work"]],
  ["a correction asks for counting what waits", modified(recount, { nudged: "cor_1" }), ["work"]],
  ["a correction is written", inserted(keys.correctionKey("cor_1") as Row), []],
  ["a theme's correction is written", inserted(keys.correctionKey("cor_1", theme) as Row), []],
  ["a correction has taught something", inserted(keys.factKey("ideas", 1) as Row), []],
  ["a delivery waits", inserted(waiting), ["deliver"]],
  ["a delivery is tried again", modified(waiting, { at }), ["deliver"]],
  ["a delivery to a webhook waits", inserted(toWebhook), ["deliver"]],
  ["a model has cost something", modified(keys.budgetKey("2026-03-02") as Row, { spent: 120 }), []],
  ["a lease is taken", modified(keys.leaseKey("clustering") as Row, { until: at }), []],
  ["polling went on", modified(keys.cursorKey("discourse") as Row, { cursor: "1" }), []],
  ["a team is written", inserted(keys.teamKey("core") as Row), []],
])("%s", (_, record, woken) => {
  expect(awake(record)).toEqual(woken);
  expect(making(record)).toEqual(woken);
});

test("a delivery that went out wakes nobody, though it could be looked at again", () => {
  expect(awake(modified(waiting, { queue: keys.deliveryQueue("sent") }))).toEqual([]);
  expect(awake(modified(toWebhook, { queue: keys.deliveryQueue("sent", "crm") }))).toEqual([]);
});

test("every shard wakes the worker", () => {
  for (let shard = 0; shard < keys.inboxShards; shard++)
    expect(awake(inserted({ ...entry, pk: keys.inboxPartition(shard) }))).toEqual(["work"]);
  for (let shard = 0; shard < keys.countShards; shard++)
    expect(awake(modified({ ...recount, pk: keys.countPartition(shard) }, { nudged: at }))).toEqual(["work"]);
});
