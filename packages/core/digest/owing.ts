import { day, isoTime } from "../clock.ts";
import { prevailingKind } from "../kind.ts";
import { statusSince } from "../progress.ts";
import type { Counts, Theme } from "../theme.ts";

/** From so many people on, and after so long, silence about a theme is an answer that is owed. */
export const manyPeople = 10;
const longSilence = 28 * day;

/**
 * What people are owed: the reason for a no, an answer at all, or the news that it is there. Since when in ISO time; of
 * an answer that never came, since it was first heard.
 */
export interface Owed {
  what: "reason" | "answer" | "news";
  since: string;
}

/** What the people behind a theme are owed by now; undefined where they have been told. */
export function owedTo(theme: Theme, { supporters, firstAt }: Pick<Counts, "supporters" | "firstAt">, now: number) {
  const owed = (what: Owed["what"], since: string): Owed => ({ what, since });
  if (supporters === 0) return undefined;
  if (theme.answerOwed) return owed("reason", theme.answerOwed.since);
  if (theme.status === "shipped") return isTold(theme) ? undefined : owed("news", statusSince(theme));
  if (theme.status !== "open" || theme.answer !== undefined || firstAt === undefined) return undefined;
  // Praise asks for nothing.
  if (prevailingKind(theme.kinds) === "praise") return undefined;
  const waits = supporters >= manyPeople && firstAt <= isoTime(now - longSilence);
  return waits ? owed("answer", firstAt) : undefined;
}

/** Whether a person said that it is there: what a tracker notes when an issue is closed is said to nobody. */
function isTold(theme: Theme): boolean {
  const since = statusSince(theme);
  if (theme.answer !== undefined && theme.answer.at >= since) return true;
  return theme.tracked?.set !== "shipped" && theme.history.some(({ status, note }) => status === "shipped" && note);
}
