import { second } from "@earshot/core/clock.ts";
import { existingBoards } from "@earshot/core/lookup.ts";
import { remember } from "@earshot/core/remember.ts";
import { Hono } from "hono";
import type { PortalDeps } from "../deps.ts";
import { mount, type Room } from "../room.ts";

/** Boards change about never and are on every page, so they are read again after this long only. */
const boardsKept = 10 * second;

export function pageRooms(deps: PortalDeps): readonly Room[] {
  const boards = remember(() => existingBoards(deps), deps.clock, boardsKept);
  return [
    {
      at: ["/style.css", "/earshot.js", "/favicon.svg"],
      open: async () => (await import("./asset-routes.ts")).assetRoutes(),
    },
    {
      at: ["/", "/themes/:id"],
      open: async () => (await import("./front-pages.tsx")).frontPages(deps, boards),
    },
    { at: ["/admin/*"], open: async () => (await import("./staff/staff-pages.ts")).staffPages(deps) },
    { at: ["*"], open: async () => (await import("./member-pages.ts")).memberPages(deps, boards) },
  ];
}

/** The pages for people: the ranked board, a theme, and `/admin`. All of them work without a script. */
export function pages(deps: PortalDeps): Hono {
  const site = new Hono();
  for (const room of pageRooms(deps)) mount(site, room);
  return site;
}
