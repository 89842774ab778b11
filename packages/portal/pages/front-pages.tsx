import type { Board } from "@earshot/core/board.ts";
import { familyOf } from "@earshot/core/family.ts";
import { newId } from "@earshot/core/id.ts";
import { themeStandingFor } from "@earshot/core/lookup.ts";
import type { Hono } from "hono";
import type { PortalDeps } from "../deps.ts";
import { answer } from "./answers.tsx";
import { BoardPage, themesPerPage } from "./board.tsx";
import { BoardQuery } from "./board-query.ts";
import { searched } from "./searching.ts";
import { emptySite, guarded } from "./site.tsx";
import { isFollowing, standsOf } from "./standing.ts";
import { ThemePage, voicesPerPage } from "./theme.tsx";
import { viewOf } from "./view.ts";

/** What most visits are for: the ranked board, and a theme. */
export function frontPages(deps: PortalDeps, boards: () => Promise<Board[]>): Hono {
  const { themes, feedback, clock } = deps;
  const site = emptySite(deps);

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
  return site;
}
