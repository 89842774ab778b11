import { hour, isoTime } from "./clock.ts";
import type { Status, Theme } from "./theme.ts";

/** Statuses that say that somebody has looked at a theme: what a roadmap and a changelog are made of. */
const progressed = ["under_review", "planned", "in_progress", "shipped", "declined"] as const;
export type Progressed = (typeof progressed)[number];

export const hasProgressed = (status: Status): status is Progressed =>
  (progressed as readonly Status[]).includes(status);

/** Since when a theme has its status: a note that came later, to the same status, makes it no younger. */
export function statusSince({ status, history, createdAt }: Pick<Theme, "status" | "history" | "createdAt">): string {
  let since = createdAt;
  for (const step of history.toReversed()) {
    if (step.status !== status) break;
    since = step.at;
  }
  return since;
}

/** An answer given so short before a status belongs to it; an older one was about what stood then. */
const together = hour;

/** What a person of ours said to the status that a theme has: the official answer, a note in its history. */
export function wordOn(theme: Pick<Theme, "status" | "history" | "createdAt" | "answer">): {
  answer?: NonNullable<Theme["answer"]>;
  note?: string;
} {
  const { status, answer, history } = theme;
  const since = isoTime(Date.parse(statusSince(theme)) - together);
  const note = status === "open" ? undefined : history.findLast((step) => step.status === status)?.note;
  return {
    ...(answer && (status === "open" || answer.at >= since) && { answer }),
    ...(note !== undefined && { note }),
  };
}

/** When something about a theme was last decided or answered. */
export const newsAt = ({ history, answer }: Pick<Theme, "history" | "answer">): string =>
  [answer?.at ?? "", ...history.map(({ at }) => at)].sort().at(-1) ?? "";

/** Whether a status says that it is to come. */
export const isPromised = (status: Status): boolean => status === "planned" || status === "in_progress";
