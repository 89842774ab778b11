import type { Board, Team } from "./board.ts";
import { type Clock, isoTime, second } from "./clock.ts";
import { EarshotError, isError } from "./error.ts";
import { familyOf, rootOf } from "./family.ts";
import type { Feedback } from "./feedback.ts";
import { idFrom } from "./id.ts";
import { issueDelivery } from "./issue.ts";
import type { Narrator } from "./narrator.ts";
import { noticed } from "./noticing.ts";
import type { Clusters, Member } from "./ports/clustering.ts";
import type { FeedbackStore, Recounts, Settings, ThemeStore } from "./ports.ts";
import { type RetellingDeps, retellTitle } from "./retelling.ts";
import { type Membership, tally } from "./tally.ts";
import { type Counts, newTheme, type Theme } from "./theme.ts";

export interface CountingDeps extends RetellingDeps {
  themes: ThemeStore;
  feedback: FeedbackStore;
  recounts: Recounts;
  /** Large themes that this worker counted, and from when on each may be counted again. */
  large: Map<string, number>;
  settings: Pick<Settings, "boards" | "teams">;
  /** Words themes; loaded with the first that is to be worded. */
  clusters: () => Promise<Pick<Clusters, "prepare" | "word">>;
  /** Has summaries told by a model, where one is plugged in. */
  narrator?: Pick<Narrator, "retell"> | undefined;
  clock: Clock;
}

/** A theme may be read this many rows a second for counting; a larger one is counted less often. */
const rowsPerSecond = 5000;
const mostConflicts = 8;
/** Wording looks at this many of a theme's newest members. */
const mostMembers = 200;

/**
 * Counts a theme anew from the rows behind it and writes its head, with whatever push follows from the change, as one:
 *
 *   read head (revision r) → read rows → write head if its revision is still r → else begin again
 *
 * A theme that was merged counts as the one that stands for it. Two workers at once: whoever writes second read before the first wrote, fails on r, and counts again. A theme of
 * many rows that was counted a moment ago is put off, so that reading stays bounded however popular it gets.
 */
export async function countTheme(deps: CountingDeps, id: string): Promise<void> {
  const due = deps.large.get(id) ?? 0;
  if (due > deps.clock()) return deps.recounts.later(id, isoTime(due));
  for (let attempt = 0; attempt < mostConflicts; attempt++) {
    try {
      return await countOnce(deps, id);
    } catch (error) {
      if (!isError(error, "conflict")) throw error;
    }
  }
  throw new EarshotError("conflict", "A theme changes faster than it can be counted.");
}

async function countOnce(deps: CountingDeps, id: string): Promise<void> {
  const { head, memberships, votes } = await deps.themes.evidence(id);
  if (head?.mergedInto !== undefined) return countRoot(deps, head);
  const rows = memberships.length + votes.length;
  if (rows > rowsPerSecond) deps.large.set(id, deps.clock() + (rows / rowsPerSecond) * second);
  else deps.large.delete(id);
  if (!head && memberships.length === 0) return;
  const counts = tally(memberships, votes);
  const now = deps.clock();
  const texts =
    head && wordingMark(head, memberships) === head.wordedOver ? undefined : await textsOf(deps, memberships);
  const base = head ?? (await found(deps, id, texts, counts, now));
  const worded = texts ? await word(deps, base, texts, memberships) : base;
  const counted: Theme = {
    ...withoutOptionalCounts(worded),
    ...counts,
    // Whoever stands behind it, by a vote at the last moment for one, stands behind this theme and no other.
    movedTo: counts.supporters === 0 ? worded.movedTo : undefined,
    visibility: base.visibilityBy === "person" ? base.visibility : counts.publicFeedback > 0 ? "public" : "private",
    createdAt: counts.firstAt ?? base.createdAt,
    countedAt: isoTime(now),
    ...(counts.supporters > 0 && { stood: true }),
    revision: base.revision + 1,
  };
  const teams = await deps.settings.teams();
  const placed = texts ? await routed(deps, counted, teams) : counted;
  const { theme: next, deliveries } = noticed(
    placed,
    teams.find(({ id: one }) => one === placed.team),
    now,
  );
  if (head && head.title !== next.title) await retellTitle(deps, next);
  const push = issueDelivery(head, next, now);
  await deps.themes.put(push?.theme ?? next, head, [...deliveries, ...(push ? [push.delivery] : [])]);
  if (!head) await countChanged(deps, id, counts);
}

/**
 * Counts a theme that has got its head anew where its rows are others by now. Without a head there is no revision that
 * tells who read first:
 *
 *   A reads one row                           the row is taken away, B reads none: there is nothing to write
 *   A writes the head, with one
 */
async function countChanged(deps: CountingDeps, id: string, counts: Counts): Promise<void> {
  const { memberships, votes } = await deps.themes.evidence(id);
  if (JSON.stringify(tally(memberships, votes)) !== JSON.stringify(counts)) await countTheme(deps, id);
}

/** What changed behind a theme that was merged is counted where its people count now. */
async function countRoot(deps: CountingDeps, merged: Theme): Promise<void> {
  const root = await rootOf(deps, merged);
  if (root.mergedInto === undefined) await countTheme(deps, root.id);
}

/** Counts that may be absent must not linger from the head before. */
function withoutOptionalCounts({
  score: _s,
  rise: _r,
  firstAt: _f,
  lastAt: _l,
  guests: _g,
  segments: _x,
  ...theme
}: Theme): Theme {
  return theme;
}

async function textsOf({ feedback }: CountingDeps, memberships: readonly Membership[]): Promise<Feedback[]> {
  const newest = memberships.slice(-mostMembers).map((one) => one.feedback);
  return [...(await feedback.getMany(newest)).values()];
}

/** The head of a theme that has rows and no head yet. */
async function found(
  deps: CountingDeps,
  id: string,
  texts: readonly Feedback[] | undefined,
  counts: Counts,
  now: number,
): Promise<Theme> {
  const [first] = texts ?? [];
  if (!first) throw new EarshotError("conflict", "The feedback behind a new theme has gone.");
  const board = (await deps.settings.boards()).find((one: Board) => one.id === first.board);
  const createdAt = counts.firstAt ?? isoTime(now);
  return newTheme({ id, board: first.board, team: board?.team, createdAt, countedAt: isoTime(now) }, counts);
}

/**
 * Words a theme anew, in its members' own words, and has a model sum them up where there is one; a title that a person
 * gave stays, and the machine's own unless another is clearly better.
 */
async function word(
  deps: CountingDeps,
  { narrated, ...theme }: Theme,
  texts: readonly Feedback[],
  memberships: readonly Membership[],
): Promise<Theme> {
  const family = familyOf(theme);
  const members: Member[] = texts
    .filter(({ abusive, theme: stands }) => !abusive && stands !== undefined && family.includes(stands))
    .map(({ id, person, text, visibility, kind }) => ({ id, person, text, visibility, kind }));
  const published = theme.visibilityBy === "person" && theme.visibility === "public";
  const open = published || memberships.some(isPublic);
  const shown = open ? members.filter(isPublic) : members;
  const clusters = await deps.clusters();
  await clusters.prepare([theme.board]);
  const quoting = clusters.word(theme.board, shown, theme.title);
  const wording = (await deps.narrator?.retell(quoting, shown, narrated && theme.title)) ?? quoting;
  const named = theme.titleBy === "person" ? { title: theme.title, titleScore: theme.titleScore, draft: false } : {};
  return { ...theme, ...wording, ...named, wordedOver: wordingMark(wording, memberships) };
}

/** Routing reads words, as wording does: what most counts go without is loaded with the first that does not. */
async function routed({ settings }: CountingDeps, theme: Theme, teams: readonly Team[]): Promise<Theme> {
  const { routed } = await import("./route.ts");
  return routed(theme, teams, await settings.boards());
}

/** What the public may see may quote only what was public in the first place, even if all of that is unfit to quote. */
const isPublic = ({ visibility }: { visibility: Member["visibility"] }): boolean => visibility === "public";

/** Up to this many members every change among them is worth new words. */
const fewMembers = 8;

/**
 * What a wording was made from, as a short text: the size in steps of a quarter, whether any of it is public, and the
 * state of those whose words are used (of all members, while they are few). Words are made anew when it is no longer
 * the same, above all when somebody quoted edits or takes back what she said, or when a private theme becomes public,
 * whose words were private ones.
 */
export function wordingMark(
  { quotes, narrated }: Pick<Theme, "quotes" | "narrated">,
  memberships: readonly Membership[],
): string {
  const cited = narrated?.sentences.flatMap(({ feedback }) => feedback) ?? [];
  const quoted = new Set([...quotes.map(({ feedback }) => feedback), ...cited]);
  const few = memberships.length <= fewMembers;
  const size = Math.floor(Math.log(memberships.length) / Math.log(1.25));
  const states = memberships
    .filter(({ feedback }) => few || quoted.has(feedback))
    .map(({ feedback, revision }) => `${feedback}.${revision}`);
  const open = memberships.some(isPublic) ? "open" : "closed";
  return `${size}:${open}:${idFrom("theme", ...states.sort()).slice(4, 16)}`;
}
