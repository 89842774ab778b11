import type { BoardClusters } from "@earshot/core/clusters.ts";
import { existingBoards } from "@earshot/core/lookup.ts";
import { mostAwaited, preview } from "@earshot/core/previewing.ts";
import { app } from "@earshot/portal/app.ts";
import type { SignIn } from "@earshot/portal/deps.ts";
import { discourseVerifier } from "@earshot/sources/discourse/verify.ts";
import { githubVerifier } from "@earshot/sources/github/verify.ts";
import { zendeskVerifier } from "@earshot/sources/zendesk/verify.ts";
import type { Hono } from "hono";
import { addressOf, type Base } from "./base.ts";

/** The portal: what http serves on Lambda and on one machine. */
export function portalOf(base: Base, clusters: BoardClusters): Hono {
  const { environment, store, world } = base;
  const verifiers = [
    discourseVerifier(environment.DISCOURSE_WEBHOOK_SECRET),
    zendeskVerifier(environment.ZENDESK_WEBHOOK_SECRET),
    githubVerifier(environment.GITHUB_WEBHOOK_SECRET),
  ];
  const { follows, passes } = store;
  const { inbox, feedback, themes, votes, corrections, clustering, forming, people, outbox, settings } = store;
  return app({
    inbox,
    feedback,
    themes,
    votes,
    follows,
    passes,
    corrections,
    clustering,
    forming,
    people,
    outbox,
    settings,
    preview: (board, granularity) =>
      preview(
        { clusters, corrections, feedback, themes, clock: world.clock, randomness: world.randomness },
        board,
        granularity,
        mostAwaited,
      ),
    sources: new Map(verifiers.map((one) => [one.name, one])),
    similar: (text, boards, limit) => similar(base, clusters, text, boards, limit),
    status: () => status(base),
    ready: () => settings.boards().then(() => true),
    clock: world.clock,
    randomness: world.randomness,
    signIn: signInOf(base),
    apiKey: environment.EARSHOT_API_KEY,
    url: addressOf(environment),
    issuesHost: issuesHost(environment),
    rateLimit: environment.EARSHOT_RATE_LIMIT,
    log: world.log,
  });
}

function signInOf({ environment, world }: Base): SignIn {
  const { EARSHOT_SECRET, EARSHOT_SSO_SECRET, DISCOURSE_CONNECT_SECRET, DISCOURSE_URL } = environment;
  const forum =
    DISCOURSE_CONNECT_SECRET !== undefined && DISCOURSE_URL !== undefined
      ? { url: DISCOURSE_URL, secret: DISCOURSE_CONNECT_SECRET }
      : undefined;
  const mails = environment.SMTP_URL !== undefined || world.showMail === undefined;
  return { secret: EARSHOT_SECRET, sso: EARSHOT_SSO_SECRET, forum, mails };
}

async function similar(
  { store }: Base,
  clusters: BoardClusters,
  text: string,
  boards: readonly string[] | undefined,
  limit: number,
) {
  const names = boards ?? (await existingBoards(store)).map(({ id }) => id);
  await clusters.prepare(names);
  const near = names
    .flatMap((board) => clusters.similar(board, text, limit))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
  const found = await store.themes.getMany(near.map(({ theme }) => theme));
  return near.flatMap(({ theme, score }) => {
    const title = found.get(theme)?.title;
    return title === undefined ? [] : [{ theme, title, score }];
  });
}

async function status({ store, world }: Base) {
  const [inbox, waiting, parkedEntries, parkedDeliveries] = await Promise.all([
    store.inbox.backlog(),
    store.outbox.list(["waiting"], { limit: 100 }),
    store.inbox.parked({ limit: 100 }),
    store.outbox.list(["parked"], { limit: 100 }),
  ]);
  const now = world.clock();
  const age = (since: string | undefined) => (since === undefined ? 0 : Math.max(0, (now - Date.parse(since)) / 1000));
  const oldest = waiting.items.map(({ createdAt }) => createdAt).sort()[0];
  return {
    backlog: inbox.waiting,
    parked: parkedEntries.items.length + parkedDeliveries.items.length,
    lag: { work: age(inbox.since), deliver: age(oldest) },
  };
}

/** GitHub Enterprise serves its API below its pages, `https://github.example/api/v3`; github.com beside them. */
function issuesHost({ GITHUB_API_URL: api }: Base["environment"]): string {
  const host = api === undefined ? "api.github.com" : new URL(api).host;
  return host === "api.github.com" ? "github.com" : host;
}
