import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import { FeedbackEvent as FeedbackEventSchema } from "@earshot/core/feedback.ts";
import type { WebhookDelivery } from "@earshot/core/inbox.ts";
import { merge, type Told } from "@earshot/core/merge.ts";
import { expect, onTestFinished } from "vitest";

export const noon = Date.parse("2026-03-02T12:00:00Z");

const payloads = fileURLToPath(new URL("../../../shared/payloads/", import.meta.url));
/** Whether the recorded payloads of other systems lie beside the project; tests that read them skip otherwise. */
export const havePayloads = existsSync(payloads);

export function payloadText(path: string): string {
  return readFileSync(`${payloads}${path}`, "utf8");
}

/** A delivery as the inbox keeps it. */
export function delivery(
  source: string,
  headers: Record<string, string>,
  body: unknown,
  receivedAt = "2026-03-02T12:00:00.000Z",
): WebhookDelivery {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { source, headers: lower, body: typeof body === "string" ? body : JSON.stringify(body), receivedAt };
}

/** What all events of one thing come to, in the order given. */
export function merged(events: readonly FeedbackEvent[]): Told | undefined {
  return events.reduce<Told | undefined>((told, event) => merge(told, event, "2026-03-03T00:00:00.000Z"), undefined);
}

/** Every event of an adapter must be one that the inbox takes. */
export function valid(events: readonly FeedbackEvent[]): readonly FeedbackEvent[] {
  for (const event of events) expect(FeedbackEventSchema.parse(event)).toEqual(event);
  return events;
}

export type Answer = { status?: number; headers?: Record<string, string>; json?: unknown; text?: string } | "hang up";

/** A server on loopback that answers as told, for as long as the test runs. */
export async function standIn(
  answer: (request: IncomingMessage, url: URL) => Answer,
): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    const told = answer(request, new URL(request.url ?? "/", "http://stand.in"));
    if (told === "hang up") return request.socket.destroy();
    response.writeHead(told.status ?? 200, { "content-type": "application/json", ...told.headers });
    response.end(told.text ?? JSON.stringify(told.json ?? {}));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(
    () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}
