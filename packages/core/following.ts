import * as z from "zod";
import { type Clock, isoTime } from "./clock.ts";
import { familyOf } from "./family.ts";
import { Hears } from "./hears.ts";
import { lazily } from "./lazily.ts";
import { themeStandingFor } from "./lookup.ts";
import { Alias, personOf } from "./person.ts";
import type { PersonStore, ThemeStore } from "./ports.ts";

/** How one person stands to one theme: she wants to hear what becomes of it, or nothing more. */
export const Follow = lazily(() =>
  z.object({
    theme: z.string(),
    person: z.string(),
    alias: Alias,
    hears: Hears.optional(),
    /** She wants to hear nothing of it, although she stands behind it. */
    quiet: z.boolean().optional(),
    at: z.string(),
  }),
);
export type Follow = z.infer<typeof Follow>;

export interface Follows {
  /** Writes how somebody stands to a theme, whatever was written before. */
  put(follow: Follow): Promise<void>;
  /** Returns whether there was one. */
  remove(theme: string, person: string): Promise<boolean>;
  /** What some people said of some themes. Read consistently. */
  among(themes: readonly string[], people: readonly string[]): Promise<Follow[]>;
}

export interface FollowingDeps {
  themes: ThemeStore;
  people: PersonStore;
  follows: Follows;
  clock: Clock;
}

interface Wish {
  theme: string;
  alias: Alias;
  hears?: Hears | undefined;
}

/** @throws EarshotError `missing` for a theme that is not there for members. */
export async function follow(deps: FollowingDeps, { theme, alias, hears }: Wish): Promise<void> {
  const family = familyOf(await themeStandingFor(deps, theme, ["public"]));
  await write(deps, family, alias, { ...(hears && { hears }) });
}

/**
 * Takes somebody at her word: she hears no more of a theme, also where she voted for it or asked for it. Works for a
 * theme that has been hidden since, too.
 * @throws EarshotError `missing` where there never was one.
 */
export async function unfollow(deps: FollowingDeps, { theme, alias }: Wish): Promise<void> {
  const family = familyOf(await themeStandingFor(deps, theme));
  await write(deps, family, alias, { quiet: true });
}

/**
 * One word for the whole family of a theme, under the person she is by now. The new one first, and only then what it
 * replaces: killed in between, both are there, and `quiet` counts.
 */
async function write(
  { follows, people, clock }: FollowingDeps,
  family: readonly string[],
  alias: Alias,
  wish: Pick<Follow, "hears" | "quiet">,
): Promise<void> {
  const [theme = ""] = family;
  const everybody = await people.oneWith(personOf(alias));
  const person = everybody.at(-1) ?? personOf(alias);
  const known = await follows.among(family, everybody);
  const isOwn = (one: Follow): boolean => one.theme === theme && one.person === person;
  const own = known.find(isOwn);
  const same = own && own.quiet === wish.quiet && own.hears?.email === wish.hears?.email;
  if (!same) await follows.put({ theme, person, alias, ...wish, at: isoTime(clock()) });
  for (const one of known) if (!isOwn(one)) await follows.remove(one.theme, one.person);
}
