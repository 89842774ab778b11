import * as z from "zod";
import { type Clock, isoTime } from "./clock.ts";
import type { Corrected } from "./correcting.ts";
import { type DecidingDeps, decideTheme } from "./deciding.ts";
import { EarshotError } from "./error.ts";
import { merged, rootOf } from "./family.ts";
import { limits, Time, Visibility } from "./feedback.ts";
import { lazily } from "./lazily.ts";
import { teamNamed } from "./lookup.ts";
import type { Delivery } from "./outbox.ts";
import type { Outbox, Settings, ThemeStore } from "./ports.ts";
import { isPromised } from "./progress.ts";
import { rewriteTheme } from "./rewriting.ts";
import { Status, type Theme } from "./theme.ts";

/** What people decide about a theme, where the machine only proposes. What is absent stays as it is. */
export const ThemeChange = lazily(() =>
  z
    .strictObject({
      title: z
        .string()
        .transform((title) => title.replace(/\s+/gu, " ").trim())
        .pipe(z.string().min(1).max(limits.title))
        .describe("A name given by a person, which the machine never changes again."),
      status: Status.exclude(["merged"]),
      note: z.string().trim().max(2_000).describe("Why the status changed, for the theme's history."),
      answer: z.string().trim().min(1).max(5_000).nullable().describe("The official answer; null takes it back."),
      by: z.string().trim().min(1).max(limits.name).describe("Who decides, and signs the answer."),
      workaround: z
        .string()
        .trim()
        .min(1)
        .max(5_000)
        .nullable()
        .describe("What helps until then, shown to everybody; null takes it back."),
      promisedFor: z.iso
        .date()
        .nullable()
        .describe("The day that it is promised for, of what is planned or in progress; null for none."),
      team: z.string().nullable().describe("The team that owns it; null for none."),
      owner: z.string().trim().min(1).max(limits.name).nullable().describe("Who of the team looks after it."),
      snoozedUntil: Time.nullable().describe(
        "Left out of digests until then, or until twice as many people are behind it; null takes that back.",
      ),
      visibility: Visibility,
    })
    .partial()
    .refine(({ note: _, by: __, ...decisions }) => Object.values(decisions).some((value) => value !== undefined), {
      error:
        "says nothing to change: give title, status, answer, workaround, promisedFor, team, owner, snoozedUntil or visibility",
    })
    .meta({ id: "ThemeChange" }),
);
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
  if (change.owner === null) delete next.owner;
  else if (change.owner !== undefined) next.owner = change.owner;
  if (change.snoozedUntil === null) delete next.snoozed;
  else if (change.snoozedUntil !== undefined && change.snoozedUntil !== theme.snoozed?.until)
    next.snoozed = { until: change.snoozedUntil, people: theme.supporters };
  if (change.answer === null) delete next.answer;
  else if (change.answer !== undefined && change.answer !== theme.answer?.text)
    next.answer = { text: change.answer, by: change.by ?? "the team", at };
  if (change.workaround === null) delete next.workaround;
  else if (change.workaround !== undefined && change.workaround !== theme.workaround?.text)
    next.workaround = { text: change.workaround, at };
  if (typeof change.answer === "string") delete next.answerOwed;
  if (change.promisedFor === null) delete next.promisedFor;
  else if (change.promisedFor !== undefined) next.promisedFor = change.promisedFor;
  if (change.status !== undefined && (change.status !== theme.status || change.note)) {
    next.status = change.status;
    delete next.answerOwed;
    next.history = [...theme.history, { status: change.status, at, ...(change.note && { note: change.note }) }];
    if (change.status === "declined" && !change.note && typeof change.answer !== "string")
      next.answerOwed = { since: at };
  }
  if (!isPromised(next.status)) {
    if (typeof change.promisedFor === "string")
      throw new EarshotError(
        "input",
        "Only what is planned or in progress is promised for a day: give the status too.",
        {
          ...{ field: "promisedFor", reason: "promiseNeedsPlan" },
        },
      );
    delete next.promisedFor;
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
        ...{ field: "title", reason: "titleFromPrivate" },
      },
    );
  if (theme.publicFeedback === 0) {
    theme.summary = "";
    delete theme.narrated;
  }
  theme.quotes = theme.quotes.filter(({ visibility }) => visibility === "public");
}

/** Whether a change turns people down without a word to them that was not there before: staff are asked for one. */
export function owesReason(theme: Theme, { status, answer }: Pick<ThemeChange, "status" | "answer">): boolean {
  const declines = status === "declined" && (theme.status !== "declined" || theme.answerOwed !== undefined);
  return declines && (typeof answer !== "string" || answer === theme.answer?.text);
}

export interface CurateDeps {
  themes: ThemeStore;
  settings: Settings;
  clock: Clock;
}

/**
 * Writes what a person decided about a theme, its entry in the audit trail and what follows for its issue, as one: for
 * the API, the command line and the pages of staff alike.
 *
 * @param by who decides, where that is not who signs the answer
 * @param tells what else follows from it for the outside, to be written with it
 */
export async function updateTheme(
  deps: CurateDeps & DecidingDeps,
  id: string,
  change: ThemeChange,
  by: string = change.by ?? "API",
  tells: readonly Delivery[] = [],
): Promise<Corrected> {
  if (typeof change.team === "string") await teamNamed(deps, change.team);
  return decideTheme(deps, id, { by, tells }, async (theme, now) => {
    await standsForItself(deps, theme);
    return decided(theme, change, now);
  });
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
  tells: readonly Delivery[] = [],
): Promise<Delivery> {
  const wanted = (theme: Theme): Theme => {
    const asked = theme.issueToAttach ?? theme.issue;
    const same = attach === undefined || (asked?.repository === attach.repository && asked.number === attach.number);
    if (same && theme.issueWanted && theme.issueDelivery !== undefined) return theme;
    // Nothing asked for before counts: the push that follows is the one to be shown.
    const { issueAsked: _, issueGone: __, ...rest } = theme;
    return { ...rest, issueWanted: true, ...(attach && { issueToAttach: attach }) };
  };
  const { issueDelivery: written } = await rewrite(deps, id, wanted, tells);
  const delivery = written === undefined ? undefined : await deps.outbox.get(written);
  if (delivery === undefined) throw new EarshotError("missing", "The delivery of this theme's issue is gone.");
  return delivery;
}

/** Writes a wish, unless another theme stands for this one by now. */
function rewrite(
  deps: CurateDeps,
  id: string,
  decide: (theme: Theme) => Theme,
  tells: readonly Delivery[],
): Promise<Theme> {
  const decideOne = async (before: Theme) => {
    await standsForItself(deps, before);
    return decide(before);
  };
  return rewriteTheme(deps, id, decideOne, () => [...tells]);
}

/** @throws EarshotError `conflict` for a theme that another stands for. */
async function standsForItself(deps: Pick<CurateDeps, "themes">, theme: Theme): Promise<void> {
  if (theme.mergedInto !== undefined) throw merged(theme, await rootOf(deps, theme));
}
