import { Hono } from "hono";
import { assets, caching, favicon } from "./assets.ts";

/** What stands beside the pages, the same for everybody: kept by whoever is between us, and no cookie with it. */
export function assetRoutes(): Hono {
  const site = new Hono();
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
  return site;
}
