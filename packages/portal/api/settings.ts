import { Board, Team } from "@earshot/core/board.ts";
import { existingBoards } from "@earshot/core/lookup.ts";
import { putBoard, putTeam } from "@earshot/core/setup.ts";
import * as z from "zod";
import { parsed } from "../problem.ts";
import { route, Who } from "./route.ts";

const by = Who.describe("Who sets it, for the audit trail.");

const BoardView = Board.meta({ id: "Board" });
const TeamView = Team.meta({ id: "Team" });

export const settingRoutes = [
  route({
    method: "get",
    path: "/boards",
    summary: "Products and areas.",
    result: z.object({ items: z.array(BoardView) }),
    handle: async (deps) => ({ items: await existingBoards(deps) }),
  }),

  route({
    method: "put",
    path: "/boards/{board}",
    summary: "Make or change a board.",
    body: Board.unwrap().omit({ id: true }).extend({ by }).strict(),
    result: BoardView,
    async handle(deps, { params, body: { by, ...board } }) {
      return (await putBoard(deps, parsed(Board, { ...board, id: params.board }), { by })).is;
    },
  }),

  route({
    method: "get",
    path: "/teams",
    summary: "Who receives themes: repositories, channels, and when the digest comes.",
    result: z.object({ items: z.array(TeamView) }),
    handle: async (deps) => ({ items: await deps.settings.teams() }),
  }),

  route({
    method: "put",
    path: "/teams/{team}",
    summary: "Make or change a team.",
    body: Team.unwrap().omit({ id: true }).extend({ by }).strict(),
    result: TeamView,
    async handle(deps, { params, body: { by, ...team } }) {
      return (await putTeam(deps, parsed(Team, { ...team, id: params.team }), { by })).is;
    },
  }),
];
