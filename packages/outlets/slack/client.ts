import { type FetchFunction, type Logger, LogLevel, WebClient } from "@slack/web-api";

const quiet: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/**
 * The SDK as a queue needs it: by itself it retries a POST ten times over half an hour, 5xx included, and sleeps when
 * limited; all of that is for the outbox to decide.
 */
export function connect(token: string, apiUrl: string, timeout: number, send: typeof fetch): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    logger: quiet,
    fetch: limitedByHeader(send),
  });
}

/** The SDK tells a 429 from other failures only where `Retry-After` comes with it. */
function limitedByHeader(send: typeof fetch): FetchFunction {
  return async (url, init) => {
    const response = await send(url, init as RequestInit);
    if (response.status !== 429 || response.headers.has("retry-after")) return response;
    return new Response(null, { status: 429, headers: { "retry-after": "60" } });
  };
}
