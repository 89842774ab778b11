import { unfollow } from "@earshot/core/following.ts";
import { themeStandingFor } from "@earshot/core/lookup.ts";
import { Alias } from "@earshot/core/person.ts";
import { unseal } from "@earshot/core/session.ts";
import { type Context, Hono } from "hono";
import * as z from "zod";
import type { PortalDeps } from "../deps.ts";
import { memberOf } from "../session.ts";
import { answer, failure } from "./answers.tsx";
import { MinePage } from "./mine.tsx";
import { mineOf } from "./my-doings.ts";
import { speakerOf } from "./standing.ts";
import { UnfollowPage } from "./unfollow.tsx";
import { viewOf } from "./view.ts";

const Unfollowing = z.object({ theme: z.string(), alias: Alias });

/** `/mine`: what a member asked for and what became of it; `/unfollow`: the way out of the mails about it. */
export function mineRoutes(deps: PortalDeps, limit: (c: Context) => void): Hono {
  const { clock, signIn } = deps;
  const site = new Hono();

  site.get("/mine", async (c) => {
    const view = viewOf(c, clock);
    const member = memberOf(c);
    if (!member) return c.redirect(view.href("/sign-in", { to: view.href("/mine") }), 303);
    const cursor = c.req.query("cursor") || undefined;
    const mine = await mineOf(deps, member, cursor);
    const told = speakerOf(member, view.texts.code).hears !== undefined;
    return answer(c, deps, <MinePage view={view} mine={mine} cursor={cursor} told={told} />);
  });

  /** Whose mails about what a link is to stop. Its seal is all that it takes: it came in her own mailbox. */
  const wishOf = (c: Context) => {
    const { secret } = signIn;
    const read = secret && unseal(secret, "unfollow", c.req.query("token") ?? "", Unfollowing, clock());
    return read ? read.value : undefined;
  };

  const page = async (c: Context, theme: string, done: boolean) => {
    const head = await themeStandingFor(deps, theme, ["public"]);
    const token = c.req.query("token") ?? "";
    return answer(c, deps, <UnfollowPage view={viewOf(c, clock)} theme={head} token={token} done={done} />);
  };

  site.get("/unfollow", async (c) => {
    const wish = wishOf(c);
    return wish ? page(c, wish.theme, false) : failure(c, deps, "badToken");
  });

  // What is posted is not read: a mailbox posts `List-Unsubscribe=One-Click` in whatever encoding it likes (RFC 8058).
  site.post("/unfollow", async (c) => {
    limit(c);
    const wish = wishOf(c);
    if (!wish) return failure(c, deps, "badToken");
    await unfollow(deps, wish);
    return page(c, wish.theme, true);
  });

  return site;
}
