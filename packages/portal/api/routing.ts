import { Team } from "@earshot/core/board.ts";
import { explainRoute, rehearseRouting } from "@earshot/core/routing.ts";
import { Theme } from "@earshot/core/theme.ts";
import * as z from "zod";
import { parsed } from "../problem.ts";
import { route } from "./route.ts";

const RoutingView = z
  .object({
    theme: z.string(),
    title: z.string(),
    now: z.object({ team: z.string().nullable(), by: Theme.unwrap().shape.teamBy }).describe("Where it is."),
    team: z.string().nullable().describe("Where the rules as they are now send it."),
    by: z.enum(["rule", "board", "default"]).optional(),
    because: z.string(),
    tried: z
      .array(
        z.object({
          team: z.string(),
          holds: z.boolean(),
          asked: z.array(
            z.object({
              what: z.enum(["board", "kind", "source", "segment", "words"]),
              of: z.array(z.string()),
              found: z.string(),
              holds: z.boolean(),
            }),
          ),
        }),
      )
      .describe("Every rule, with what it asks for and what the theme has; those that decide first."),
  })
  .meta({ id: "Routing" });

const RehearsalView = z
  .object({
    moves: z.array(
      z.object({
        theme: z.string(),
        title: z.string(),
        supporters: z.number().int(),
        from: z.string().nullable(),
        to: z.string(),
        because: z.string(),
      }),
    ),
    moved: z.number().int(),
    stayed: z.number().int(),
    decided: z.number().int().describe("Themes whose team a person chose: no rule changes that."),
  })
  .meta({ id: "RoutingRehearsal" });

export const routingRoutes = [
  route({
    method: "get",
    path: "/route",
    summary: "Which team a theme goes to by the rules, and why.",
    query: z.object({ theme: z.string().max(100) }),
    result: RoutingView,
    async handle(deps, { query }) {
      const { theme, team, by, because, tried } = await explainRoute(deps, query.theme);
      return {
        ...{ theme: theme.id, title: theme.title, because },
        now: { team: theme.team ?? null, by: theme.teamBy },
        team: team ?? null,
        by,
        tried: tried.map((one) => ({ ...one, asked: one.asked.map((asked) => ({ ...asked, of: [...asked.of] })) })),
      };
    },
  }),

  route({
    method: "post",
    path: "/teams/{team}/dry-run",
    summary: "What a team's rules would do to the themes there are, were the team as given. Changes nothing.",
    body: Team.unwrap().omit({ id: true }).strict(),
    result: RehearsalView,
    async handle(deps, { params, body }) {
      const { moves, ...counts } = await rehearseRouting(deps, parsed(Team, { ...body, id: params.team }));
      return { ...counts, moves: moves.map(({ from, ...move }) => ({ ...move, from: from ?? null })) };
    },
  }),
];
