import type { BoardClusters } from "@earshot/core/clusters.ts";
import { existingBoards } from "@earshot/core/lookup.ts";
import { app } from "@earshot/portal/app.ts";
import { discourseVerifier } from "@earshot/sources/discourse/verify.ts";
import { zendeskVerifier } from "@earshot/sources/zendesk/verify.ts";
import type { Hono } from "hono";
import { addressOf, type Base } from "./base.ts";

/** The portal: what http serves on Lambda and on one machine. */
export function portalOf(base: Base, clusters: BoardClusters): Hono {
  const { environment, store, world } = base;
  const verifiers = [
    discourseVerifier(environment.DISCOURSE_WEBHOOK_SECRET),
    zendeskVerifier(environment.ZENDESK_WEBHOOK_SECRET),
  ];
  const { inbox, feedback, themes, votes, people, outbox, settings } = store;
  return app({
    inbox,
    feedback,
    themes,
    votes,
    people,
    outbox,
    settings,
    sources: new Map(verifiers.map((one) => [one.name, one])),
    similar: (text, boards, limit) => similar(base, clusters, text, boards, limit),
    status: () => status(base),
    ready: () => settings.boards().then(() => true),
    clock: world.clock,
    apiKey: environment.EARSHOT_API_KEY,
    url: addressOf(environment),
    rateLimit: environment.EARSHOT_RATE_LIMIT,
    log: world.log,
  });
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
