import * as keys from "@earshot/store/keys.ts";
import { expect, test } from "vitest";

const at = "2026-03-02T09:00:00.000Z";

test("every key of the table is what it has always been", () => {
  const all = Object.entries(keys).map(([name, made]) => {
    const key: unknown = typeof made === "function" ? (made as (...parts: unknown[]) => unknown)("one", 2, 3) : made;
    return `${name}: ${typeof key === "object" && key !== null ? Object.values(key).join(" | ") : key}`;
  });
  expect(all.sort().join("\n")).toMatchInlineSnapshot(`
    "announcementKey: CLUSTERS#one | LOG#000000000002
    announcementPosition: 0
    auditPartition: AUDIT#one
    begunKey: BEGUN | one
    begunPartition: BEGUN
    boardKey: CONFIG | BOARD#one
    boardPrefix: BOARD#
    budgetKey: BUDGET | one
    clusterPartition: CLUSTERS#one
    configPartition: CONFIG
    correctionKey: AUDIT#2 | one
    countKey: COUNT#3 | one
    countPartition: COUNT#one
    countShards: 4
    cursorKey: CURSOR | one
    deliveryKey: one | DELIVERY
    deliveryQueue: DELIVERY#one#2
    digestKey: DIGEST#one | 2
    digestPartition: DIGEST#one
    erasedKey: ERASED | one
    erasureKey: ERASURES | one
    erasurePartition: ERASURES
    factKey: FACTS#one | 0000000002
    factPartition: FACTS#one
    feedbackKey: one | FEEDBACK
    followKey: FOLLOW#one | 2
    followPrefix: FOLLOW#
    headKey: one | #HEAD
    inboxKey: INBOX#15 | 2#one
    inboxPartition: INBOX#one
    inboxShards: 16
    issueKey: one | ISSUE
    joinKey: JOIN | one
    joinPartition: JOIN
    leaseKey: LEASE | one
    linkKey: REPOSITORY#undefined | ISSUE#2
    linkPrefix: ISSUE#one#
    markKey: one | MARK#2
    markPrefix: MARK#
    memberKey: one | FEEDBACK#2#3
    memberPrefix: FEEDBACK#
    owedKey: OWED | one
    owedPartition: OWED
    paceKey: PACE | one
    parkedKey: PARKED | 2#one
    parkedPartition: PARKED
    passKey: one | PASS
    personKey: one | PERSON
    rankPartition: one#2
    receivedKey: RECEIVED#one | RECEIVED
    repositoryPartition: REPOSITORY#one
    restoreKey: CONFIG | RESTORE
    reviewKey: REVIEW | 2#one
    reviewPartition: REVIEW
    runKey: RUNS#one | 2
    runPartition: RUNS#one
    schemaKey: CONFIG | SCHEMA
    secretsKey: SECRETS | one
    sharedKey: ERASURE#one | SHARED#2
    sharedPrefix: SHARED#
    silentPartition: 
    snapshotKey: CLUSTERS#one | SNAPSHOT
    snapshotPartKey: SNAPSHOT#one#2 | 0003
    snapshotPrefix: SNAPSHOT#
    statusQueue: STATUS#private#one
    suggestionKey: PROPOSALS#one | 2
    suggestionPartition: PROPOSALS#one
    teamKey: CONFIG | TEAM#one
    teamPrefix: TEAM#
    tellingKey: TOLD#one | 2
    tellingPartition: TOLD#one
    traceKey: ERASURE#one | 2
    tracePartition: ERASURE#one
    voteKey: one | WHO#2
    votePrefix: WHO#
    webhookKey: CONFIG | WEBHOOK#one
    webhookPrefix: WEBHOOK#"
  `);
});

test("the shards of inbox and counting are all used, and each key always has the same", () => {
  const ids = Array.from({ length: 4000 }, (_, i) => `inb_${i}`);
  const inbox = ids.map((id) => keys.inboxKey(id, at).pk);
  const shards = Array.from({ length: keys.inboxShards }, (_, shard) => keys.inboxPartition(shard));
  for (const shard of shards) {
    const share = inbox.filter((pk) => pk === shard).length / ids.length;
    expect(share).toBeGreaterThan(0.5 / keys.inboxShards);
    expect(share).toBeLessThan(2 / keys.inboxShards);
  }
  expect(new Set(inbox)).toEqual(new Set(shards));
  expect(inbox).toEqual(ids.map((id) => keys.inboxKey(id, "2027-01-01T00:00:00.000Z").pk));
  const counts = new Set(ids.map((id) => keys.countKey(id).pk));
  expect(counts).toEqual(new Set(Array.from({ length: keys.countShards }, (_, shard) => keys.countPartition(shard))));
});

test("a theme's head comes before all rows behind it, so that one query reads its revision first", () => {
  const { sk } = keys.headKey("thm_1");
  for (const row of [keys.memberKey("thm_1", at, "fbk_1"), keys.voteKey("thm_1", "psn_1"), keys.issueKey("thm_1")])
    expect(sk < row.sk).toBe(true);
});

test("no two kinds of rows are taken for one another", () => {
  const prefixes = [keys.memberPrefix, keys.votePrefix];
  const others = [keys.headKey(""), keys.issueKey(""), keys.feedbackKey(""), keys.personKey(""), keys.deliveryKey("")];
  for (const prefix of prefixes) for (const { sk } of others) expect(sk.startsWith(prefix)).toBe(false);
  expect(new Set(others.map(({ sk }) => sk)).size).toBe(others.length);
  expect(keys.boardPrefix.startsWith(keys.teamPrefix)).toBe(false);
});
