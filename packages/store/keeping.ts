import { isoTime } from "@earshot/core/clock.ts";
import { Correction } from "@earshot/core/correction.ts";
import type { IssueRecord } from "@earshot/core/ports/outlets.ts";
import { Theme } from "@earshot/core/theme.ts";
import { restored } from "./compact.ts";
import { correctionSteps } from "./corrections.ts";
import { feedbackSteps } from "./feedback.ts";
import { relinking } from "./issues.ts";
import {
  begunPartition,
  countPartition,
  cursorKey,
  deliveryKey,
  erasurePartition,
  feedbackKey,
  followPrefix,
  headKey,
  inboxPartition,
  issueKey,
  joinKey,
  joinPartition,
  type Key,
  leaseKey,
  memberPrefix,
  owedPartition,
  paceKey,
  parkedPartition,
  passKey,
  personKey,
  repositoryPartition,
  restoreKey,
  reviewPartition,
  schemaKey,
  snapshotPrefix,
  votePrefix,
} from "./keys.ts";
import type { Row, Step } from "./table.ts";
import { headSteps } from "./themes.ts";

/**
 * What an export does with a row:
 * - `facts`: what was said, done and decided
 * - `work`: what somebody will do something about as soon as it is there; restored last
 * - `derived`: written with another row and made again from it; so no row contradicts another, whenever each was read
 * - `left out`: leases, passes and links to sign in, which must not come back; caches; what expires within minutes
 */
export type Keeping = "facts" | "work" | "derived" | "left out";

interface Kind {
  name: string;
  keeping: Keeping;
  is: (key: Key, row: Row) => boolean;
}

const whole =
  (pk: string): Kind["is"] =>
  (key) =>
    key.pk === pk;
const sharded = (pk: string): Kind["is"] => {
  const prefix = pk.slice(0, pk.lastIndexOf("#") + 1);
  return (key) => key.pk.startsWith(prefix);
};
const named =
  (sk: string): Kind["is"] =>
  (key) =>
    key.sk === sk;
const exactly =
  (one: Key): Kind["is"] =>
  (key) =>
    key.pk === one.pk && key.sk === one.sk;

/** The first that fits; what none fits is a fact. */
const kinds: readonly Kind[] = [
  { name: "received", keeping: "work", is: sharded(inboxPartition(0)) },
  { name: "parked", keeping: "work", is: whole(parkedPartition) },
  { name: "cursors", keeping: "work", is: whole(cursorKey("").pk) },
  { name: "erasures", keeping: "work", is: whole(erasurePartition) },
  { name: "deliveries", keeping: "left out", is: ({ sk }, row) => sk === deliveryKey("").sk && row.kind === "sign_in" },
  { name: "deliveries", keeping: "work", is: ({ sk }, row) => sk === deliveryKey("").sk && row.state === "waiting" },
  { name: "deliveries", keeping: "facts", is: named(deliveryKey("").sk) },
  { name: "feedback", keeping: "facts", is: named(feedbackKey("").sk) },
  { name: "themes", keeping: "facts", is: named(headKey("").sk) },
  { name: "votes", keeping: "facts", is: ({ sk }) => sk.startsWith(votePrefix) },
  { name: "people", keeping: "facts", is: named(personKey("").sk) },
  { name: "follows", keeping: "facts", is: ({ pk }) => pk.startsWith(followPrefix) },
  { name: "corrections", keeping: "facts", is: whole("AUDIT") },
  { name: "issues", keeping: "facts", is: named(issueKey("").sk) },
  { name: "memberships", keeping: "derived", is: ({ sk }) => sk.startsWith(memberPrefix) },
  { name: "corrections of a theme", keeping: "derived", is: ({ pk }) => pk.startsWith("AUDIT#") },
  { name: "begun corrections", keeping: "derived", is: whole(begunPartition) },
  { name: "themes of an issue", keeping: "derived", is: sharded(repositoryPartition(0)) },
  { name: "reviews", keeping: "derived", is: whole(reviewPartition) },
  { name: "owed reasons", keeping: "derived", is: whole(owedPartition) },
  { name: "joins", keeping: "derived", is: whole(joinPartition) },
  // A webhook whose name is forgotten is taken in again, which changes nothing; one that is remembered, though what it
  // told is not there, would be lost.
  { name: "names of webhooks", keeping: "left out", is: ({ pk }) => pk.startsWith("RECEIVED#") },
  { name: "recounts", keeping: "left out", is: sharded(countPartition(0)) },
  { name: "passes", keeping: "left out", is: named(passKey("").sk) },
  { name: "leases", keeping: "left out", is: whole(leaseKey("").pk) },
  { name: "pace", keeping: "left out", is: whole(paceKey("").pk) },
  {
    name: "clustering",
    keeping: "left out",
    is: ({ pk }) => pk.startsWith("CLUSTERS#") || pk.startsWith(snapshotPrefix),
  },
  {
    name: "shape",
    keeping: "left out",
    is: (key, row) => exactly(schemaKey)(key, row) || exactly(restoreKey)(key, row),
  },
];

export function kindOf(row: Row): { name: string; keeping: Keeping } {
  const key = row as unknown as Key;
  return kinds.find(({ is }) => is(key, row)) ?? { name: "others", keeping: "facts" };
}

/**
 * A row of an export as it is written into a table.
 * - What follows from a count is named after the head's revision and written once. The head may have been read before a
 *   delivery that is in the export too, or have been counted by an attempt to restore it that was broken off: its
 *   revisions go on where none of them has been.
 * - A delivery that waited may have been carried out since, which outlets look up when they know of an attempt.
 *
 * @param now when it is restored, in milliseconds
 */
export function restoredRow(row: Row, now: number): Row & Key {
  const itself = row as Row & Key;
  const { sk } = itself;
  if (sk === headKey("").sk) return { ...itself, revision: Theme.parse(row).revision + now };
  if (sk !== deliveryKey("").sk || row.state !== "waiting") return itself;
  const { claim: _, ...waiting } = itself;
  return { ...(waiting as Row & Key), attempts: Math.max(1, Number(row.attempts ?? 0)) };
}

/** The rows that are written beside a row, by those who write it. */
export function derivedRows(row: Row, now: number): (Row & Key)[] {
  const { sk, pk } = row as unknown as Key;
  if (sk === feedbackKey("").sk) return row.erased === undefined ? beside(feedbackSteps(restored(row), undefined)) : [];
  if (sk === headKey("").sk) return beside(headSteps(Theme.parse(row), undefined));
  if (pk === "AUDIT") return beside(correctionSteps({ next: Correction.parse(row), previous: undefined }));
  if (sk === issueKey("").sk) return puts(relinking(row as unknown as IssueRecord, undefined));
  return sk === personKey("").sk && row.into !== undefined ? [{ ...joinKey(pk), since: isoTime(now) }] : [];
}

const puts = (steps: readonly Step[]): (Row & Key)[] =>
  steps.flatMap((step) => ("put" in step ? [step.put as Row & Key] : []));

/** All but the row itself, which comes first. */
const beside = (steps: readonly Step[]): (Row & Key)[] => puts(steps.slice(1));
