import { isoTime } from "./clock.ts";
import type { Erased, Erasure, Erasures } from "./erasure.ts";
import { isError } from "./error.ts";
import { areForgotten, areWorded, forgetBoards, unword } from "./forgetting.ts";
import type { Log } from "./log.ts";
import { Recognising } from "./recognising.ts";
import { cleanRow, type SeekingDeps, sharedIn } from "./seeking.ts";
import { identify, takeStored, takeWaiting } from "./taking.ts";

export interface ErasingDeps extends SeekingDeps {
  erasures: Erasures;
  log: Log;
}

/** Pages of the table, of a megabyte each, that are searched before anything else gets its turn. */
const pagesAtOnce = 10;
/** So often the table is searched at a stretch; after that once a minute, by the sweep. */
const roundsAtOnce = 3;

/**
 * Takes the next step of erasing somebody, of which each may end anywhere and be taken again:
 *
 *   taking     who is she → what waits in the inbox → what she said, voted for, follows → her joins
 *              → her themes are worded anew, clustering forgets her
 *   comparing  the whole table, ten pages a step: which of her words do others say as well?
 *   searching  the whole table again: whatever repeats words that are hers alone, or names her
 *              ↺ until a whole round has found nothing, and themes and snapshots are made anew → done
 *
 * What she said leaves pages and counts with the first step. Of each piece of feedback its id stays (`tombstone`), and
 * until all is done the traces by which copies are found (traces.ts). Her votes and feedback count no more: a supporter
 * whom nobody can tell from another could not be told from herself either, should she come back, and would be counted
 * twice; and so `rebuild --verify` finds what the rows say, as always.
 */
export async function erase(deps: ErasingDeps, person: string): Promise<void> {
  const erasure = await deps.erasures.get(person);
  if (erasure === undefined) return;
  try {
    if (erasure.step === "taking") await take(deps, erasure);
    else if (erasure.step === "comparing") await compare(deps, erasure);
    else await search(deps, erasure);
  } catch (error) {
    // Somebody else takes the same step: it is done once that is.
    if (!isError(error, "conflict")) throw error;
    deps.log("erasure.repeated", { erasure: erasure.id });
  }
}

async function take(deps: ErasingDeps, begun: Erasure): Promise<void> {
  const erasure = await write(deps, begun, { ...(await identify(deps, begun)), goesOn: false });
  await takeWaiting(deps, erasure);
  await takeStored(deps, erasure);
  await deps.people.forget(erasure.people);
  const forgotten = await forgetWords(deps, erasure);
  await write(deps, erasure, { ...erasure, step: "comparing", round: 1, found: 0, forgotten, goesOn: true });
}

/** Has the themes that she stood behind worded anew, and the boards forget her. */
async function forgetWords(deps: ErasingDeps, erasure: Erasure): Promise<Record<string, number>> {
  const { themes, boards } = new Recognising(erasure, await deps.erasures.traces(erasure.id));
  await unword(deps, themes);
  return { ...erasure.forgotten, ...(await forgetBoards(deps, boards)) };
}

/** Goes on through the table, with what is known of her, and notes what others say in her words. */
async function readOn({ erasures }: ErasingDeps, erasure: Erasure) {
  const [traces, shared] = await Promise.all([erasures.traces(erasure.id), erasures.shared(erasure.id)]);
  const her = new Recognising(erasure, traces, shared);
  const { rows, next } = await erasures.search(erasure.from, pagesAtOnce);
  const seeking = { erasure, her, look: new Set(erasure.look) };
  const news = rows.flatMap((row) => sharedIn(seeking, row));
  if (news.length > 0) await erasures.share(erasure.id, news);
  return { traces, seeking, rows, next };
}

async function compare(deps: ErasingDeps, erasure: Erasure): Promise<void> {
  const { next } = await readOn(deps, erasure);
  const { from: _, ...whole } = erasure;
  const following = next === undefined ? ({ ...whole, step: "searching" } as const) : { ...whole, from: next };
  await write(deps, erasure, { ...following, goesOn: true });
}

async function search(deps: ErasingDeps, erasure: Erasure): Promise<void> {
  const { traces, seeking, rows, next } = await readOn(deps, erasure);
  const { her, look } = seeking;
  let found = erasure.found;
  for (const row of rows) if (await cleanRow(deps, seeking, row)) found++;
  const seen = { ...erasure, look: [...look], found };
  if (next !== undefined) {
    await write(deps, erasure, { ...seen, from: next, goesOn: true });
    return;
  }
  const { from: _, ...whole } = seen;
  // What arrived or was still on its way to the index while the table was searched.
  const late = (await takeWaiting(deps, erasure)) + (await takeStored(deps, erasure));
  const more = (await deps.erasures.traces(erasure.id)).length > traces.length;
  const forgotten = more ? await forgetWords(deps, erasure) : erasure.forgotten;
  const ready = (await areForgotten(deps, forgotten)) && (await areWorded(deps, her.themes));
  if (found + late === 0 && !more && ready) {
    await finish(deps, erasure, traces.length, [...look]);
    return;
  }
  const goesOn = erasure.round < roundsAtOnce && found + late > 0;
  await write(deps, erasure, { ...whole, forgotten, round: erasure.round + 1, found: 0, goesOn });
}

async function finish(deps: ErasingDeps, erasure: Erasure, feedback: number, look: string[]): Promise<void> {
  const { id, askedAt } = erasure;
  const erased: Erased = { id, askedAt, doneAt: isoTime(deps.clock()), feedback, look };
  await deps.erasures.finish(erasure, erased);
  deps.log("erasure.done", { erasure: id, feedback, look: look.length });
}

async function write(deps: ErasingDeps, previous: Erasure, given: Erasure): Promise<Erasure> {
  const next = { ...given, revision: previous.revision + 1 };
  await deps.erasures.put(next, previous);
  return next;
}
