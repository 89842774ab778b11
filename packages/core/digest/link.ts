import * as z from "zod";
import { week } from "../clock.ts";
import { seal, unseal } from "../session.ts";

/** A digest's link opens its page for so long: to whoever reads the team's channel or mail, and has no account here. */
const digestLinkHolds = 8 * week;

const digestPath = (team: string, week: string): string => `/digests/${team}/${week}`;

const subject = (team: string, week: string): string => `${team}/${week}`;

/**
 * The address of a digest's page, which opens to whoever holds it: private themes stand there too, so it is good for
 * this one page and for eight weeks from a time. Undefined without a secret to seal it with.
 */
export function digestAddress(
  { url, secret }: { url: string; secret: string | undefined },
  { team, week }: { team: string; week: string },
  from: number,
): string | undefined {
  if (secret === undefined) return undefined;
  return `${url}${digestPath(team, week)}?token=${seal(secret, "digest", subject(team, week), from + digestLinkHolds)}`;
}

/** What the token of such an address is worth. */
export function digestToken(
  secret: string | undefined,
  token: string | undefined,
  { team, week }: { team: string; week: string },
  now: number,
): "good" | "old" | "none" {
  if (secret === undefined || token === undefined) return "none";
  const read = unseal(secret, "digest", token, z.literal(subject(team, week)), now);
  if (read === undefined) return "none";
  return read.expired ? "old" : "good";
}
