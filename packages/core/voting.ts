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
  const voter = personOf(ballot.alias);
  const [roots] = await Promise.all([deps.people.rootsOf([voter]), existingTheme(deps, ballot.theme, ballot.visible)]);
  const person = roots.get(voter) ?? voter;
  const at = isoTime(deps.clock());
  return { person, changed: await deps.votes.put({ theme: ballot.theme, person, alias: ballot.alias, at }) };
}

/**
 * Takes a vote back; what the person said in feedback stays counted. Returns whether there was a vote.
 *
 * Where people were found to be one, the vote may still stand under any of them, and move at this very moment, from
 * the joined p to the q she was joined to. It is looked for in that order; in the other it could slip past:
 *
 *   A: none under q
 *                      B: moves the vote from p to q
 *   A: none under p
 *
 * Once more when somebody has been joined meanwhile.
 */
export async function withdrawVote(deps: VotingDeps, ballot: Ballot): Promise<{ person: string; changed: boolean }> {
  const { theme, alias, visible } = ballot;
  const person = personOf(alias);
  let [everybody] = await Promise.all([deps.people.oneWith(person), existingTheme(deps, theme, visible)]);
  let changed = false;
  for (;;) {
    for (const one of everybody) if (await deps.votes.remove(theme, one)) changed = true;
    const before = everybody.length;
    everybody = await deps.people.oneWith(person);
    if (everybody.length === before) return { person: everybody.at(-1) ?? person, changed };
  }
}
