import type { Mark } from "@earshot/core/answer.ts";
import type { Board, Team } from "@earshot/core/board.ts";
import type { Spent } from "@earshot/core/budget.ts";
import type { Correction, Fact } from "@earshot/core/correction.ts";
import type { Erasure } from "@earshot/core/erasure.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import type { Follow } from "@earshot/core/following.ts";
import type { InboxEntry } from "@earshot/core/inbox.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Pass } from "@earshot/core/pass.ts";
import type { Person } from "@earshot/core/person.ts";
import type { Announcement, SnapshotHead } from "@earshot/core/ports/clustering.ts";
import type { IssueRecord } from "@earshot/core/ports/outlets.ts";
import type { Page, PageRequest } from "@earshot/core/ports.ts";
import type { Run, Suggestion } from "@earshot/core/suggestion.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { Vote } from "@earshot/core/vote.ts";
import type { Secret, Webhook } from "@earshot/core/webhook/webhook.ts";
import * as z from "zod";

/** What the table is to the real stores, the maps are to those in memory. */
export function rows() {
  return {
    inbox: new Map<string, InboxEntry>(),
    /** Names under which something was received once. */
    received: new Set<string>(),
    feedback: new Map<string, Feedback>(),
    themes: new Map<string, Theme>(),
    /** By theme and person. */
    votes: new Map<string, Vote>(),
    /** By theme and person. */
    follows: new Map<string, Follow>(),
    passes: new Map<string, Pass>(),
    corrections: new Map<string, Correction>(),
    /** By board, in order. */
    facts: new Map<string, Fact[]>(),
    people: new Map<string, Person>(),
    /** Under way, by whom they are about. */
    erasures: new Map<string, Erasure>(),
    joining: new Map<string, string>(),
    deliveries: new Map<string, Delivery>(),
    /** By delivery, then by theme. */
    marks: new Map<string, Map<string, Mark>>(),
    /** The deliveries whose messages repeat something, by what. */
    tellings: new Map<string, Set<string>>(),
    /** From when on each thing may be called. */
    pace: new Map<string, number>(),
    boards: new Map<string, Board>(),
    teams: new Map<string, Team>(),
    /** Where each source's polling stands. */
    cursors: new Map<string, string>(),
    issues: new Map<string, IssueRecord>(),
    leases: new Map<string, { fence: number; holder: string | undefined; until: number }>(),
    /** By board, in order. */
    announcements: new Map<string, Announcement[]>(),
    runs: [] as Run[],
    suggestions: new Map<string, Suggestion>(),
    snapshots: new Map<string, { head: SnapshotHead; bytes: Uint8Array }>(),
    /** What models cost, by day, with what is set aside by reservation. */
    budget: new Map<string, Spent & { held: Map<string, number> }>(),
    webhooks: new Map<string, Webhook>(),
    /** By webhook. */
    secrets: new Map<string, readonly Secret[]>(),
    /** By theme; `woken` once it was handed to the worker as it stands. */
    recounts: new Map<string, { due: string; woken: boolean }>(),
  };
}
export type Rows = ReturnType<typeof rows>;

/** Writes a row if it is still as it was read. @throws EarshotError `conflict`. */
export function unchanged(current: { revision: number } | undefined, previous: { revision: number } | undefined): void {
  if (current?.revision !== previous?.revision)
    throw new EarshotError("conflict", "Somebody else wrote this meanwhile.");
}

type Position = readonly [number | string, string];

/** Descending by position: the greater first, ids decide between equals. */
function compare(a: Position, b: Position): number {
  for (const i of [0, 1] as const) {
    const [x = "", y = ""] = [a[i], b[i]];
    if (x !== y) return x < y ? 1 : -1;
  }
  return 0;
}

/**
 * One page of items in the order of their positions. The cursor names what is listed and a position, so that changes
 * shift nothing and no list takes another's. What is listed may grow meanwhile.
 */
export function paged<T>(
  lists: readonly string[],
  items: Iterable<T>,
  at: (item: T) => Position,
  { limit, cursor }: PageRequest,
): Page<T> {
  const after = cursor === undefined ? undefined : decode(lists, cursor);
  const sorted = [...items].sort((a, b) => compare(at(a), at(b)));
  const left = after === undefined ? sorted : sorted.filter((item) => compare(at(item), after) > 0);
  const page = left.slice(0, limit);
  const last = page.at(-1);
  const next = last !== undefined && left.length > limit ? encode(lists, at(last)) : undefined;
  return { items: structuredClone(page), next };
}

const Cursor = z.tuple([z.array(z.string()), z.number().or(z.string()), z.string()]);

const encode = (lists: readonly string[], position: Position): string =>
  Buffer.from(JSON.stringify([lists, ...position])).toString("base64url");

function decode(lists: readonly string[], text: string): Position {
  try {
    const [names, ...position] = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    if (names.some((name) => !lists.includes(name)) || encode(names, position) !== text)
      throw new TypeError("not a cursor of these lists");
    return position;
  } catch (cause) {
    throw new EarshotError("input", "This cursor is not one of ours.", { cause, field: "cursor" });
  }
}
