import { second } from "@earshot/core/clock.ts";
import { isError, reasonOf } from "@earshot/core/error.ts";
import { existingBoards, existingTheme } from "@earshot/core/lookup.ts";
import { remember } from "@earshot/core/remember.ts";
import { Hono } from "hono";
import type { PortalDeps } from "../deps.ts";
import { admin } from "./admin-routes.tsx";
import { answer, failure, missingPage } from "./answers.tsx";
import { favicon, stylesheetCaching } from "./assets.ts";
import { BoardPage, BoardQuery, themesPerPage } from "./board.tsx";
import { stylesheet } from "./stylesheet.ts";
import { ThemePage, voicesPerPage } from "./theme.tsx";
import { viewOf } from "./view.ts";

/** Boards change about never and are on every page, so they are read again after this long only. */
const boardsKept = 10 * second;

/** The pages for people: the ranked board, a theme, and `/admin`. All of them work without a script. */
export function pages(deps: PortalDeps): Hono {
  const { themes, feedback, clock, log } = deps;
  const boards = remember(() => existingBoards(deps), clock, boardsKept);
  const site = new Hono();

  site.notFound(missingPage(deps));
  site.onError((error, c) => {
    // Cursors are all that the stores take as it comes from an address, so what they refuse as input is one.
    if (isError(error, "input")) return failure(c, deps, "cursor", c.req.path);
    if (isError(error, "missing")) return failure(c, deps, "missing");
    const stack = error instanceof Error ? error.stack : undefined;
    log("page.failed", { path: c.req.path, error: reasonOf(error), stack });
    return failure(c, deps, "failed", c.req.method === "GET" ? c.req.path + new URL(c.req.url).search : undefined);
  });

  site.get("/", async (c) => {
    const view = viewOf(c.req.raw, clock);
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
    return answer(c, <BoardPage view={view} query={query} boards={all} themes={found} />);
  });

  site.get("/themes/:id", async (c) => {
    const theme = await existingTheme(deps, c.req.param("id"), ["public"]);
    if (theme.status === "merged") return failure(c, deps, "missing");
    const cursor = c.req.query("cursor") || undefined;
    const quotes = theme.quotes.filter(({ visibility }) => visibility === "public");
    const [all, heard, quoted] = await Promise.all([
      boards(),
      feedback.ofTheme([theme.id], "public", { limit: voicesPerPage, cursor }),
      feedback.getMany(quotes.map((quote) => quote.feedback)),
    ]);
    const board = all.find(({ id }) => id === theme.board);
    const view = viewOf(c.req.raw, clock);
    return answer(
      c,
      <ThemePage view={view} theme={theme} board={board} quoted={quoted} heard={heard} cursor={cursor} />,
    );
  });

  site.get("/style.css", (c) => {
    c.header("cache-control", stylesheetCaching(c.req.query("v")));
    c.header("x-content-type-options", "nosniff");
    return c.body(stylesheet, 200, { "content-type": "text/css; charset=utf-8" });
  });
  site.get("/favicon.svg", (c) => {
    c.header("cache-control", "public, max-age=86400");
    c.header("x-content-type-options", "nosniff");
    return c.body(favicon, 200, { "content-type": "image/svg+xml" });
  });

  site.route("/admin", admin(deps));
  return site;
}
