import { createHash, timingSafeEqual } from "node:crypto";
import { isIP, isIPv6 } from "node:net";
import { EarshotError } from "@earshot/core/error.ts";
import type { Context } from "hono";
import type { PortalDeps } from "./deps.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * What tells whether a request brings the API key. Hashes of one length are compared, so that the time it takes says
 * nothing of the key.
 */
export function keyHolder(apiKey: string | undefined): (c: Context) => boolean {
  const expected = apiKey === undefined ? undefined : digest(apiKey);
  return (c) => {
    const given = /^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "")?.[1];
    return expected !== undefined && given !== undefined && timingSafeEqual(digest(given), expected);
  };
}

export const unauthorized = (): EarshotError =>
  new EarshotError("auth", "The API asks for its key: authorization: Bearer <key>.");

/** What Lambda (function URL) and node-server say about where a request is from. */
interface Surroundings {
  requestContext?: { http?: { sourceIp?: string } };
  incoming?: { socket?: { remoteAddress?: string } };
}

/** The address a request comes from, as far as that is sure. */
export const addressOf = (c: Context, { trustedProxies }: Pick<PortalDeps, "trustedProxies">): string =>
  addressIn(c.env, c.req.header("x-forwarded-for"), trustedProxies);

/**
 * The same, where there is no context yet: whoever is at the other end of the connection. A header may claim anything;
 * of X-Forwarded-For only what trusted proxies added at its end counts, each the address that it was asked by. Of IPv6
 * the network, since whoever has one address there has 2^64 of them.
 *
 * @param proxies how many there are; each of them must be the only way to what is behind it
 */
export function addressIn(surroundings: object | undefined, forwarded: string | null | undefined, proxies: number) {
  const env = surroundings as Surroundings | undefined;
  const door = env?.requestContext?.http?.sourceIp;
  const neighbour = door ?? env?.incoming?.socket?.remoteAddress ?? "unknown";
  if (proxies === 0 || !forwarded) return networkOf(neighbour);
  const told = forwarded.split(",").map(bare);
  // Lambda's own door adds whom it was asked by, who is the nearest proxy.
  if (door !== undefined && told.at(-1) === door) told.pop();
  const first = told[Math.max(0, told.length - proxies)] ?? "";
  return networkOf(isIP(first) ? first : neighbour);
}

/** An address without its port and brackets. */
const bare = (told: string): string => {
  const text = told.trim();
  return /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
};

/** Of IPv6 the first half, of IPv4 the whole, also where it is written as IPv6. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const inside = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (inside !== undefined) return inside;
  const [start = "", end = ""] = address.replace(/%.*/, "").split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const missing = Math.max(0, 8 - groups(start).length - groups(end).length);
  const all = [...groups(start), ...Array<string>(missing).fill("0"), ...groups(end)];
  const half = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${half.join(":")}::/64`;
}
