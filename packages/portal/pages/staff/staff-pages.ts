import type { Hono } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { emptySite, guarded } from "../site.tsx";
import { staffRoutes } from "./staff-routes.tsx";

/** `/admin` as a site of its own. */
export function staffPages(deps: PortalDeps): Hono {
  return emptySite(deps).use(guarded(deps)).route("/admin", staffRoutes(deps));
}
