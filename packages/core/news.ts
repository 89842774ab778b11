import * as z from "zod";
import { lazily } from "./lazily.ts";
import { dayOf, figure, people, usualSaid } from "./phrase.ts";
import type { Theme } from "./theme.ts";

/** What is worth telling a team at once, and not only in its digest. */
export const News = lazily(() =>
  z.discriminatedUnion("about", [
    /** So many new people came this week, where so many are usual. */
    z.object({ about: z.literal("rising"), joined: z.number().int(), usual: z.number().int() }),
    /** Twice as many people stand behind it as the issue told of last. */
    z.object({ about: z.literal("doubled"), people: z.number().int(), before: z.number().int(), since: z.string() }),
    /** Its issue was deleted, or is out of reach. */
    z.object({ about: z.literal("issue_gone"), reason: z.string() }),
  ]),
);
export type News = z.infer<typeof News>;

/** News in sentences that stand by themselves. What members wrote is not in them. */
export function newsSaid(news: News, theme: Theme, now: number): string[] {
  const behind = `${people(theme.supporters)} ${theme.supporters === 1 ? "stands" : "stand"} behind it.`;
  if (news.about === "rising") return [usualSaid(news.joined, news.usual, "this week"), behind, ...answered(theme)];
  if (news.about === "doubled")
    return [
      `Twice as many as on ${dayOf(news.since, "UTC", now, "long")}: ${people(news.people)} now, ${figure(news.before)} then.`,
    ];
  return [news.reason, behind];
}

function answered({ status, answer }: Theme): string[] {
  return status === "open" && answer === undefined ? ["Nobody has answered yet."] : [];
}
