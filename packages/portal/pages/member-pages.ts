import type { Board } from "@earshot/core/board.ts";
import type { Context, Hono } from "hono";
import { addressOf } from "../caller.ts";
import type { PortalDeps } from "../deps.ts";
import { rateLimiter } from "../rate.ts";
import { readerOf } from "../session.ts";
import { digestRoutes } from "./digest-routes.tsx";
import { mineRoutes } from "./mine-routes.tsx";
import { newRoutes } from "./new-routes.tsx";
import { ownDataRoutes } from "./own-data-routes.tsx";
import { progressRoutes } from "./progress-routes.tsx";
import { publicRoutes } from "./public-routes.ts";
import { signInRoutes } from "./sign-in-routes.tsx";
import { emptySite, guarded } from "./site.tsx";
import { ssoRoutes } from "./sso-routes.ts";
import { themeRoutes } from "./theme-routes.tsx";

/** So many writes a minute by one person, and by one address, behind which there may be a whole office. */
const writesByPerson = 40;
const writesByAddress = 120;

/** Whatever one comes to from the board and a theme: what a member does and has done, and what became of it. */
export function memberPages(deps: PortalDeps, boards: () => Promise<Board[]>): Hono {
  const site = emptySite(deps);
  // Before anybody is recognised: what is the same for everybody may be kept between us, and no cookie with it.
  site.route("/", publicRoutes(deps));
  site.use(guarded(deps));

  const byPerson = rateLimiter(deps.rateLimit === 0 ? 0 : writesByPerson, deps.clock);
  const byAddress = rateLimiter(deps.rateLimit === 0 ? 0 : writesByAddress, deps.clock);
  const limit = (c: Context): void => {
    const { session } = readerOf(c);
    if (session) byPerson(session.alias);
    byAddress(addressOf(c, deps));
  };

  site.route("/", progressRoutes(deps));
  site.route("/", digestRoutes(deps));
  site.route("/", mineRoutes(deps, limit));
  site.route("/", ownDataRoutes(deps, limit));
  site.route("/", themeRoutes(deps, limit));
  site.route("/", newRoutes(deps, limit, boards));
  site.route("/", signInRoutes(deps, limit));
  site.route("/", ssoRoutes(deps, limit));
  return site;
}
