/** One line per event, by name, with what identifies it. Never member text, never a secret. */
export type Log = (event: string, fields?: Record<string, unknown>) => void;

/** Longer texts are cut: a line is for finding the row, which holds the rest. */
const longest = 1_000;
/** With its `@` also as an address of a page holds it, encoded once or more often. */
const email = /[\p{L}\p{N}._%+'’-]{1,64}(?:@|%(?:25)*40)[\p{L}\p{N}.%-]{1,253}/gu;
/** Shorter ones would black out half of every line, and are no secrets. */
const shortestSecret = 6;

/**
 * A log in which no secret and no e-mail address stands, whatever its callers pass on: other systems' errors repeat what
 * they were sent, a mail server's the address, a URL's its password. This is a second line of defence; what members said
 * is not to be handed to a log at all.
 */
export function guarded(log: Log, secrets: readonly string[]): Log {
  // The longest first: one may be a part of another.
  const hidden = secrets.filter(({ length }) => length >= shortestSecret).toSorted((a, b) => b.length - a.length);
  const clean = (value: unknown): unknown => {
    if (typeof value === "string") {
      const known = hidden.reduce((text, secret) => text.replaceAll(secret, "[secret]"), value);
      return known.replace(email, "[e-mail]").slice(0, longest);
    }
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, clean(one)]));
  };
  return (event, fields) => log(event, fields && (clean(fields) as Record<string, unknown>));
}
