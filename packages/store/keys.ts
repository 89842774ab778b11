import type { Visibility } from "@earshot/core/feedback.ts";
import type { IssueName } from "@earshot/core/issue-event.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Progressed } from "@earshot/core/progress.ts";

/**
 * Every key of the table is built here and nowhere else.
 *
 * | what                      | pk               | sk                      | indexes                                  |
 * |---------------------------|------------------|-------------------------|------------------------------------------|
 * | received, to be taken in  | INBOX#<0..15>    | <received at>#<id>      |                                          |
 * | received, parked          | PARKED           | <received at>#<id>      |                                          |
 * | received by a name        | RECEIVED#<name>  | RECEIVED                | (goes away by itself: expires)           |
 * | feedback                  | <fbk_…>          | FEEDBACK                | person, at                               |
 * | theme: head               | <thm_…>          | #HEAD                   | rank → top, trending, newest, rising;    |
 * |                           |                  |                         | queue STATUS#<status> (STATUS#private#…  |
 * |                           |                  |                         | of private ones), due = since when       |
 * | theme: feedback behind it | <thm_…>          | FEEDBACK#<at>#<fbk_…>   |                                          |
 * | theme: vote               | <thm_…>          | WHO#<psn_…>             | person, at                               |
 * | waits to be read by staff | REVIEW           | <received at>#<fbk_…>   |                                          |
 * | theme that owes a reason  | OWED             | <thm_…>                 |                                          |
 * | theme: its GitHub issue   | <thm_…>          | ISSUE                   |                                          |
 * | an issue's themes         | REPOSITORY#<id>  | ISSUE#<id>#<thm_…>      |                                          |
 * | person                    | <psn_…>          | PERSON                  |                                          |
 * | who follows a theme       | FOLLOW#<thm_…>   | <psn_…>                 | person, at                               |
 * | good for one use          | <pas_…>          | PASS                    | (goes away by itself: expires)           |
 * | a team's weekly digest    | DIGEST#<team>    | <week, 2026-W46>        | (goes away by itself: expires)           |
 * | effect on the outside     | <out_…>          | DELIVERY                | queue DELIVERY#<state>, due              |
 * | … to a webhook            | <out_…>          | DELIVERY                | queue DELIVERY#<state>#<webhook>, due    |
 * |                           |                  |                         | (goes away by itself: expires)           |
 * | decided on its message    | <out_…>          | MARK#<thm_…>            |                                          |
 * | a message that repeats    | TOLD#<fbk_…>,    | <out_…>                 |                                          |
 * |                           | TOLD#<thm_…>     |                         |                                          |
 * | theme to count later      | COUNT#<0..3>     | <thm_…>                 |                                          |
 * | person to re-point        | JOIN             | <psn_…>                 |                                          |
 * | boards, teams, webhooks   | CONFIG           | BOARD#, TEAM#, WEBHOOK# |                                          |
 * | which shape its rows have | CONFIG           | SCHEMA                  |                                          |
 * | a restore under way       | CONFIG           | RESTORE                 |                                          |
 * | a webhook's secrets       | SECRETS          | <webhook>               |                                          |
 * | where polling stands      | CURSOR           | <source>                |                                          |
 * | what fails in the         | CURSOR           | failing parts,          |                                          |
 * | background, since when    |                  | failing model <name>    |                                          |
 * | who may do something      | LEASE            | <name>                  |                                          |
 * | when to call again        | PACE             | <name>                  | (goes away by itself: expires)           |
 * | what models cost          | BUDGET           | <day, 2026-03-02>       |                                          |
 * | clustering: the log       | CLUSTERS#<board> | LOG#<position>          |                                          |
 * | clustering: snapshot      | CLUSTERS#<board> | SNAPSHOT                |                                          |
 * | clustering: its parts     | SNAPSHOT#<board>#<generation> | <part>     |                                          |
 * | clustering: formed anew   | RUNS#<board>     | <at>                    |                                          |
 * | clustering: proposal      | PROPOSALS#<board>| <prp_…>                 |                                          |
 * | correction, setting       | AUDIT            | <cor_…>                 |                                          |
 * | corrections of a theme    | AUDIT#<thm_…>    | <cor_…>                 |                                          |
 * | correction not done yet   | BEGUN            | <cor_…>                 |                                          |
 * | what corrections taught   | FACTS#<board>    | <number>                |                                          |
 * | somebody to be erased     | ERASURES         | <psn_…>                 |                                          |
 * | traces of what she said   | ERASURE#<ers_…>  | <fbk_…>                 |                                          |
 * | what others say likewise  | ERASURE#<ers_…>  | SHARED#<first mark>     |                                          |
 * | that somebody was erased  | ERASED           | <ers_…>                 |                                          |
 *
 * | question                                    | answered by                                             |
 * |---------------------------------------------|---------------------------------------------------------|
 * | what is left in the inbox                   | 16 queries, one a shard; no index, so no write for one  |
 * | what a theme counts                         | one query of its partition, strongly consistent         |
 * | a theme's feedback, newest first            | query sk begins FEEDBACK#, backwards; then the texts    |
 * | ranked themes of a board                    | one query of an index per page; rank = visibility#board |
 * | what a person said, voted for and follows   | index person                                            |
 * | what waits for staff, who is owed a reason  | one query of REVIEW, of OWED: written with the feedback |
 * |                                             | and the head only when that changes                     |
 * | who is to hear of a theme                   | its followers' partition, which no count reads, then    |
 * |                                             | its own (votes, memberships): 50 rows a delivery        |
 * | how she stands behind a page's themes       | one batch of their votes; for a member one query of     |
 * |                                             | index person, and a batch of what she said lately       |
 * | was this link, nonce, token used before     | one conditional write or delete of its pass             |
 * | what waits for, went to, failed at GitHub … | index queue                                             |
 * | what an endpoint is owed, and was sent      | index queue, in queues of its own, so that the sweep    |
 * |                                             | asks each by itself; what is parked stands with the rest|
 * | what is planned, shipped, declined …        | index queue, one query a status; then the heads. Counts |
 * |                                             | do not write it: only a change of status does           |
 * | what a team was told of a week, and before  | one read; one query sk < <week>, backwards, of one row  |
 * | which messages repeat what was taken back   | one query of TOLD#<it>                                  |
 * | what clustering has missed, and its start   | one query sk > LOG#<position seen>: log, then snapshot  |
 * | was this erased before                      | the feedback itself: of it the id is left               |
 * | what else repeats or names somebody erased  | a scan of the whole table, ten pages a step             |
 * | may this be worked on by this Earshot       | two reads of CONFIG in five seconds a process           |
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

export const receivedKey = (name: string): Key => ({ pk: `RECEIVED#${name}`, sk: "RECEIVED" });

export const feedbackKey = (id: string): Key => ({ pk: id, sk: "FEEDBACK" });

export const reviewPartition = "REVIEW";
export const reviewKey = (id: string, receivedAt: string): Key => ({ pk: reviewPartition, sk: `${receivedAt}#${id}` });
export const owedPartition = "OWED";
export const owedKey = (theme: string): Key => ({ pk: owedPartition, sk: theme });

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
export const repositoryPartition = (id: number): string => `REPOSITORY#${id}`;
export const linkPrefix = (issueId?: number): string => (issueId === undefined ? "ISSUE#" : `ISSUE#${issueId}#`);
export const linkKey = ({ repositoryId, issueId }: IssueName, theme: string): Key => ({
  pk: repositoryPartition(repositoryId),
  sk: `${linkPrefix(issueId)}${theme}`,
});

export const personKey = (person: string): Key => ({ pk: person, sk: "PERSON" });

export const followPrefix = "FOLLOW#";
export const followKey = (theme: string, person: string): Key => ({ pk: `${followPrefix}${theme}`, sk: person });
export const passKey = (id: string): Key => ({ pk: id, sk: "PASS" });

export const deliveryKey = (id: string): Key => ({ pk: id, sk: "DELIVERY" });
/** Deliveries to a webhook stand in queues of their own, so that one that is dead holds up nobody else's. */
export const deliveryQueue = (state: Delivery["state"], webhook?: string): string =>
  webhook === undefined ? `DELIVERY#${state}` : `DELIVERY#${state}#${webhook}`;
/** Themes by a status, in the order in which they got it; private ones apart from those that all may see. */
export const statusQueue = (status: Progressed, visibility: Visibility): string =>
  visibility === "public" ? `STATUS#${status}` : `STATUS#private#${status}`;

export const digestPartition = (team: string): string => `DIGEST#${team}`;
export const digestKey = (team: string, week: string): Key => ({ pk: digestPartition(team), sk: week });

/** What was decided about themes on a delivery's message. */
export const markPrefix = "MARK#";
export const markKey = (delivery: string, theme: string): Key => ({ pk: delivery, sk: `${markPrefix}${theme}` });

/** The messages in a chat that repeat a feedback's words or a theme's title. */
export const tellingPartition = (subject: string): string => `TOLD#${subject}`;
export const tellingKey = (subject: string, delivery: string): Key => ({ pk: tellingPartition(subject), sk: delivery });

export const countPartition = (shard: number): string => `COUNT#${shard}`;
export const countKey = (theme: string): Key => ({ pk: countPartition(shardOf(theme, countShards)), sk: theme });
export const joinPartition = "JOIN";
export const joinKey = (person: string): Key => ({ pk: joinPartition, sk: person });

export const configPartition = "CONFIG";
export const schemaKey: Key = { pk: configPartition, sk: "SCHEMA" };
export const restoreKey: Key = { pk: configPartition, sk: "RESTORE" };
export const boardPrefix = "BOARD#";
export const boardKey = (id: string): Key => ({ pk: configPartition, sk: `${boardPrefix}${id}` });
export const teamPrefix = "TEAM#";
export const teamKey = (id: string): Key => ({ pk: configPartition, sk: `${teamPrefix}${id}` });
export const webhookPrefix = "WEBHOOK#";
export const webhookKey = (id: string): Key => ({ pk: configPartition, sk: `${webhookPrefix}${id}` });
export const secretsKey = (webhook: string): Key => ({ pk: "SECRETS", sk: webhook });
export const cursorKey = (source: string): Key => ({ pk: "CURSOR", sk: source });
export const leaseKey = (name: string): Key => ({ pk: "LEASE", sk: name });
export const paceKey = (name: string): Key => ({ pk: "PACE", sk: name });
export const budgetKey = (day: string): Key => ({ pk: "BUDGET", sk: day });

/** The log of a board's clustering, and after it the head of its snapshot: one query reads on and sees a new one. */
export const clusterPartition = (board: string): string => `CLUSTERS#${board}`;
const logPrefix = "LOG#";
export const announcementKey = (board: string, position: number): Key => ({
  pk: clusterPartition(board),
  sk: `${logPrefix}${String(position).padStart(12, "0")}`,
});
export const announcementPosition = (sk: string): number => Number(sk.slice(logPrefix.length));
export const snapshotKey = (board: string): Key => ({ pk: clusterPartition(board), sk: "SNAPSHOT" });
export const snapshotPrefix = "SNAPSHOT#";
export const snapshotPartKey = (board: string, generation: string, part: number): Key => ({
  pk: `${snapshotPrefix}${board}#${generation}`,
  sk: String(part).padStart(4, "0"),
});

export const auditPartition = (theme: string | undefined): string => (theme === undefined ? "AUDIT" : `AUDIT#${theme}`);
/** Ids of corrections are in the order of their times. */
export const correctionKey = (id: string, theme?: string): Key => ({ pk: auditPartition(theme), sk: id });
export const begunPartition = "BEGUN";
export const begunKey = (id: string): Key => ({ pk: begunPartition, sk: id });
export const factPartition = (board: string): string => `FACTS#${board}`;
export const factKey = (board: string, number: number): Key => ({
  pk: factPartition(board),
  sk: String(number).padStart(10, "0"),
});

export const runPartition = (board: string): string => `RUNS#${board}`;
export const runKey = (board: string, at: string): Key => ({ pk: runPartition(board), sk: at });
export const suggestionPartition = (board: string): string => `PROPOSALS#${board}`;
export const suggestionKey = (board: string, id: string): Key => ({ pk: suggestionPartition(board), sk: id });

/** The partition of the ranking indexes that a theme stands in. */
export const rankPartition = (visibility: Visibility, board: string): string => `${visibility}#${board}`;

export const erasurePartition = "ERASURES";
export const erasureKey = (person: string): Key => ({ pk: erasurePartition, sk: person });
export const tracePartition = (erasure: string): string => `ERASURE#${erasure}`;
export const traceKey = (erasure: string, feedback: string): Key => ({ pk: tracePartition(erasure), sk: feedback });
export const sharedPrefix = "SHARED#";
/** By its first mark, which no other row of the erasure holds. */
export const sharedKey = (erasure: string, mark: number): Key => ({
  pk: tracePartition(erasure),
  sk: `${sharedPrefix}${mark}`,
});
export const erasedKey = (erasure: string): Key => ({ pk: "ERASED", sk: erasure });

/**
 * Partitions in which nothing stands that people said or by which they are named, besides those of erasing itself; the
 * inbox, which is looked through by what its entries tell; and what is written with the feedback.
 */
export const silentPartition =
  /^(?:(?:PARKED|REVIEW|OWED|CONFIG|CURSOR|LEASE|PACE|BUDGET|BEGUN|ERASURES|ERASED)$|(?:INBOX|RECEIVED|REPOSITORY|COUNT|CLUSTERS|RUNS|FACTS|ERASURE|TOLD)#)/;
