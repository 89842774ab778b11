import { type EarshotError, isError, placeOf, reasonOf } from "@earshot/core/error.ts";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { PortalDeps } from "../deps.ts";
import { problemOf, where } from "../problem.ts";
import { recognise } from "../session.ts";
import { failure, limited, sameAgain, unreachable } from "./answers.tsx";
import { fromHere } from "./guard.ts";
import { speak, spoken, viewOf } from "./view.ts";

/** Whether our script asks, which draws the answer itself, or a plain form, which is led on to a page. */
export const byScript = (c: Context): boolean => c.req.header("accept") === "application/json";

/** A site without a page yet, which tells on pages of its own what is not there and what failed. */
export function emptySite(deps: PortalDeps): Hono {
  const { log } = deps;
  const site = new Hono();
  site.use(spoken);
  // In the same words for what is not there and for what the reader may not know of.
  site.notFound((c) => failure(c, deps, "missing"));
  site.onError((error, c) => {
    if (byScript(c)) return problemOf(error, log, where(c));
    if (isError(error, "limited")) return limited(c, deps, error);
    if (isError(error, "input") && c.req.method === "POST") return failure(c, deps, "refused");
    // Cursors are all that the stores take as it comes from an address, so what they refuse as input is one.
    if (isError(error, "input")) return failure(c, deps, "cursor", c.req.path);
    if (isError(error, "missing")) return failure(c, deps, "missing");
    if (isError(error, "upstream")) {
      log("request.upstream", { ...where(c), error: reasonOf(error) });
      return unreachable(c, deps, error);
    }
    log("page.failed", { ...where(c), error: reasonOf(error), stack: placeOf(error) });
    return failure(c, deps, "failed", sameAgain(c, deps));
  });
  return site;
}

/** The page for somebody who asks too often, whichever page it was that she asked for. */
export async function turnedAway(c: Context, deps: PortalDeps, error: EarshotError): Promise<Response> {
  await speak(c);
  recognise(c, deps);
  return limited(c, deps, error);
}

/** Recognises who asks. The one guard of all forms, of members and staff. */
export function guarded(deps: PortalDeps): MiddlewareHandler {
  return async (c, next) => {
    recognise(c, deps);
    // Mailboxes post to an address that nobody else can know.
    const sealed = c.req.path === "/unfollow";
    const form = c.req.method === "POST" && !sealed;
    if (form && !fromHere(c.req.raw, deps.url)) return failure(c, deps, "foreign", viewOf(c, deps.clock).href("/"));
    return next();
  };
}
