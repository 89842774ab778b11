import * as z from "zod";
import { type Clock, isoTime } from "./clock.ts";
import { existingTheme } from "./lookup.ts";
import { Alias, personOf } from "./person.ts";
import type { PersonStore, ThemeStore } from "./ports.ts";

/** One person who wants to hear what becomes of one theme. */
export const Follow = z.object({
  theme: z.string(),
  person: z.string(),
  /** Where she is told. */
  alias: Alias,
  at: z.string(),
});
export type Follow = z.infer<typeof Follow>;

export interface Follows {
  /** Writes a follow unless it is there. Returns whether it was new. */
  put(follow: Follow): Promise<boolean>;
  /** Returns whether there was one. */
  remove(theme: string, person: string): Promise<boolean>;
  has(theme: string, person: string): Promise<boolean>;
}

export interface FollowingDeps {
  themes: ThemeStore;
  people: PersonStore;
  follows: Follows;
  clock: Clock;
}

/** @throws EarshotError `missing` for a theme that is not there for members. */
export async function follow(deps: FollowingDeps, theme: string, alias: Alias): Promise<void> {
  const reader = personOf(alias);
  const [roots] = await Promise.all([deps.people.rootsOf([reader]), existingTheme(deps, theme, ["public"])]);
  await deps.follows.put({ theme, person: roots.get(reader) ?? reader, alias, at: isoTime(deps.clock()) });
}

/** Looked for under every person she was found to be, in the order in which rows move (voting.ts, withdrawVote). */
export async function unfollow(deps: FollowingDeps, theme: string, alias: Alias): Promise<void> {
  for (const one of await deps.people.oneWith(personOf(alias))) await deps.follows.remove(theme, one);
}
