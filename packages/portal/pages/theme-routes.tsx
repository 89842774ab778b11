import { EarshotError } from "@earshot/core/error.ts";
import { follow, unfollow } from "@earshot/core/following.ts";
import { newId } from "@earshot/core/id.ts";
import { existingBoards, existingTheme } from "@earshot/core/lookup.ts";
import { say } from "@earshot/core/saying.ts";
import { isGuest, type Session } from "@earshot/core/session.ts";
import { Email } from "@earshot/core/signing-in.ts";
import { castVote, withdrawVote } from "@earshot/core/voting.ts";
import { type Context, Hono } from "hono";
import type { PortalDeps } from "../deps.ts";
import { formOf, ownPath, type Sent } from "../form.ts";
import { enter, memberOf, readerOf } from "../session.ts";
import { AgainPage } from "./again.tsx";
import { answer } from "./answers.tsx";
import { counted, receiptPath } from "./arriving.ts";
import { readSaid } from "./saying.ts";
import { mailLink } from "./sign-in-routes.tsx";
import { byScript } from "./site.tsx";
import { isFollowing, speakerOf, standsOf } from "./standing.ts";
import { viewOf } from "./view.ts";

const visible = ["public"] as const;

/** What a member does to a theme: vote, follow, say that she has this too. */
export function themeRoutes(deps: PortalDeps, limit: (c: Context) => void): Hono {
  const site = new Hono();

  /** Whoever may vote for a theme: a member, or a guest where its board lets them. Anybody may take a vote back. */
  async function voter(c: Context, theme: string, wants: "0" | "1"): Promise<Session | undefined> {
    const { session } = readerOf(c);
    if (session && (wants === "0" || !isGuest(session))) return session;
    const { board } = await existingTheme(deps, theme, visible);
    const open = (await existingBoards(deps)).find(({ id }) => id === board)?.guests;
    if (!open || wants === "0") return undefined;
    return session ?? enter(c, deps, { alias: `guest:${newId("session", deps.clock(), deps.randomness)}` });
  }

  /** Asks who she is, and remembers what she wanted. */
  function askWho(c: Context, theme: string, does: "vote" | "follow" | undefined, to: string): Response {
    const address = viewOf(c, deps.clock).href("/sign-in", { to, ...(does && { [does]: theme }) });
    return byScript(c) ? c.json({ signIn: address }, 401) : c.redirect(address, 303);
  }

  /** A page that stood open while she signed in or out: the script tries again at once, a person presses again. */
  function askAgain(c: Context, fields: URLSearchParams, to: string): Response | Promise<Response> {
    if (byScript(c)) return c.json({ form: readerOf(c).form }, 409);
    const page = <AgainPage view={viewOf(c, deps.clock)} fields={fields} action={c.req.path} to={to} />;
    return answer(c, deps, page, 409);
  }

  const received = async (c: Context): Promise<Sent & { id: string; to: string }> => {
    limit(c);
    const sent = await formOf(c, deps);
    return { ...sent, id: c.req.param("id") ?? "", to: ownPath(sent.fields.get("to")) };
  };

  site.post("/themes/:id/vote", async (c) => {
    const { fields, own, id, to } = await received(c);
    const wants = fields.get("vote");
    if (wants !== "1" && wants !== "0") throw new EarshotError("input", "A vote is 1 or 0.", { field: "vote" });
    const known = readerOf(c).session !== undefined;
    if (known && !own) return askAgain(c, fields, to);
    const session = await voter(c, id, wants);
    if (!session) return askWho(c, id, wants === "1" ? "vote" : undefined, to);
    const { hears } = speakerOf(session, viewOf(c, deps.clock).texts.code);
    const ballot = { theme: id, alias: session.alias, hears, visible };
    const { changed } = await (wants === "1" ? castVote(deps, ballot) : withdrawVote(deps, ballot));
    const head = changed ? await counted(deps, id) : undefined;
    if (!byScript(c)) return c.redirect(to, 303);
    const beside = fields.get("beside") === "follow" && memberOf(c);
    const following = beside ? await isFollowing(c, deps, head ?? (await existingTheme(deps, id))) : undefined;
    const stands = wants === "0" ? await standsOf(c, deps, [head ?? { id }]) : undefined;
    return c.json({
      voted: wants === "1",
      changed,
      ...(stands?.get(id) === "said" && { said: true }),
      guest: isGuest(session),
      form: readerOf(c).form,
      ...(following !== undefined && { following }),
      ...(head && { supporters: head.supporters }),
    });
  });

  site.post("/themes/:id/follow", async (c) => {
    const { fields, own, id, to } = await received(c);
    const wants = fields.get("follow") === "1";
    const member = memberOf(c);
    if (!member) return askWho(c, id, wants ? "follow" : undefined, to);
    if (!own) return askAgain(c, fields, to);
    const wish = { theme: id, ...speakerOf(member, viewOf(c, deps.clock).texts.code) };
    await (wants ? follow(deps, wish) : unfollow(deps, wish));
    return byScript(c) ? c.json({ following: wants }) : c.redirect(to, 303);
  });

  site.post("/themes/:id/too", async (c) => {
    const { fields, own, id } = await received(c);
    const { title } = await existingTheme(deps, id, visible);
    const said = { ...readSaid(fields), theme: id };
    const member = memberOf(c);
    if (member && own) {
      const feedback = await say(deps, speakerOf(member, viewOf(c, deps.clock).texts.code), said);
      const there = viewOf(c, deps.clock).href(`/themes/${encodeURIComponent(id)}`);
      return c.redirect(feedback === undefined ? there : receiptPath(c, deps, member, feedback), 303);
    }
    const email = Email.safeParse(fields.get("email")?.trim());
    if (!member && email.success)
      return mailLink(c, deps, email.data, {
        to: `/themes/${encodeURIComponent(id)}`,
        intent: { does: "say", said },
      });
    const typed = fields.get("email") ?? undefined;
    const page = (
      <AgainPage
        view={viewOf(c, deps.clock)}
        fields={fields}
        action={c.req.path}
        to="/"
        about={title}
        email={member ? undefined : { typed, wrong: typed !== undefined }}
      />
    );
    return answer(c, deps, page, typed === undefined || member ? 409 : 400);
  });

  site.all("/themes/:id/:what{vote|follow|too}", (c) =>
    c.redirect(viewOf(c, deps.clock).href(`/themes/${encodeURIComponent(c.req.param("id"))}`), 303),
  );
  return site;
}
