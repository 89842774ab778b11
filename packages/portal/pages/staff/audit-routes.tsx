import { existingTheme } from "@earshot/core/lookup.ts";
import { Hono } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { answer } from "../answers.tsx";
import { viewOf } from "../view.ts";
import { AuditPage, entriesPerPage } from "./audit.tsx";
import { doneIn } from "./done.tsx";
import { mentionedIn } from "./told.ts";

/** `/admin/audit`: who decided what, and Undo. */
export function auditRoutes(deps: PortalDeps): Hono {
  const desk = new Hono();
  desk.get("/audit", async (c) => {
    const cursor = c.req.query("cursor") || undefined;
    const about = c.req.query("theme") || undefined;
    const theme = about === undefined ? undefined : await existingTheme(deps, about);
    const [found, done] = await Promise.all([
      deps.corrections.list(theme?.id, { limit: entriesPerPage, cursor }),
      doneIn(deps, c.req.query("done")),
    ]);
    const mentioned = await mentionedIn(deps, found.items);
    return answer(
      c,
      deps,
      <AuditPage
        view={viewOf(c, deps.clock)}
        done={done}
        theme={theme}
        found={found}
        mentioned={mentioned}
        cursor={cursor}
      />,
    );
  });
  return desk;
}
