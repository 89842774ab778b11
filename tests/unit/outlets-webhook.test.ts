import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { webhook } from "@earshot/outlets/webhook/webhook.ts";
import { describe, expect, onTestFinished, test } from "vitest";

const now = Date.parse("2026-03-04T10:00:00.000Z");

/** Somebody who receives on this machine, and what reached them. */
async function receiver(answer: RequestListener) {
  const received: { request: IncomingMessage; body: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ request, body: Buffer.concat(chunks).toString() });
      answer(request, response);
    });
  });
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { received, sockets, port, url: `http://127.0.0.1:${port}/hook` };
}

const never = () => Promise.reject(new Error("Nobody is asked for a literal address."));
const local = (timeout?: number) => webhook({ resolve: never, allowLocal: true, clock: () => now, timeout });
const post = (url: string) => ({ url, headers: { "webhook-id": "evt_1" }, body: '{"ä":1}' });

describe("a webhook's request", () => {
  test("arrives as it was signed, byte by byte, as JSON", async () => {
    const { url, received } = await receiver((_, response) => response.writeHead(204).end());
    expect(await local()(post(url))).toEqual({ status: 204, retryAfter: undefined });
    expect(received[0]?.body).toBe('{"ä":1}');
    expect(received[0]?.request).toMatchObject({ method: "POST", url: "/hook" });
    expect(received[0]?.request.headers).toMatchObject({ "webhook-id": "evt_1", "content-type": "application/json" });
  });

  test("follows no redirect", async () => {
    const other = await receiver((_, response) => response.end());
    const { url } = await receiver((_, response) => response.writeHead(307, { location: other.url }).end());
    expect(await local()(post(url))).toMatchObject({ status: 307 });
    expect(other.received).toEqual([]);
  });

  test.each([
    ["120", 120],
    ["Wed, 04 Mar 2026 10:01:00 GMT", 60],
    ["Wed, 04 Mar 2026 09:00:00 GMT", 0],
    ["soon", undefined],
    ["-1", undefined],
  ])("is told how long to wait by %s", async (header, retryAfter) => {
    const { url } = await receiver((_, response) => response.writeHead(429, { "retry-after": header }).end());
    expect((await local()(post(url))).retryAfter).toBe(retryAfter);
  });

  test("reads the beginning of an answer that never ends, and hangs up", async () => {
    const { url, sockets } = await receiver((_, response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write("x".repeat(10_000))) {}
        if (!response.destroyed) response.once("drain", pour);
      };
      pour();
    });
    expect(await local()(post(url))).toMatchObject({ status: 200 });
    const [socket] = sockets;
    await new Promise<void>((resolve) => (socket?.destroyed ? resolve() : socket?.once("close", () => resolve())));
  });

  test.each<[string, RequestListener]>([
    ["who never answers", () => {}],
    ["who sends a header a day", (_, response) => response.writeProcessing()],
  ])("gives up on somebody %s", async (_, answer) => {
    const { url } = await receiver(answer);
    const sent = local(100)(post(url));
    await expect(sent).rejects.toMatchObject({
      kind: "upstream",
      message: expect.stringContaining("not answer in time"),
    });
  });

  test("has its status from somebody who drips the rest", async () => {
    const { url } = await receiver((_, response) => response.writeHead(200).flushHeaders());
    expect(await local(200)(post(url))).toMatchObject({ status: 200 });
  });

  test("fails where somebody hangs up or is not there, and says the host and nothing that follows it", async () => {
    const { url } = await receiver((request) => request.socket.destroy());
    const gone = "http://127.0.0.1:1/secret-path";
    for (const address of [url, gone]) {
      const failure = await local()(post(address)).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        kind: "upstream",
        message: expect.stringMatching(/^127\.0\.0\.1:\d+ could not/),
      });
      expect((failure as Error).message).not.toContain("secret");
    }
  });
});

describe("where a webhook leads", () => {
  const at = (port: number) => `https://hooks.example.org:${port}/`;

  test("is looked up once for each request, and nobody is connected to who was not checked", async () => {
    const { port, received, sockets } = await receiver((_, response) => response.end());
    const asked: string[] = [];
    // Public when it was set up; this machine by now.
    const resolve = async (host: string) => {
      asked.push(host);
      return asked.length === 1 ? ["93.184.215.14", "127.0.0.1"] : ["127.0.0.1"];
    };
    const send = webhook({ resolve, allowLocal: false, clock: () => now });
    for (const expected of ["one of several", "the only one"])
      await expect(send(post(at(port))), expected).rejects.toMatchObject({ kind: "input" });
    expect(asked).toEqual(["hooks.example.org", "hooks.example.org"]);
    expect(received).toEqual([]);
    expect(sockets.size).toBe(0);
  });

  test("is the address that was checked, whatever the name means to the machine itself", async () => {
    const { port, received } = await receiver((_, response) => response.end());
    const send = webhook({ resolve: async () => ["127.0.0.1"], allowLocal: true, clock: () => now });
    expect(await send(post(`http://localhost:${port}/`))).toMatchObject({ status: 200 });
    expect(received[0]?.request.headers.host).toBe(`localhost:${port}`);
    const nowhere = webhook({ resolve: async () => ["127.0.0.2"], allowLocal: true, clock: () => now });
    await expect(nowhere(post(`http://localhost:${port}/`))).rejects.toMatchObject({ kind: "upstream" });
  });

  test("is refused on this machine where nobody allowed it, however it is written", async () => {
    const { port, sockets } = await receiver((_, response) => response.end());
    const send = webhook({ resolve: never, allowLocal: false, clock: () => now });
    for (const host of ["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "0.0.0.0"])
      await expect(send(post(`https://${host}:${port}/`))).rejects.toMatchObject({ kind: "input" });
    await expect(send(post(`http://127.0.0.1:${port}/`))).rejects.toMatchObject({ kind: "input" });
    expect(sockets.size).toBe(0);
  });

  test("has to be found in time", async () => {
    const send = webhook({ resolve: () => new Promise(() => {}), allowLocal: false, clock: () => now, timeout: 50 });
    await expect(send(post(at(443)))).rejects.toMatchObject({ kind: "upstream" });
  });
});
