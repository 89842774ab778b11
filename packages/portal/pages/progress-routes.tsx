import type { Page } from "@earshot/core/ports.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { Hono } from "hono";
import type { PortalDeps } from "../deps.ts";
import { answer } from "./answers.tsx";
import { ChangelogPage } from "./changelog.tsx";
import { type Column, columns, RoadmapPage } from "./roadmap.tsx";
import { viewOf } from "./view.ts";

const entriesPerPage = 20;
export const settled = ["shipped", "declined"] as const;

/**
 * `/roadmap` and `/changelog`: one query of keys a status, and one batch of heads, however many themes there
 * are.
 */
export function progressRoutes(deps: PortalDeps): Hono {
  const { themes, clock } = deps;
  const site = new Hono();

  site.get("/roadmap", async (c) => {
    const lanes = await Promise.all(
      Object.entries(columns).map(
        async ([column, limit]): Promise<[string, Page<Theme>]> => [
          column,
          await themes.progressed([column as Column], { limit }),
        ],
      ),
    );
    const roadmap = Object.fromEntries(lanes) as Record<Column, Page<Theme>>;
    return answer(c, deps, <RoadmapPage view={viewOf(c, clock)} roadmap={roadmap} />);
  });

  site.get("/changelog", async (c) => {
    const cursor = c.req.query("cursor") || undefined;
    const page = await themes.progressed(settled, { limit: entriesPerPage, cursor });
    return answer(c, deps, <ChangelogPage view={viewOf(c, clock)} settled={page} cursor={cursor} />);
  });

  return site;
}
