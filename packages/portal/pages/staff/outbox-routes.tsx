import type { DeliveryState } from "@earshot/core/outbox.ts";
import { Hono } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { formOf } from "../../form.ts";
import { AgainPage } from "../again.tsx";
import { answer } from "../answers.tsx";
import { viewOf } from "../view.ts";
import { OutboxPage, rowsPerPage } from "./outbox.tsx";

/** Parked deliveries stand in a list of their own. */
const unparked: readonly DeliveryState[] = ["waiting", "sent", "dry_run", "superseded"];

/** `/admin/outbox`: what leaves, what is parked, and the buttons that put it back to work. */
export function outboxRoutes(deps: PortalDeps): Hono {
  const { inbox, outbox, themes, settings, clock } = deps;
  const desk = new Hono();

  desk.get("/outbox", async (c) => {
    const cursor = c.req.query("cursor") || undefined;
    const [status, entries, refused, sendings, teams] = await Promise.all([
      deps.status(),
      inbox.parked({ limit: rowsPerPage }),
      outbox.list(["parked"], { limit: rowsPerPage }),
      outbox.list(unparked, { limit: rowsPerPage, cursor }),
      settings.teams(),
    ]);
    const ids = [...refused.items, ...sendings.items].flatMap(({ theme }) => theme ?? []);
    const retried = c.req.query("retried") ?? "";
    return answer(
      c,
      deps,
      <OutboxPage
        view={viewOf(c, clock)}
        status={status}
        entries={entries}
        refused={refused}
        outbox={sendings}
        themes={await themes.getMany([...new Set(ids)])}
        teams={teams}
        retried={/^\d{1,6}$/.test(retried) ? Number(retried) : undefined}
        cursor={cursor}
      />,
    );
  });

  desk.post("/outbox/retry", async (c) => {
    const { fields, own } = await formOf(c, deps);
    const view = viewOf(c, clock);
    if (!own)
      return answer(c, deps, <AgainPage view={view} fields={fields} action={c.req.path} to="/admin/outbox" />, 409);
    const [what, id] = [fields.get("what"), fields.get("id")];
    const ids = id ? [id] : undefined;
    const count = what === "entry" ? await inbox.retry(ids) : what === "delivery" ? await outbox.retry(ids) : 0;
    return c.redirect(view.href("/admin/outbox", { retried: String(count) }), 303);
  });

  return desk;
}
