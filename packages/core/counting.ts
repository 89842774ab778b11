import type { Board } from "./board.ts";
import { type Clock, isoTime, second } from "./clock.ts";
import { EarshotError, isError } from "./error.ts";
import type { Feedback } from "./feedback.ts";
import { idFrom } from "./id.ts";
import { issueDelivery } from "./issue.ts";
import type { Clusters, FeedbackStore, Member, Recounts, Settings, ThemeStore } from "./ports.ts";
import { type Membership, tally } from "./tally.ts";
import type { Counts, Theme } from "./theme.ts";

export interface CountingDeps {
  themes: ThemeStore;
  feedback: FeedbackStore;
  recounts: Recounts;
  /** Large themes that this worker counted, and from when on each may be counted again. */
  large: Map<string, number>;
  settings: Pick<Settings, "boards">;
  clusters: Clusters;
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
 * Two workers at once: whoever writes second read before the first wrote, fails on r, and counts again. A theme of
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
  const rows = memberships.length + votes.length;
  if (rows > rowsPerSecond) deps.large.set(id, deps.clock() + (rows / rowsPerSecond) * second);
  else deps.large.delete(id);
  if (!head && memberships.length === 0) return;
  const counts = tally(memberships, votes);
  const now = deps.clock();
  const texts =
    head && mark(head.quotes, memberships) === head.wordedOver ? undefined : await textsOf(deps, memberships);
  const base = head ?? (await found(deps, id, texts, counts, now));
  const worded = texts ? await word(deps, base, texts, memberships) : base;
  const next: Theme = {
    ...withoutOptionalCounts(worded),
    ...counts,
    visibility: base.visibilityBy === "person" ? base.visibility : counts.publicFeedback > 0 ? "public" : "private",
    createdAt: counts.firstAt ?? base.createdAt,
    countedAt: isoTime(now),
    revision: base.revision + 1,
  };
  const push = issueDelivery(head, next, now);
  await deps.themes.put(push?.theme ?? next, head, push ? [push.delivery] : []);
}

/** Counts that may be absent must not linger from the head before. */
function withoutOptionalCounts({ score: _s, rise: _r, firstAt: _f, lastAt: _l, ...theme }: Theme): Theme {
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
  return {
    ...counts,
    id,
    board: first.board,
    title: "",
    titleScore: 0,
    draft: true,
    titleBy: "machine",
    summary: "",
    quotes: [],
    wordedOver: "",
    status: "open",
    history: [{ status: "open", at: createdAt }],
    visibility: "private",
    visibilityBy: "machine",
    ...(board?.team !== undefined && { team: board.team }),
    createdAt,
    countedAt: isoTime(now),
    revision: 0,
  };
}

/** Words a theme anew, in its members' own words; a title that a person gave stays. */
async function word(
  deps: CountingDeps,
  theme: Theme,
  texts: readonly Feedback[],
  memberships: readonly Membership[],
): Promise<Theme> {
  const members: Member[] = texts
    .filter(({ abusive, theme: stands }) => !abusive && stands === theme.id)
    .map(({ id, person, text, visibility, kind }) => ({ id, person, text, visibility, kind }));
  const shown = theme.visibilityBy === "person" && theme.visibility === "public" ? members.filter(isPublic) : members;
  if (shown.length === 0) return { ...theme, summary: "", quotes: [], wordedOver: mark([], memberships) };
  await deps.clusters.prepare([theme.board]);
  const wording = deps.clusters.word(theme.board, shown);
  const named = theme.titleBy === "person" ? { title: theme.title, titleScore: theme.titleScore, draft: false } : {};
  return { ...theme, ...wording, ...named, wordedOver: mark(wording.quotes, memberships) };
}

/** A theme that staff published may quote only what was public in the first place. */
const isPublic = ({ visibility }: Member): boolean => visibility === "public";

/** Up to this many members every change among them is worth new words. */
const fewMembers = 8;

/**
 * What a wording was made from, as a short text: the size in steps of a quarter, and the state of those whose words
 * are used (of all members, while they are few). Words are made anew when it is no longer the same, above all when
 * somebody quoted edits or takes back what she said.
 */
function mark(quotes: Theme["quotes"], memberships: readonly Membership[]): string {
  const quoted = new Set(quotes.map(({ feedback }) => feedback));
  const few = memberships.length <= fewMembers;
  const size = Math.floor(Math.log(memberships.length) / Math.log(1.25));
  const states = memberships
    .filter(({ feedback }) => few || quoted.has(feedback))
    .map(({ feedback, revision }) => `${feedback}.${revision}`);
  return `${size}:${idFrom("theme", ...states.sort()).slice(4, 16)}`;
}
