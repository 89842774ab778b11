import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { isIPv6 } from "node:net";
import { type Clock, second } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Post, Poster } from "@earshot/core/ports/webhooks.ts";
import { addressesOf, webhookUrl } from "@earshot/core/webhook/address.ts";
import type { WebhookAddresses } from "@earshot/core/webhook/configuring.ts";

export interface WebhookOptions extends WebhookAddresses {
  clock: Clock;
  /** How long all of a request may take, in milliseconds; 10 s by default. */
  timeout?: number | undefined;
}

/** Of an answer no more is read, and nothing is kept. */
const mostAnswer = 1_000;

/**
 * Posts to endpoints that people have named. The name is resolved once for each request, every address it has is
 * checked, and the socket is opened to one of those, so that a name that leads elsewhere a moment later leads nowhere.
 * Redirects are answers like others, no connection is kept, no proxy and no cookie is known.
 *
 * @example
 * const { status } = await webhook({ resolve, allowLocal: false, clock: Date.now })({ url, headers, body });
 */
export function webhook({ resolve, allowLocal, clock, timeout = 10 * second }: WebhookOptions): Poster {
  return async ({ url: text, headers, body }) => {
    const url = webhookUrl(text, allowLocal);
    const signal = AbortSignal.timeout(timeout);
    const addresses = await inTime(addressesOf(url, resolve, allowLocal), signal, url);
    const { statusCode = 0, headers: answered } = await send(url, { headers, body }, pinned(addresses), signal);
    return { status: statusCode, retryAfter: secondsAsked(answered["retry-after"], clock()) };
  };
}

/** A look-up that knows these addresses and asks nobody. Literal addresses in a URL were checked and need none. */
function pinned(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, { all }, done) => {
    if (all) return done(null, known);
    const [first] = known;
    if (first) done(null, first.address, first.family);
  };
}

function send(
  url: URL,
  { headers, body }: Omit<Post, "url">,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const start = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolved, rejected) => {
    const outgoing = start(url, {
      ...{ method: "POST", agent: false, lookup, signal },
      headers: {
        ...headers,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "Earshot",
      },
    });
    let answered: IncomingMessage | undefined;
    outgoing.on("response", (answer) => {
      answered = answer;
      let read = 0;
      answer.on("data", (chunk: Buffer) => {
        read += chunk.length;
        if (read > mostAnswer) answer.destroy();
      });
      answer.on("error", () => resolved(answer));
      answer.on("close", () => resolved(answer));
    });
    // What comes after the status changes nothing about it, however it ends.
    outgoing.on("error", (cause) => (answered ? resolved(answered) : rejected(unanswered(url, cause, signal))));
    outgoing.end(body);
  });
}

/** Resolving has no time limit of its own. */
function inTime<T>(work: Promise<T>, signal: AbortSignal, url: URL): Promise<T> {
  return new Promise((resolved, rejected) => {
    signal.addEventListener("abort", () => rejected(unanswered(url, signal.reason, signal)));
    work.then(resolved, rejected);
  });
}

/** The host alone: what follows it is often a secret. */
function unanswered({ host }: URL, cause: unknown, { aborted }: AbortSignal): EarshotError {
  const { code } = cause as { code?: unknown };
  const why = typeof code === "string" && /^[A-Z_0-9]{1,60}$/.test(code) && !aborted ? ` (${code})` : "";
  return new EarshotError("upstream", `${host} ${aborted ? "did not answer in time" : "could not be reached"}${why}.`, {
    cause,
  });
}

/** Retry-After holds seconds or a date (RFC 9110, 10.2.3). */
function secondsAsked(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  // Dates begin with a weekday; of other texts Date.parse makes years long gone.
  const until = /^[A-Z][a-z]{2}/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - now) / 1000));
}
