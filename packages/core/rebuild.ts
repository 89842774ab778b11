import type { FeedbackStore, PersonStore, ThemeStore } from "./ports.ts";
import { tally } from "./tally.ts";
import type { Counts, Theme } from "./theme.ts";

export interface RebuildDeps {
  themes: ThemeStore;
  feedback: FeedbackStore;
  people: PersonStore;
}

/** Something that the table says and the rows behind it do not bear out. */
export interface Difference {
  of: string;
  field: string;
  stored: unknown;
  counted: unknown;
}

/**
 * Compares what is stored with what the rows say, everything anew: each head with the tally of its rows, each feedback
 * with its membership and each membership with its feedback, each person with the root of her joins.
 */
export async function* differences(deps: RebuildDeps): AsyncGenerator<Difference> {
  const members = new Map<string, string>();
  const seen = new Set<string>();
  for await (const theme of deps.themes.all()) {
    seen.add(theme.id);
    const { memberships, votes } = await deps.themes.evidence(theme.id);
    yield* compare(theme, tally(memberships, votes));
    for (const { feedback } of memberships) {
      const other = members.get(feedback);
      if (other !== undefined) yield { of: feedback, field: "theme", stored: [other, theme.id], counted: "one theme" };
      members.set(feedback, theme.id);
    }
  }
  const people = new Set<string>();
  for await (const { id, theme, person } of deps.feedback.all()) {
    people.add(person);
    if (theme !== undefined && !seen.has(theme)) yield { of: id, field: "theme", stored: theme, counted: "no head" };
    else if (members.get(id) !== theme) yield { of: id, field: "theme", stored: theme, counted: members.get(id) };
    members.delete(id);
  }
  for (const [feedback, theme] of members)
    yield { of: feedback, field: "membership", stored: theme, counted: "nothing" };
  for (const [person, root] of await deps.people.rootsOf([...people]))
    if (person !== root) yield { of: person, field: "person", stored: person, counted: root };
}

const counted = [
  "supporters",
  "votes",
  "feedback",
  "publicFeedback",
  "voices",
  "sources",
  "kinds",
  "heat",
  "score",
  "rise",
  "weeks",
  "firstAt",
  "lastAt",
] as const satisfies readonly (keyof Counts)[];

function* compare(theme: Theme, counts: Counts): Generator<Difference> {
  for (const field of counted)
    if (canonical(theme[field]) !== canonical(counts[field]))
      yield { of: theme.id, field, stored: theme[field], counted: counts[field] };
}

/** Figures equal up to what a number loses on its way through the table; keys in any order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "number") return Number(part.toPrecision(12));
    if (part && typeof part === "object" && !Array.isArray(part))
      return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
    return part;
  });
}
