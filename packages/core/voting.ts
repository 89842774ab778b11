import { type Clock, isoTime } from "./clock.ts";
import { type Erasures, mustNotBeGoing } from "./erasure.ts";
import { familyOf } from "./family.ts";
import type { Visibility } from "./feedback.ts";
import type { Hears } from "./hears.ts";
import { themeStandingFor } from "./lookup.ts";
import { type Alias, personOf } from "./person.ts";
import type { PersonStore, ThemeStore, VoteStore } from "./ports.ts";
import { isGuest } from "./session.ts";
import type { Standing } from "./theme.ts";

export interface VotingDeps {
  themes: ThemeStore;
  votes: VoteStore;
  people: PersonStore;
  erasures: Pick<Erasures, "underWay">;
  clock: Clock;
}

export interface Ballot {
  theme: string;
  alias: Alias;
  /** Where the voter is told what becomes of it: of a member on our pages, who was promised that. */
  hears?: Hears | undefined;
  /** What the voter may see; everything without it. */
  visible?: readonly Visibility[];
}

/**
 * Lets somebody stand behind a theme, or the one that stands for it by now. One conditional write; counting happens after
 * the answer. Returns whether the vote is new: voting again changes nothing, also where the first vote was cast for a
 * theme that was merged into this one.
 * @throws EarshotError `missing` for a theme that is not there or not for the voter to see; `limited` where her vote is
 * about to be erased.
 */
export async function castVote(deps: VotingDeps, ballot: Ballot): Promise<Voted> {
  const { person, before, theme } = await voter(deps, ballot);
  const { alias, hears } = ballot;
  const vote = { theme: theme.id, person, alias, at: isoTime(deps.clock()), ...(hears && { hears }) };
  const cast = async (): Promise<boolean> => {
    const elsewhere = await Promise.all((theme.absorbed ?? []).map((part) => deps.votes.has(part, person)));
    return !elsewhere.includes(true) && (await deps.votes.put(isGuest(ballot) ? { ...vote, guest: true } : vote));
  };
  if (await cast()) return { theme: theme.id, person, changed: true };
  await mustNotBeGoing(deps, [before, person]);
  // Unless it has gone meanwhile.
  return { theme: theme.id, person, changed: await cast() };
}

/**
 * Takes a vote back, wherever among the themes merged into one it was cast; what the person said in feedback stays
 * counted. Returns whether there was a vote.
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
export async function withdrawVote(deps: VotingDeps, ballot: Ballot): Promise<Voted> {
  const { before, theme } = await voter(deps, ballot);
  let everybody = await deps.people.oneWith(before);
  let changed = false;
  for (;;) {
    for (const one of everybody) {
      const removed = await Promise.all(familyOf(theme).map((part) => deps.votes.remove(part, one)));
      if (removed.includes(true)) changed = true;
    }
    const { length } = everybody;
    everybody = await deps.people.oneWith(before);
    if (everybody.length === length) return { theme: theme.id, person: everybody.at(-1) ?? before, changed };
  }
}

interface Voted {
  /** The theme that the vote counts for. */
  theme: string;
  person: string;
  changed: boolean;
}

/** Who an alias names by now and before any join, asked while the theme is looked up. */
async function voter(
  deps: VotingDeps,
  { theme, alias, visible }: Ballot,
): Promise<{ person: string; before: string; theme: Standing }> {
  const before = personOf(alias);
  const [roots, root] = await Promise.all([deps.people.rootsOf([before]), standingFor(deps, theme, visible)]);
  return { person: roots.get(before) ?? before, before, theme: root };
}

const standingFor = ({ themes }: VotingDeps, id: string, visible: readonly Visibility[] | undefined) =>
  themeStandingFor({ themes: { get: (one) => themes.standing(one) } }, id, visible);
