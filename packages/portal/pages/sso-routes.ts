import { isoTime, minute } from "@earshot/core/clock.ts";
import { newId } from "@earshot/core/id.ts";
import { type Intent, passOf } from "@earshot/core/pass.ts";
import { type Context, Hono } from "hono";
import type { PortalDeps } from "../deps.ts";
import { ownPath } from "../form.ts";
import { askedFor, noteAsked } from "../session.ts";
import { forumQuestion, readForumAnswer, readToken } from "../sso.ts";
import { failure } from "./answers.tsx";
import { arrive } from "./arriving.ts";
import { viewOf } from "./view.ts";

/** The trip to the forum and back may take this long: she may have to sign in there first. */
const tripHolds = 30 * minute;

/** Ways in by another system's word: the company's own app, and the forum. What is not set up is not there. */
export function ssoRoutes(deps: PortalDeps, limit: (c: Context) => void): Hono {
  const { clock, passes, signIn } = deps;
  const { secret, sso, forum } = signIn;
  const site = new Hono();
  const refused = (c: Context) => failure(c, deps, "badToken", viewOf(c, clock).href("/sign-in"));
  if (secret === undefined) return site;

  if (sso !== undefined)
    site.get("/sign-in/sso", async (c) => {
      limit(c);
      const vouched = await readToken(c.req.query("token") ?? "", sso, clock());
      if (!vouched) return refused(c);
      const used = passOf("sso", vouched.token);
      if (!(await passes.put({ id: used, until: isoTime(vouched.until) }))) return refused(c);
      return arrive(c, deps, vouched, { to: ownPath(c.req.query("to")) });
    });

  if (forum !== undefined) {
    site.get("/sign-in/discourse", async (c) => {
      limit(c);
      const { vote, follow } = c.req.query();
      const intent: Intent | undefined = vote
        ? { does: "vote", theme: vote }
        : follow
          ? { does: "follow", theme: follow }
          : undefined;
      return toForum(c, deps, { to: ownPath(c.req.query("to")), intent });
    });

    site.get("/sign-in/discourse/return", async (c) => {
      const answered = readForumAnswer(c.req.query("sso") ?? "", c.req.query("sig") ?? "", forum.secret);
      // Only in the browser that set out: nobody is signed in with somebody else's answer.
      if (!answered || askedFor(c, deps) !== answered.nonce) return refused(c);
      const pass = await passes.take(answered.nonce, isoTime(clock()));
      return pass === undefined ? refused(c) : arrive(c, deps, answered, pass);
    });
  }

  return site;
}

/** Sends somebody to the forum to say who she is, and remembers what she was about to do. */
export async function toForum(
  c: Context,
  deps: PortalDeps,
  { to, intent }: { to: string; intent?: Intent | undefined },
): Promise<Response> {
  const { clock, passes, randomness, url } = deps;
  const { forum } = deps.signIn;
  if (!forum) return failure(c, deps, "noSignIn");
  const id = newId("pass", clock(), randomness);
  await passes.put({ id, to, ...(intent && { intent }), until: isoTime(clock() + tripHolds) });
  noteAsked(c, deps, id, tripHolds / 1000);
  return c.redirect(forumQuestion(forum, id, `${url}/sign-in/discourse/return`), 303);
}
