import { Hono } from "hono";
import { api } from "./api/api.ts";
import { addressOf, keyHolder } from "./caller.ts";
import type { PortalDeps } from "./deps.ts";
import { missingPage } from "./pages/answers.tsx";
import { pages } from "./pages/pages.tsx";
import { problem, problemOf, where } from "./problem.ts";
import { rateLimiter } from "./rate.ts";
import { webhooks } from "./webhooks.ts";

/** Everything that Earshot serves over HTTP: the API, the ears of the webhooks, the pages. */
export function app(deps: PortalDeps): Hono {
  const app = new Hono();
  app.onError((error, c) => problemOf(error, deps.log, where(c)));
  app.notFound(missingPage(deps));

  app.get("/healthz", async (c) => ((await deps.ready()) ? c.json({ ready: true }) : problem(503, "Not ready yet.")));

  // Before the limit: a community that has much to say delivers much, and a delivery turned away may never come again.
  app.route("/webhooks", webhooks(deps));

  const pass = rateLimiter(deps.rateLimit, deps.clock);
  const holdsKey = keyHolder(deps.apiKey);
  app.use(async (c, next) => {
    pass(holdsKey(c) ? "key" : addressOf(c));
    await next();
  });
  app.route("/api/v1", api(deps));
  app.route("/", pages(deps));
  return app;
}
