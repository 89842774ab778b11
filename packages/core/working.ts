import { isoTime, minute } from "./clock.ts";
import { type CountingDeps, countTheme } from "./counting.ts";
import { isError, reasonOf } from "./error.ts";
import type { InboxEntry } from "./inbox.ts";
import type { Log } from "./log.ts";
import type { FeedbackStore, PersonStore } from "./ports.ts";
import { retellWords } from "./retelling.ts";
import { inTurns } from "./turns.ts";

const countsAtOnce = 8;

export interface WorkingDeps extends CountingDeps {
  feedback: FeedbackStore;
  people: PersonStore;
  /** Takes received entries in (intake.ts). */
  takeIn: (entries: readonly InboxEntry[]) => Promise<void>;
  /** Takes the next step of erasing somebody (erasing.ts). */
  erase: (person: string) => Promise<void>;
  log: Log;
}

/** What the stream tells the worker inside: everything that changed, each thing once. */
export interface Work {
  received: readonly InboxEntry[];
  themes: readonly string[];
  altered: readonly string[];
  recounts: readonly { theme: string; due: string }[];
  joins: readonly string[];
  erasures: readonly string[];
}

/**
 * Does what a batch of changes asks for. Returning means that all of it is done or durably put off; throwing means
 * that the whole batch has to come again, which is harmless.
 */
export async function work(
  deps: WorkingDeps,
  { received, themes, altered, recounts, joins, erasures }: Work,
): Promise<void> {
  if (received.length > 0) await deps.takeIn(received);
  for (const feedback of altered) await retellWords(deps, feedback);
  for (const person of joins) await repoint(deps, person);
  for (const { theme, due } of recounts) {
    await countOrPutOff(deps, theme);
    await deps.recounts.done(theme, due);
  }
  await inTurns(themes, countsAtOnce, (theme) => countOrPutOff(deps, theme));
  for (const person of erasures) await eraseOrPutOff(deps, person);
}

/** One theme that cannot be counted must not hold up the others. */
export async function countOrPutOff(deps: CountingDeps & { log: Log }, theme: string): Promise<void> {
  try {
    await countTheme(deps, theme);
  } catch (error) {
    deps.log("theme.uncounted", { theme, reason: reasonOf(error) });
    await deps.recounts.later(theme, isoTime(deps.clock() + minute));
  }
}

/** What is not moved now is moved by the sweep: the row that names the person stays until then. */
async function repoint({ people, log }: WorkingDeps, person: string): Promise<void> {
  try {
    await people.repoint(person);
  } catch (error) {
    log("person.unjoined", { person, reason: reasonOf(error) });
  }
}

/** Where a step failed the sweep has it taken again; it must not hold up what else is to be done. */
async function eraseOrPutOff({ erase, log }: WorkingDeps, person: string): Promise<void> {
  try {
    await erase(person);
  } catch (error) {
    // Anybody else's error may repeat what it failed at, which is hers.
    log("erasure.failed", { reason: isError(error) ? reasonOf(error) : String((error as Error).name) });
  }
}
