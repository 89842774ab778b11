import { EarshotError } from "@earshot/core/error.ts";
import { receiveWebhook } from "@earshot/core/submit.ts";
import { Hono } from "hono";
import { bytesOf, largestStored, textOf } from "./body.ts";
import { chatRoutes } from "./chat.ts";
import type { Ears, PortalDeps } from "./deps.ts";
import { problem, problemOf, where } from "./problem.ts";
import { verifying } from "./verifying.ts";

/** What the sources read to make sense of a delivery; everything else says nothing and may be a secret. */
const kept = /^(?:x-(?:discourse|zendesk|github|hub)-.*|content-type)$/;

/**
 * Where other systems deliver. The raw bytes are verified and stored, and only then acknowledged; what they mean is
 * found out later, so that no delivery is lost to a mistake of ours or to a slow neighbour.
 */
export function webhooks(deps: PortalDeps & Ears): Hono {
  const app = new Hono();
  const verify = verifying(deps);

  app.route(`/${deps.chat.name}`, chatRoutes(deps, verify));

  app.post("/:source", async (c) => {
    const source = deps.sources.get(c.req.param("source"));
    if (source === undefined) throw new EarshotError("missing", "Nothing listens to this source.");
    const body = await bytesOf(c);
    const headers = c.req.header();
    verify(c, source, body);
    if (source.listens?.(headers) === false) return c.json({ received: true }, 202);
    if (body.length > largestStored)
      throw new EarshotError("input", "A delivery has at most 350,000 bytes, or it cannot be stored.", { status: 413 });
    const delivery = { source: source.name, headers: relevant(headers), body: textOf(body) };
    await receiveWebhook(deps, delivery, source.nameOf?.(headers));
    return c.json({ received: true }, 202);
  });

  app.all("/:source", () => problem(405, "Deliveries come by POST.", {}, { allow: "POST" }));
  app.all("*", () => problem(404, "There is nothing here."));
  app.onError((error, c) => problemOf(error, deps.log, where(c)));
  return app;
}

function relevant(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => kept.test(name)));
}
