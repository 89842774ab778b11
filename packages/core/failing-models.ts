import * as z from "zod";
import { longestRest } from "./breaker.ts";
import { isoTime, minute } from "./clock.ts";
import type { FailingPart } from "./failing-parts.ts";
import { lazily } from "./lazily.ts";
import type { Cursors } from "./ports/sources.ts";

const Failing = lazily(() => z.object({ since: z.string(), at: z.string() }));

/** Whoever found a model failing asks it again before that; who has not been heard of since has nothing to say. */
const staleAfter = 2 * longestRest + 5 * minute;

/** Kept as text where the sweep keeps how far it is with what it asks; nothing, as an empty one. */
const keptAs = (model: string): string => `failing model ${model}`;

async function known(cursors: Pick<Cursors, "get">, model: string, now: number) {
  const kept = await cursors.get(keptAs(model));
  if (kept === undefined || kept === "") return undefined;
  const failing = Failing.parse(JSON.parse(kept));
  return { ...failing, isStale: now - Date.parse(failing.at) > staleAfter };
}

/** Notes that a model does not answer, or does: costs a read, and a write where there is something to say. */
export async function noteModel(cursors: Cursors, model: string, fails: boolean, now: number): Promise<void> {
  const before = await known(cursors, model, now);
  const at = isoTime(now);
  const since = before === undefined || before.isStale ? at : before.since;
  if (fails) await cursors.put(keptAs(model), JSON.stringify({ since, at }));
  else if (before !== undefined) await cursors.put(keptAs(model), "");
}

/** Those of the models in use that do not answer, as parts of the work in the background. */
export async function failingModels(
  cursors: Pick<Cursors, "get">,
  models: readonly string[],
  now: number,
): Promise<FailingPart[]> {
  const all = await Promise.all(models.map(async (model) => ({ model, found: await known(cursors, model, now) })));
  return all.flatMap(({ model, found }) =>
    found === undefined || found.isStale ? [] : [{ part: `model ${model}`, since: found.since }],
  );
}
