import { familyOf } from "@earshot/core/family.ts";
import type { Hears } from "@earshot/core/hears.ts";
import { personOf } from "@earshot/core/person.ts";
import { hearsOf, type Speaker } from "@earshot/core/saying.ts";
import type { Session } from "@earshot/core/session.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { Context } from "hono";
import type { PortalDeps } from "../deps.ts";
import { memberOf, readerOf } from "../session.ts";

/** How a reader stands behind a theme: by a vote, which she can take back, or by her own words alone. */
export type Stand = "voted" | "said";

type Family = Pick<Theme, "id" | "absorbed">;
type Standing = Pick<PortalDeps, "people" | "votes" | "follows" | "doings" | "feedback">;

/** Of what somebody did, so much is looked through for her own words on the themes of a page; the newest comes first. */
const doingsSought = 50;

/** Who asks, as she was and as she is by now; a guest too. */
async function readers(c: Context, { people }: Pick<Standing, "people">): Promise<string[]> {
  const { session } = readerOf(c);
  if (!session) return [];
  const person = personOf(session.alias);
  return [...new Set([person, (await people.rootsOf([person])).get(person) ?? person])];
}

async function wordsOf(deps: Standing, people: readonly string[], themes: readonly string[]) {
  const { items } = await deps.doings.by(people, { limit: doingsSought });
  const said = await deps.feedback.getMany(items.flatMap(({ what, of }) => (what === "said" ? [of] : [])));
  return [...said.values()].filter(
    ({ theme, withdrawn }) => !withdrawn && theme !== undefined && themes.includes(theme),
  );
}

/**
 * How the reader stands behind each of some themes, also through those that were merged into them. One lookup of who
 * she is and one batch of votes; for a member one query of what she did, and a batch of what she said lately.
 */
export async function standsOf(
  c: Context,
  deps: Standing,
  themes: readonly Family[],
): Promise<ReadonlyMap<string, Stand>> {
  const people = await readers(c, deps);
  if (people.length === 0 || themes.length === 0) return new Map();
  const parts = themes.flatMap(familyOf);
  const [votes, words] = await Promise.all([
    deps.votes.among(parts, people),
    memberOf(c) ? wordsOf(deps, people, parts) : [],
  ]);
  const voted = new Set(votes.map(({ theme }) => theme));
  const said = new Set(words.map(({ theme }) => theme));
  return new Map(
    themes.flatMap((theme): [string, Stand][] => {
      const family = familyOf(theme);
      if (family.some((part) => voted.has(part))) return [[theme.id, "voted"]];
      return family.some((part) => said.has(part)) ? [[theme.id, "said"]] : [];
    }),
  );
}

/** Whether the reader is told what becomes of a theme: she follows it, or stands behind it and has not said no. */
export async function isFollowing(c: Context, deps: Standing, theme: Family): Promise<boolean> {
  if (!memberOf(c)) return false;
  const people = await readers(c, deps);
  const family = familyOf(theme);
  const known = await deps.follows.among(family, people);
  if (known.length > 0) return !known.some(({ quiet }) => quiet);
  const [votes, words] = await Promise.all([deps.votes.among(family, people), wordsOf(deps, people, family)]);
  return votes.some(({ hears }) => hears) || words.some((said) => hearsOf(said) !== undefined);
}

/** A member as she speaks and votes: with the address at which she is told what becomes of it, where one is proved. */
export function speakerOf({ alias, name, email, mailTo }: Session, language: string): Speaker {
  const address = alias.startsWith("email:") ? alias.slice("email:".length) : (email ?? mailTo);
  const hears: Hears | undefined = address === undefined ? undefined : { email: address, language };
  return { alias, name, hears };
}
