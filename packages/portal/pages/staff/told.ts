import type { RouteRule } from "@earshot/core/board.ts";
import type { Correction } from "@earshot/core/correction.ts";
import { nameOf } from "@earshot/core/family.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import { beginning } from "@earshot/core/moving.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { EventType } from "@earshot/core/webhook/event.ts";
import type { PortalDeps } from "../../deps.ts";
import type { View } from "../view.ts";
import { ruleText } from "./rules.ts";

/** What entries of the audit trail are about, as far as it is still there. */
export interface Mentioned {
  themes: ReadonlyMap<string, Theme>;
  feedback: ReadonlyMap<string, Feedback>;
}

/** An entry in words: what was done, and how it stood before and after, where that says more. */
interface Told {
  text: string;
  before: string;
  after: string;
}

/** Reads what the entries of a page are about: a batch of themes, and of what was moved alone a batch of feedback. */
export async function mentionedIn(
  { themes, feedback }: Pick<PortalDeps, "themes" | "feedback">,
  entries: readonly Correction[],
): Promise<Mentioned> {
  const alone = entries.flatMap(({ moves }) => (moves.length === 1 ? moves : []));
  const [heads, said] = await Promise.all([
    themes.getMany([...new Set(entries.flatMap((one) => one.themes))]),
    feedback.getMany([...new Set(alone.map((move) => move.feedback))]),
  ]);
  return { themes: heads, feedback: said };
}

/**
 * Tells an entry in the reader's language, of what was recorded with it; its own text is in English, for the API and
 * the command line. What an entry took back is told as what it took back.
 */
export function told(view: View, entry: Correction, mentioned: Mentioned): Told {
  const teller = new Teller(view, mentioned);
  const { text, before, after } = teller.tell(entry);
  return { text: entry.undoes === undefined ? text : view.texts.staff.trail.told.back(text), before, after };
}

const unsaid = { before: "", after: "" };

class Teller {
  readonly #view: View;
  readonly #mentioned: Mentioned;

  constructor(view: View, mentioned: Mentioned) {
    this.#view = view;
    this.#mentioned = mentioned;
  }

  get #texts() {
    return this.#view.texts.staff.trail;
  }

  tell(entry: Correction): Told {
    const { told: say, standsIn } = this.#texts;
    const [theme = "", into = ""] = entry.themes.map((id) => this.#theme(id));
    const undoes = entry.undoes !== undefined;
    switch (entry.kind) {
      case "merge":
      case "unmerge": {
        const [apart, joined] = [standsIn.alone, standsIn.merged(into)];
        // Who takes a merge back un-merges: what was taken back is the other one.
        const did = (entry.kind === "merge") !== undoes ? say.merge : say.unmerge;
        const merges = entry.kind === "merge";
        return { text: did(theme, into), before: merges ? apart : joined, after: merges ? joined : apart };
      }
      case "split":
        return { text: say.split(entry.moves.length, theme, into), ...unsaid };
      case "lock":
      case "unlock": {
        const [open, locked] = [standsIn.open, standsIn.locked];
        const did = (entry.kind === "lock") !== undoes ? say.lock : say.unlock;
        const locks = entry.kind === "lock";
        return { text: did(theme), before: locks ? open : locked, after: locks ? locked : open };
      }
      case "move":
        return this.#moved(entry);
      case "approve":
      case "reject":
      case "hide":
      case "show":
        return { text: say[entry.kind](this.#what(entry)), ...this.#reviewed(entry) };
      case "decide":
        return this.#decided(entry, theme);
      case "set":
        return this.#set(entry);
      case "dismiss":
        return this.#dismissed(entry, theme, into);
    }
  }

  /** A theme that is gone, or has no title, is told by its id. */
  #theme(id: string): string {
    return nameOf(this.#mentioned.themes.get(id) ?? { id, title: "" });
  }

  /** One piece of feedback by how it begins; of several only how many. */
  #what({ moves }: Correction): string {
    const [only, ...more] = moves;
    const said = only && more.length === 0 ? this.#mentioned.feedback.get(only.feedback) : undefined;
    const words = said && beginning(said);
    return words === undefined ? this.#texts.pieces(moves.length) : this.#texts.quoted(words);
  }

  #moved(entry: Correction): Told {
    const { told: say, standsIn } = this.#texts;
    const { from, to } = entry.moves[0] ?? { from: undefined, to: undefined };
    const place = (theme: string | undefined) =>
      theme === undefined ? standsIn.nowhere : standsIn.theme(this.#theme(theme));
    const what = this.#what(entry);
    // What was taken back is told the way it was done, whose end is where this one began.
    const end = entry.undoes === undefined ? to : from;
    const text = end?.theme === undefined ? say.apart(what) : say.move(what, this.#theme(end.theme));
    return { text, before: place(from?.theme), after: place(to?.theme) };
  }

  #reviewed({ moves }: Correction): Pick<Told, "before" | "after"> {
    const { standsIn } = this.#texts;
    const review = moves[0]?.review;
    const word = (one: NonNullable<typeof review>["from"] | undefined) => {
      if (!one) return standsIn.unread;
      return one.reason === undefined ? standsIn[one.state] : `${standsIn[one.state]}: ${one.reason}`;
    };
    return review ? { before: word(review.from), after: word(review.to) } : unsaid;
  }

  #decided({ decision, text }: Correction, theme: string): Told {
    const { told: say, field: names, historyNote } = this.#texts;
    if (decision === undefined) return { text, ...unsaid };
    const fields = decision.fields.flatMap((name) => (name in names ? [name as keyof typeof names] : []));
    const bare = fields.filter((name) => !(name.endsWith("By") && fields.some((other) => `${other}By` === name)));
    const what = bare.length > 0 ? bare.map((name) => names[name]).join(", ") : historyNote;
    const lines = bare.filter((name) => !name.endsWith("By"));
    return {
      text: say.decide(theme, what),
      before: this.#values(lines, decision.was),
      after: this.#values(lines, decision.is),
    };
  }

  #set({ setting, text }: Correction): Told {
    const { told: say, field: names } = this.#texts;
    if (setting === undefined) return { text, ...unsaid };
    const { of, name, made, removed } = setting;
    const fields = setting.fields.flatMap((one) => (one in names ? [one as keyof typeof names] : []));
    const what = fields.map((one) => names[one]).join(", ");
    const making = { board: say.makeBoard, team: say.makeTeam, webhook: say.makeWebhook }[of];
    const changing = { board: say.setBoard, team: say.setTeam, webhook: say.setWebhook }[of];
    const values = fields.filter((one) => one !== "secret");
    return {
      text: removed ? say.removeWebhook(name) : made ? making(name) : changing(name, what),
      before: made ? "" : this.#values(values, setting.was),
      after: removed ? "" : this.#values(values, setting.is),
    };
  }

  #dismissed({ proposal, text }: Correction, one: string, other: string): Told {
    const { told: say, proposal: words } = this.#texts;
    if (proposal === undefined) return { text, ...unsaid };
    const sentences = {
      merge: say.dismissMerge(other, one),
      split: say.dismissSplit(one),
      move: say.dismissMove(one, other),
    };
    return { text: sentences[proposal.kind], before: words[proposal.was], after: words[proposal.is] };
  }

  #values(fields: readonly (keyof View["texts"]["staff"]["trail"]["field"])[], of: Record<string, unknown>): string {
    return fields.map((name) => `${this.#texts.field[name]}: ${this.#value(name, of[name])}`).join("; ");
  }

  #value(name: string, value: unknown): string {
    const { texts } = this.#view;
    const { none, yes, no, from, whenRising } = this.#texts;
    if (value === undefined || value === null || value === "") return none;
    if (typeof value === "boolean") return value ? yes : no;
    const part = value as Record<string, never>;
    switch (name) {
      case "status":
        return texts.status[value as keyof typeof texts.status];
      case "visibility":
        return texts.staff.theme.visible[value as "public" | "private"];
      case "state":
        return this.#texts.endpoint[value as "active" | "disabled"];
      case "events":
        return texts.list((value as EventType[]).map((one) => texts.staff.webhooks.event[one] ?? one));
      case "granularity":
        return texts.staff.setup.grain[value as keyof typeof texts.staff.setup.grain];
      case "answer":
        return `${this.#texts.quoted(part.text ?? "")} (${part.by})`;
      case "workaround":
        return this.#texts.quoted(part.text ?? "");
      case "snoozed":
        return texts.dateTime(part.until ?? "");
      case "rules":
        return (value as RouteRule[]).map((rule) => ruleText(rule).replaceAll("\n", ", ")).join(" / ") || none;
      case "issueRule": {
        const { supporters, rising } = part;
        return texts.list([...(supporters ? [from(texts.people(supporters))] : []), ...(rising ? [whenRising] : [])]);
      }
      case "digest":
        return `${texts.staff.setup.weekdays[Number(part.weekday) - 1]}, ${part.hour}:00, ${part.timeZone}`;
      default:
        return Array.isArray(value) ? value.join(", ") || none : String(value);
    }
  }
}
