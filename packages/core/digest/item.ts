import * as z from "zod";
import { day, isoTime } from "../clock.ts";
import { lazily } from "../lazily.ts";
import { weeksUntil } from "../tally.ts";
import { Status } from "../theme.ts";
import type { Assessed } from "./assess.ts";
import type { Weeds } from "./weeds.ts";

const count = z.number().int();

/** One theme in a digest, with what happened to it in the week. */
export const DigestItem = lazily(() =>
  z.object({
    theme: z.string(),
    title: z.string(),
    url: z.string(),
    status: Status,
    /** Different people behind it at the week's end, and how many of them came in the week. */
    people: count,
    joined: count,
    /** Its place among the team's unsettled themes by decayed score, before and after the week. */
    rank: z.object({ before: count.optional(), after: count.optional() }),
    /** New people in a usual week; only where the week was unusual beyond chance. */
    usual: z.number().optional(),
    /** New people in each of the last 26 weeks (of UTC), the digest's last. */
    weeks: z.array(count).length(26),
    /** Whether anybody has said anything official about it, or there is nothing to be said. */
    answered: z.boolean(),
    /** When it was first spoken of. */
    firstAt: z.string().optional(),
    /** When it was planned, where it is planned or in progress. */
    promisedAt: z.string().optional(),
    /** Since when its promise is late, by how many days, and for which day it was given, if for any. */
    late: z.object({ since: z.string(), days: count, for: z.string().optional() }).optional(),
    /** What its people are owed, and since when; only where the digest before did not say so. */
    owed: z.object({ what: z.enum(["reason", "answer", "news"]), since: z.string(), days: count }).optional(),
    /** Redacted; whole. */
    quote: z
      .object({ text: z.string(), source: z.string(), at: z.string(), feedback: z.string().optional() })
      .optional(),
  }),
);
export type DigestItem = z.infer<typeof DigestItem>;

/** A longer quote is left out rather than cut. */
const longestQuote = 600;

const daysSince = (at: number, now: number): number => Math.max(0, Math.floor((now - at) / day));

/** A theme as a digest tells it. What is quoted where people got stuck is not quoted again. */
export function itemOf(one: Assessed, week: number, now: number, weeds: Weeds | undefined): DigestItem {
  const { told, joined, rank, usual, answered, promisedAt, late, owed, newlyOwed } = one;
  const { theme, after, url, quote } = told;
  const repeated = weeds?.theme === theme.id;
  return {
    theme: theme.id,
    title: theme.title,
    url,
    status: theme.status,
    people: after.supporters,
    joined,
    rank,
    ...(usual !== undefined && { usual }),
    weeks: weeksUntil(after.weeks, week, 26),
    answered,
    ...(after.firstAt !== undefined && { firstAt: after.firstAt }),
    ...(promisedAt !== undefined && { promisedAt }),
    ...(late && {
      late: {
        since: isoTime(late.since),
        days: daysSince(late.since, now) + 1,
        ...(late.for !== undefined && { for: late.for }),
      },
    }),
    ...(owed && newlyOwed && { owed: { ...owed, days: daysSince(Date.parse(owed.since), now) } }),
    ...(quote && !repeated && quote.text.length <= longestQuote && { quote }),
  };
}
