import {
  type Corrected,
  type CorrectingDeps,
  type Corrector,
  entry,
  insist,
  movedOn,
  recorded,
  rewritten,
} from "./correcting.ts";
import { type Correction, Decided, type Decision } from "./correction.ts";
import { named } from "./family.ts";
import { newsForFollowers } from "./followers.ts";
import { onFirstUse } from "./lazily.ts";
import { existingTheme } from "./lookup.ts";
import { statusWord } from "./phrase.ts";
import type { CorrectionStore, ThemeStore } from "./ports.ts";
import type { Theme } from "./theme.ts";

export type DecidingDeps = Pick<CorrectingDeps, "clock"> & {
  themes: ThemeStore;
  corrections: Pick<CorrectionStore, "write">;
};

type Field = Decision["fields"][number];
const fields = onFirstUse((): readonly Field[] => Decided.unwrap().keyof().options);
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Writes what a person decided about a theme, its entry in the audit trail and what follows for its issue, as one. Reads
 * and decides once more where somebody wrote the theme in between; writes nothing where `decide` gives back what it got.
 * @throws EarshotError `missing`; whatever `decide` throws.
 */
export function decideTheme(
  deps: DecidingDeps,
  id: string,
  corrector: Corrector,
  decide: (theme: Theme, now: number) => Theme | Promise<Theme>,
): Promise<Corrected> {
  return insist(async () => {
    const before = await existingTheme(deps, id);
    const after = await decide(before, deps.clock());
    if (after === before) return { correction: undefined, theme: before };
    const decision = between(before, after);
    const unnamed = decision.fields.includes("titleBy") && after.titleBy === "machine";
    const reworded = decision.fields.includes("visibility") || unnamed;
    const correction = entry(deps, corrector, {
      kind: "decide",
      board: before.board,
      text: corrector.undoing
        ? `Took back a decision about ${named(before)}. Undone: ${corrector.undoing.text}`
        : `Decided about ${named(before)}: ${told(decision.fields).join(", ")}.`,
      before: described(before, decision.fields),
      after: described(after, decision.fields),
      themes: [id],
      decision,
    });
    const changes = rewritten(deps, [[before, reworded ? { ...after, wordedOver: "" } : after]]);
    const news = corrector.undoing ? [] : newsForFollowers(before, after, deps.clock());
    await deps.corrections.write({
      ...{ corrections: recorded(correction, corrector.undoing), ...changes, feedback: [], fact: undefined },
      deliveries: [...changes.deliveries, ...(corrector.tells ?? []), ...news],
      // Who may read it decides which words it is told in, and so does whose its title is.
      count: reworded ? [id] : [],
    });
    return { correction, theme: changes.heads[0]?.next ?? after };
  });
}

function between(before: Theme, after: Theme): Decision {
  const changed = fields().filter((field) => !same(before[field], after[field]));
  const part = (theme: Theme): Decided => Object.fromEntries(changed.map((field) => [field, theme[field]]));
  const added = after.history.length > before.history.length;
  const entry = (added ? after : before).history.at(-1);
  const step = after.history.length !== before.history.length && entry ? { added, entry } : undefined;
  return { fields: changed, was: part(before), is: part(after), ...(step && { step }) };
}

/**
 * Takes a decision back, where all of it is still as it left it: what was there before is there again.
 * @throws EarshotError `conflict` where something of it has been decided otherwise since.
 */
export async function takeDecisionBack(
  deps: DecidingDeps,
  corrector: Corrector,
  { themes: [id = ""], decision }: Correction,
): Promise<Correction | undefined> {
  if (decision === undefined) throw movedOn("What it changed was not written down.", "notKept");
  const { was, is, step } = decision;
  const { correction } = await decideTheme(deps, id, corrector, (theme) => {
    const other = decision.fields.find((field) => !same(theme[field], is[field]));
    if (other !== undefined)
      throw movedOn(`Something else has been decided since: ${told([other]).join()}.`, "decidedSince");
    if (step?.added && !same(theme.history.at(-1), step.entry))
      throw movedOn("Its status has changed since.", "statusSince");
    const next: Record<string, unknown> = { ...theme };
    for (const field of decision.fields) {
      if (was[field] === undefined) delete next[field];
      else next[field] = was[field];
    }
    if (step) next.history = step.added ? theme.history.slice(0, -1) : [...theme.history, step.entry];
    return next as Theme;
  });
  return correction;
}

/** What is told of a field; those that only say whose decision another is are not told. */
const words: Partial<Record<Field, { name: string; of: (theme: Theme) => string | undefined }>> = {
  title: { name: "title", of: ({ title }) => `“${title}”` },
  status: { name: "status", of: ({ status }) => statusWord(status) },
  answer: { name: "answer", of: ({ answer }) => answer && `“${answer.text}” (${answer.by})` },
  workaround: { name: "workaround", of: ({ workaround }) => workaround && `“${workaround.text}”` },
  promisedFor: { name: "day promised", of: ({ promisedFor }) => promisedFor },
  team: { name: "team", of: ({ team }) => team },
  owner: { name: "owner", of: ({ owner }) => owner },
  snoozed: { name: "left out of digests until", of: ({ snoozed }) => snoozed?.until },
  visibility: { name: "visibility", of: ({ visibility }) => visibility },
  titleBy: { name: "whose the title is", of: ({ titleBy }) => titleBy },
  visibilityBy: { name: "who decides the visibility", of: ({ visibilityBy }) => visibilityBy },
  teamBy: { name: "who chooses the team", of: ({ teamBy }) => teamBy },
};

function told(changed: readonly Field[]): string[] {
  const whose = changed.filter((field) => !(field.endsWith("By") && changed.includes(field.slice(0, -2) as Field)));
  const names = whose.flatMap((field) => words[field]?.name ?? []);
  return names.length > 0 ? names : ["a note in its history"];
}

function described(theme: Theme, changed: readonly Field[]): string {
  return changed
    .flatMap((field) => {
      const word = words[field];
      return word && !field.endsWith("By") ? [`${word.name}: ${word.of(theme) ?? "none"}`] : [];
    })
    .join("; ");
}
