import { rootFrom } from "./family.ts";
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
 * Compares what is stored with what the rows say, everything anew: each head with the tally of its rows (and of what was
 * merged into it, which counts there alone), each feedback with its membership and each membership with its feedback,
 * each person with the root of her joins, and the pointers of merges with the lists at their other ends.
 */
export async function* differences(deps: RebuildDeps): AsyncGenerator<Difference> {
  const members = new Map<string, string>();
  const heads = new Map<string, Pick<Theme, "id" | "board" | "status" | "mergedInto" | "absorbed">>();
  for await (const { id, board, status, mergedInto, absorbed } of deps.themes.all())
    heads.set(id, {
      id,
      board,
      status,
      ...(mergedInto !== undefined && { mergedInto }),
      ...(absorbed && { absorbed }),
    });
  const pointers = new Map(
    [...heads].flatMap(([id, { mergedInto }]) => (mergedInto ? [[id, mergedInto] as const] : [])),
  );
  yield* compareFamilies(heads);
  for (const id of heads.keys()) {
    if (pointers.has(id)) continue;
    const { head, memberships, votes } = await deps.themes.evidence(id);
    if (head && head.mergedInto === undefined) yield* compare(head, tally(memberships, votes));
    for (const { feedback } of memberships) {
      const other = members.get(feedback);
      if (other !== undefined) yield { of: feedback, field: "theme", stored: [other, id], counted: "one theme" };
      members.set(feedback, id);
    }
  }
  const people = new Set<string>();
  for await (const { id, theme, person } of deps.feedback.all()) {
    people.add(person);
    if (theme !== undefined && !heads.has(theme)) yield { of: id, field: "theme", stored: theme, counted: "no head" };
    else if (members.get(id) !== (theme && rootFrom(pointers, theme)))
      yield { of: id, field: "theme", stored: theme, counted: members.get(id) };
    members.delete(id);
  }
  for (const [feedback, theme] of members)
    yield { of: feedback, field: "membership", stored: theme, counted: "nothing" };
  for (const [person, root] of await deps.people.rootsOf([...people]))
    if (person !== root) yield { of: person, field: "person", stored: person, counted: root };
}

/** A theme is merged where it says into what; what it stands behind lists it, and all that stand behind it themselves. */
function* compareFamilies(heads: ReadonlyMap<string, Pick<Theme, "id" | "status" | "mergedInto" | "absorbed">>) {
  const absorbed = new Map<string, string[]>();
  for (const { id, status, mergedInto } of heads.values()) {
    if ((status === "merged") !== (mergedInto !== undefined))
      yield { of: id, field: "status", stored: status, counted: mergedInto ?? "not merged" };
    const seen = new Set([id]);
    for (let into = mergedInto; into !== undefined && !seen.has(into); into = heads.get(into)?.mergedInto) {
      seen.add(into);
      absorbed.set(into, [...(absorbed.get(into) ?? []), id]);
    }
  }
  for (const id of new Set([...heads.keys(), ...absorbed.keys()])) {
    const [stored, found] = [heads.get(id)?.absorbed ?? [], absorbed.get(id) ?? []].map((ids) => ids.toSorted());
    if (!heads.has(id) || String(stored) !== String(found))
      yield { of: id, field: "absorbed", stored: heads.has(id) ? stored : "no head", counted: found };
  }
}

const counted = [
  "supporters",
  "votes",
  "feedback",
  "publicFeedback",
  "voices",
  "sources",
  "segments",
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
