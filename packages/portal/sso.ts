import { createHmac, timingSafeEqual } from "node:crypto";
import { minute, second } from "@earshot/core/clock.ts";
import { Alias } from "@earshot/core/person.ts";
import { Email } from "@earshot/core/signing-in.ts";
import { verify } from "hono/jwt";
import * as z from "zod";
import type { Arrival } from "./pages/arriving.ts";

/** How far another machine's clock may run ahead of ours. */
const skew = 5 * minute;

const Claims = z
  .object({
    email: Email.optional(),
    name: z.string().trim().min(1).max(120).optional().catch(undefined),
    /** The company's own name for its user. */
    id: z
      .union([z.string().trim().min(1).max(200), z.number().int()])
      .transform(String)
      .optional(),
    exp: z.number(),
    nbf: z.number().optional(),
    jti: z.string().min(8).max(200),
  })
  .refine(({ email, id }) => email !== undefined || id !== undefined);

/** Somebody whom another system has vouched for, with the token's own name and end, so that it is good once. */
export interface Vouched extends Arrival {
  token: string;
  until: number;
}

const arrivalOf = (aliases: string[], name: string | undefined): Arrival | undefined => {
  const read = z.array(Alias).safeParse(aliases);
  const [first, ...others] = read.data ?? [];
  return first === undefined ? undefined : { aliases: [first, ...others], name };
};

/**
 * Reads a signed token (JWT, HS256) of the company's own app: who its user is, by `id`, `email` or both. Undefined for
 * what is forged, of another algorithm, too old, not good yet, or says nothing of anybody.
 */
export async function readToken(token: string, secret: string, now: number): Promise<Vouched | undefined> {
  let payload: unknown;
  try {
    // The times are looked at below, by our own clock.
    payload = await verify(token, secret, { alg: "HS256", exp: false, nbf: false, iat: false });
  } catch {
    return undefined;
  }
  const claims = Claims.safeParse(payload);
  if (!claims.success) return undefined;
  const { id, email, name, exp, nbf = 0, jti } = claims.data;
  if (exp * second <= now || nbf * second > now + skew) return undefined;
  const aliases = [...(id === undefined ? [] : [`member:${id}`]), ...(email === undefined ? [] : [`email:${email}`])];
  const arrival = arrivalOf(aliases, name);
  return arrival && { ...arrival, email, token: jti, until: exp * second };
}

const hmac = (text: string, secret: string): Buffer => createHmac("sha256", secret).update(text).digest();

/**
 * Where to ask the forum who somebody is (DiscourseConnect, Discourse being the provider): the question is a nonce and
 * where to answer, signed with the secret that both know.
 * @see https://meta.discourse.org/t/using-discourse-as-an-identity-provider-sso-discourseconnect/32974
 */
export function forumQuestion(forum: { url: string; secret: string }, nonce: string, returnTo: string): string {
  const question = new URLSearchParams({ nonce, return_sso_url: returnTo });
  const sso = Buffer.from(question.toString()).toString("base64");
  const address = new URL(`${forum.url}/session/sso_provider`);
  address.search = new URLSearchParams({ sso, sig: hmac(sso, forum.secret).toString("hex") }).toString();
  return address.toString();
}

const Answer = z.object({
  nonce: z.string().min(1),
  external_id: z.string().regex(/^[\w-]{1,100}$/),
  email: Email.optional().catch(undefined),
  name: z.string().trim().min(1).max(120).optional().catch(undefined),
  username: z.string().trim().min(1).max(120).optional().catch(undefined),
});

/**
 * Reads the forum's answer; undefined for what it did not sign. The address that it tells joins her names and is where she is
 * told things, and makes nobody staff: moderators of a forum may change addresses there.
 */
export function readForumAnswer(sso: string, sig: string, secret: string): (Arrival & { nonce: string }) | undefined {
  const expected = hmac(sso, secret);
  const given = /^[0-9a-f]{64}$/i.test(sig) ? Buffer.from(sig, "hex") : undefined;
  if (!given || !timingSafeEqual(given, expected)) return undefined;
  const fields = new URLSearchParams(Buffer.from(sso, "base64").toString("utf8"));
  const answer = Answer.safeParse(Object.fromEntries(fields));
  if (!answer.success) return undefined;
  const { nonce, external_id, email, name, username } = answer.data;
  const aliases = [`discourse:${external_id}`, ...(email === undefined ? [] : [`email:${email}`])];
  const arrival = arrivalOf(aliases, name ?? username);
  return arrival && { ...arrival, mailTo: email, nonce };
}
