import * as z from "zod";
import { type Clock, isoTime } from "./clock.ts";
import { EarshotError } from "./error.ts";
import { merged, rootOf } from "./family.ts";
import { limits, Visibility } from "./feedback.ts";
import { teamNamed } from "./lookup.ts";
import type { Delivery } from "./outbox.ts";
import type { Outbox, Settings, ThemeStore } from "./ports.ts";
import { rewriteTheme } from "./rewriting.ts";
import { Status, type Theme } from "./theme.ts";

/** What people decide about a theme, where the machine only proposes. What is absent stays as it is. */
export const ThemeChange = z
  .strictObject({
    title: z
      .string()
      .transform((title) => title.replace(/\s+/gu, " ").trim())
      .pipe(z.string().min(1).max(limits.title))
      .describe("A name given by a person, which the machine never changes again."),
    status: Status.exclude(["merged"]),
    note: z.string().trim().max(2_000).describe("Why the status changed, for the theme's history."),
    answer: z.string().trim().min(1).max(5_000).nullable().describe("The official answer; null takes it back."),
    by: z.string().trim().min(1).max(limits.name).describe("Who gives the answer."),
    team: z.string().nullable().describe("The team that owns it; null for none."),
    visibility: Visibility,
  })
  .partial()
  .refine(({ note: _, by: __, ...decisions }) => Object.values(decisions).some((value) => value !== undefined), {
    error: "says nothing to change: give title, status, answer, team or visibility",
  })
  .meta({ id: "ThemeChange" });
export type ThemeChange = z.infer<typeof ThemeChange>;

/**
 * A theme as a person decided; the same object where that is how it already was.
 * @throws EarshotError `input` where deciding so would show the public what was told in private.
 */
export function decided(theme: Theme, change: ThemeChange, now: number): Theme {
  const at = isoTime(now);
  const next: Theme = { ...theme };
  if (change.title !== undefined) Object.assign(next, { title: change.title, titleBy: "person", draft: false });
  if (change.visibility !== undefined) {
    Object.assign(next, { visibility: change.visibility, visibilityBy: "person" });
    if (change.visibility === "public" && theme.visibility === "private") publish(next);
  }
  if (change.team === null) delete next.team;
  else if (change.team !== undefined) next.team = change.team;
  if (change.team !== undefined) next.teamBy = "person";
  if (change.answer === null) delete next.answer;
  else if (change.answer !== undefined && change.answer !== theme.answer?.text)
    next.answer = { text: change.answer, by: change.by ?? "the team", at };
  if (typeof change.answer === "string") delete next.answerOwed;
  if (change.status !== undefined && (change.status !== theme.status || change.note)) {
    next.status = change.status;
    delete next.answerOwed;
    next.history = [...theme.history, { status: change.status, at, ...(change.note && { note: change.note }) }];
  }
  return JSON.stringify(next) === JSON.stringify(theme) ? theme : next;
}

/** Takes out of a theme's wording what rests on private feedback alone. */
function publish(theme: Theme): void {
  if (theme.publicFeedback === 0 && theme.titleBy === "machine")
    throw new EarshotError(
      "input",
      "All its feedback is private, its title too. Give it a title of your own with this.",
      {
        field: "title",
      },
    );
  if (theme.publicFeedback === 0) {
    theme.summary = "";
    delete theme.narrated;
  }
  theme.quotes = theme.quotes.filter(({ visibility }) => visibility === "public");
}

export interface CurateDeps {
  themes: ThemeStore;
  settings: Settings;
  clock: Clock;
}

/** Writes what a person decided about a theme, and what follows from it for its issue, as one. */
export async function updateTheme(deps: CurateDeps, id: string, change: ThemeChange): Promise<Theme> {
  if (typeof change.team === "string") await teamNamed(deps, change.team);
  return rewrite(deps, id, (theme, now) => decided(theme, change, now));
}

/**
 * Asks for a theme's GitHub issue, which is made through the outbox, or attached where it is there already, and kept up
 * to date from then on. Asking again changes nothing and gives the same delivery, as long as the theme has nothing new
 * to tell.
 */
export async function wantIssue(
  deps: CurateDeps & { outbox: Outbox },
  id: string,
  attach?: NonNullable<Theme["issueToAttach"]>,
): Promise<Delivery> {
  const { issueDelivery: written } = await rewrite(deps, id, (theme) => {
    const asked = theme.issueToAttach ?? theme.issue;
    const same = attach === undefined || (asked?.repository === attach.repository && asked.number === attach.number);
    if (same && theme.issueWanted && theme.issueDelivery !== undefined) return theme;
    // Nothing asked for before counts: the push that follows is the one to be shown.
    const { issueAsked: _, issueGone: __, ...rest } = theme;
    return { ...rest, issueWanted: true, ...(attach && { issueToAttach: attach }) };
  });
  const delivery = written === undefined ? undefined : await deps.outbox.get(written);
  if (delivery === undefined) throw new EarshotError("missing", "The delivery of this theme's issue is gone.");
  return delivery;
}

/** Writes a decision, unless another theme stands for this one by now. */
function rewrite(deps: CurateDeps, id: string, decide: (theme: Theme, now: number) => Theme): Promise<Theme> {
  return rewriteTheme(deps, id, async (before, now) => {
    if (before.mergedInto !== undefined) throw merged(before, await rootOf(deps, before));
    return decide(before, now);
  });
}
