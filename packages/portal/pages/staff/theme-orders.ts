import type { Correction } from "@earshot/core/correction.ts";
import { owesReason, ThemeChange, updateTheme } from "@earshot/core/curate.ts";
import { type EarshotError, isError } from "@earshot/core/error.ts";
import { lockTheme, mergeThemes, unmergeTheme } from "@earshot/core/merging.ts";
import { judge } from "@earshot/core/moderating.ts";
import { moveFeedback } from "@earshot/core/moving.ts";
import { isPromised } from "@earshot/core/progress.ts";
import { largestSplit, splitTheme } from "@earshot/core/splitting.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { PortalDeps } from "../../deps.ts";
import { parsed } from "../../problem.ts";
import type { Texts } from "../texts.ts";
import { type Order, textIn, themeIn } from "./acting.tsx";
import { wrong } from "./refusal.ts";

interface About extends Order {
  deps: PortalDeps;
  theme: Theme;
  texts: Texts["staff"]["theme"];
  /** Why something was refused, in the reader's language. */
  toldOf: (error: EarshotError) => string;
}
type CarryOut = (about: About) => Promise<(Correction | undefined)[]>;

/** What the button of a form on a theme's page asks for, by the button's value. */
export const orderAbout = (what: string): CarryOut | undefined =>
  Object.hasOwn(orders, what) ? orders[what as keyof typeof orders] : undefined;

async function change({ deps, theme, by }: About, given: unknown): Promise<(Correction | undefined)[]> {
  const { correction } = await updateTheme(deps, theme.id, parsed(ThemeChange, given), by);
  return [correction];
}

/** What was emptied is taken back, and what never was there is not spoken of. */
const orNone = (text: string): string | null => (text === "" ? null : text);

const orders = {
  async answer(about) {
    const { fields, theme, texts } = about;
    const [text, note] = [textIn(fields, "answer"), textIn(fields, "note")];
    const status = parsed(ThemeChange.unwrap().shape.status, fields.get("status") ?? undefined);
    // What was typed as the answer from before is the answer from before: whoever signed it did.
    const answer = text === (theme.answer?.text ?? "").trim() ? undefined : orNone(text);
    if (owesReason(theme, { status, answer }))
      throw wrong("answer", text === "" ? texts.reasonMissing : texts.reasonOld);
    const signed = textIn(fields, "signed");
    // A day that was left standing while the theme was settled goes with its promise.
    const promised = status !== undefined && isPromised(status);
    const promisedFor = promised ? orNone(textIn(fields, "promisedFor")) : undefined;
    const given = { status, answer, promisedFor, ...(note !== "" && { note }), ...(signed !== "" && { by: signed }) };
    return change(about, { by: texts.signedTeam, ...given });
  },

  workaround: (about) => change(about, { workaround: orNone(textIn(about.fields, "workaround")) }),

  async about(about) {
    const { fields, theme } = about;
    const [title, team, visibility] = ["title", "team", "visibility"].map((name) => textIn(fields, name));
    // What stands there unchanged was not decided by whoever saves the rest.
    const given = {
      ...(title !== theme.title && { title }),
      ...(team !== (theme.team ?? "") && { team: orNone(team ?? "") }),
      ...(visibility !== theme.visibility && { visibility }),
    };
    return Object.keys(given).length === 0 ? [] : change(about, given);
  },

  async merge({ deps, theme, fields, texts, by }) {
    const { correction } = await mergeThemes(deps, { theme: theme.id, into: targetOf(fields, texts, "into"), by });
    return [correction];
  },

  async unmerge({ deps, theme, fields, by }) {
    const part = fields.get("part") || theme.id;
    return [(await unmergeTheme(deps, { theme: part, by })).correction];
  },

  lock: async ({ deps, theme, by }) => [(await lockTheme(deps, { theme: theme.id, locked: true, by })).correction],
  unlock: async ({ deps, theme, by }) => [(await lockTheme(deps, { theme: theme.id, locked: false, by })).correction],

  async split({ deps, theme, fields, texts, by }) {
    const title = textIn(fields, "newTitle").replace(/\s+/gu, " ");
    const feedback = tickedIn(fields, texts);
    const split = { theme: theme.id, feedback, by, ...(title !== "" && { title }) };
    return [(await splitTheme(deps, split)).correction];
  },

  async move(about) {
    const { deps, fields, texts, by } = about;
    const ticked = tickedIn(fields, texts);
    const target = targetOf(fields, texts, "target");
    return eachOf(
      ticked,
      about,
      async (feedback) => (await moveFeedback(deps, { feedback, theme: target, by })).correction,
    );
  },

  apart: async (about) =>
    eachOf(
      tickedIn(about.fields, about.texts),
      about,
      async (feedback) => (await moveFeedback(about.deps, { feedback, theme: null, by: about.by })).correction,
    ),

  hide: async (about) =>
    eachOf(
      tickedIn(about.fields, about.texts),
      about,
      async (feedback) => (await judge(about.deps, { feedback, verdict: "hide", by: about.by })).correction,
    ),

  show: async (about) =>
    eachOf(
      tickedIn(about.fields, about.texts),
      about,
      async (feedback) => (await judge(about.deps, { feedback, verdict: "show", by: about.by })).correction,
    ),
} satisfies Record<string, CarryOut>;

function tickedIn(fields: URLSearchParams, texts: About["texts"]): string[] {
  const ticked = [...new Set(fields.getAll("feedback"))].slice(0, largestSplit);
  if (ticked.length === 0) throw wrong("feedback", texts.tickFirst);
  return ticked;
}

/** The theme that was chosen from the list, or pasted; pasting says more. */
function targetOf(fields: URLSearchParams, texts: About["texts"], name: "into" | "target"): string {
  const target = themeIn(textIn(fields, `${name}Address`)) ?? themeIn(textIn(fields, name));
  if (target === undefined) throw wrong(name, texts.targetMissing);
  return target;
}

/** One after the other: each is an entry of its own, and what was done stays done, and is told, when a later one is refused. */
async function eachOf(
  ticked: readonly string[],
  { texts, toldOf }: Pick<About, "texts" | "toldOf">,
  carryOut: (feedback: string) => Promise<Correction | undefined>,
): Promise<(Correction | undefined)[]> {
  const made: (Correction | undefined)[] = [];
  for (const feedback of ticked) {
    try {
      made.push(await carryOut(feedback));
    } catch (error) {
      const done = made.filter((one) => one !== undefined).length;
      throw isError(error) && done > 0 ? wrong("feedback", texts.partly(done, toldOf(error))) : error;
    }
  }
  return made;
}
