import { addressIn } from "@earshot/portal/caller.ts";
import { describe, expect, test } from "vitest";

const local = (remoteAddress?: string) => ({ incoming: { socket: { remoteAddress } } });
const lambda = (sourceIp: string) => ({ requestContext: { http: { sourceIp } } });

describe("the address that a request comes from", () => {
  test.each<[what: string, env: object | undefined, forwarded: string | undefined, proxies: number, address: string]>([
    ["is whoever is at the other end", local("192.0.2.7"), undefined, 0, "192.0.2.7"],
    ["is that on Lambda too", lambda("192.0.2.7"), undefined, 0, "192.0.2.7"],
    ["is not what a header claims", local("192.0.2.7"), "198.51.100.1", 0, "192.0.2.7"],
    ["is not what a header claims on Lambda", lambda("192.0.2.7"), "198.51.100.1, 192.0.2.7", 0, "192.0.2.7"],
    ["is whom a trusted proxy had before it", local("10.0.0.1"), "192.0.2.7", 1, "192.0.2.7"],
    ["is not what was claimed to a trusted proxy", local("10.0.0.1"), "198.51.100.1, 192.0.2.7", 1, "192.0.2.7"],
    ["is whom the first of two had", local("10.0.0.1"), "198.51.100.1, 192.0.2.7,10.0.0.2", 2, "192.0.2.7"],
    ["is the same where somebody came past the first of two", local("10.0.0.1"), "192.0.2.7", 2, "192.0.2.7"],
    ["is the proxy where it tells nothing", local("10.0.0.1"), undefined, 1, "10.0.0.1"],
    ["is the proxy where what it tells is no address", local("10.0.0.1"), "unknown", 1, "10.0.0.1"],
    ["is read without a port", local("10.0.0.1"), "192.0.2.7:4711", 1, "192.0.2.7"],
    ["is read with brackets", local("10.0.0.1"), "[2001:db8:1:2::9]:4711", 1, "2001:db8:1:2::/64"],
    ["is before Lambda's own door", lambda("10.0.0.1"), "198.51.100.1, 192.0.2.7, 10.0.0.1", 1, "192.0.2.7"],
    ["is unknown where nobody says", undefined, undefined, 0, "unknown"],
    ["is unknown where the connection is gone", local(undefined), undefined, 0, "unknown"],
    ["is one, however it is written", local("::ffff:192.0.2.7"), undefined, 0, "192.0.2.7"],
    ["is a whole network of IPv6", local("2001:db8:1:2:aaaa:bbbb:cccc:dddd"), undefined, 0, "2001:db8:1:2::/64"],
    ["is that network in short", local("2001:0DB8::1"), undefined, 0, "2001:db8:0:0::/64"],
    ["is that network with a zone", local("fe80::1%eth0"), undefined, 0, "fe80:0:0:0::/64"],
    ["is this machine", local("::1"), undefined, 0, "0:0:0:0::/64"],
  ])("%s", (_, env, forwarded, proxies, address) => {
    expect(addressIn(env, forwarded, proxies)).toBe(address);
  });
});
