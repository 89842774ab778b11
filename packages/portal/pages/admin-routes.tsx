import type { DeliveryState } from "@earshot/core/outbox.ts";
import { type Context, Hono } from "hono";
import type { PortalDeps } from "../deps.ts";
import { AdminPage, rowsPerPage } from "./admin.tsx";
import { answer, failure } from "./answers.tsx";
import { fromHere, opens } from "./guard.ts";
import { viewOf } from "./view.ts";

/** Parked deliveries stand in a list of their own. */
const unparked: readonly DeliveryState[] = ["waiting", "sent", "dry_run", "superseded"];

/** `/admin` and its buttons, opened by the API key as HTTP Basic password. Without a key there is no such page. */
export function admin(deps: PortalDeps): Hono {
  const { inbox, outbox, themes, settings, clock, apiKey } = deps;
  const desk = new Hono();

  desk.use(async (c, next) => {
    if (apiKey === undefined) return failure(c, deps, "missing");
    if (!opens(c.req.header("authorization"), apiKey)) {
      c.header("www-authenticate", 'Basic realm="Earshot", charset="UTF-8"');
      return failure(c, deps, "signIn", c.req.path);
    }
    await next();
    c.header("cache-control", "no-store");
  });

  desk.get("/", async (c) => {
    const cursor = c.req.query("cursor") || undefined;
    const [status, entries, refused, sendings, teams] = await Promise.all([
      deps.status(),
      inbox.parked({ limit: rowsPerPage }),
      outbox.list(["parked"], { limit: rowsPerPage }),
      outbox.list(unparked, { limit: rowsPerPage, cursor }),
      settings.teams(),
    ]);
    const ids = [...refused.items, ...sendings.items].flatMap(({ theme }) => theme ?? []);
    return answer(
      c,
      deps,
      <AdminPage
        view={viewOf(c, clock)}
        status={status}
        entries={entries}
        refused={refused}
        outbox={sendings}
        themes={await themes.getMany([...new Set(ids)])}
        teams={teams}
        retried={/^\d{1,6}$/.test(c.req.query("retried") ?? "") ? Number(c.req.query("retried")) : undefined}
        cursor={cursor}
      />,
    );
  });

  desk.post("/retry", async (c) => {
    if (!fromHere(c.req.raw, deps.url)) return failure(c, deps, "foreign", "/admin");
    const count = await putBack(c);
    const view = viewOf(c, clock);
    return c.redirect(view.href("/admin", { retried: String(count) }), 303);
  });

  async function putBack(c: Context): Promise<number> {
    const { what, id } = await c.req.parseBody();
    const ids = typeof id === "string" && id !== "" ? [id] : undefined;
    if (what === "entry") return inbox.retry(ids);
    if (what === "delivery") return outbox.retry(ids);
    return 0;
  }

  return desk;
}
