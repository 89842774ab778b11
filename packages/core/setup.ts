import { type Board, defaultBoard, type Team } from "./board.ts";
import { EarshotError } from "./error.ts";
import { teamNamed } from "./lookup.ts";
import type { Settings, ThemeStore } from "./ports.ts";

/** Makes or changes a board. @throws EarshotError `input` for a team that is not there. */
export async function putBoard(deps: { settings: Settings; themes: ThemeStore }, board: Board): Promise<Board> {
  if (board.team !== undefined) await teamNamed(deps, board.team);
  if (board.id !== defaultBoard.id && (await holdsThemes(deps))) await deps.settings.putBoard(defaultBoard);
  await deps.settings.putBoard(board);
  return board;
}

/** Whether the board that nobody made has themes, which would be out of sight once somebody makes another. */
async function holdsThemes({ settings, themes }: { settings: Settings; themes: ThemeStore }): Promise<boolean> {
  if ((await settings.boards()).length > 0) return false;
  const list = { boards: [defaultBoard.id], visibilities: ["public", "private"], sort: "new" } as const;
  return (await themes.list(list, { limit: 1 })).items.length > 0;
}

/** Makes or changes a team. @throws EarshotError `input` for a second default team. */
export async function putTeam({ settings }: { settings: Settings }, team: Team): Promise<Team> {
  const other = team.fallback && (await settings.teams()).find(({ id, fallback }) => fallback && id !== team.id);
  if (other)
    throw new EarshotError(
      "input",
      `${other.name} is the default team already: there is one. Take it from them first.`,
      {
        field: "fallback",
      },
    );
  await settings.putTeam(team);
  return team;
}
