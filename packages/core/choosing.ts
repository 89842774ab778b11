import type { Answer, Mark } from "./answer.ts";
import type { Choice } from "./asking.ts";
import { isoTime, week } from "./clock.ts";
import type { CorrectingDeps } from "./correcting.ts";
import { type CurateDeps, updateTheme, wantIssue } from "./curate.ts";
import { isError } from "./error.ts";
import { named } from "./family.ts";
import { existingTheme } from "./lookup.ts";
import { mergeThemes } from "./merging.ts";
import { answerDelivery, type Delivery } from "./outbox.ts";
import { dayOf } from "./phrase.ts";
import type { Outbox } from "./ports.ts";

export type ChoosingDeps = CurateDeps & CorrectingDeps & { outbox: Outbox };

/** Who decides: her name stands on messages and answers, her address in the audit trail. */
interface Chooser {
  name: string;
  email: string;
}

export interface Chosen {
  theme: string;
  choice: Choice;
  by: Chooser;
  /** The delivery on whose message she decided, where it is still known. */
  on: Delivery | undefined;
}

/**
 * Carries out what somebody decided about a theme on a message, as the API would, and tells the message so: the telling
 * is written with the decision, under a name that a repeat has too. So a repeat finds it there and changes nothing, also
 * where somebody has decided otherwise meanwhile:
 *
 *   decide + tell → (crash) → the request comes again: told already, nothing to do
 *
 * Where it cannot be, she alone is told why.
 * @throws EarshotError where another attempt can help.
 */
export async function choose(
  deps: ChoosingDeps,
  name: string,
  to: Answer["to"],
  { theme, choice, by, on }: Chosen,
): Promise<void> {
  const now = deps.clock();
  const tell = (answer: Omit<Answer, "to">) => answerDelivery(name, { ...answer, to }, now);
  try {
    const said = await saying(deps, choice, by, now);
    const mark: Mark = { theme, choice: choice.does, said, at: isoTime(now) };
    const telling = on ? tell({ sentences: [], marks: { delivery: on.id, mark } }) : tell({ sentences: [said] });
    await carryOut(deps, { theme, choice, by, on }, telling);
    // Where it stood so already, nothing was written that the telling could have gone with.
    await deps.outbox.add(telling);
  } catch (error) {
    if (isError(error, "conflict") && !error.final && (await deps.outbox.get(tell({ sentences: [] }).id))) return;
    if (!isError(error) || !error.final) throw error;
    await deps.outbox.add(tell({ sentences: [error.message] }));
  }
}

async function carryOut(deps: ChoosingDeps, { theme, choice, by, on }: Chosen, telling: Delivery): Promise<void> {
  const tells = [telling];
  const update = (change: Parameters<typeof updateTheme>[2]) => updateTheme(deps, theme, change, by.email, tells);
  switch (choice.does) {
    case "take":
      await update({ owner: by.name, ...(on?.team !== undefined && { team: on.team }) });
      return;
    case "plan":
      await update({ status: "planned" });
      return;
    case "decline":
      await update({ status: "declined", answer: choice.reason, by: by.name });
      return;
    case "snooze":
      await update({ snoozedUntil: isoTime(deps.clock() + choice.weeks * week) });
      return;
    case "merge":
      await mergeThemes(deps, { theme, into: choice.into, by: by.email, tells });
      return;
    case "issue":
      await wantIssue(deps, theme, undefined, tells);
  }
}

/** What the message tells of a decision from then on. */
async function saying(deps: ChoosingDeps, choice: Choice, { name }: Chooser, now: number): Promise<string> {
  switch (choice.does) {
    case "take":
      return `${name} looks after it.`;
    case "plan":
      return `Planned by ${name}.`;
    case "decline":
      return `Declined by ${name}.`;
    case "snooze": {
      const until = dayOf(now + choice.weeks * week, "UTC", now, "long");
      return `Left out of digests until ${until}, or until twice as many people want it: ${name}.`;
    }
    case "merge":
      return `Merged into ${named(await existingTheme(deps, choice.into))} by ${name}.`;
    case "issue":
      return `${name} asked for its issue.`;
  }
}
