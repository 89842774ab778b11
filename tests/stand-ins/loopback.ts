import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Serves a stand-in's `fetch` on a port of this machine, so that the real one is between it and the code under test.
 * Addresses in answers (`origin`) are rewritten to where it listens. A fetch that throws hangs up.
 */
export async function listen(
  answer: typeof fetch,
  origin: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    try {
      const made = await answer(`${origin}${request.url}`, {
        method: request.method ?? "GET",
        body: await read(request),
      });
      const headers = Object.fromEntries(
        [...made.headers].map(([name, value]) => [name, value.replaceAll(origin, url())]),
      );
      response.writeHead(made.status, headers).end((await made.text()).replaceAll(origin, url()));
    } catch {
      response.destroy();
    }
  });
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: url(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function read(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? null : Buffer.concat(chunks).toString("utf8");
}
