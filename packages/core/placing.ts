import { classify } from "./classify.ts";
import type { Draft } from "./drafting.ts";
import { type Feedback, notARequest, shownAs, turnedAway } from "./feedback.ts";
import type { Meaning } from "./meaning.ts";
import type { Told } from "./merge.ts";
import type { Clusters, Readable } from "./ports/clustering.ts";
import { redact } from "./redact.ts";

export interface PlacingDeps {
  clusters: Clusters;
}

export interface Placement {
  next: Feedback;
  known: Feedback | undefined;
  /** Whether it opens its theme. */
  opens: boolean;
  /** Takes back what clustering was told, when the write did not happen. */
  undo: () => void;
}

/**
 * What people said as one text, contact data taken out: the title line first, where there is one. Nothing, as long as
 * only things about it were told (a topic's new title may come before its first post, or be of no member's post).
 */
function readable(told: Told): string {
  if (told.versions.body === undefined) return "";
  return redact([told.title, told.body].filter((part) => part !== undefined && part !== "").join("\n"));
}

/** The text by which feedback will be given a theme; none where it asks for nothing, or was taken back. */
export function textToPlace(told: Told): string | undefined {
  const text = told.withdrawn ? "" : readable(told);
  return classify(text).apart === undefined ? text : undefined;
}

/**
 * Gives feedback its theme and tells clustering so, which knows of it from then on; `undo` takes that back where the
 * write that has to follow does not happen.
 *
 * @param meanings what texts mean, as far as that is known
 */
export function place(
  deps: PlacingDeps,
  { known, told, person, chosen }: Draft,
  meanings: ReadonlyMap<string, Meaning>,
): Placement {
  const { clusters } = deps;
  const board = told.board as string;
  const text = told.withdrawn ? "" : readable(told);
  const verdict = classify(text);
  const apart = told.withdrawn ? "withdrawn" : verdict.apart;
  const meaning = meanings.get(text) ?? (known?.text === text ? known.meaning : undefined);
  const decision = decide(clusters, known, { id: told.id, board, text, meaning, apart, chosen });
  const next: Feedback = {
    ...told,
    told: undefined,
    ...shownAs(told.visibility, told),
    board,
    person,
    title: told.withdrawn ? undefined : told.title,
    body: told.withdrawn ? "" : told.body,
    note: told.withdrawn ? undefined : told.note,
    text,
    meaning,
    theme: decision.theme,
    apart: decision.theme === undefined ? (decision.apart ?? apart) : undefined,
    kind: verdict.kind,
    heat: verdict.heat,
    abusive: verdict.abusive,
    why: decision.why,
    placedBy: decision.placedBy,
    revision: (known?.revision ?? 0) + 1,
  };
  const before = known?.text;
  if (known?.theme !== undefined && known.board !== board) clusters.remove(known.board, told.id, before);
  if (next.theme === undefined) clusters.remove(board, told.id, before);
  else clusters.place(board, { id: told.id, theme: next.theme, text, meaning }, before);
  return {
    next,
    known,
    opens: decision.opened,
    undo: () => {
      if (known?.theme === undefined || known.board !== board) clusters.remove(board, told.id, text);
      if (known?.theme !== undefined) clusters.place(known.board, { ...known, theme: known.theme }, text);
      // Perhaps it was written all the same: an answer can be lost.
      clusters.doubt(board, { feedback: next.id, revision: next.revision });
    },
  };
}

/**
 * Which theme feedback goes to: the one that its author chose when she first said it; none when it asks for nothing; the
 * one that a person put it in, also when it comes back after having been withdrawn; the one it is in when its text is
 * as it was, or people have locked that; else the one that its neighbours speak for.
 */
function decide(
  clusters: Clusters,
  known: Feedback | undefined,
  now: Readable & { board: string; apart: string | undefined; chosen: string | undefined },
): Pick<Feedback, "theme" | "why" | "placedBy" | "apart"> & { opened: boolean } {
  const placedBy = known?.placedBy ?? "machine";
  const opened = false;
  if (now.apart === "withdrawn") return { theme: undefined, why: [], placedBy, opened };
  if (known === undefined && now.chosen !== undefined)
    return { theme: now.chosen, why: [], placedBy: "person", opened };
  if (known !== undefined && placedBy === "person") {
    const theme = known.keptIn ?? known.theme;
    const apart = known.review?.state === "rejected" ? turnedAway : notARequest;
    return { theme, apart: theme === undefined ? apart : undefined, why: known.why, placedBy, opened };
  }
  const stays = known?.text === now.text || isLockedIn(clusters, known);
  if (known?.theme !== undefined && known.board === now.board && stays)
    return { theme: known.theme, why: known.why, placedBy, opened };
  if (now.apart !== undefined) return { theme: undefined, why: [], placedBy, opened };
  if (clusters.isUnwanted(now.board, now.text))
    return { theme: undefined, apart: notARequest, why: [], placedBy: "machine", opened };
  return { ...clusters.assign(now.board, now), placedBy: "machine" };
}

const isLockedIn = (clusters: Clusters, known: Feedback | undefined): boolean =>
  known?.theme !== undefined && clusters.isLocked(known.board, known.theme);
