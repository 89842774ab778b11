import { Board, Team } from "@earshot/core/board.ts";
import { isError } from "@earshot/core/error.ts";
import { existingBoards } from "@earshot/core/lookup.ts";
import type { Preview } from "@earshot/core/previewing.ts";
import { type Rehearsal, rehearseRouting } from "@earshot/core/routing.ts";
import { putBoard, putTeam } from "@earshot/core/setup.ts";
import { type Context, Hono } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { answer, failure } from "../answers.tsx";
import { viewOf } from "../view.ts";
import { acting } from "./acting.tsx";
import { BoardPage } from "./board-form.tsx";
import { doneIn } from "./done.tsx";
import type { Refused } from "./field.tsx";
import { readBoard, readTeam } from "./read-settings.ts";
import { wrong } from "./refusal.ts";
import { SettingsPage } from "./settings.tsx";
import { TeamPage } from "./team-form.tsx";

/** Where a form for something that is not there yet stands. */
const fresh = "new";

/** A form as it was typed, with nothing wrong about it. */
const asIs = (fields: URLSearchParams): Refused => ({ fields, field: undefined, message: "" });

/** `/admin/settings`: boards, teams with the rules that send themes to them, and the way to webhooks. */
export function settingsRoutes(deps: PortalDeps): Hono {
  const { settings, clock } = deps;
  const desk = new Hono();
  const idOf = (c: Context): string => c.req.param("id") ?? "";

  desk.get("/settings", async (c) => {
    const [boards, teams, webhooks, done] = await Promise.all([
      existingBoards(deps),
      settings.teams(),
      deps.webhooks.all(),
      doneIn(deps, c.req.query("done")),
    ]);
    return answer(c, deps, <SettingsPage view={viewOf(c, clock)} {...{ done, boards, teams, webhooks }} />);
  });

  async function showBoard(c: Context, refused?: Refused, preview?: Preview): Promise<Response> {
    const [boards, teams] = await Promise.all([existingBoards(deps), settings.teams()]);
    const board = boards.find(({ id }) => id === idOf(c));
    if (board === undefined && idOf(c) !== fresh) return failure(c, deps, "missing");
    const wrongly = refused !== undefined && preview === undefined;
    const page = <BoardPage view={viewOf(c, clock)} {...{ board, teams, refused, preview }} />;
    return answer(c, deps, page, wrongly ? 400 : 200);
  }

  desk.get("/settings/boards/:id", (c) => showBoard(c));
  desk.post(
    "/settings/boards/:id",
    acting(
      deps,
      async (c, { fields, by }) => {
        const known = (await existingBoards(deps)).find(({ id }) => id === idOf(c));
        const board = Board.parse(readBoard(fields, known));
        if (!known && (await existingBoards(deps)).some(({ id }) => id === board.id))
          throw wrong("id", viewOf(c, clock).texts.staff.setup.taken);
        if (known && fields.get("do") === "try")
          return { page: await showBoard(c, asIs(fields), await previewed(c, board)) };
        const { correction } = await putBoard(deps, board, { by });
        return { corrections: [correction], note: "saved", to: viewOf(c, clock).href("/admin/settings") };
      },
      showBoard,
    ),
  );

  /** Some seconds' work on a large board; too much of it on one that is larger than a page can wait for. */
  async function previewed(c: Context, { id, granularity = "normal" }: Board): Promise<Preview> {
    try {
      return await deps.preview(id, granularity);
    } catch (error) {
      if (!isError(error, "input")) throw error;
      throw wrong("granularity", viewOf(c, clock).texts.staff.setup.tooLargeToTry);
    }
  }

  async function showTeam(c: Context, refused?: Refused, rehearsal?: Rehearsal): Promise<Response> {
    const team = (await settings.teams()).find(({ id }) => id === idOf(c));
    if (team === undefined && idOf(c) !== fresh) return failure(c, deps, "missing");
    const wrongly = refused !== undefined && rehearsal === undefined;
    const page = <TeamPage view={viewOf(c, clock)} team={team} refused={refused} rehearsal={rehearsal} />;
    return answer(c, deps, page, wrongly ? 400 : 200);
  }

  /** A team as the form has it. */
  async function asTyped(c: Context, fields: URLSearchParams): Promise<Team> {
    const known = (await settings.teams()).find(({ id }) => id === idOf(c));
    const team = Team.parse(readTeam(fields, known, viewOf(c, clock).texts.staff.setup));
    if (!known && (await settings.teams()).some(({ id }) => id === team.id))
      throw wrong("id", viewOf(c, clock).texts.staff.setup.taken);
    return team;
  }

  desk.get("/settings/teams/:id", (c) => showTeam(c));
  desk.post(
    "/settings/teams/:id",
    acting(
      deps,
      async (c, { fields, by }) => {
        const team = await asTyped(c, fields);
        if (fields.get("do") === "try") return { page: await rehearsed(c, fields, team) };
        const { correction } = await putTeam(deps, team, { by });
        return { corrections: [correction], note: "saved", to: viewOf(c, clock).href("/admin/settings") };
      },
      showTeam,
    ),
  );

  /** Nothing is saved, so nothing is led on to: the form stands as it was typed, with what it would do. */
  const rehearsed = async (c: Context, fields: URLSearchParams, team: Team): Promise<Response> =>
    showTeam(c, asIs(fields), await rehearseRouting(deps, team));

  return desk;
}
