import {
  beginSession,
  formToken,
  isGuest,
  readSession,
  renewedSession,
  type Session,
  sealSession,
  sessionHolds,
} from "@earshot/core/session.ts";
import { isStaff } from "@earshot/core/staff.ts";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { PortalDeps } from "./deps.ts";

/** Whoever asks for a page, as far as her cookie tells. */
export interface Reader {
  /** A member's session, or a guest's. */
  session: Session | undefined;
  /** What her forms carry; absent where nobody can sign in. */
  form: string | undefined;
  /** Whether she is staff at this moment: looked up with each request, so that who is no longer named is out at once. */
  staff: boolean;
}

const nobody: Reader = { session: undefined, form: undefined, staff: false };
const readerKey = "reader";

type Signing = Pick<PortalDeps, "signIn" | "admins" | "url" | "clock" | "randomness">;

const isSecure = ({ url }: Pick<Signing, "url">): boolean => url.startsWith("https:");

/**
 * How our cookies are: no script reads them, no other site's form brings them along, and over https a subdomain cannot
 * plant one of the same name (`__Host-`).
 */
function options(deps: Pick<Signing, "url">, maxAge: number) {
  const secure = isSecure(deps);
  const common = { httpOnly: true, sameSite: "Lax", path: "/", maxAge } as const;
  return secure ? ({ ...common, secure, prefix: "host" } as const) : ({ ...common, secure } as const);
}

const cookie = (c: Context, deps: Pick<Signing, "url">, name: string): string | undefined =>
  isSecure(deps) ? getCookie(c, name, "host") : getCookie(c, name);

const sessionCookie = "earshot";
const askedCookie = "earshot_asked";

/** Reads who asks, and gives her token more time when it is a day old. Before all pages. */
export function recognise(c: Context, deps: Signing): void {
  const { secret } = deps.signIn;
  if (secret === undefined) return;
  const now = deps.clock();
  const token = cookie(c, deps, sessionCookie);
  const session = token === undefined ? undefined : readSession(secret, token, now);
  const renewed = session && renewedSession(session, now);
  if (renewed) keep(c, deps, renewed);
  c.set(readerKey, readerFor(deps, renewed ?? session, formToken(secret, session, now)));
}

function readerFor({ admins }: Signing, session: Session | undefined, form: string): Reader {
  const { alias, email } = session ?? {};
  const staff = isStaff(admins, alias) || isStaff(admins, email === undefined ? undefined : `email:${email}`);
  return { session, form, staff };
}

export function readerOf(c: Context): Reader {
  return (c.get(readerKey) as Reader | undefined) ?? nobody;
}

/** The member of staff who asks. */
export function staffOf(c: Context): Session | undefined {
  const { session, staff } = readerOf(c);
  return staff ? session : undefined;
}

/** The member who asks; guests are none. */
export function memberOf(c: Context): Session | undefined {
  const { session } = readerOf(c);
  return session && !isGuest(session) ? session : undefined;
}

function keep(c: Context, deps: Signing, session: Session): void {
  const { secret } = deps.signIn;
  if (secret === undefined) return;
  setCookie(c, sessionCookie, sealSession(secret, session), options(deps, sessionHolds / 1000));
  c.set(readerKey, readerFor(deps, session, formToken(secret, session, deps.clock())));
}

/** Lets somebody in: a new session, whatever there was before, so that no token from before is worth anything. */
export function enter(c: Context, deps: Signing, who: Pick<Session, "alias" | "name" | "email" | "mailTo">): Session {
  const session = beginSession(who, deps.clock(), deps.randomness);
  keep(c, deps, session);
  deleteCookie(c, askedCookie, options(deps, 0));
  return session;
}

export function leave(c: Context, deps: Signing): void {
  deleteCookie(c, sessionCookie, options(deps, 0));
}

/** Notes in this browser which pass it asked for: whoever comes back with it in the same browser need not be asked. */
export function noteAsked(c: Context, deps: Signing, pass: string, forSeconds: number): void {
  setCookie(c, askedCookie, pass, options(deps, forSeconds));
}

export const askedFor = (c: Context, deps: Signing): string | undefined => cookie(c, deps, askedCookie);
