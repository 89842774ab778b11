import { digestToken } from "@earshot/core/digest/link.ts";
import { toldDigest } from "@earshot/core/digesting.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { Hono } from "hono";
import type { PortalDeps } from "../deps.ts";
import { readerOf } from "../session.ts";
import { answer, failure } from "./answers.tsx";
import { DigestPage } from "./digest.tsx";
import { viewOf } from "./view.ts";

/** How a team's id and the name of a week look: nothing else is asked of the store. */
const named = { team: /^[a-z0-9][a-z0-9-]{0,63}$/, week: /^\d{4}-W\d{2}$/ };

/**
 * A team's week with its charts. It tells of private themes too, so it opens to staff, and to whoever comes by the link
 * in the team's channel or mail. To others it is as if it were not there, an old link excepted. One read of the digest,
 * one batch of the feedback that it quotes.
 */
export function digestRoutes(deps: PortalDeps): Hono {
  const site = new Hono();

  site.get("/digests/:team/:week", async (c) => {
    const { team, week } = c.req.param();
    const token = digestToken(deps.signIn.secret, c.req.query("token"), { team, week }, deps.clock());
    const view = viewOf(c, deps.clock);
    const opens = token === "good" || readerOf(c).staff;
    const digest = opens && named.team.test(team) && named.week.test(week) && (await toldDigest(deps, team, week));
    const page = digest
      ? await answer(c, deps, <DigestPage view={view} digest={digest} />)
      : token === "old"
        ? await failure(c, deps, "oldDigest", view.href("/sign-in", { to: view.here }))
        : undefined;
    if (page === undefined) throw new EarshotError("missing", "There is no such digest.");
    page.headers.set("cache-control", "no-store");
    page.headers.set("x-robots-tag", "noindex, nofollow, noarchive");
    // Its address is its key: nobody whom it links to is told it.
    page.headers.set("referrer-policy", "no-referrer");
    return page;
  });

  return site;
}
