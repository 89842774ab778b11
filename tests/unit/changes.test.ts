import { marshall } from "@aws-sdk/util-dynamodb";
import { idFrom } from "@earshot/core/id.ts";
import type { InboxEntry } from "@earshot/core/inbox.ts";
import { type Changes, readChanges, type StreamRecord } from "@earshot/store/changes.ts";
import * as keys from "@earshot/store/keys.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

type Row = keys.Key & Record<string, unknown>;
type Event = NonNullable<StreamRecord["eventName"]>;

const at = "2026-03-02T09:00:00.000Z";
const none: Changes = {
  received: [],
  themes: [],
  recounts: [],
  altered: [],
  joins: [],
  deliveries: [],
  lanes: [],
  erasures: [],
};

const image = (row: Record<string, unknown>) => marshall(row, { removeUndefinedValues: true });

/** A record as the stream tells it: what a row was, and what it is. */
function record(before: Row | undefined, after: Row | undefined): StreamRecord {
  const row = after ?? before;
  const eventName: Event = before === undefined ? "INSERT" : after === undefined ? "REMOVE" : "MODIFY";
  return {
    eventName,
    dynamodb: {
      Keys: row && image({ pk: row.pk, sk: row.sk }),
      NewImage: after && image(after),
      OldImage: before && image(before),
      SequenceNumber: "1",
    },
  };
}

const entry = (name: string, given: Partial<InboxEntry> = {}): InboxEntry => ({
  id: idFrom("inbox", name),
  receivedAt: at,
  attempts: 0,
  parked: false,
  content: { type: "event", event: { source: "api", externalId: name, version: `${at}#000` } },
  ...given,
});
const inboxRow = (one: InboxEntry, given = {}): Row => ({ ...keys.inboxKey(one.id, one.receivedAt), ...one, ...given });
const theme = idFrom("theme", "exports");
const vote: Row = { ...keys.voteKey(theme, "psn_1"), at };
const member: Row = { ...keys.memberKey(theme, at, "fbk_1"), revision: 1 };
const recount: Row = { ...keys.countKey(theme), due: at };
const join: Row = { ...keys.joinKey("psn_2"), since: at };
const waiting: Row = { ...keys.deliveryKey("out_1"), queue: keys.deliveryQueue("waiting"), state: "waiting" };

describe("the changes of a batch", () => {
  test("there are none in an empty batch, nor in records without keys", () => {
    expect(readChanges([])).toEqual(none);
    expect(readChanges([{}, { eventName: "INSERT" }, { eventName: "INSERT", dynamodb: {} }])).toEqual(none);
  });

  test("what was received is told as it was received", () => {
    const one = entry("one", { attempts: 2, error: "no answer" });
    expect(readChanges([record(undefined, inboxRow(one))])).toEqual({ ...none, received: [one] });
  });

  test("what is told twice is done once", () => {
    const records = [
      record(undefined, inboxRow(entry("one"))),
      record(undefined, vote),
      record(undefined, member),
      record(recount, { ...recount, nudged: at }),
      record(undefined, join),
      record(undefined, waiting),
    ];
    const once = readChanges(records);
    expect(once).toEqual({
      received: [entry("one")],
      themes: [theme],
      recounts: [{ theme, due: at }],
      joins: ["psn_2"],
      deliveries: ["out_1"],
      lanes: [],
      altered: [],
      erasures: [],
    });
    expect(readChanges([...records, ...records])).toEqual(once);
  });

  test("of an entry that is told twice the later word holds", () => {
    const [first, second] = [entry("one"), entry("one", { attempts: 1 })];
    const records = [record(undefined, inboxRow(first)), record(inboxRow(first), inboxRow(second, { nudged: at }))];
    expect(readChanges(records).received).toEqual([second]);
  });

  test("the order of records is of no matter", () => {
    const records = [
      record(undefined, inboxRow(entry("one"))),
      record(inboxRow(entry("two")), inboxRow(entry("two"), { nudged: at })),
      record(inboxRow(entry("three")), undefined),
      record(undefined, vote),
      record(vote, undefined),
      record(member, { ...member, revision: 2 }),
      record(recount, { ...recount, nudged: at }),
      record(undefined, join),
      record(undefined, waiting),
      record(waiting, { ...waiting, claim: { token: "t" } }),
    ];
    const sorted = (changes: Changes) =>
      Object.fromEntries(
        Object.entries(changes).map(([kind, found]: [string, unknown[]]) => [
          kind,
          found.map((one) => JSON.stringify(one)).sort(),
        ]),
      );
    const expected = sorted(readChanges(records));
    expect(expected.received).toHaveLength(2);
    return fc.assert(
      fc.property(
        fc.shuffledSubarray(records, { minLength: records.length }),
        fc.array(fc.constantFrom(...records)),
        (all, again) => {
          expect(sorted(readChanges([...all, ...again]))).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("a vote or feedback that comes, changes or goes has its theme counted", () => {
    for (const row of [vote, member])
      for (const one of [record(undefined, row), record(row, { ...row, at: "later" }), record(row, undefined)])
        expect(readChanges([one])).toEqual({ ...none, themes: [theme] });
  });

  test("what has been taken in, parked, followed, counted or thrown away asks for nothing", () => {
    const parked: Row = { ...inboxRow(entry("odd")), ...keys.parkedKey("inb_1", at), parked: true };
    for (const one of [
      record(inboxRow(entry("one")), undefined),
      record(undefined, parked),
      record(parked, undefined),
      record(join, undefined),
      record(recount, undefined),
      record(waiting, undefined),
    ])
      expect(readChanges([one])).toEqual(none);
  });

  test("the rows that the workers write ask for nothing", () => {
    const rows: Row[] = [
      { ...keys.headKey(theme), revision: 1 },
      { ...keys.feedbackKey("fbk_1"), revision: 1 },
      { ...keys.issueKey(theme), revision: 1 },
      { ...keys.personKey("psn_1"), into: "psn_0" },
      { ...keys.cursorKey("zendesk"), cursor: "1" },
      { ...keys.leaseKey("clustering"), until: at },
      { ...keys.boardKey("billing"), name: "Billing" },
      { ...keys.teamKey("core"), name: "Core" },
      recount,
    ];
    for (const row of rows)
      for (const one of [record(undefined, row), record(row, { ...row, revision: 2 }), record(row, undefined)])
        expect(readChanges([one])).toEqual(none);
  });

  describe("nudges of the sweep", () => {
    const nudge = (before: string | undefined, after: string | undefined) => [
      record(inboxRow(entry("one"), { nudged: before }), inboxRow(entry("one"), { nudged: after })),
      record({ ...recount, nudged: before }, { ...recount, nudged: after }),
    ];
    const heard = { ...none, received: [entry("one")], recounts: [{ theme, due: at }] };

    test("a row is handed on each time it is nudged", () => {
      expect(readChanges(nudge(undefined, "10:00"))).toEqual(heard);
      expect(readChanges(nudge("10:00", "10:01"))).toEqual(heard);
    });

    test("a row that changes otherwise is not, nor one that loses its mark by being written again", () => {
      expect(readChanges(nudge(undefined, undefined))).toEqual(none);
      expect(readChanges(nudge("10:00", "10:00"))).toEqual(none);
      expect(readChanges(nudge("10:00", undefined))).toEqual(none);
    });
  });

  describe("deliveries", () => {
    test("what waits is told, new or to be tried again", () => {
      const parked = { ...waiting, queue: keys.deliveryQueue("parked") };
      expect(readChanges([record(undefined, waiting)]).deliveries).toEqual(["out_1"]);
      expect(readChanges([record(parked, waiting)]).deliveries).toEqual(["out_1"]);
    });

    test("what is for webhooks is told apart, each endpoint's by itself", () => {
      const to = (id: string, webhook: string): Row => ({
        ...{ ...waiting, ...keys.deliveryKey(id) },
        ...{ queue: keys.deliveryQueue("waiting", webhook), webhook },
      });
      const records = [to("out_1", "crm"), to("out_2", "bot"), to("out_3", "crm")].map((row) => record(undefined, row));
      expect(readChanges(records)).toEqual({ ...none, lanes: [["out_1", "out_3"], ["out_2"]] });
      expect(readChanges([record(to("out_1", "crm"), { ...to("out_1", "crm"), queue: "DELIVERY#sent#crm" })])).toEqual(
        none,
      );
    });

    test("what somebody is at, or what is done, is not", () => {
      const claimed = { ...waiting, claim: { token: "t", until: at } };
      const sent = { ...waiting, queue: keys.deliveryQueue("sent") };
      expect(readChanges([record(waiting, claimed), record(claimed, sent)])).toEqual(none);
    });
  });
});
