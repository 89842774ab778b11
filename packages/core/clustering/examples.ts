import type { Neighbour } from "../feedback.ts";
import type { NeighbourIndex } from "../neighbours.ts";

/** A proposal is shown with so many examples, sought among so many pieces of feedback. */
const exampleCount = 3;
const soughtAmong = 50;

/**
 * Of the feedback that would change its theme, the pieces nearest to something that they would be with: what is in that
 * theme already, else what would go there with them.
 */
export function examplesFor(
  { feedback, to }: { feedback: readonly string[]; to: string },
  index: NeighbourIndex,
): { feedback: string; near: string; similarity: number }[] {
  const moving = new Set(feedback);
  return feedback
    .slice(0, soughtAmong)
    .flatMap((id) => {
      const neighbours = index.nearestTo(id);
      const near = neighbours.find(({ theme }) => theme === to) ?? neighbours.find((one) => moving.has(one.feedback));
      return near ? [{ feedback: id, near: near.feedback, similarity: near.similarity }] : [];
    })
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, exampleCount);
}

/** Of a theme's feedback without what would leave, the pieces that are most like others of it. */
export function typicalOf(
  theme: string,
  members: readonly string[],
  leaving: ReadonlySet<string>,
  index: NeighbourIndex,
): string[] {
  const isBeside = (one: Neighbour) => one.theme === theme && !leaving.has(one.feedback);
  return members
    .filter((id) => !leaving.has(id))
    .slice(-soughtAmong)
    .map((id) => {
      const beside = index.nearestTo(id).filter(isBeside);
      return { id, likeness: beside.reduce((sum, { similarity }) => sum + similarity, 0) };
    })
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, exampleCount)
    .map(({ id }) => id);
}

/** The feedback of each theme, oldest first, in one pass over all of it when first asked. */
export function memberLists(index: NeighbourIndex): (theme: string) => readonly string[] {
  let lists: Map<string, string[]> | undefined;
  return (theme) => {
    lists ??= Map.groupBy(index.ids(), (id) => index.themeOf(id) ?? "");
    return lists.get(theme) ?? [];
  };
}
