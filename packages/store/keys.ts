import type { Visibility } from "@earshot/core/feedback.ts";
import type { Delivery } from "@earshot/core/outbox.ts";

/**
 * Every key of the table is built here and nowhere else.
 *
 * | what                      | pk               | sk                      | indexes                                  |
 * |---------------------------|------------------|-------------------------|------------------------------------------|
 * | received, to be taken in  | INBOX#<0..15>    | <received at>#<id>      |                                          |
 * | received, parked          | PARKED           | <received at>#<id>      |                                          |
 * | feedback                  | <fbk_…>          | FEEDBACK                | person, at                               |
 * | theme: head               | <thm_…>          | #HEAD                   | rank → top, trending, newest, rising     |
 * | theme: feedback behind it | <thm_…>          | FEEDBACK#<at>#<fbk_…>   |                                          |
 * | theme: vote               | <thm_…>          | WHO#<psn_…>             | person, at                               |
 * | theme: its GitHub issue   | <thm_…>          | ISSUE                   |                                          |
 * | person                    | <psn_…>          | PERSON                  |                                          |
 * | effect on the outside     | <out_…>          | DELIVERY                | queue DELIVERY#<state>, due              |
 * | theme to count later      | COUNT#<0..3>     | <thm_…>                 |                                          |
 * | person to re-point        | JOIN             | <psn_…>                 |                                          |
 * | boards, teams             | CONFIG           | BOARD#<id>, TEAM#<id>   |                                          |
 * | where polling stands      | CURSOR           | <source>                |                                          |
 * | who may do something      | LEASE            | <name>                  |                                          |
 *
 * | question                                    | answered by                                             |
 * |---------------------------------------------|---------------------------------------------------------|
 * | what is left in the inbox                   | 16 queries, one a shard; no index, so no write for one  |
 * | what a theme counts                         | one query of its partition, strongly consistent         |
 * | a theme's feedback, newest first            | query sk begins FEEDBACK#, backwards; then the texts    |
 * | ranked themes of a board                    | one query of an index per page; rank = visibility#board |
 * | what a person said and voted for            | index person                                            |
 * | what waits for, went to, failed at GitHub … | index queue                                             |
 *
 * The inbox is sharded because a partition takes 1,000 writes a second; a theme's partition is not, because a person
 * votes once.
 */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

export const inboxShards = 16;
export const countShards = 4;

/** A small number that is the same for the same text (FNV-1a), to spread keys over shards. */
function shardOf(text: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % shards;
}

export const inboxPartition = (shard: number): string => `INBOX#${shard}`;
export const inboxKey = (id: string, receivedAt: string): Key => ({
  pk: inboxPartition(shardOf(id, inboxShards)),
  sk: `${receivedAt}#${id}`,
});
export const parkedPartition = "PARKED";
export const parkedKey = (id: string, receivedAt: string): Key => ({ pk: parkedPartition, sk: `${receivedAt}#${id}` });

export const feedbackKey = (id: string): Key => ({ pk: id, sk: "FEEDBACK" });

/**
 * Before all other rows of its partition: one query in the order of keys then reads the head's revision before the rows
 * behind it, as counting has to.
 */
export const headKey = (theme: string): Key => ({ pk: theme, sk: "#HEAD" });
export const memberPrefix = "FEEDBACK#";
export const memberKey = (theme: string, at: string, feedback: string): Key => ({
  pk: theme,
  sk: `${memberPrefix}${at}#${feedback}`,
});
export const votePrefix = "WHO#";
export const voteKey = (theme: string, person: string): Key => ({ pk: theme, sk: `${votePrefix}${person}` });
export const issueKey = (theme: string): Key => ({ pk: theme, sk: "ISSUE" });

export const personKey = (person: string): Key => ({ pk: person, sk: "PERSON" });

export const deliveryKey = (id: string): Key => ({ pk: id, sk: "DELIVERY" });
export const deliveryQueue = (state: Delivery["state"]): string => `DELIVERY#${state}`;

export const countPartition = (shard: number): string => `COUNT#${shard}`;
export const countKey = (theme: string): Key => ({ pk: countPartition(shardOf(theme, countShards)), sk: theme });
export const joinPartition = "JOIN";
export const joinKey = (person: string): Key => ({ pk: joinPartition, sk: person });

export const configPartition = "CONFIG";
export const boardPrefix = "BOARD#";
export const boardKey = (id: string): Key => ({ pk: configPartition, sk: `${boardPrefix}${id}` });
export const teamPrefix = "TEAM#";
export const teamKey = (id: string): Key => ({ pk: configPartition, sk: `${teamPrefix}${id}` });
export const cursorKey = (source: string): Key => ({ pk: "CURSOR", sk: source });
export const leaseKey = (name: string): Key => ({ pk: "LEASE", sk: name });

/** The partition of the ranking indexes that a theme stands in. */
export const rankPartition = (visibility: Visibility, board: string): string => `${visibility}#${board}`;
