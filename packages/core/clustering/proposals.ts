import type { NeighbourIndex } from "../neighbours.ts";
import type { Decisions } from "../recluster.ts";
import { contradictions, type Decided } from "./contradicting.ts";
import { examplesFor, memberLists, typicalOf } from "./examples.ts";

/** Feedback that changes its theme. */
export interface Move {
  feedback: string;
  from: string;
  to: string;
}

/** A change to themes that people have touched, for them to decide. */
export interface Proposal {
  kind: "merge" | "split" | "move";
  /**
   * merge: the theme that stays, then the one that would join it. move: from, to.
   * split: the theme that would give up the feedback; it would become a theme of its own.
   */
  themes: string[];
  /** split: the theme that was merged into the other and that the feedback is from, where it is from one. */
  part?: string | undefined;
  /** The feedback that would change its theme. */
  feedback: string[];
  /** How many pieces that is, and how many the theme has that they would leave. */
  counts: { changing: number; of: number };
  reason: string;
  /** Why, in pairs: feedback that would move and the nearest that it would be with, most similar first. */
  examples: { feedback: string; near: string; similarity: number }[];
  /** Of what would stay in the theme that is split, or is in the one that would take the feedback: what is most like the rest. */
  staying: string[];
}

/** Feedback that would go from one theme to another. */
interface Way {
  from: string;
  to: string;
  feedback: string[];
  part?: string | undefined;
}

/**
 * Fewer pieces of feedback than this are no reason to trouble a person, unless they are a whole theme. A single piece is
 * one only where people have said something of it: a board has hundreds that stand alone.
 */
const worthAsking = 3;

/** When so much of a theme would go to one other, the two are the same. */
const mergingShare = 0.7;

/**
 * Changes to themes that people have touched, put as questions, the largest first; none that would undo what they decided
 * already, and none about themes that they have locked. They are about the board as it is once the other changes are
 * made. Pauses after each.
 */
export function* proposalsFrom(
  changes: readonly Move[],
  fresh: ReadonlySet<string>,
  index: NeighbourIndex,
  decided: Decided & Pick<Decisions, "touched" | "backed">,
  made: readonly Move[],
): Generator<undefined, Proposal[]> {
  const sizes = sizesAfter(made, index);
  const gone = made.map(({ feedback }) => feedback);
  const contradicts = contradictions(decided, index);
  const membersOf = memberLists(index);
  const proposals: Proposal[] = [];
  for (const way of wholeParts(waysOf(changes), fresh, index)) {
    const { from, to, part, feedback } = way;
    const size = sizes.get(from) ?? index.themeSize(from);
    const kind = fresh.has(to) ? "split" : feedback.length >= size * mergingShare ? "merge" : "move";
    const isOwn = decided.touched.has(from) || decided.backed.has(from);
    const least = kind !== "merge" ? worthAsking : isOwn ? 1 : 2;
    if (feedback.length < least || [from, to].some((theme) => index.standing?.isLocked(theme))) continue;
    if (kind === "split" ? contradicts.split(from, feedback) : contradicts[kind](from, to)) continue;
    const counts = { changing: feedback.length, of: size };
    const other = kind === "split" ? from : to;
    proposals.push({
      kind,
      themes: { split: [from], merge: [to, from], move: [from, to] }[kind],
      ...(kind === "split" && { part }),
      ...{ feedback, counts, reason: reasonOf(kind, counts) },
      examples: examplesFor(way, index),
      staying: typicalOf(other, membersOf(other), new Set([...feedback, ...gone]), index),
    });
    yield;
  }
  return proposals.sort((a, b) => b.feedback.length - a.feedback.length);
}

/** How many pieces the themes have that moves take from or bring to, once they are made. */
export function sizesAfter(moves: readonly Move[], index: NeighbourIndex): Map<string, number> {
  const sizes = new Map<string, number>();
  const change = (theme: string, by: number) => sizes.set(theme, (sizes.get(theme) ?? index.themeSize(theme)) + by);
  for (const { from, to } of moves) {
    change(from, -1);
    change(to, 1);
  }
  return sizes;
}

function reasonOf(kind: Proposal["kind"], { changing, of }: Proposal["counts"]): string {
  const are = changing === 1 ? "is" : "are";
  const all = of === 1 ? "Its only piece of feedback" : `All ${of} pieces of feedback`;
  const count = changing === of ? all : `${changing} of ${of} pieces of feedback`;
  if (kind === "merge") return `${count} ${are} nearest to the other theme.`;
  if (kind === "move") return `${count} ${are} nearer to the other theme.`;
  return `${count} ${are} nearer to one another than to the rest.`;
}

function waysOf(changes: readonly Move[]): Way[] {
  const ways = new Map<string, Way>();
  for (const { feedback, from, to } of changes) {
    const name = JSON.stringify([from, to]);
    const way = ways.get(name) ?? { from, to, feedback: [] };
    ways.set(name, way);
    way.feedback.push(feedback);
  }
  return [...ways.values()];
}

/** What would leave one part of a merged theme in several groups is asked about once: whether that part stays. */
function wholeParts(ways: readonly Way[], fresh: ReadonlySet<string>, index: NeighbourIndex): Way[] {
  const ofParts = new Map<string, Way>();
  const others: Way[] = [];
  for (const way of ways) {
    const asked = fresh.has(way.to) && way.feedback.length >= worthAsking;
    const part = asked ? partOf(way, index) : undefined;
    if (part === undefined) {
      others.push(way);
      continue;
    }
    const known = ofParts.get(part);
    ofParts.set(part, { ...way, part, feedback: [...(known?.feedback ?? []), ...way.feedback] });
  }
  return [...ofParts.values(), ...others];
}

/** The merged theme that most of what would leave is from; none where that is what the theme had of its own. */
function partOf({ from, feedback }: Way, index: NeighbourIndex): string | undefined {
  const counts = new Map<string, number>();
  for (const id of feedback) {
    const home = index.homeOf(id) ?? from;
    counts.set(home, (counts.get(home) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] === from ? undefined : most?.[0];
}
