import { addressesOf, isPublic, webhookUrl } from "@earshot/core/webhook/address.ts";
import { describe, expect, test } from "vitest";

describe("an address of the public internet", () => {
  test.each([
    "93.184.215.14",
    "1.1.1.1",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "192.167.255.255",
    "198.17.255.255",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
  ])("%s is one", (address) => {
    expect(isPublic(address)).toBe(true);
  });

  test.each([
    ["this network", "0.0.0.0"],
    ["this network", "0.1.2.3"],
    ["private", "10.0.0.1"],
    ["private", "172.16.0.1"],
    ["private", "172.31.255.255"],
    ["private", "192.168.1.1"],
    ["shared by a provider's customers", "100.64.0.1"],
    ["shared by a provider's customers", "100.127.255.255"],
    ["Alibaba's metadata", "100.100.100.200"],
    ["loopback", "127.0.0.1"],
    ["loopback", "127.255.255.254"],
    ["link-local", "169.254.1.1"],
    ["the metadata of AWS, Google and Azure", "169.254.169.254"],
    ["the credentials of AWS's containers", "169.254.170.2"],
    ["Azure's own", "168.63.129.16"],
    ["Oracle's metadata", "192.0.0.192"],
    ["documentation", "192.0.2.1"],
    ["documentation", "198.51.100.7"],
    ["documentation", "203.0.113.9"],
    ["6to4 relays", "192.88.99.1"],
    ["benchmarks", "198.18.0.1"],
    ["benchmarks", "198.19.255.255"],
    ["multicast", "224.0.0.1"],
    ["multicast", "239.255.255.250"],
    ["reserved", "240.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["unspecified", "::"],
    ["loopback", "::1"],
    ["IPv4-mapped loopback", "::ffff:127.0.0.1"],
    ["IPv4-mapped metadata", "::ffff:a9fe:a9fe"],
    ["IPv4-mapped, though public inside", "::ffff:93.184.215.14"],
    ["IPv4-compatible", "::7f00:1"],
    ["NAT64", "64:ff9b::7f00:1"],
    ["local NAT64", "64:ff9b:1::1"],
    ["discard", "100::1"],
    ["Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    ["documentation", "2001:db8::1"],
    ["documentation", "3fff::1"],
    ["6to4 of loopback", "2002:7f00:1::"],
    ["unique local", "fc00::1"],
    ["the metadata of AWS over IPv6", "fd00:ec2::254"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["site-local", "fec0::1"],
    ["multicast", "ff02::1"],
    ["no address", "example.org"],
    ["no address", ""],
    ["octal, which some read as 127.0.0.1", "0177.0.0.1"],
  ])("%s is none: %s", (_, address) => {
    expect(isPublic(address)).toBe(false);
  });
});

describe("an endpoint's address", () => {
  test.each([
    ["https://hooks.example.org/earshot?key=1", "https://hooks.example.org/earshot?key=1"],
    [" https://Hooks.Example.org:8443/a#b ", "https://hooks.example.org:8443/a"],
    ["https://[2606:4700:4700::1111]/", "https://[2606:4700:4700::1111]/"],
  ])("%s can be one", (text, url) => {
    expect(webhookUrl(text, false).href).toBe(url);
  });

  test.each([
    "http://hooks.example.org/",
    "http://localhost:3000/",
    "ftp://hooks.example.org/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://user:password@hooks.example.org/",
    "https://user@hooks.example.org/",
    "hooks.example.org",
    "https://",
    "",
    `https://hooks.example.org/${"a".repeat(2_000)}`,
  ])("%s cannot be", (text) => {
    expect(() => webhookUrl(text, false)).toThrow(expect.objectContaining({ kind: "input", field: "url" }));
  });

  test("http is for this machine alone, and only where that is allowed", () => {
    for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"])
      expect(webhookUrl(`http://${host}/x`, true).host).toBe(host);
    for (const host of ["127.0.0.2", "10.0.0.1", "hooks.example.org", "localhost.example.org", "foo.localhost"])
      expect(() => webhookUrl(`http://${host}/x`, true)).toThrow("https:// addresses only");
  });
});

describe("where a name leads", () => {
  const looked = (addresses: string[]) => async () => addresses;

  test.each([
    ["https://2130706433/", "127.0.0.1 as a number"],
    ["https://0x7f.1/", "127.0.0.1 in hexadecimal"],
    ["https://0177.0.0.1/", "127.0.0.1 in octal"],
    ["https://127.1/", "127.0.0.1 cut short"],
    ["https://[::ffff:127.0.0.1]/", "127.0.0.1 in IPv6"],
    ["https://①②⑦.⓪.⓪.①/", "127.0.0.1 in other digits"],
    ["https://169.254.169.254/latest/meta-data/", "the metadata"],
  ])("is not asked of %s, which is %s", async (text) => {
    const url = webhookUrl(text, false);
    const resolve = () => Promise.reject(new Error("asked"));
    await expect(addressesOf(url, resolve, false)).rejects.toMatchObject({ kind: "input" });
  });

  test("has to be public in every address that it has", async () => {
    const url = webhookUrl("https://hooks.example.org/", false);
    expect(await addressesOf(url, looked(["93.184.215.14", "2606:4700::1"]), false)).toHaveLength(2);
    for (const closed of ["10.0.0.1", "::1", "::ffff:10.0.0.1"])
      await expect(addressesOf(url, looked(["93.184.215.14", closed]), false)).rejects.toMatchObject({ kind: "input" });
    await expect(addressesOf(url, looked([]), false)).rejects.toMatchObject({ kind: "upstream" });
  });

  test("may be this machine for its own names alone, even where that is allowed", async () => {
    const named = webhookUrl("https://hooks.example.org/", true);
    await expect(addressesOf(named, looked(["127.0.0.1"]), true)).rejects.toMatchObject({ kind: "input" });
    expect(await addressesOf(webhookUrl("http://localhost:1/", true), looked(["127.0.0.1"]), true)).toHaveLength(1);
  });
});
