import { once } from "@earshot/core/once.ts";
import type { Hono } from "hono";

/**
 * A part of the portal that is loaded when it is first asked for, so that a cold start loads what it answers with and
 * no more. It answers whole requests: it recognises, guards and tells errors itself.
 */
export interface Room {
  /** Which paths it answers, `/admin/*` for one; `*` for all that nobody answered before. */
  at: readonly string[];
  open: () => Promise<Hono>;
}

/** Puts a room behind everything that the site has so far. */
export function mount(site: Hono, { at, open }: Room): void {
  const opened = once(open);
  for (const path of at) site.all(path, async (c) => (await opened()).fetch(c.req.raw, c.env));
}
