import { Hono } from "hono";
import { etag } from "hono/etag";
import type { PortalDeps } from "../deps.ts";
import { atomFeed } from "./atom.ts";
import { embedScript } from "./embed.ts";
import { settled } from "./progress-routes.tsx";
import { viewOf } from "./view.ts";

const entriesInFeed = 30;
/** Feed readers ask in all their numbers and often. */
const feedKept = "public, max-age=300";

/** It stands in others' pages under one address for good, so a new one is there within the hour. */
const embedKept = "public, max-age=3600";

/** What is read by programs and the same for everybody, so that anything between us may keep it a while. */
export function publicRoutes({ themes, clock, url }: Pick<PortalDeps, "themes" | "clock" | "url">): Hono {
  const site = new Hono();

  site.get("/changelog.atom", etag(), async (c) => {
    const view = viewOf(c, clock);
    const { items } = await themes.progressed(settled, { limit: entriesInFeed });
    const feed = atomFeed(view.texts, items, {
      url,
      self: url + view.href("/changelog.atom"),
      page: url + view.href("/changelog"),
      now: clock(),
    });
    return c.body(feed, 200, {
      "content-type": "application/atom+xml; charset=utf-8",
      "cache-control": feedKept,
      vary: "accept-language",
      "x-content-type-options": "nosniff",
    });
  });

  site.get("/embed.js", async (c) =>
    c.body(await embedScript(), 200, {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": embedKept,
      "x-content-type-options": "nosniff",
      // Pages that let nothing in from elsewhere unless it says so itself (COEP, `crossorigin`) may load it, too.
      "cross-origin-resource-policy": "cross-origin",
      "access-control-allow-origin": "*",
    }),
  );

  return site;
}
