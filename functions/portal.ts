import type { BoardClusters } from "@earshot/core/clusters.ts";
import { existingBoards } from "@earshot/core/lookup.ts";
import { app } from "@earshot/portal/app.ts";
import type { SignIn } from "@earshot/portal/deps.ts";
import type { Hono } from "hono";
import { addressOf, type Base } from "./base.ts";
import { openingOf } from "./opening.ts";
import { webhookAddressesOf } from "./webhook-addresses.ts";

/**
 * The portal: what http serves on Lambda and on one machine.
 * @param clusters loaded when somebody first looks for what is similar
 */
export function portalOf(base: Base, clusters: () => Promise<BoardClusters>): Hono {
  const { environment, store, world } = base;
  const mustBeOpen = openingOf(base);
  const { follows, doings, passes } = store;
  const { inbox, feedback, themes, votes, corrections, clustering, forming, people, outbox, settings } = store;
  return app({
    inbox,
    feedback,
    themes,
    votes,
    follows,
    doings,
    digests: store.digests,
    passes,
    corrections,
    clustering,
    forming,
    people,
    erasures: store.erasures,
    outbox,
    settings,
    webhooks: store.webhooks,
    webhookAddresses: webhookAddressesOf(base),
    preview: async (board, granularity) => {
      const { mostAwaited, preview } = await import("@earshot/core/previewing.ts");
      const { clock, randomness } = world;
      const deps = { clusters: await clusters(), corrections, feedback, themes, clock, randomness };
      return preview(deps, board, granularity, mostAwaited);
    },
    ears: async () => (await import("./ears.ts")).earsOf(base),
    similar: async (text, boards, limit) => similar(base, await clusters(), text, boards, limit),
    status: async () => (await import("./condition.ts")).presentStatus(base),
    mustBeOpen,
    ready: async () => {
      await Promise.all([mustBeOpen(), settings.boards()]);
      return true;
    },
    clock: world.clock,
    randomness: world.randomness,
    signIn: signInOf(base),
    admins: environment.EARSHOT_ADMINS ?? [],
    apiKey: environment.EARSHOT_API_KEY,
    url: addressOf(environment),
    issuesHost: issuesHost(environment),
    rateLimit: environment.EARSHOT_RATE_LIMIT,
    trustedProxies: environment.EARSHOT_TRUSTED_PROXIES,
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
  return names
    .flatMap((board) => clusters.similar(board, text, limit))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}

/** GitHub Enterprise serves its API below its pages, `https://github.example/api/v3`; github.com beside them. */
function issuesHost({ GITHUB_API_URL: api }: Base["environment"]): string {
  const host = api === undefined ? "api.github.com" : new URL(api).host;
  return host === "api.github.com" ? "github.com" : host;
}
