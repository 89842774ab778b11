import type { DigestItem } from "@earshot/core/digest/item.ts";
import type { Digest } from "@earshot/core/digest.ts";
import { dayOf, figure } from "@earshot/core/phrase.ts";

/** From a promise's last word until it counts as late without a day, in weeks (core/digest/promise.ts). */
const restingWeeks = 8;

/** "16 days late: promised for 31 October." */
export function lateSaid({ late }: DigestItem, { timeZone, composedAt }: Digest): string | undefined {
  if (late === undefined) return undefined;
  const now = Date.parse(composedAt);
  if (late.for === undefined) {
    const weeks = restingWeeks + Math.floor((late.days - 1) / 7);
    return `No day was named, and nothing has been said for ${figure(weeks)} weeks.`;
  }
  const days = late.days === 1 ? "1 day" : `${figure(late.days)} days`;
  return `${days} late: promised for ${dayOf(`${late.for}T12:00:00Z`, timeZone, now, "long")}.`;
}

/** What people wait for, and since when. */
export function owedSaid({ owed }: DigestItem, { timeZone, composedAt }: Digest): string | undefined {
  if (owed === undefined) return undefined;
  const since = dayOf(owed.since, timeZone, Date.parse(composedAt), "long");
  if (owed.what === "reason") return `Declined on ${since}, and nobody has told them why.`;
  if (owed.what === "news") return `Shipped on ${since}, and nobody has told them.`;
  return `First heard on ${since}. Nobody has answered yet.`;
}
