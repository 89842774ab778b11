import type { Board, Team } from "./board.ts";
import { existingBoards, existingTheme } from "./lookup.ts";
import type { Settings, ThemeStore } from "./ports.ts";
import { type Routing, route, routed } from "./route.ts";
import type { Theme } from "./theme.ts";

export interface RoutingDeps {
  themes: ThemeStore;
  settings: Settings;
}

/** Where a theme would go by the rules as they are now, beside where it is. */
export interface Explained extends Routing {
  theme: Theme;
}

/** @throws EarshotError `missing`. */
export async function explainRoute(deps: RoutingDeps, id: string): Promise<Explained> {
  const theme = await existingTheme(deps, id);
  const [teams, boards] = await Promise.all([deps.settings.teams(), existingBoards(deps)]);
  return { theme, ...route(theme, teams, boards) };
}

/** What rules would do to the themes there are. */
export interface Rehearsal {
  /** Themes that would go to another team, the largest first; at most 200 of them. */
  moves: { theme: string; title: string; supporters: number; from: string | undefined; to: string; because: string }[];
  moved: number;
  stayed: number;
  /** Themes whose team a person chose, which no rule changes. */
  decided: number;
}

const mostMoves = 200;

const readAtOnce = 100;

/** All themes that somebody is behind, by the ranking: whoever serves requests may not scan the table. */
async function* ranked({ themes }: RoutingDeps, boards: readonly Board[]): AsyncGenerator<Theme> {
  const list = { boards: boards.map(({ id }) => id), visibilities: ["public", "private"], sort: "top" } as const;
  let cursor: string | undefined;
  do {
    const page = await themes.list(list, { limit: readAtOnce, cursor });
    yield* (await themes.getMany(page.items.map(({ id }) => id))).values();
    cursor = page.next;
  } while (cursor !== undefined);
}

/**
 * What would become of all themes if a team were as given (or as the teams are, without one). Nothing is written; a
 * theme really goes where its rules say when it is new or its words have changed.
 */
export async function rehearseRouting(deps: RoutingDeps, team?: Team): Promise<Rehearsal> {
  const [known, boards] = await Promise.all([deps.settings.teams(), existingBoards(deps)]);
  const teams = team ? [...known.filter(({ id }) => id !== team.id), team] : known;
  const moves: Rehearsal["moves"] = [];
  const rest = { stayed: 0, decided: 0 };
  for await (const theme of ranked(deps, boards)) {
    const to = routed(theme, teams, boards).team;
    if (theme.teamBy === "person") rest.decided++;
    else if (to === undefined || to === theme.team) rest.stayed++;
    else {
      const { because } = route(theme, teams, boards);
      moves.push({ theme: theme.id, title: theme.title, supporters: theme.supporters, from: theme.team, to, because });
    }
  }
  moves.sort((a, b) => b.supporters - a.supporters || (a.theme < b.theme ? -1 : 1));
  return { moves: moves.slice(0, mostMoves), moved: moves.length, ...rest };
}
