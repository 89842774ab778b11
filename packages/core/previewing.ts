import type { Granularity } from "./clustering/granularity.ts";
import type { MachineWording, Member } from "./ports/clustering.ts";
import type { Plan } from "./recluster.ts";
import { type FormingNeeds, planOf, type ReclusteringDeps } from "./reclustering.ts";

export interface PreviewDeps extends Pick<ReclusteringDeps, FormingNeeds> {
  clusters: Pick<ReclusteringDeps["clusters"], "copyOf"> & {
    word(board: string, members: readonly Member[]): MachineWording;
  };
}

interface Named {
  id: string;
  title: string;
}

/** What another granularity would do to a board: how many themes there would be, and the largest changes by title. */
export interface Preview {
  granularity: Granularity;
  items: number;
  themes: { before: number; after: number };
  merges: { into: Named; from: Named[]; feedback: number }[];
  splits: { from: Named; title: string; feedback: number }[];
}

const mostShown = 5;
/** Who asks over HTTP waits for the answer, some seconds at most: so many pieces of feedback. */
export const mostAwaited = 30_000;
/** A theme joins another when so much of it would go there. */
const mergingShare = 0.7;
const wordedFrom = 20;

/** Forms a board's themes in memory as they would be, proposals accepted; nothing is changed. */
export async function preview(
  deps: PreviewDeps,
  board: string,
  granularity: Granularity,
  most?: number,
): Promise<Preview> {
  const { plan, index } = await planOf(deps, board, granularity, most);
  const ways = waysOf(plan);
  const isNew = (theme: string) => index.themeSize(theme) === 0;
  const joining = ways.filter(
    ({ from, to, feedback }) => !isNew(to) && feedback.length >= index.themeSize(from) * mergingShare,
  );
  const merges = [...Map.groupBy(joining, ({ to }) => to)]
    .map(([into, some]) => ({ into, from: some.map(({ from }) => from), feedback: sizeOf(some) }))
    .sort((a, b) => b.feedback - a.feedback)
    .slice(0, mostShown);
  const splits = ways
    .filter(({ from, to, feedback }) => isNew(to) && feedback.length < index.themeSize(from))
    .sort((a, b) => b.feedback.length - a.feedback.length)
    .slice(0, mostShown);
  const named = await titlesOf(deps, [
    ...merges.flatMap(({ into, from }) => [into, ...from]),
    ...splits.map(({ from }) => from),
  ]);
  return {
    granularity,
    items: index.size,
    themes: plan.themes,
    merges: merges.map(({ into, from, feedback }) => ({ into: named(into), from: from.map(named), feedback })),
    splits: await Promise.all(
      splits.map(async ({ from, feedback }) => ({
        from: named(from),
        title: await titleFor(deps, board, feedback),
        feedback: feedback.length,
      })),
    ),
  };
}

interface Way {
  from: string;
  to: string;
  feedback: string[];
}

/** All changes, made and proposed, by where from and where to. */
function waysOf({ moves, proposals }: Plan): Way[] {
  const ways = new Map<string, Way>();
  for (const { from, to, feedback } of moves) {
    const way = ways.get(`${from} ${to}`) ?? { from, to, feedback: [] };
    way.feedback.push(feedback);
    ways.set(`${from} ${to}`, way);
  }
  const proposed = proposals.map(({ kind, themes: [one = "", other = ""], feedback }): Way => {
    if (kind === "merge") return { from: other, to: one, feedback };
    return { from: one, to: other, feedback };
  });
  return [...ways.values(), ...proposed];
}

const sizeOf = (ways: readonly Way[]): number => ways.reduce((sum, { feedback }) => sum + feedback.length, 0);

async function titlesOf({ themes }: PreviewDeps, ids: readonly string[]): Promise<(id: string) => Named> {
  const heads = await themes.getMany([...new Set(ids)]);
  return (id) => ({ id, title: heads.get(id)?.title ?? "" });
}

async function titleFor({ feedback, clusters }: PreviewDeps, board: string, ids: readonly string[]): Promise<string> {
  const rows = [...(await feedback.getMany(ids.slice(0, wordedFrom))).values()];
  const members = rows
    .filter(({ abusive }) => !abusive)
    .map(({ id, person, text, visibility, kind }) => ({ id, person, text, visibility, kind }));
  return members.length === 0 ? "" : clusters.word(board, members).title;
}
