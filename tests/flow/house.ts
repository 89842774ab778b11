import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Difference, differences } from "@earshot/core/rebuild.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { type House, openHouse } from "@earshot/local/house.ts";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import type { Runtime } from "../../functions/runtime.ts";

export const key = "key-of-these-tests";
export const secret = "a secret of these tests";

/** A folder that goes when the test is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "earshot-flow-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The one engine of a file of tests, started with a house that nobody lives in. Tells where it answers. */
export function landlord(): () => string {
  let house: House | undefined;
  const folder = mkdtempSync(path.join(tmpdir(), "earshot-flow-"));
  beforeAll(async () => {
    house = await openHouse({ variables: { EARSHOT_DATA: folder }, log: () => {} });
  });
  afterAll(async () => {
    await house?.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return () => house?.runtime.environment.AWS_ENDPOINT_URL_DYNAMODB ?? "";
}

export interface World {
  house: House;
  runtime: Runtime;
  /** The clock of the house: it stands still unless moved. */
  time: { now: number };
  logged: { event: string; fields: Record<string, unknown> }[];
  /** Asks the portal as a holder of the key does. */
  ask(method: string, address: string, body?: unknown): Promise<Response>;
  /** Asks and reads the answer, which has to be a good one. */
  tell<T = Record<string, unknown>>(method: string, address: string, body?: unknown): Promise<T>;
  /** Delivers a webhook as its source does. */
  deliver(source: string, headers: Record<string, string>, body: string | Buffer<ArrayBuffer>): Promise<Response>;
  /** Waits until nothing is left to do. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  endpoint: string;
  table?: string;
  folder?: string;
  variables?: Record<string, string>;
  now?: number;
  fetch?: typeof fetch;
  /** For so many ms changes behind a theme are gathered; by default everything is counted at once. */
  gathering?: number;
}

let tables = 0;
/** A table that no other test has. */
export const newTable = (): string => `flow-${process.pid}-${++tables}`;

export const noon = Date.parse("2026-03-02T12:00:00Z");

/** A house of its own on the engine of the file: its table, its folder, its workers; closed when the test is done. */
export async function open(options: WorldOptions): Promise<World> {
  const time = { now: options.now ?? noon };
  const logged: World["logged"] = [];
  const house = await openHouse({
    variables: {
      EARSHOT_DATA: options.folder ?? temporaryFolder(),
      EARSHOT_TABLE: options.table ?? newTable(),
      EARSHOT_API_KEY: key,
      EARSHOT_URL: "https://ideas.example",
      EARSHOT_RATE_LIMIT: "0",
      AWS_ENDPOINT_URL_DYNAMODB: options.endpoint,
      DISCOURSE_WEBHOOK_SECRET: secret,
      ZENDESK_WEBHOOK_SECRET: secret,
      ...options.variables,
    },
    log: (event, fields) => logged.push({ event, fields: fields ?? {} }),
    clock: () => time.now,
    fetch: options.fetch ?? refuse,
    gathering: options.gathering ?? 0,
  });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= house.close();
    return closed;
  };
  onTestFinished(close);
  const { runtime } = house;
  const ask: World["ask"] = async (method, address, body) =>
    runtime.portal.request(address, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    house,
    runtime,
    time,
    logged,
    ask,
    async tell<T>(method: string, address: string, body?: unknown) {
      const response = await ask(method, address, body);
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text}`);
      return JSON.parse(text) as T;
    },
    deliver: async (source, headers, body) =>
      runtime.portal.request(`/webhooks/${source}`, { method: "POST", headers, body }),
    settle: () => house.settle(),
    close,
  };
}

const refuse: typeof fetch = async (input) => {
  throw new Error(`Nothing outside may be asked in this test: ${String(input)}`);
};

/** Waits until a thing is so, and tells what was seen last when it never is. */
export async function until<T>(look: () => Promise<T> | T, right: (seen: T) => boolean, within = 10_000): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    const seen = await look();
    if (right(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`Not within ${within} ms. Seen last: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What is stored and not borne out by its rows. */
export async function faultsOf({ store }: Pick<Runtime, "store">): Promise<Difference[]> {
  return Array.fromAsync(differences(store));
}

/** All themes that somebody is behind. */
export async function themesOf({ store }: Pick<Runtime, "store">): Promise<Theme[]> {
  const all = await Array.fromAsync(store.themes.all());
  return all.filter(({ supporters }) => supporters > 0).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** A post as a Discourse forum tells it. */
export function post(some: Record<string, unknown> = {}): Record<string, unknown> {
  const id = (some.id as number | undefined) ?? 501;
  return {
    id,
    topic_id: 1000 + id,
    post_number: 1,
    post_type: 1,
    user_id: 42,
    username: "marta",
    name: "Marta Vogt",
    created_at: "2026-03-01T08:00:00.000Z",
    updated_at: "2026-03-01T08:00:00.000Z",
    version: 1,
    raw: "The calendar needs a dark mode: at night its white pages hurt my eyes.",
    topic_title: "Dark mode for the calendar",
    topic_archetype: "regular",
    category_id: 7,
    admin: false,
    moderator: false,
    deleted_at: null,
    ...some,
  };
}

/** A webhook's headers and body, signed as Discourse signs. */
export function ofDiscourse(
  event: string,
  body: unknown,
  signedWith = secret,
): [source: "discourse", headers: Record<string, string>, body: string] {
  const text = typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return [
    "discourse",
    {
      "content-type": "application/json",
      "x-discourse-instance": "https://forum.example",
      "x-discourse-event": event,
      "x-discourse-event-type": event.split("_")[0] ?? "",
      "x-discourse-event-signature": `sha256=${createHmac("sha256", signedWith).update(text).digest("hex")}`,
    },
    String(text),
  ];
}

/** A webhook's headers and body, signed at a time as Zendesk signs. */
export function ofZendesk(
  body: unknown,
  at: number,
  signedWith = secret,
): [source: "zendesk", headers: Record<string, string>, body: string] {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const timestamp = new Date(at).toISOString();
  return [
    "zendesk",
    {
      "content-type": "application/json",
      "x-zendesk-webhook-signature": createHmac("sha256", signedWith).update(timestamp).update(text).digest("base64"),
      "x-zendesk-webhook-signature-timestamp": timestamp,
    },
    text,
  ];
}

/** A native event of Zendesk's about ticket 5158, unless told otherwise. */
export function ticketEvent(type: string, time: string, detail: Record<string, unknown> = {}, event: unknown = {}) {
  return {
    type: `zen:event-type:ticket.${type}`,
    time,
    subject: `zen:ticket:${detail.id ?? "5158"}`,
    detail: {
      id: "5158",
      subject: "Dark mode for the calendar",
      description: "Please give the calendar a dark mode, the white pages hurt my eyes at night.",
      requester_id: "900",
      brand_id: "44",
      status: "OPEN",
      tags: [],
      is_public: true,
      created_at: "2026-03-01T09:00:00Z",
      updated_at: "2026-03-01T09:00:00Z",
      ...detail,
    },
    event,
  };
}
