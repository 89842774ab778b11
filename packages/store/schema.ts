/**
 * The one table, as plain data: sst.config.ts deploys it, the local runtime creates it in the embedded engine, and a
 * test holds the synthesised stack against it. What the keys and indexes are for is told in keys.ts.
 *
 * All indexes exist from the start: adding one to a table in use takes hours, and DynamoDB adds one at a time.
 */
export interface Index {
  readonly hash: string;
  readonly range: string;
  /** What the index carries beyond keys: `[]` for keys only, else the attributes named. */
  readonly carries: readonly string[];
}

/** What a ranked list shows (core/theme.ts, ThemeCard); everything else stays with the head. */
const card = [
  "id",
  "board",
  "title",
  "draft",
  "summary",
  "status",
  "visibility",
  "team",
  "supporters",
  "votes",
  "guests",
  "feedback",
  "score",
  "rise",
  "weeks",
  "heat",
  "createdAt",
  "kind",
  "absorbed",
] as const;

export const schema = {
  attributes: {
    pk: "S",
    sk: "S",
    rank: "S",
    top: "N",
    trending: "N",
    newest: "N",
    rising: "N",
    person: "S",
    at: "S",
    queue: "S",
    due: "S",
  },
  hash: "pk",
  range: "sk",
  indexes: {
    top: { hash: "rank", range: "top", carries: card },
    trending: { hash: "rank", range: "trending", carries: card },
    new: { hash: "rank", range: "newest", carries: card },
    rising: { hash: "rank", range: "rising", carries: card },
    person: { hash: "person", range: "at", carries: [] },
    queue: { hash: "queue", range: "due", carries: [] },
  },
  stream: "NEW_AND_OLD_IMAGES",
  ttl: "expires",
} as const satisfies {
  attributes: Record<string, "S" | "N">;
  hash: string;
  range: string;
  indexes: Record<string, Index>;
  stream: string;
  ttl: string;
};
