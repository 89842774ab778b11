import { type Clock, day, hour, isoTime, minute } from "@earshot/core/clock.ts";
import type { Octokit } from "@octokit/rest";
import { type Connection, split } from "./client.ts";
import { githubError, statusOf } from "./failure.ts";

/** What a look at the hooks came to: the next one begins where this one could not finish. */
export interface Redelivered {
  redelivered: number;
  since: string | undefined;
}

interface Look {
  repositories: readonly string[];
  since: string | undefined;
  /** Our own public address: which of a repository's hooks are ours. */
  url: string;
  clock: Clock;
}

/** GitHub delivers again what is up to three days old. */
const oldest = 3 * day;
/** What was under way at the last look is looked at again. */
const overlap = hour;
/** A delivery younger than this may still be on its way. */
const underWay = 2 * minute;
/**
 * Bounds on one look: requests to read (more where the last look was long ago), deliveries to ask for again, attempts
 * for each, as far as they were read.
 */
const fewPages = 3;
const mostPages = 30;
const perPage = 100;
const mostAtOnce = 10;
const mostAttempts = 4;

/** Of all that a hook may be set to tell, what anybody here listens to. */
const listened = new Set(["issues", "release"]);

/** One attempt to deliver; those of one event share its guid. */
interface Attempt {
  id: number | bigint;
  guid: string;
  delivered_at: string;
  status_code: number;
  event: string;
}

interface Hook {
  name: string;
  page(cursor: string | undefined): Promise<{ data: Attempt[]; headers: { link?: string | undefined } }>;
  again(id: number): Promise<unknown>;
}

/**
 * Has GitHub deliver again what we did not acknowledge: it does not do so by itself. What arrives twice keeps its name
 * and is taken in once. A key that may not look at hooks is no failure: whoever gave it chose so, and an issue's next
 * push notices what was missed.
 */
export async function redeliver(connection: Connection, look: Look): Promise<Redelivered> {
  const { since, clock } = look;
  const now = clock();
  const from = now - oldest;
  const unseen = Math.max(from, since === undefined ? 0 : Date.parse(since) - overlap);
  let left = mostAtOnce;
  let all = true;
  for (const hook of await hooksOf(connection, look)) {
    const missed = missedAmong(await attemptsSince(hook, { from, unseen }, clock), now);
    for (const { id } of missed.slice(0, left)) await asked(() => hook.again(Number(id)), hook.name, clock);
    all &&= missed.length <= left;
    left -= Math.min(left, missed.length);
  }
  return { redelivered: mostAtOnce - left, since: all ? isoTime(now) : (since ?? isoTime(from)) };
}

/** The last attempt of each delivery that never arrived, oldest first. */
function missedAmong(attempts: readonly Attempt[], now: number): Attempt[] {
  const byName = Map.groupBy(
    attempts.filter(({ event }) => listened.has(event)),
    ({ guid }) => guid,
  );
  return [...byName.values()]
    .filter((tries) => tries.length < mostAttempts && !tries.some(({ status_code: code }) => code >= 200 && code < 400))
    .flatMap((tries) => tries.toSorted(byTime).at(-1) ?? [])
    .filter(({ delivered_at }) => Date.parse(delivered_at) + underWay <= now)
    .sort(byTime);
}

const byTime = (a: Attempt, b: Attempt): number => Date.parse(a.delivered_at) - Date.parse(b.delivered_at);

/** The attempts from a time on, all that nobody has looked at yet and some more. */
async function attemptsSince(
  hook: Hook,
  { from, unseen }: { from: number; unseen: number },
  clock: Clock,
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await asked(() => hook.page(cursor), hook.name, clock);
    if (!answer) break;
    attempts.push(...answer.data);
    const last = answer.data.at(-1);
    cursor = /[?&]cursor=([^&>]+)[^>]*>;\s*rel="next"/.exec(answer.headers.link ?? "")?.[1];
    if (cursor === undefined || last === undefined) break;
    if (Date.parse(last.delivered_at) < (page + 1 < fewPages ? from : unseen)) break;
    cursor = decodeURIComponent(cursor);
  }
  return attempts.filter(({ delivered_at }) => Date.parse(delivered_at) >= from);
}

/** The hooks that lead to us: the app's own, or those of the repositories whose address is ours. */
async function hooksOf(connection: Connection, { repositories, url, clock }: Look): Promise<Hook[]> {
  const { app } = connection;
  if (app) return [appHook(app)];
  const found = await Promise.all(
    [...new Set(repositories)].map(async (name) => {
      const client = await connection.clientFor(name);
      const answer = await asked(
        () => client.rest.repos.listWebhooks({ ...split(name), per_page: perPage }),
        name,
        clock,
      );
      const ours = (answer?.data ?? []).filter(({ config }) => config.url === `${url}/webhooks/github`);
      return ours.map(({ id }) => repositoryHook(client, name, id));
    }),
  );
  return found.flat();
}

function appHook(app: Octokit): Hook {
  return {
    name: "the app's hook",
    page: (cursor) =>
      app.rest.apps.listWebhookDeliveries({ per_page: perPage, ...(cursor !== undefined && { cursor }) }),
    again: (delivery_id) => app.rest.apps.redeliverWebhookDelivery({ delivery_id }),
  };
}

function repositoryHook(client: Octokit, name: string, hook_id: number): Hook {
  const hook = { ...split(name), hook_id };
  return {
    name,
    page: (cursor) =>
      client.rest.repos.listWebhookDeliveries({ ...hook, per_page: perPage, ...(cursor !== undefined && { cursor }) }),
    again: (delivery_id) => client.rest.repos.redeliverWebhookDelivery({ ...hook, delivery_id }),
  };
}

async function asked<T>(ask: () => Promise<T>, name: string, clock: Clock): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const status = statusOf(error);
    const forbidden = status === 403 && !limited(error);
    // 400 and 422: GitHub keeps this delivery no longer.
    if (forbidden || status === 404 || status === 400 || status === 422) return undefined;
    throw githubError(error, "look at the deliveries of the hook", name, clock);
  }
}

/** GitHub answers 403 to both: may not, and may not now. */
function limited(error: unknown): boolean {
  const { headers } = (error as { response: { headers: Record<string, unknown> } }).response;
  return headers["retry-after"] !== undefined || String(headers["x-ratelimit-remaining"]) === "0";
}
