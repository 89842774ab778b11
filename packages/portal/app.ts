import { isError } from "@earshot/core/error.ts";
import { Hono, type MiddlewareHandler } from "hono";
import { compress } from "hono/compress";
import { addressOf, keyHolder } from "./caller.ts";
import type { PortalDeps } from "./deps.ts";
import { pages } from "./pages/pages.ts";
import { problem, problemOf, where } from "./problem.ts";
import { rateLimiter } from "./rate.ts";
import { named, withRequest } from "./request.ts";
import { mount, type Room } from "./room.ts";

const webhooks = (deps: PortalDeps): Room => ({
  at: ["/webhooks/*"],
  open: async () => {
    const [{ webhooks }, ears] = await Promise.all([import("./webhooks.ts"), deps.ears()]);
    return new Hono().route("/webhooks", webhooks({ ...deps, ...ears }));
  },
});
const api = (deps: PortalDeps): Room => ({
  at: ["/api/v1/*"],
  open: async () => new Hono().route("/api/v1", (await import("./api/api.ts")).api(deps)),
});

/**
 * What may be compressed depends on what is accepted. Said here, on the answer as it is: where the compressing
 * middleware has to say it, and wherever `c.header` changes an answer, Hono makes a stream of its text first, which is a
 * tenth of what a request costs.
 */
const varied: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.append("vary", "Accept-Encoding");
};

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/** Everything that Earshot serves over HTTP: the API, the ears of the webhooks, the pages. */
export function app(given: PortalDeps): Hono {
  const deps = { ...given, log: withRequest(given.log) };
  const app = new Hono();
  app.use(named(deps.randomness));
  app.use(compress());
  app.use(varied);
  app.onError(async (error, c) => {
    // Somebody who reads pages and asks too often is told so on a page.
    if (isError(error, "limited") && c.req.header("accept")?.includes("text/html"))
      return (await import("./pages/site.tsx")).turnedAway(c, deps, error);
    return problemOf(error, deps.log, where(c));
  });

  app.get("/healthz", async (c) => ((await deps.ready()) ? c.json({ ready: true }) : problem(503, "Not ready yet.")));

  app.use(async (c, next) => {
    if (!reading.has(c.req.method)) await deps.mustBeOpen();
    await next();
  });

  // Before the limit, which holds for what is not signed only (verifying.ts).
  mount(app, webhooks(deps));

  const pass = rateLimiter(deps.rateLimit, deps.clock);
  const holdsKey = keyHolder(deps.apiKey);
  app.use(async (c, next) => {
    pass(holdsKey(c) ? "key" : addressOf(c, deps));
    await next();
  });
  mount(app, api(deps));
  app.route("/", pages(deps));
  return app;
}
