import type { Correction } from "@earshot/core/correction.ts";
import { isUndoable } from "@earshot/core/undoing.ts";
import type { PortalDeps } from "../../deps.ts";
import { Titled } from "../parts/titled.tsx";
import { Own } from "../parts/vote.tsx";
import type { View } from "../view.ts";

/** What was done a moment ago, with where it can be taken back. */
export interface Done {
  corrections: readonly Correction[];
  /** The title of the theme that the first of them is about. */
  title: string;
  /** What was done where there is no entry of the audit trail for it. */
  note: Note | undefined;
}

/** What can be said to have been done besides corrections. */
const notes = ["nothing", "saved", "accepted", "dismissed", "sendsAgain"] as const;
export type Note = (typeof notes)[number];

/** So many corrections are named in an address. */
export const mostDone = 100;

/** Reads what an address says was done: `?done=cor_…,cor_…` or `?done=saved`. */
export async function doneIn(
  { corrections, themes }: Pick<PortalDeps, "corrections" | "themes">,
  query: string | undefined,
): Promise<Done | undefined> {
  if (!query) return undefined;
  const note = notes.find((one) => one === query);
  const ids = query.split(",").filter((id) => /^cor_[0-9a-z]{1,40}$/.test(id));
  const found = await Promise.all(ids.slice(0, mostDone).map((id) => corrections.get(id)));
  const made = found.filter((one) => one !== undefined);
  if (made.length === 0 && note === undefined) return undefined;
  const about = made[0]?.themes[0];
  const theme = about === undefined ? undefined : await themes.get(about);
  return { corrections: made, title: theme?.title ?? "", note };
}

/** What happened, and Undo. Stays until the next action, and moves nothing. */
export function Toast({ view, done }: { view: View; done: Done | undefined }) {
  if (done === undefined) return null;
  const texts = view.texts.staff;
  const { corrections, title, note } = done;
  const [first] = corrections;
  const open = corrections.filter(isUndoable);
  return (
    <div class="toast" role="status">
      <span>
        {note !== undefined && texts[note]}
        {corrections.length > 1 && texts.doneSeveral(corrections.length)}
        {first && corrections.length === 1 && <Said view={view} correction={first} title={title} />}
      </span>
      {open.length > 0 && <Undo view={view} corrections={open.map(({ id }) => id)} />}
    </div>
  );
}

/** What one correction did; not every sentence names the theme. */
function Said({ view, correction, title }: { view: View; correction: Correction; title: string }) {
  const texts = view.texts.staff;
  const sentence = correction.undoes === undefined ? texts.done[correction.kind] : texts.undone;
  if (!sentence.includes("{title}")) return <>{sentence}</>;
  return <Titled sentence={sentence} title={title} lang={view.langOf(title)} />;
}

interface UndoProps {
  view: View;
  corrections: readonly string[];
  /** What it takes back, for those who do not see where the button stands. */
  what?: string;
  button?: string;
}

export function Undo({ view, corrections, what, button }: UndoProps) {
  return (
    <form method="post" action={view.href("/admin/undo")}>
      <Own view={view} to={view.here} />
      {corrections.map((id) => (
        <input type="hidden" name="correction" value={id} />
      ))}
      <button type="submit" class={button}>
        {view.texts.staff.undo}
        {what !== undefined && <span class="vh">{view.texts.staff.undoWhat(what)}</span>}
      </button>
    </form>
  );
}
