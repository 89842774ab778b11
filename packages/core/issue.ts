import { createHash } from "node:crypto";
import { day, isoTime, second } from "./clock.ts";
import { type Delivery, deliveryId } from "./outbox.ts";
import { anger } from "./phrase.ts";
import type { Theme } from "./theme.ts";

/** How long the updates of one issue are apart, at least: people who watch it get a mail for none of them, but read it. */
const updatesApart = day;
/** The count that follows a merge is there by then. */
const countingTakes = 30 * second;

/**
 * Everything about a theme whose change is worth rewriting its issue, as a short text that changes with it: what it
 * is called, where it stands, how it is told and quoted (so that what somebody takes back leaves the issue, too), its
 * anger, and its people in steps that are two people wide while they are few and a quarter later on. Never the exact
 * figure: an issue is not rewritten for a vote.
 */
export function materialState(theme: Theme): string {
  const told = [
    theme.title,
    theme.status,
    theme.answer?.at ?? "",
    theme.visibility,
    theme.summary,
    theme.quotes.map(({ text, visibility }) => [text, visibility]),
    anger(theme.heat).step,
    stepOf(theme.supporters),
  ];
  return createHash("sha256").update(JSON.stringify(told)).digest("base64url").slice(0, 20);
}

function stepOf(supporters: number): number {
  return Math.floor(Math.log(supporters + 4) / Math.log(1.25));
}

/**
 * The push that a theme's issue is due for, if any: at once where none was ever asked for, else when its state has
 * changed, a day after the last one at the earliest. While one that was asked for is still to come there is none: it
 * will tell the theme as it is by then.
 */
export function nextIssuePush(theme: Theme, now: number): { state: string; dueAt: string } | undefined {
  if (!theme.issueWanted || theme.issueLent) return undefined;
  const state = materialState(theme);
  if (theme.issueAsked === undefined) return { state, dueAt: isoTime(now) };
  if (theme.issueAsked === state) return undefined;
  const last = theme.issueDueAt === undefined ? 0 : Date.parse(theme.issueDueAt);
  if (last > now) return undefined;
  return { state, dueAt: isoTime(Math.max(now, last + updatesApart)) };
}

/**
 * The delivery that follows from a theme's change, and the theme that remembers it was asked for: to be written in
 * one transaction with the change. `before` and `after` are the head as it was and as it will be; the same change
 * always gives the same delivery. What was taken back or hidden leaves at once, not a day later. A theme that was merged
 * or un-merged is told once it is counted.
 */
export function issueDelivery(
  before: Theme | undefined,
  after: Theme,
  now: number,
): { delivery: Delivery; theme: Theme } | undefined {
  const push = retracted(before, after)
    ? { state: materialState(after), dueAt: isoTime(now) }
    : nextIssuePush(after, now);
  if (push === undefined) return undefined;
  const regrouped = String(before?.absorbed ?? "") !== String(after.absorbed ?? "");
  const dueAt = regrouped ? isoTime(Math.max(Date.parse(push.dueAt), now + countingTakes)) : push.dueAt;
  const occasion = String(after.revision);
  const delivery: Delivery = {
    id: deliveryId("issue", after.id, occasion),
    outlet: "github",
    kind: "issue",
    theme: after.id,
    ...(after.team !== undefined && { team: after.team }),
    occasion,
    state: "waiting",
    attempts: 0,
    createdAt: isoTime(now),
    dueAt,
    at: isoTime(now),
  };
  return { delivery, theme: { ...after, issueAsked: push.state, issueDueAt: dueAt } };
}

/**
 * Whether an issue may now hold what it must not: the theme was hidden, or words that it was told by are there no
 * longer although nothing was added (added feedback brings other quotes, which is no retraction).
 */
function retracted(before: Theme | undefined, after: Theme): boolean {
  if (before === undefined || !after.issueWanted || after.issueLent || after.issueAsked === undefined) return false;
  if (wordless(before) !== wordless(after)) return true;
  if (before.visibility === "public" && after.visibility === "private") return true;
  const kept = new Set(after.quotes.map(({ text, visibility }) => `${visibility} ${text}`));
  const gone = before.quotes.some(({ text, visibility }) => !kept.has(`${visibility} ${text}`));
  return gone && after.feedback <= before.feedback;
}

/** Whether a theme's words were taken out because somebody who had said some of them was erased (erasing.ts). */
const wordless = ({ wordedOver }: Theme): boolean => wordedOver === "";
