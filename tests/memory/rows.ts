import type { Board, Team } from "@earshot/core/board.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import type { InboxEntry } from "@earshot/core/inbox.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Person } from "@earshot/core/person.ts";
import type { Page, PageRequest } from "@earshot/core/ports.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { Vote } from "@earshot/core/vote.ts";

/** What the table is to the real stores, the maps are to those in memory. */
export function rows() {
  return {
    inbox: new Map<string, InboxEntry>(),
    feedback: new Map<string, Feedback>(),
    themes: new Map<string, Theme>(),
    /** By theme and person. */
    votes: new Map<string, Vote>(),
    people: new Map<string, Person>(),
    joining: new Map<string, string>(),
    deliveries: new Map<string, Delivery>(),
    boards: new Map<string, Board>(),
    teams: new Map<string, Team>(),
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

/** One page of items in the order of their positions. The cursor names a position, so that changes shift nothing. */
export function paged<T>(items: Iterable<T>, at: (item: T) => Position, { limit, cursor }: PageRequest): Page<T> {
  const after = cursor === undefined ? undefined : decode(cursor);
  const sorted = [...items].sort((a, b) => compare(at(a), at(b)));
  const left = after === undefined ? sorted : sorted.filter((item) => compare(at(item), after) > 0);
  const page = left.slice(0, limit);
  const last = page.at(-1);
  const next = last !== undefined && left.length > limit ? encode(at(last)) : undefined;
  return { items: structuredClone(page), next };
}

const encode = (position: Position): string => Buffer.from(JSON.stringify(position)).toString("base64url");

function decode(cursor: string): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (!Array.isArray(position) || position.length !== 2) throw new TypeError("not a position");
    return position as unknown as Position;
  } catch (cause) {
    throw new EarshotError("input", "This cursor is not one of ours.", { cause, field: "cursor" });
  }
}
