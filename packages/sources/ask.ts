import type { Clock } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";

/** A system that is asked over HTTP, with what to tell the operator when it does not answer. */
export interface Service {
  name: string;
  /** The variable that holds its address. */
  addressIn: string;
  /** What to do about a refused key: `Put a key with … into …`. */
  keyAdvice: string;
  headers: Record<string, string>;
  fetch: typeof fetch;
  clock: Clock;
  /** How long an answer is waited for, in milliseconds; 20 s by default. */
  patience?: number | undefined;
}

const usualPatience = 20_000;
const longestPause = 3600;
const usualPause = 60;

/**
 * Asks for JSON. Undefined when the status is one of `absent`: what was asked for is not there.
 *
 * Redirects are not followed: `fetch` would carry a key in a header of its own kind to wherever they lead.
 *
 * @throws EarshotError `limited` on 429, with the pause asked for; `upstream` on everything else that is no answer,
 * final where only a person can mend it (a refused key, a wrong address).
 */
export async function ask(service: Service, url: string, absent: readonly number[] = []): Promise<unknown> {
  const { name, headers, addressIn, patience = usualPatience } = service;
  let response: Response;
  let body: string;
  try {
    response = await service.fetch(url, {
      headers: { accept: "application/json", ...headers },
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    body = await response.text();
  } catch (cause) {
    throw new EarshotError("upstream", `${name} did not answer. Nothing is lost: it is asked again.`, { cause });
  }
  if (absent.includes(response.status)) return undefined;
  if (!response.ok) throw refusal(service, response, body);
  try {
    return JSON.parse(body);
  } catch (cause) {
    const told = `${name} answered with something that is not JSON. Nothing is lost: it is asked again.`;
    throw new EarshotError("upstream", `${told} Look whether ${addressIn} holds its address.`, { cause });
  }
}

function refusal({ name, addressIn, keyAdvice, clock }: Service, response: Response, body: string): EarshotError {
  const { status } = response;
  const pause = pauseAsked(response.headers.get("retry-after"), clock()) ?? pauseInside(body);
  if (status === 429) {
    const retryAfter = pause ?? usualPause;
    const message = `${name} asks for a pause of ${retryAfter} s (429). Nothing is lost: it is asked again then.`;
    return new EarshotError("limited", message, { retryAfter });
  }
  if (status === 401 || status === 403) {
    const message = `${name} refused the key (${status}). Nothing is lost. ${keyAdvice} and press Try again.`;
    return new EarshotError("upstream", message, { final: true });
  }
  if (status >= 300 && status < 400) {
    const message = `${name} has moved (${status}). Nothing is lost. Put its present address into ${addressIn} and press Try again.`;
    return new EarshotError("upstream", message, { final: true });
  }
  const message = `${name} answered with an error (${status}). Nothing is lost: it is asked again.`;
  return new EarshotError("upstream", message, pause === undefined ? {} : { retryAfter: pause });
}

/** Retry-After holds seconds or a date (RFC 9110, 10.2.3). */
function pauseAsked(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(longestPause, Math.max(1, seconds));
}

/** Discourse says it in the body too: `extras.wait_seconds`, and there alone behind some proxies. */
function pauseInside(body: string): number | undefined {
  const seconds = Number(/"wait_seconds"\s{0,9}:\s{0,9}(\d{1,6})/.exec(body)?.[1]);
  return Number.isNaN(seconds) ? undefined : Math.min(longestPause, Math.max(1, seconds));
}
