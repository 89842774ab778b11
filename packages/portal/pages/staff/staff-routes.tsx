import { isError } from "@earshot/core/error.ts";
import { undo } from "@earshot/core/undoing.ts";
import { Hono } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { staffOf } from "../../session.ts";
import { answer, failure } from "../answers.tsx";
import { viewOf } from "../view.ts";
import { acting } from "./acting.tsx";
import { approvalRoutes } from "./approval-routes.tsx";
import { auditRoutes } from "./audit-routes.tsx";
import { deskRoutes } from "./desk-routes.tsx";
import { mostDone } from "./done.tsx";
import { healthRoutes } from "./health-routes.tsx";
import { outboxRoutes } from "./outbox-routes.tsx";
import { proposalRoutes } from "./proposal-routes.tsx";
import { refusalTold } from "./refusal.ts";
import { RefusedPage } from "./refused.tsx";
import { settingsRoutes } from "./settings-routes.tsx";
import { themeRoutes } from "./theme-routes.tsx";
import { webhookRoutes } from "./webhook-routes.tsx";

/**
 * `/admin`: what staff decide, in plain forms. To everybody else none of it is there. Whoever adds a route adds it below
 * this one guard; forms are guarded like all others (pages.tsx), and sealed for the session they stand in.
 */
export function staffRoutes(deps: PortalDeps): Hono {
  const desk = new Hono();

  desk.use(async (c, next) => {
    if (!staffOf(c)) return failure(c, deps, "missing");
    await next();
    c.res.headers.set("cache-control", "no-store");
  });

  desk.onError((error, c) => {
    if (!isError(error, "conflict") && !(isError(error, "input") && c.req.method === "POST")) throw error;
    const view = viewOf(c, deps.clock);
    return answer(
      c,
      deps,
      <RefusedPage view={view} message={refusalTold(error, view.texts.staff)} />,
      isError(error, "conflict") ? 409 : 400,
    );
  });

  desk.post(
    "/undo",
    acting(deps, async (_, { fields, by }) => {
      const asked = fields.getAll("correction").slice(0, mostDone);
      const undone = [];
      // The latest first, as each may rest on those before.
      for (const correction of asked.toSorted().toReversed()) undone.push(await undo(deps, { correction, by }));
      return { corrections: undone };
    }),
  );

  // Pages that a form led to lead here in another language, and when they are reloaded from the address.
  for (const [path, to] of [
    ["/undo", "/admin/audit"],
    ["/proposals/:id", "/admin/proposals"],
  ] as const)
    desk.get(path, (c) => c.redirect(viewOf(c, deps.clock).href(to), 303));

  for (const routes of [
    deskRoutes,
    themeRoutes,
    approvalRoutes,
    proposalRoutes,
    auditRoutes,
    outboxRoutes,
    healthRoutes,
    settingsRoutes,
    webhookRoutes,
  ])
    desk.route("/", routes(deps));
  return desk;
}
