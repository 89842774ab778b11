import { Hono } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { answer } from "../answers.tsx";
import { viewOf } from "../view.ts";
import { HealthPage } from "./health.tsx";

/** `/admin/health`: how Earshot itself is. */
export function healthRoutes(deps: PortalDeps): Hono {
  const desk = new Hono();
  desk.get("/health", async (c) => {
    const status = await deps.status();
    return answer(c, deps, <HealthPage view={viewOf(c, deps.clock)} status={status} />);
  });
  return desk;
}
