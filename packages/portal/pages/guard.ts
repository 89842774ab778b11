import { createHash, timingSafeEqual } from "node:crypto";

/**
 * No script and no style but our own two files, nothing from elsewhere, and no frame around us. A form that leads to
 * the forum for signing in is followed there: browsers hold the addresses that a form is sent on to against the policy.
 */
const policy = (forum: string | undefined): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `form-action 'self'${forum === undefined ? "" : ` ${new URL(forum).origin}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

/** What every page tells the browser to be strict about. */
export const strictness = (forum?: string): Readonly<Record<string, string>> => ({
  "content-security-policy": policy(forum),
  "x-content-type-options": "nosniff",
  // Not no-referrer: forms would then come with the origin "null", and could not be told from a stranger's.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
});

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether a request brings the key as its HTTP Basic password, whatever the name. Takes as long for any wrong one. */
export function opens(authorization: string | undefined, key: string): boolean {
  const given = /^Basic +([\w+/=-]+) *$/i.exec(authorization ?? "")?.[1];
  if (given === undefined) return false;
  const pair = Buffer.from(given, "base64").toString("utf8");
  return timingSafeEqual(digest(pair.slice(pair.indexOf(":") + 1)), digest(key));
}

/**
 * Whether a form was sent from a page of ours. A browser sends a Basic password along wherever the form stands, so
 * the password proves nothing about it. `Sec-Fetch-Site` says it where the address is https or this machine;
 * elsewhere the origin has to be the one asked, or the public one where a proxy stands before us.
 */
export function fromHere(request: Request, publicUrl: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  return origin !== null && (origin === new URL(request.url).origin || origin === new URL(publicUrl).origin);
}
