import { second } from "@earshot/core/clock.ts";
import { isError, reasonOf } from "@earshot/core/error.ts";
import { familyOf } from "@earshot/core/family.ts";
import { newId } from "@earshot/core/id.ts";
import { existingBoards, themeStandingFor } from "@earshot/core/lookup.ts";
import { personOf } from "@earshot/core/person.ts";
import { remember } from "@earshot/core/remember.ts";
import { type Context, Hono } from "hono";
import { addressOf } from "../caller.ts";
import type { PortalDeps } from "../deps.ts";
import { problemOf, where } from "../problem.ts";
import { rateLimiter } from "../rate.ts";
import { memberOf, readerOf, recognise } from "../session.ts";
import { admin } from "./admin-routes.tsx";
import { answer, failure, missingPage } from "./answers.tsx";
import { assets, caching, favicon } from "./assets.ts";
import { BoardPage, BoardQuery, themesPerPage } from "./board.tsx";
import { fromHere } from "./guard.ts";
import { newRoutes } from "./new-routes.tsx";
import { signInRoutes } from "./sign-in-routes.tsx";
import { ssoRoutes } from "./sso-routes.ts";
import { ThemePage, voicesPerPage } from "./theme.tsx";
import { byScript, themeRoutes } from "./theme-routes.tsx";
import { viewOf } from "./view.ts";

/** Boards change about never and are on every page, so they are read again after this long only. */
const boardsKept = 10 * second;

/** So many writes a minute by one person, and by one address, behind which there may be a whole office. */
const writesByPerson = 40;
const writesByAddress = 120;

/** The pages for people: the ranked board, a theme, and `/admin`. All of them work without a script. */
export function pages(deps: PortalDeps): Hono {
  const { themes, feedback, clock, log } = deps;
  const boards = remember(() => existingBoards(deps), clock, boardsKept);
  const site = new Hono();

  site.notFound(missingPage(deps));
  site.onError((error, c) => {
    if (byScript(c)) return problemOf(error, log, where(c));
    if (isError(error, "limited")) return failure(c, deps, "limited", c.req.path);
    if (isError(error, "input") && c.req.method === "POST") return failure(c, deps, "refused");
    // Cursors are all that the stores take as it comes from an address, so what they refuse as input is one.
    if (isError(error, "input")) return failure(c, deps, "cursor", c.req.path);
    if (isError(error, "missing")) return failure(c, deps, "missing");
    const stack = error instanceof Error ? error.stack : undefined;
    log("page.failed", { path: c.req.path, error: reasonOf(error), stack });
    return failure(c, deps, "failed", c.req.method === "GET" ? c.req.path + new URL(c.req.url).search : undefined);
  });

  site.use(async (c, next) => {
    recognise(c, deps);
    // The one guard of all forms of members; /admin asks for itself, as it is opened in another way.
    const guarded = c.req.method === "POST" && !c.req.path.startsWith("/admin");
    if (guarded && !fromHere(c.req.raw, deps.url)) return failure(c, deps, "foreign", viewOf(c, clock).href("/"));
    return next();
  });

  const byPerson = rateLimiter(deps.rateLimit === 0 ? 0 : writesByPerson, clock);
  const byAddress = rateLimiter(deps.rateLimit === 0 ? 0 : writesByAddress, clock);
  const limit = (c: Context): void => {
    const { session } = readerOf(c);
    if (session) byPerson(session.alias);
    byAddress(addressOf(c));
  };

  /** Which of some themes the reader stands behind, a guest too: one lookup of who she is, one batch of votes. */
  async function votedFor(c: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { session } = readerOf(c);
    if (!session || ids.length === 0) return new Set();
    const person = personOf(session.alias);
    const root = (await deps.people.rootsOf([person])).get(person) ?? person;
    return deps.votes.among(ids, [...new Set([person, root])]);
  }

  async function follows(c: Context, theme: string): Promise<boolean> {
    const member = memberOf(c);
    if (!member) return false;
    const person = personOf(member.alias);
    const root = (await deps.people.rootsOf([person])).get(person) ?? person;
    const found = await Promise.all([...new Set([person, root])].map((one) => deps.follows.has(theme, one)));
    return found.includes(true);
  }

  site.get("/", async (c) => {
    const view = viewOf(c, clock);
    const all = await boards();
    const asked = BoardQuery.parse(c.req.query());
    const board = all.find(({ id }) => id === asked.board)?.id;
    const query = { ...asked, board };
    const found = await themes.list(
      {
        boards: board === undefined ? all.map(({ id }) => id) : [board],
        visibilities: ["public"],
        sort: query.sort,
        statuses: query.status && [query.status],
      },
      { limit: themesPerPage, cursor: query.cursor },
    );
    const voted = await votedFor(
      c,
      found.items.map(({ id }) => id),
    );
    return answer(c, deps, <BoardPage view={view} query={query} boards={all} themes={found} voted={voted} />);
  });

  site.get("/themes/:id", async (c) => {
    const theme = await themeStandingFor(deps, c.req.param("id"), ["public"]);
    // For now: what was merged can be un-merged, and what went empty may fill again.
    if (theme.id !== c.req.param("id")) return c.redirect(viewOf(c, clock).href(`/themes/${theme.id}`), 302);
    const cursor = c.req.query("cursor") || undefined;
    const quotes = theme.quotes.filter(({ visibility }) => visibility === "public");
    const [all, heard, quoted, voted, following] = await Promise.all([
      boards(),
      feedback.ofTheme(familyOf(theme), "public", { limit: voicesPerPage, cursor }),
      feedback.getMany(quotes.map((quote) => quote.feedback)),
      votedFor(c, [theme.id, ...(theme.absorbed ?? [])]),
      follows(c, theme.id),
    ]);
    const board = all.find(({ id }) => id === theme.board);
    const view = viewOf(c, clock);
    return answer(
      c,
      deps,
      <ThemePage
        view={view}
        theme={theme}
        board={board}
        quoted={quoted}
        heard={heard}
        cursor={cursor}
        voted={voted.size > 0}
        following={following}
        sayKey={newId("pass", clock(), deps.randomness)}
      />,
    );
  });

  for (const [path, asset] of Object.entries(assets))
    site.get(path, (c) => {
      c.header("cache-control", caching(asset, c.req.query("v")));
      c.header("x-content-type-options", "nosniff");
      return c.body(asset.text, 200, { "content-type": asset.type });
    });
  site.get("/favicon.svg", (c) => {
    c.header("cache-control", "public, max-age=86400");
    c.header("x-content-type-options", "nosniff");
    return c.body(favicon, 200, { "content-type": "image/svg+xml" });
  });

  site.route("/", themeRoutes(deps, limit));
  site.route("/", newRoutes(deps, limit, boards));
  site.route("/", signInRoutes(deps, limit));
  site.route("/", ssoRoutes(deps, limit));
  site.route("/admin", admin(deps));
  return site;
}
