import { type Clock, minute, second } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";

/** What an Octokit error carries (RequestError of @octokit/request-error); `response` is absent when none came. */
interface RequestFailure {
  status: number;
  response?: { status: number; headers: Record<string, string | number | undefined>; data: unknown };
}

function failureOf(error: unknown): RequestFailure | undefined {
  return error instanceof Error && "status" in error && typeof error.status === "number"
    ? (error as unknown as RequestFailure)
    : undefined;
}

/** The status that GitHub answered with; none when no answer came (Octokit then makes up a 500). */
export function statusOf(error: unknown): number | undefined {
  return failureOf(error)?.response?.status;
}

/**
 * How long GitHub asks to wait, in seconds, by its own rules for 403 and 429: `retry-after`; else until
 * `x-ratelimit-reset` when nothing remains; else, for 429, a minute.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
function waitAsked({ status, response }: RequestFailure, clock: Clock): number | undefined {
  if (!response || (status !== 403 && status !== 429)) return undefined;
  const { headers } = response;
  const after = Number.parseInt(String(headers["retry-after"]), 10);
  if (after >= 0) return Math.max(1, after);
  const reset = Number.parseInt(String(headers["x-ratelimit-reset"]), 10);
  if (String(headers["x-ratelimit-remaining"]) === "0" && reset > 0)
    return Math.max(1, Math.ceil((reset * second - clock()) / second));
  return status === 429 ? minute / second : undefined;
}

/** The field and code of each fault that a 422 names. Its messages may repeat what we sent: they stay where they are. */
function faultsOf({ response }: RequestFailure): string {
  const data = response?.data as { errors?: unknown } | undefined;
  const errors = Array.isArray(data?.errors) ? (data.errors as { field?: unknown; code?: unknown }[]) : [];
  const faults = errors.flatMap(({ field, code }) =>
    typeof code === "string" ? [`${String(field ?? "issue")}: ${code}`] : [],
  );
  return faults.length === 0 ? "" : ` (${faults.join(", ")})`;
}

const nothingLost = "Nothing is lost: the theme waits with all that was said.";

/**
 * An Octokit error in the words of whoever runs this: what failed, what is safe, what to do.
 *
 * @param doing what was tried, as "create an issue"
 * @param where the repository as owner/name
 */
export function githubError(error: unknown, doing: string, where: string, clock: Clock): unknown {
  const failure = failureOf(error);
  if (!failure) return error;
  const { response } = failure;
  if (!response)
    return new EarshotError(
      "upstream",
      `GitHub did not answer when asked to ${doing} in ${where}. ${nothingLost} It is tried again by itself.`,
      {
        cause: error,
        retryAfter: 60,
      },
    );
  const { status } = response;
  const wait = waitAsked(failure, clock);
  if (wait !== undefined)
    return new EarshotError(
      "limited",
      `GitHub asks to wait ${wait} s before the next request (${status}). ${nothingLost}`,
      {
        cause: error,
        retryAfter: wait,
      },
    );
  if (status === 401)
    return new EarshotError(
      "auth",
      `GitHub refused the key (401). ${nothingLost} Put a valid one into GITHUB_TOKEN (or GITHUB_APP_ID and GITHUB_PRIVATE_KEY) and try again.`,
      { cause: error },
    );
  if (status === 403)
    return new EarshotError(
      "auth",
      `GitHub does not let this key ${doing} in ${where} (403). ${nothingLost} Give it the permission "Issues: read and write" on ${where}, see that the repository is not archived, and try again.`,
      { cause: error },
    );
  if (status === 404)
    return new EarshotError(
      "missing",
      `GitHub shows this key no ${where}, or not what it was to ${doing} there (404). ${nothingLost} Check the team's repository and that the key may see it, then try again.`,
      { cause: error },
    );
  if (status === 410)
    return new EarshotError(
      "missing",
      `Issues are switched off in ${where}, or this one was deleted (410). ${nothingLost} Switch them on, name another repository or ask for a new issue, then try again.`,
      { cause: error },
    );
  if (status === 422 || status === 400)
    return new EarshotError(
      "input",
      `GitHub found our request to ${doing} in ${where} invalid (${status})${faultsOf(failure)}. ${nothingLost}`,
      { cause: error },
    );
  return new EarshotError(
    "upstream",
    `GitHub failed when asked to ${doing} in ${where} (${status}). ${nothingLost} It is tried again by itself.`,
    {
      cause: error,
      retryAfter: 60,
    },
  );
}
