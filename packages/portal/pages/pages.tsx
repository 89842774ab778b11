import { second } from "@earshot/core/clock.ts";
import { familyOf } from "@earshot/core/family.ts";
import { newId } from "@earshot/core/id.ts";
import { existingBoards, themeStandingFor } from "@earshot/core/lookup.ts";
import { remember } from "@earshot/core/remember.ts";
import type { Hono } from "hono";
import type { PortalDeps } from "../deps.ts";
import { mount, type Room } from "../room.ts";
import { answer } from "./answers.tsx";
import { assets, caching, favicon } from "./assets.ts";
import { BoardPage, themesPerPage } from "./board.tsx";
import { BoardQuery } from "./board-query.ts";
import { searched } from "./searching.ts";
import { emptySite, guarded } from "./site.tsx";
import { isFollowing, standsOf } from "./standing.ts";
import { ThemePage, voicesPerPage } from "./theme.tsx";
import { viewOf } from "./view.ts";

/** Boards change about never and are on every page, so they are read again after this long only. */
const boardsKept = 10 * second;

const boardsOf = (deps: PortalDeps) => remember(() => existingBoards(deps), deps.clock, boardsKept);

/** The pages that most visits do without. */
export const pageRooms = (deps: PortalDeps, boards = boardsOf(deps)): readonly Room[] => [
  { at: "/admin/*", open: async () => (await import("./staff/staff-pages.ts")).staffPages(deps) },
  { at: "*", open: async () => (await import("./member-pages.ts")).memberPages(deps, boards) },
];

/** The pages for people: the ranked board, a theme, and `/admin`. All of them work without a script. */
export function pages(deps: PortalDeps): Hono {
  const { themes, feedback, clock } = deps;
  const boards = boardsOf(deps);
  const site = emptySite(deps);

  // Before anybody is recognised: what is the same for everybody may be kept between us, and no cookie with it.
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

  site.get("/", guarded(deps), async (c) => {
    const view = viewOf(c, clock);
    const all = await boards();
    const asked = BoardQuery.parse(c.req.query());
    const board = all.find(({ id }) => id === asked.board)?.id;
    const query = { ...asked, board };
    const found =
      query.q === undefined
        ? await themes.list(
            {
              boards: board === undefined ? all.map(({ id }) => id) : [board],
              visibilities: ["public"],
              sort: query.sort,
              statuses: query.status && [query.status],
              kinds: query.kind && [query.kind],
            },
            { limit: themesPerPage, cursor: query.cursor },
          )
        : { items: await searched(deps, query), next: undefined };
    const stands = await standsOf(c, deps, found.items);
    return answer(c, deps, <BoardPage view={view} query={query} boards={all} themes={found} stands={stands} />);
  });

  site.get("/themes/:id", guarded(deps), async (c) => {
    const theme = await themeStandingFor(deps, c.req.param("id"), ["public"]);
    // For now: what was merged can be un-merged, and what went empty may fill again.
    if (theme.id !== c.req.param("id")) return c.redirect(viewOf(c, clock).href(`/themes/${theme.id}`), 302);
    const cursor = c.req.query("cursor") || undefined;
    const quotes = theme.quotes.filter(({ visibility }) => visibility === "public");
    const [all, heard, quoted, stands, following] = await Promise.all([
      boards(),
      feedback.ofTheme(familyOf(theme), "public", { limit: voicesPerPage, cursor }),
      feedback.getMany(quotes.map((quote) => quote.feedback)),
      standsOf(c, deps, [theme]),
      isFollowing(c, deps, theme),
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
        stand={stands.get(theme.id)}
        following={following}
        sayKey={newId("pass", clock(), deps.randomness)}
      />,
    );
  });

  for (const room of pageRooms(deps, boards)) mount(site, room);
  return site;
}
