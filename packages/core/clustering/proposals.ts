import type { NeighbourIndex } from "../neighbours.ts";
import { contradictions, type Decided } from "./contradicting.ts";

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
  /** The feedback that would change its theme. */
  feedback: string[];
  reason: string;
  /** Why, in pairs: feedback that would move and the nearest that it would be with, most similar first. */
  examples: { feedback: string; near: string; similarity: number }[];
}

/** Fewer pieces of feedback than this are no reason to trouble a person, unless they are a whole theme. */
const worthAsking = 3;

/** When so much of a theme would go to one other, the two are the same. */
const mergingShare = 0.7;

/** A proposal is shown with so many pairs, sought among so many pieces of feedback. */
const exampleCount = 3;
const soughtAmong = 50;

/**
 * Changes to themes that people have touched, put as questions, the largest first; none that would undo what they decided
 * already.
 */
export function proposalsFrom(
  changes: readonly Move[],
  fresh: ReadonlySet<string>,
  index: NeighbourIndex,
  decided: Decided,
): Proposal[] {
  const contradicts = contradictions(decided, index);
  const ways = new Map<string, { from: string; to: string; feedback: string[] }>();
  for (const { feedback, from, to } of changes) {
    const name = JSON.stringify([from, to]);
    const way = ways.get(name) ?? { from, to, feedback: [] };
    ways.set(name, way);
    way.feedback.push(feedback);
  }
  const proposals: Proposal[] = [];
  for (const { from, to, feedback } of ways.values()) {
    const size = index.themeSize(from);
    const merges = feedback.length >= size * mergingShare && !fresh.has(to);
    if (!merges && feedback.length < worthAsking) continue;
    if (merges && contradicts.merge(from, to)) continue;
    if (fresh.has(to) && contradicts.split(from, feedback)) continue;
    const examples = examplesFor(feedback, to, index);
    const count = `${feedback.length} of ${size} pieces of feedback`;
    if (merges) {
      proposals.push({
        kind: "merge",
        themes: [to, from],
        feedback,
        reason: `${count} are nearest to the other theme.`,
        examples,
      });
    } else if (fresh.has(to)) {
      proposals.push({
        kind: "split",
        themes: [from],
        feedback,
        reason: `${count} are nearer to one another than to the rest.`,
        examples,
      });
    } else {
      proposals.push({
        kind: "move",
        themes: [from, to],
        feedback,
        reason: `${count} are nearer to the other theme.`,
        examples,
      });
    }
  }
  return proposals.sort((a, b) => b.feedback.length - a.feedback.length);
}

/** Of the feedback that would move, the pieces nearest to something that they would be with. */
function examplesFor(feedback: readonly string[], to: string, index: NeighbourIndex): Proposal["examples"] {
  const moving = new Set(feedback);
  const examples: Proposal["examples"] = [];
  for (const id of feedback.slice(0, soughtAmong)) {
    const near = index.nearestTo(id).find((other) => other.theme === to || moving.has(other.feedback));
    if (near !== undefined) examples.push({ feedback: id, near: near.feedback, similarity: near.similarity });
  }
  return examples.sort((a, b) => b.similarity - a.similarity).slice(0, exampleCount);
}
