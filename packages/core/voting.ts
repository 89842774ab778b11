import { type Clock, isoTime } from "./clock.ts";
import type { Visibility } from "./feedback.ts";
import { existingTheme } from "./lookup.ts";
import { type Alias, personOf } from "./person.ts";
import type { PersonStore, ThemeStore, VoteStore } from "./ports.ts";

export interface VotingDeps {
  themes: ThemeStore;
  votes: VoteStore;
  people: PersonStore;
  clock: Clock;
}

export interface Ballot {
  theme: string;
  alias: Alias;
  /** What the voter may see; everything without it. */
  visible?: readonly Visibility[];
}

/**
 * Lets somebody stand behind a theme. One conditional write; counting happens after the answer. Returns whether the
 * vote is new: voting again changes nothing.
 * @throws EarshotError `missing` for a theme that is not there or not for the voter to see.
 */
export async function castVote(deps: VotingDeps, ballot: Ballot): Promise<{ person: string; changed: boolean }> {
  const { person } = await voter(deps, ballot);
  const at = isoTime(deps.clock());
  return { person, changed: await deps.votes.put({ theme: ballot.theme, person, alias: ballot.alias, at }) };
}

/** Takes a vote back; what the person said in feedback stays counted. Returns whether there was a vote. */
export async function withdrawVote(deps: VotingDeps, ballot: Ballot): Promise<{ person: string; changed: boolean }> {
  const { person, before } = await voter(deps, ballot);
  // A vote cast before the person was found to be another may not have been moved yet; moved later, it would be back.
  const rows = await Promise.all([...new Set([person, before])].map((row) => deps.votes.remove(ballot.theme, row)));
  return { person, changed: rows.includes(true) };
}

/** Who an alias names by now and before any join, asked while the theme is looked up. */
async function voter(deps: VotingDeps, { theme, alias, visible }: Ballot): Promise<{ person: string; before: string }> {
  const before = personOf(alias);
  const [roots] = await Promise.all([deps.people.rootsOf([before]), existingTheme(deps, theme, visible)]);
  return { person: roots.get(before) ?? before, before };
}
