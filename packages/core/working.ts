import { isoTime, minute } from "./clock.ts";
import { type CountingDeps, countTheme } from "./counting.ts";
import { reasonOf } from "./error.ts";
import type { InboxEntry } from "./inbox.ts";
import { type IntakeDeps, takeIn } from "./intake.ts";
import type { PersonStore } from "./ports.ts";
import { inTurns } from "./turns.ts";

const countsAtOnce = 8;

export type WorkingDeps = IntakeDeps & CountingDeps & { people: PersonStore };

/** What the stream tells the worker inside: everything that changed, each thing once. */
export interface Work {
  received: readonly InboxEntry[];
  themes: readonly string[];
  recounts: readonly { theme: string; due: string }[];
  joins: readonly string[];
}

/**
 * Does what a batch of changes asks for. Returning means that all of it is done or durably put off; throwing means
 * that the whole batch has to come again, which is harmless.
 */
export async function work(deps: WorkingDeps, { received, themes, recounts, joins }: Work): Promise<void> {
  if (received.length > 0) await takeIn(deps, received);
  for (const person of joins) await repoint(deps, person);
  for (const { theme, due } of recounts) {
    await countOrPutOff(deps, theme);
    await deps.recounts.done(theme, due);
  }
  await inTurns(themes, countsAtOnce, (theme) => countOrPutOff(deps, theme));
}

/** One theme that cannot be counted must not hold up the others. */
async function countOrPutOff(deps: WorkingDeps, theme: string): Promise<void> {
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
