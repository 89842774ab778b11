import * as z from "zod";
import { DigestItem } from "./digest/item.ts";
import { Weeds } from "./digest/weeds.ts";
import { lazily } from "./lazily.ts";

const count = z.number().int();

/** So many themes, and since when the oldest of them. */
export const Standing = lazily(() => z.object({ themes: count, since: z.string() }));

/**
 * A team's week as a diff: what changed, and nothing else. Each theme stands in one list at most, so that the figures
 * add up: `themes = changed + unchanged`, changed = all that are listed + `rest.themes`, `joined` = those of all that
 * are listed + `rest.people`. Where nothing changed there are no lists, and the heading is all there is to say.
 *
 * It is kept for half a year (ports/digests.ts): whatever is added to it later has to be optional.
 */
export const Digest = lazily(() =>
  z.object({
    team: z.string(),
    teamName: z.string(),
    timeZone: z.string(),
    /** The week that it covers: `2026-W46`, its Monday and its Sunday. */
    week: z.string(),
    from: z.string(),
    to: z.string(),
    /** The week's first moment and the first after it. */
    start: z.string(),
    end: z.string(),
    composedAt: z.string(),
    /** What the week comes to in a sentence or two, at most 150 characters. */
    heading: z.string().max(150),
    /** The same for a notification: who, when, what. */
    summary: z.string(),
    /** The week in figures. Absent where nothing changed. */
    paragraph: z.string().optional(),
    /** What this is and when it comes, in a team's first digest. */
    intro: z.string().optional(),
    /** Different people who spoke or voted in the week and in the one before, where the caller could tell. */
    people: z.object({ spoke: count, before: count }).optional(),
    themes: count,
    changed: count,
    unchanged: count,
    /** People who came to stand behind a theme, each once for each theme. */
    joined: count,
    /** The first eight of the team's unsettled themes by decayed score at the week's end, then who else was at its beginning. */
    ranking: z
      .array(DigestItem.unwrap().pick({ theme: true, title: true, url: true, rank: true, joined: true }))
      .max(16),
    /** Where most people got stuck. */
    weeds: Weeds.optional(),
    moved: z.array(DigestItem).max(5),
    new: z.array(DigestItem).max(3),
    rising: z.array(DigestItem).max(3),
    /** Promised and late, and people owed a word: what the digest before did not say. */
    late: z.array(DigestItem).max(3),
    owed: z.array(DigestItem).max(3),
    promised: z.array(DigestItem).max(3),
    /** What stands as it did and is not listed: promises that are not late, late ones, and what people are owed. */
    standing: Standing.optional(),
    stillLate: Standing.optional(),
    stillOwed: Standing.optional(),
    /** All that is late or owed by now: what the next digest need not say again. */
    known: z.object({ late: z.array(z.string()), owed: z.array(z.string()) }),
    /** What changed and is not listed. */
    rest: z.object({ themes: count, people: count }),
    /** Smaller themes that changed and are in no other figure: too many to be looked at one by one. */
    beyond: z.object({ themes: count, people: count }).optional(),
    /** Of what changed, what is the team's only because nobody else is given it: how many themes, the largest by name. */
    unrouted: z
      .object({ themes: count, titles: z.array(z.string()).max(3), ids: z.array(z.string()).max(3).optional() })
      .optional(),
    oneThing: z
      .object({
        theme: z.string(),
        title: z.string(),
        url: z.string(),
        text: z.string(),
        /** What to say: an answer, why it will not come, or how a promise is coming along. */
        say: z.enum(["answer", "reason", "progress"]),
        people: count,
        days: count,
      })
      .optional(),
    /** Where the team sees all of it. */
    url: z.string().optional(),
  }),
);
export type Digest = z.infer<typeof Digest>;

/** The lists of a digest, by name. */
export const listNames = ["moved", "new", "rising", "late", "owed", "promised"] as const;

/** All that a digest lists, each theme once. */
export const itemsOf = (digest: Digest): DigestItem[] => listNames.flatMap((name) => digest[name]);

/** The feedback that a digest quotes. */
export const quotedIn = (digest: Digest): string[] =>
  [...itemsOf(digest).map(({ quote }) => quote), ...(digest.weeds?.quotes ?? [])].flatMap(
    (quote) => quote?.feedback ?? [],
  );

/** All themes that a digest names, some of them more than once. */
export function namedIn(digest: Digest): { theme: string; title: string }[] {
  const { ranking, weeds, oneThing, unrouted } = digest;
  const { ids = [], titles = [] } = unrouted ?? {};
  return [
    ...[...itemsOf(digest), ...ranking, ...(weeds ? [weeds] : []), ...(oneThing ? [oneThing] : [])],
    ...ids.map((theme, i) => ({ theme, title: titles[i] ?? "" })),
  ];
}
