import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EarshotError } from "@earshot/core/error.ts";
import { fileLog } from "@earshot/local/console.ts";
import { describe, expect, it, onTestFinished } from "vitest";
import { apiKey, portal, signed } from "../memory/portal.ts";

const json = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
const html = { accept: "text/html" };
const fine = { body: "Dark mode, please." };
const long = (length: number): string => "a".repeat(length);

type At = ReturnType<typeof portal>;
const submit = (at: At, body: unknown) =>
  at.request("/api/v1/feedback", { method: "POST", headers: json, body: JSON.stringify(body) });
const webhook = (at: At, body: string) =>
  at.request("/webhooks/forum", { method: "POST", headers: { "x-hub-signature": signed(body) }, body });

describe("what is taken", () => {
  it.each<[what: string, body: unknown, status: number, field?: string]>([
    ["the longest text", { body: long(50_000) }, 202],
    ["a longer text", { body: long(50_001) }, 400, "body"],
    ["the longest title", { ...fine, title: long(300) }, 202],
    ["a longer title", { ...fine, title: long(301) }, 400, "title"],
    ["a longer name of the source's own", { ...fine, externalId: long(501) }, 400, "externalId"],
    ["a longer name", { ...fine, author: { name: long(121) } }, 400, "author.name"],
    ["a longer address", { ...fine, author: { email: `${long(250)}@b.example` } }, 400, "author.email"],
    ["a longer link", { ...fine, url: `https://a.example/${long(2_000)}` }, 400, "url"],
    ["as many as there may be", Array(500).fill(fine), 202],
    ["one more", Array(501).fill(fine), 400],
    ["none", [], 400],
    ["a larger body", Array(25).fill({ body: long(50_000) }), 413],
  ])("%s", async (_, body, status, field) => {
    const at = portal();
    const response = await submit(at, body);
    expect(response.status).toBe(status);
    if (status !== 202) expect(at.rows.inbox.size, "nothing is stored of what is refused").toBe(0);
    if (field !== undefined) expect(await response.json()).toMatchObject({ field });
  });

  it.each([
    [350_000, 202],
    [350_001, 413],
    [1_000_001, 413],
  ])("a delivery of %i bytes is %i", async (length, status) => {
    expect((await webhook(portal(), long(length))).status).toBe(status);
  });

  it("a body that does not say how long it is, is read no further than it may be long", async () => {
    const at = portal();
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (to) => {
        pulled += 1;
        to.enqueue(new Uint8Array(100_000));
      },
    });
    const init = { method: "POST", headers: json, body: endless, duplex: "half" } as RequestInit;
    expect((await at.request("/api/v1/feedback", init)).status).toBe(413);
    expect(pulled).toBeLessThan(20);
  });
});

describe("the log of one machine", () => {
  it("begins anew when it has grown large, and keeps the one before", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "earshot-log-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, "earshot.log");
    writeFileSync(file, `${long(20_000_001)}\n`);
    const log = fileLog({ EARSHOT_DATA: folder });
    log("first");
    log("second");
    expect(
      readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).event),
    ).toEqual(["first", "second"]);
    expect(statSync(`${file}.1`).size).toBe(20_000_002);
  });
});

describe("what is given", () => {
  it.each(["/outbox", "/parked", "/themes", "/audit"])("a page of %s has at most a hundred rows", async (path) => {
    const asked: number[] = [];
    const counting = <T extends object>(store: T, name: keyof T): T => ({
      ...store,
      [name]: (...given: { limit?: number }[]) => {
        asked.push(...given.flatMap((one) => one?.limit ?? []));
        return (store[name] as (...given: unknown[]) => unknown)(...given);
      },
    });
    const { inbox, outbox, themes, corrections } = portal();
    const at = portal({
      inbox: counting(inbox, "parked"),
      outbox: counting(outbox, "list"),
      themes: counting(themes, "list"),
      corrections: counting(corrections, "list"),
    });
    const response = await at.request(`/api/v1${path}?limit=1000000`, { headers: json });
    expect(response.status).toBe(200);
    expect(Math.max(...asked)).toBe(100);
  });
});

describe("too much at once", () => {
  const busy = async (): Promise<never> => {
    throw new EarshotError("limited", "The table is busy.", { retryAfter: 1 });
  };
  const away = async (): Promise<never> => {
    throw new EarshotError("upstream", "The table cannot be reached.");
  };

  it.each([
    ["busy", busy, 429],
    ["away", away, 503],
  ] as const)("a table that is %s is never a 2xx, and says when to come again", async (_, fails, status) => {
    const { inbox } = portal();
    const at = portal({ inbox: { ...inbox, receive: fails, receiveOnce: fails } });
    for (const response of [await submit(at, fine), await webhook(at, "{}")]) {
      expect(response.status).toBe(status);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    }
  });

  it.each([
    ["by key", "/api/v1/teams", json, {}],
    ["by address", "/", html, { requestContext: { http: { sourceIp: "192.0.2.7" } } }],
  ])("is refused %s, with when to come again, while others go on", async (_, path, headers, env) => {
    const at = portal({ rateLimit: 2 });
    for (let i = 0; i < 2; i++) expect((await at.request(path, { headers }, env)).status).toBe(200);
    const response = await at.request(path, { headers }, env);
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "30"]);
    const elsewhere = { requestContext: { http: { sourceIp: "192.0.2.8" } } };
    expect((await at.request("/", { headers: html }, elsewhere)).status).toBe(200);
  });

  it("is refused each who asks through a proxy that is trusted, and not all of them", async () => {
    const at = portal({ rateLimit: 1, trustedProxies: 1 });
    const from = (forwarded: string) =>
      at.request(
        "/",
        { headers: { ...html, "x-forwarded-for": forwarded } },
        { incoming: { socket: { remoteAddress: "10.0.0.1" } } },
      );
    expect((await from("192.0.2.7")).status).toBe(200);
    expect((await from("192.0.2.7")).status).toBe(429);
    expect((await from("198.51.100.1, 192.0.2.7")).status, "whatever she claims").toBe(429);
    expect((await from("192.0.2.8")).status).toBe(200);
  });

  describe("of deliveries that nobody signed", () => {
    const env = { requestContext: { http: { sourceIp: "192.0.2.7" } } };
    const unsigned = (at: At, path = "/webhooks/forum", from: object = env) =>
      at.request(path, { method: "POST", body: "{}", headers: { "x-hub-signature": "guessed" } }, from);

    it.each(["/webhooks/forum", "/webhooks/slack/events"])("%s is refused what is too many", async (path) => {
      const at = portal({ rateLimit: 600 });
      const answers = [];
      for (let i = 0; i < 61; i++) answers.push(await unsigned(at, path));
      expect(answers.slice(0, 60).every(({ status }) => status === 401)).toBe(true);
      expect(answers.slice(60).map(({ status, headers }) => [status, headers.get("retry-after")])).toEqual([
        [429, "1"],
      ]);
      expect(at.rows.inbox.size).toBe(0);
    });

    it("nothing keeps out what is signed, of the same address, nor anybody elsewhere", async () => {
      const at = portal({ rateLimit: 600 });
      for (let i = 0; i < 100; i++) await unsigned(at);
      const delivered = await at.request(
        "/webhooks/forum",
        { method: "POST", body: "{}", headers: { "x-hub-signature": signed("{}") } },
        env,
      );
      expect(delivered.status).toBe(202);
      const elsewhere = { requestContext: { http: { sourceIp: "192.0.2.8" } } };
      expect((await unsigned(at, "/webhooks/forum", elsewhere)).status).toBe(401);
    });

    it("the bound is not above the limit that was set, and there is none where none was", async () => {
      const statuses = async (rateLimit: number) => {
        const at = portal({ rateLimit });
        const found = [];
        for (let i = 0; i < 100; i++) found.push((await unsigned(at)).status);
        return found.filter((status) => status === 401).length;
      };
      expect([await statuses(5), await statuses(0)]).toEqual([5, 100]);
    });
  });

  it("is taken of a community that delivers much: what is turned away may never come again", async () => {
    const at = portal({ rateLimit: 2 });
    for (let i = 0; i < 50; i++) expect((await webhook(at, `{"n":${i}}`)).status).toBe(202);
    expect(at.rows.inbox.size).toBe(50);
  });
});
