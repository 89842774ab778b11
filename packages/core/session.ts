import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { day, hour } from "./clock.ts";
import { newId, type Randomness } from "./id.ts";
import { lazily } from "./lazily.ts";
import { Alias } from "./person.ts";

/**
 * Sealed tokens: a value that leaves the house (in a cookie, a form, a link) and is known for ours when it comes back.
 * It can be read by whoever holds it, and not be changed; it is good for one purpose and until one time.
 *
 *   base64url(JSON) . base64url(HMAC-SHA256(secret, purpose . base64url(JSON)))
 *
 * Nothing has to be looked up to read one, so a page costs no request for knowing who reads it.
 */
export type Purpose = "session" | "form" | "link" | "receipt" | "forum" | "unfollow" | "digest";

const sign = (secret: string, purpose: Purpose, body: string): Buffer =>
  createHmac("sha256", secret).update(`${purpose}.${body}`).digest();

/** Seals a value until a time. */
export function seal(secret: string, purpose: Purpose, value: unknown, until: number): string {
  const body = Buffer.from(JSON.stringify({ until, value })).toString("base64url");
  return `${body}.${sign(secret, purpose, body).toString("base64url")}`;
}

const Sealed = lazily(() => z.object({ until: z.number(), value: z.unknown() }));

/**
 * What a token of ours holds, of the shape expected; undefined for what is forged, for another purpose, or of another
 * shape. `expired` where it was good once: who brings it may be told so. Signatures are compared in constant time.
 */
export function unseal<T>(
  secret: string,
  purpose: Purpose,
  token: string,
  schema: z.ZodType<T>,
  now: number,
): { value: T; expired: boolean } | undefined {
  const [body, mac, ...rest] = token.split(".");
  if (body === undefined || mac === undefined || rest.length > 0) return undefined;
  const expected = sign(secret, purpose, body);
  const given = Buffer.from(mac, "base64url");
  // Base 64 has several spellings of the same bytes: only the one that we write is ours.
  if (given.length !== expected.length || !timingSafeEqual(given, expected) || given.toString("base64url") !== mac)
    return undefined;
  const sealed = Sealed.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  const value = sealed.success ? schema.safeParse(sealed.data.value) : undefined;
  if (!sealed.success || !value?.success) return undefined;
  return { value: value.data, expired: sealed.data.until <= now };
}

/** Who somebody is on the portal: a member by her address or another system's word, or a guest in one browser. */
export const Session = lazily(() =>
  z.object({
    /** Its own name: what the forms of this session are bound to. Stays when it is renewed. */
    id: z.string(),
    alias: Alias,
    /** Shown beside her words; members who signed in by mail have told none. */
    name: z.string().max(120).optional(),
    /** An address that is hers by the word of whoever signed her in, where that is not her alias. */
    email: z.string().max(254).optional(),
    /** An address at which she is told things, by the word of a forum, whose moderators may change it: it makes nobody staff. */
    mailTo: z.string().max(254).optional(),
    /** When she signed in, and when the token in her hands was made. */
    since: z.number(),
    renewed: z.number(),
  }),
);
export type Session = z.infer<typeof Session>;

/** A token is good for this long, and renewed after a day of use; who has not come back by then signs in again. */
export const sessionHolds = 30 * day;
const renewedAfter = day;
/** However often it is renewed, a session ends after this long. */
const sessionEnds = 365 * day;
/** A form may stand open in a tab for this long. */
const formHolds = 7 * day;

/** Where a session begins: a guest's too. */
export function beginSession(
  { alias, name, email, mailTo }: Pick<Session, "alias" | "name" | "email" | "mailTo">,
  now: number,
  randomness: Randomness,
): Session {
  const id = newId("session", now, randomness);
  return {
    ...{ id, alias, since: now, renewed: now },
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(mailTo !== undefined && { mailTo }),
  };
}

export const sealSession = (secret: string, session: Session): string =>
  seal(secret, "session", session, Math.min(session.renewed + sessionHolds, session.since + sessionEnds));

/** The session that a token tells of, while it holds. */
export function readSession(secret: string, token: string, now: number): Session | undefined {
  const read = unseal(secret, "session", token, Session, now);
  return read === undefined || read.expired ? undefined : read.value;
}

/** The same session with more time before it; undefined while the token in use is young. */
export function renewedSession(session: Session, now: number): Session | undefined {
  return now - session.renewed < renewedAfter ? undefined : { ...session, renewed: now };
}

/** Whether this is one of those who vote without telling who they are. */
export const isGuest = ({ alias }: Pick<Session, "alias">): boolean => alias.startsWith("guest:");

/**
 * What a form of ours carries, so that no other site can have her browser send one: sealed, and bound to her session.
 * Where there is no session there is nothing to be abused, and the token says only that the form is ours.
 */
export function formToken(secret: string, session: Session | undefined, now: number): string {
  // In steps of an hour: the same page twice within one is the same bytes.
  return seal(secret, "form", session?.id ?? "", Math.floor(now / hour) * hour + formHolds);
}

export function isOwnForm(secret: string, session: Session | undefined, token: string, now: number): boolean {
  const read = unseal(secret, "form", token, z.string(), now);
  return read !== undefined && !read.expired && read.value === (session?.id ?? "");
}
