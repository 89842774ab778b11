import { createHmac } from "node:crypto";
import { EarshotError } from "@earshot/core/error.ts";
import { secureRandomness } from "@earshot/core/id.ts";
import type { SourceAdapter } from "@earshot/core/ports/sources.ts";
import { app } from "@earshot/portal/app.ts";
import type { PortalDeps } from "@earshot/portal/deps.ts";
import { noChat } from "./chat.ts";
import { memory } from "./memory.ts";

export const apiKey = "key-of-the-tests";

/** A source that signs its deliveries as many do: a hex HMAC of the raw body. */
const forum: SourceAdapter = {
  name: "forum",
  verify(headers, body) {
    if (headers["x-hub-signature"] !== signed(body)) throw new EarshotError("auth", "The signature is wrong.");
  },
  interpret: async () => [],
};

export function signed(body: Uint8Array | string): string {
  return createHmac("sha256", "secret of the forum").update(body).digest("hex");
}

/** The portal over stores in memory, its clock standing still until a test moves it. */
export function portal(given: Partial<PortalDeps> = {}) {
  const clock = { now: Date.parse("2026-03-04T10:00:00.000Z") };
  const stores = memory();
  const logged: { event: string; fields: Record<string, unknown> }[] = [];
  const deps: PortalDeps = {
    ...stores,
    ears: async () => ({ chat: noChat, sources: new Map([[forum.name, forum]]) }),
    webhookAddresses: { resolve: async () => ["93.184.215.14"], allowLocal: false },
    similar: async () => [],
    preview: async (_, granularity) => ({
      granularity,
      items: 0,
      themes: { before: 0, after: 0 },
      merges: [],
      splits: [],
    }),
    status: async () => ({
      backlog: 0,
      parked: 0,
      lag: { work: 0, deliver: 0 },
      webhooks: { failing: [], disabled: [] },
      erasures: 0,
      sweep: { failing: [] },
      troubles: [],
    }),
    mustBeOpen: async () => {},
    ready: async () => true,
    clock: () => clock.now,
    randomness: secureRandomness,
    signIn: { secret: "a secret of the tests", sso: undefined, forum: undefined, mails: true },
    admins: ["ines@example.org"],
    apiKey,
    url: "https://ideas.example.org",
    issuesHost: "github.com",
    rateLimit: 0,
    trustedProxies: 0,
    log: (event, fields = {}) => logged.push({ event, fields }),
    ...given,
  };
  const served = app(deps);
  const request = (path: string, init: RequestInit = {}, env: object = {}) =>
    Promise.resolve(served.request(path, init, env));
  return { ...stores, clock, deps, logged, request };
}
