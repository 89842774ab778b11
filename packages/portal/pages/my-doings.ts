import { rootOf } from "@earshot/core/family.ts";
import { type Feedback, reviewState } from "@earshot/core/feedback.ts";
import { personOf } from "@earshot/core/person.ts";
import { newsAt } from "@earshot/core/progress.ts";
import type { Session } from "@earshot/core/session.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { PortalDeps } from "../deps.ts";

type Reading = Pick<PortalDeps, "people" | "doings" | "feedback" | "themes" | "follows">;

/** So much of what she did stands on a page. */
const doingsPerPage = 60;

/** Something that she said, with the theme that it counts for where everybody may see that. */
export interface Asked {
  said: Feedback;
  theme: Theme | undefined;
}

export interface Mine {
  asked: Asked[];
  voted: Theme[];
  follows: Theme[];
  /** Themes of all these about which something was decided or answered after she came, the latest first. */
  moved: Theme[];
  next: string | undefined;
}

/**
 * What a member asked for, voted for and follows under any of her names, and what became of it: who she is, one query of
 * keys a name, and the rows of one page in batches, however much there is besides.
 */
export async function mineOf(deps: Reading, session: Session, cursor: string | undefined): Promise<Mine> {
  const people = await deps.people.oneWith(personOf(session.alias));
  const { items, next } = await deps.doings.by(people, { limit: doingsPerPage, cursor });
  const of = (what: (typeof items)[number]["what"]) => items.filter((doing) => doing.what === what);
  const [said, follows] = await Promise.all([
    deps.feedback.getMany(of("said").map((doing) => doing.of)),
    deps.follows.among([...new Set(of("follows").map((doing) => doing.of))], people),
  ]);
  const shown = of("said")
    .flatMap((doing) => said.get(doing.of) ?? [])
    .filter((one) => !one.withdrawn && isHers(one, session));
  const quiet = new Set(follows.flatMap((one) => (one.quiet ? [one.theme] : [])));
  const followed = of("follows").filter((doing) => !quiet.has(doing.of));
  const named = [...shown.flatMap(({ theme }) => theme ?? []), ...[...of("voted"), ...followed].map((one) => one.of)];
  const themes = await publicThemes(deps, [...new Set(named)]);
  const distinct = (ids: readonly string[]): Theme[] => [
    ...new Map(ids.flatMap((id) => themes.get(id) ?? []).map((theme) => [theme.id, theme])).values(),
  ];
  const since = firstDone(
    [
      ...shown.flatMap(({ theme, at }) => (theme === undefined ? [] : [{ of: theme, at }])),
      ...of("voted"),
      ...followed,
    ],
    themes,
  );
  return {
    asked: shown.map((one) => ({ said: one, theme: one.theme === undefined ? undefined : themes.get(one.theme) })),
    voted: distinct(of("voted").map((one) => one.of)),
    follows: distinct(followed.map((one) => one.of)),
    moved: distinct(named)
      .filter((theme) => theme.status !== "open" || theme.answer !== undefined)
      .filter((theme) => newsAt(theme) > (since.get(theme.id) ?? ""))
      .sort((a, b) => (newsAt(a) < newsAt(b) ? 1 : -1)),
    next,
  };
}

/**
 * Whether she may read what was said under any of her names. What everybody may read, and what was said under the very
 * name that she is signed in with: people may be joined in error, and then nobody reads another's ticket.
 */
function isHers({ visibility, aliases }: Feedback, { alias, email }: Session): boolean {
  return (
    visibility === "public" || aliases.includes(alias) || (email !== undefined && aliases.includes(`email:${email}`))
  );
}

/** Public themes by the ids of themes that they stand for by now. */
async function publicThemes(deps: Reading, ids: readonly string[]): Promise<Map<string, Theme>> {
  const found = await deps.themes.getMany(ids);
  const standing = await Promise.all(
    [...found].map(async ([id, theme]): Promise<[string, Theme]> => [id, await rootOf(deps, theme)]),
  );
  return new Map(standing.filter(([, theme]) => theme.visibility === "public"));
}

/** When she first had to do with each theme. */
function firstDone(
  doings: readonly { of: string; at: string }[],
  themes: ReadonlyMap<string, Theme>,
): Map<string, string> {
  const first = new Map<string, string>();
  for (const { of, at } of doings) {
    const id = themes.get(of)?.id;
    if (id !== undefined && at < (first.get(id) ?? "~")) first.set(id, at);
  }
  return first;
}

/** Why others do not see what she said, if they do not. */
export function withheld(said: Feedback): "waiting" | "rejected" | "hidden" | "ticket" | undefined {
  const state = reviewState(said);
  if (said.visibility === "public" || state === "approved") return said.visibility === "public" ? undefined : "ticket";
  return state ?? "ticket";
}
