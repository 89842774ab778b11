import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";

export interface BedrockOptions {
  /** Where Bedrock is; by default, AWS in the region of the environment. */
  endpoint?: string | undefined;
  fetch?: typeof fetch | undefined;
  /** How long one attempt may take, in milliseconds. */
  timeout: number;
}

/**
 * A second attempt for what passes by itself; what does not is the breaker's business. What a call may cost is reserved
 * for all of its attempts, since one that timed out may be charged too.
 */
export const attempts = 2;

/** A signed request as the SDK hands it over. */
interface Signed {
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** The SDK's client over `fetch`, as all else that asks somebody outside; its own speaks HTTP/2, for streams only. */
export function bedrockClient(options: BedrockOptions): BedrockRuntimeClient {
  const client = new BedrockRuntimeClient({
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
    maxAttempts: attempts,
    requestHandler: overFetch(options.fetch ?? fetch, options.timeout),
  });
  // What it would log holds members' words.
  client.middlewareStack.remove("loggerMiddleware");
  return client;
}

function overFetch(send: typeof fetch, timeout: number) {
  return {
    async handle({ protocol, hostname, port, path, method, headers, body }: Signed) {
      const url = `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}${path}`;
      const response = await inTime(timeout, async (signal) => {
        const answer = await send(url, { method, headers: withoutHost(headers), body: body ?? null, signal });
        return {
          statusCode: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: new Uint8Array(await answer.arrayBuffer()),
        };
      });
      return { response };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

/** `fetch` derives these itself and refuses to be told. */
function withoutHost(headers: Record<string, string>): Record<string, string> {
  const derived = new Set(["host", "content-length"]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !derived.has(name.toLowerCase())));
}

/** Gives up after a time, with the name by which the SDK knows that another attempt may help. */
async function inTime<T>(timeout: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(timeout);
  try {
    return await work(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw Object.assign(new Error("No answer in time.", { cause: error }), { name: "TimeoutError" });
  }
}
