import type { Weeds } from "@earshot/core/digest/weeds.ts";
import { type Digest, itemsOf } from "@earshot/core/digest.ts";
import { anger, dayOf, figure, placeOf } from "@earshot/core/phrase.ts";
import type { ToldItem } from "../telling.ts";

const angers = { 1: "", 2: "", 3: " They are angry.", 4: " They are very angry." } as const;

/** Where people get stuck, bluntly: how many, how angry, who leaves, and in their words what is wrong. */
export function weedsTold(weeds: Weeds, digest: Digest): ToldItem {
  const { theme, status, title, url, wrote, stuck, left, heat, answered, quotes } = weeds;
  const { timeZone, composedAt } = digest;
  const now = Date.parse(composedAt);
  const listed = itemsOf(digest).some((item) => item.theme === theme);
  const count =
    stuck === wrote
      ? `All ${figure(wrote)} who wrote about it this week report a fault or complain.`
      : `${figure(stuck)} of the ${figure(wrote)} who wrote about it this week report a fault or complain.`;
  const leave = left === 0 ? "" : left === 1 ? " One says goodbye over it." : ` ${figure(left)} say goodbye over it.`;
  const silence = answered ? "" : " Nobody has answered yet.";
  return {
    theme,
    ...(!listed && { status }),
    title,
    url,
    facts: [],
    opening: `${count}${angers[anger(heat).step]}${leave}${silence}`,
    quotes: quotes.map(({ text, source, at }) => ({ text, by: `${placeOf(source)}, ${dayOf(at, timeZone, now)}` })),
    notes: [],
  };
}
