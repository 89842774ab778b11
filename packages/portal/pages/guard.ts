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

/**
 * Whether a form was sent from a page of ours. A browser may send a cookie along wherever the form stands, so
 * the cookie proves nothing about it. `Sec-Fetch-Site` says it where the address is https or this machine;
 * elsewhere the origin has to be the one asked, or the public one where a proxy stands before us.
 */
export function fromHere(request: Request, publicUrl: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  return origin !== null && (origin === new URL(request.url).origin || origin === new URL(publicUrl).origin);
}
