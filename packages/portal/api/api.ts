import { type Context, Hono } from "hono";
import * as z from "zod";
import { jsonOf } from "../body.ts";
import { keyHolder, unauthorized } from "../caller.ts";
import type { PortalDeps } from "../deps.ts";
import { parsed, problem, problemOf, where } from "../problem.ts";
import { correctionRoutes } from "./corrections.ts";
import { feedbackRoutes } from "./feedback.ts";
import { formingRoutes } from "./forming.ts";
import { openapi } from "./openapi.ts";
import { operationRoutes } from "./operations.ts";
import { peopleRoutes } from "./people.ts";
import { type Route, route } from "./route.ts";
import { routingRoutes } from "./routing.ts";
import { settingRoutes } from "./settings.ts";
import { themeRoutes } from "./themes.ts";
import { voteRoutes } from "./votes.ts";
import { webhookRoutes } from "./webhooks.ts";

const described = route({
  method: "get",
  path: "/openapi.json",
  summary: "This description.",
  result: z.record(z.string(), z.unknown()),
  handle: async ({ url }) => openapi(routes, url),
});

/** Every route of the API. */
const routes: readonly Route[] = [
  ...feedbackRoutes,
  ...themeRoutes,
  ...voteRoutes,
  ...peopleRoutes,
  ...correctionRoutes,
  ...operationRoutes,
  ...settingRoutes,
  ...routingRoutes,
  ...formingRoutes,
  ...webhookRoutes,
  described,
];

/** The REST API: everything below `/api/v1`, for those who hold the key. */
export function api(deps: PortalDeps): Hono {
  const app = new Hono();
  const holdsKey = keyHolder(deps.apiKey);
  app.use(async (c, next) => {
    if (!holdsKey(c)) throw unauthorized();
    await next();
    c.res.headers.set("cache-control", "no-store");
  });

  for (const { method, path, ...rest } of routes)
    app[method](path.replaceAll("{", ":").replaceAll("}", ""), async (c) => answer(deps, rest, c));

  app.all("*", (c) => unrouted(c.req.path, c.req.method));
  app.onError((error, c) => problemOf(error, deps.log, where(c)));
  return app;
}

async function answer(
  deps: PortalDeps,
  { query, body, status, handle }: Pick<Route, "query" | "body" | "status" | "handle">,
  c: Context,
): Promise<Response> {
  const result = await handle(deps, {
    params: c.req.param() as Record<string, string>,
    query: query && parsed(query, queryOf(c)),
    body: body && parsed(body, await jsonOf(c)),
  });
  return c.json(result, status);
}

/** What is asked for after the question mark: what is repeated counts as a list, what is left empty as not asked. */
function queryOf(c: Context): Record<string, string> {
  const asked = Object.entries(c.req.queries()).map(([name, values]) => [name, values.join(",")] as const);
  return Object.fromEntries(asked.filter(([, value]) => value !== ""));
}

/** The answer to a path that is no route, or is one for another method. */
function unrouted(path: string, method: string): Response {
  const allowed = routes
    .filter((one) => new RegExp(`/api/v1${one.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path))
    .map((one) => one.method.toUpperCase());
  if (allowed.length === 0) return problem(404, "There is no such route; see /api/v1/openapi.json.");
  return problem(405, `This route knows ${allowed.join(", ")}, not ${method}.`, {}, { allow: allowed.join(", ") });
}
