import { BlockList, isIP } from "node:net";
import { EarshotError } from "../error.ts";
import { limits } from "../feedback.ts";
import type { Reason } from "../reason.ts";

const rows = (text: string): [address: string, prefix: number][] =>
  text
    .trim()
    .split(/\s+/)
    .map((range) => {
      const [address = "", prefix] = range.split("/");
      return [address, Number(prefix)];
    });

/**
 * IPv4 that is not of the public internet: this network, private, shared (CGNAT), loopback, link-local with the clouds'
 * metadata, protocol assignments, documentation, 6to4 relays, benchmarks, multicast, reserved and broadcast; and one
 * address of Azure's own, which is public by number alone.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const closed4 = new BlockList();
for (const [address, prefix] of rows(`
  0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
  203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32`))
  closed4.addSubnet(address, prefix, "ipv4");

/**
 * Of IPv6 only 2000::/3 is given out. All else is closed: loopback, unique local, link-local, multicast, and whatever
 * carries an IPv4 address inside (mapped, compatible, NAT64). So are the special blocks within: Teredo and other
 * protocol assignments, documentation, 6to4.
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const open6 = new BlockList();
open6.addSubnet("2000::", 3, "ipv6");
const closed6 = new BlockList();
for (const [address, prefix] of rows("2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20"))
  closed6.addSubnet(address, prefix, "ipv6");

/** Whether an IP address is one of the public internet. */
export function isPublic(address: string): boolean {
  if (address.includes("%")) return false;
  const version = isIP(address);
  if (version === 4) return !closed4.check(address, "ipv4");
  return version === 6 && open6.check(address, "ipv6") && !closed6.check(address, "ipv6");
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a URL names the machine itself: sent to only where the operator allows it, for trying things out. */
const isLocal = ({ hostname }: URL): boolean => loopback.has(hostname);

/** The host of a URL as resolvers and sockets take it: an IPv6 address without its brackets. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");

/**
 * An address that events may be sent to, by how it is written; where it leads is asked for each time (`addressesOf`).
 * @throws EarshotError `input` that says which addresses can be.
 */
export function webhookUrl(text: string, allowLocal: boolean): URL {
  const url = URL.parse(text.trim());
  const fails = (why: string, reason: Reason) => new EarshotError("input", why, { field: "url", reason });
  if (!url || text.length > limits.url)
    throw fails("This is no address. Give one such as https://example.org/earshot.", "addressUnreadable");
  if (url.username !== "" || url.password !== "")
    throw fails(
      "An address with a user or a password in it cannot be used. Deliveries are signed instead.",
      "addressWithUser",
    );
  const local = allowLocal && isLocal(url);
  if (url.protocol !== "https:" && !(local && url.protocol === "http:"))
    throw fails("Events are sent to https:// addresses only.", "addressNotHttps");
  url.hash = "";
  return url;
}

/** Where a host's name leads to: all of its IP addresses. */
export type Resolve = (host: string) => Promise<string[]>;

/**
 * The addresses that a URL leads to, each of them checked: whoever connects has to connect to one of these, and not ask
 * again, for the answer may be another a moment later.
 * @throws EarshotError `input` where any of them is not of the public internet; `upstream` where the name is unknown.
 */
export async function addressesOf(url: URL, resolve: Resolve, allowLocal: boolean): Promise<string[]> {
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : await resolve(host);
  if (addresses.length === 0)
    throw new EarshotError("upstream", `${host} leads nowhere.`, {
      ...{ field: "url", reason: "addressNowhere", about: { name: host } },
    });
  if (allowLocal && isLocal(url)) return addresses;
  if (addresses.every(isPublic)) return addresses;
  throw new EarshotError("input", `${host} is not on the public internet: nothing is sent there.`, {
    ...{ field: "url", reason: "addressNotPublic", about: { name: host } },
  });
}
