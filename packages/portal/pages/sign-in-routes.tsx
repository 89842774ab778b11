import { isoTime } from "@earshot/core/clock.ts";
import { isError } from "@earshot/core/error.ts";
import { existingTheme } from "@earshot/core/lookup.ts";
import { linkHolds } from "@earshot/core/mail.ts";
import type { Intent } from "@earshot/core/pass.ts";
import { Email, type Link, readLink, sendLink, takeLink } from "@earshot/core/signing-in.ts";
import { type Context, Hono } from "hono";
import type { PortalDeps } from "../deps.ts";
import { formOf, ownPath } from "../form.ts";
import { askedFor, leave, memberOf, noteAsked, readerOf } from "../session.ts";
import { answer, failure } from "./answers.tsx";
import { arrive } from "./arriving.ts";
import { mailOf } from "./mail.ts";
import { nameOf } from "./parts/name.ts";
import { type Errand, LinkPage, SentPage, SignedInPage, SignInPage } from "./sign-in.tsx";
import { viewOf } from "./view.ts";

const intentOf = ({ does, theme }: Errand): Intent => ({ does, theme: theme.id });

/** `/sign-in` by an e-mailed link, and `/sign-out`. Other ways in are in sso-routes.ts. */
export function signInRoutes(deps: PortalDeps, limit: (c: Context) => void): Hono {
  const { clock, passes, signIn } = deps;
  const site = new Hono();

  /** What an address or a form says that she came to do, if that can be done. */
  async function errandOf(fields: { get(name: string): string | null | undefined }): Promise<Errand | undefined> {
    for (const does of ["vote", "follow"] as const) {
      const id = fields.get(does);
      if (!id) continue;
      try {
        const { title } = await existingTheme(deps, id, ["public"]);
        return { does, theme: { id, title } };
      } catch (error) {
        if (!isError(error, "missing")) throw error;
      }
    }
    return undefined;
  }

  const asking = async (c: Context, fields: URLSearchParams, wrong?: string) => {
    const page = (
      <SignInPage
        view={viewOf(c, clock)}
        to={ownPath(fields.get("to"))}
        errand={await errandOf(fields)}
        forum={signIn.forum !== undefined}
        wrong={wrong}
      />
    );
    return answer(c, deps, page, wrong === undefined ? 200 : 400);
  };

  site.get("/sign-in", async (c) => {
    if (signIn.secret === undefined) return failure(c, deps, "noSignIn");
    const fields = new URL(c.req.url).searchParams;
    const member = memberOf(c);
    if (!member) return asking(c, fields);
    const page = <SignedInPage view={viewOf(c, clock)} name={nameOf(member)} to={ownPath(fields.get("to"))} />;
    return answer(c, deps, page);
  });

  site.post("/sign-in", async (c) => {
    limit(c);
    const { fields } = await formOf(c, deps);
    const typed = fields.get("email") ?? "";
    const email = Email.safeParse(typed.trim());
    if (!email.success) return asking(c, fields, typed);
    const errand = await errandOf(fields);
    return mailLink(c, deps, email.data, { to: ownPath(fields.get("to")), intent: errand && intentOf(errand) });
  });

  site.get("/sign-in/sent", async (c) => {
    const id = askedFor(c, deps);
    const pass = id === undefined ? undefined : await passes.get(id, isoTime(clock()));
    if (pass?.email === undefined) return c.redirect(viewOf(c, clock).href("/sign-in"), 303);
    const kept = pass.intent?.does === "say";
    return answer(c, deps, <SentPage view={viewOf(c, clock)} email={pass.email} mails={signIn.mails} kept={kept} />);
  });

  const { secret } = signIn;
  if (secret !== undefined) {
    site.get("/sign-in/link", async (c) => {
      const token = c.req.query("token") ?? "";
      const link = await readLink(deps, secret, token);
      if (link.state === "used") return failure(c, deps, "badToken", viewOf(c, clock).href("/sign-in"));
      // In the browser that asked for the link there is nobody else who could have wanted it.
      if (link.state === "good" && askedFor(c, deps) === link.pass.id) return useLink(c, token);
      const page = (
        <LinkPage view={viewOf(c, clock)} email={link.pass.email} token={token} old={link.state === "old"} />
      );
      return answer(c, deps, page);
    });

    site.post("/sign-in/link", async (c) => {
      limit(c);
      const { fields } = await formOf(c, deps);
      return useLink(c, fields.get("token") ?? "");
    });

    site.post("/sign-in/again", async (c) => {
      limit(c);
      const { fields } = await formOf(c, deps);
      const link: Link = await readLink(deps, secret, fields.get("token") ?? "");
      if (link.state === "used") return failure(c, deps, "badToken", viewOf(c, clock).href("/sign-in"));
      return mailLink(c, deps, link.pass.email, link.pass);
    });
  }

  async function useLink(c: Context, token: string): Promise<Response> {
    const link = await takeLink(deps, secret ?? "", token);
    if (link.state !== "good") return failure(c, deps, "badToken", viewOf(c, clock).href("/sign-in"));
    return arrive(c, deps, { aliases: [`email:${link.pass.email}`] }, link.pass);
  }

  site.post("/sign-out", async (c) => {
    await formOf(c, deps);
    leave(c, deps);
    return c.redirect(viewOf(c, clock).href("/"), 303);
  });

  return site;
}

/** Sends a link to an address, with what its owner was about to do, and shows that it is on its way. */
export async function mailLink(
  c: Context,
  deps: PortalDeps,
  email: string,
  { to, intent }: { to?: string | undefined; intent?: Intent | undefined },
): Promise<Response> {
  const { secret } = deps.signIn;
  if (secret === undefined) return failure(c, deps, "noSignIn");
  const view = viewOf(c, deps.clock);
  const guest = readerOf(c).session?.alias;
  const wanted = {
    email,
    ...(to !== undefined && { to }),
    ...(intent && { intent }),
    ...(guest?.startsWith("guest:") && { guest }),
  };
  const pass = await sendLink(deps, secret, wanted, (token) =>
    mailOf(view.texts, email, deps.url + view.href("/sign-in/link", { token }), intent),
  );
  noteAsked(c, deps, pass, linkHolds / 1000);
  return c.redirect(view.href("/sign-in/sent"), 303);
}
