import { existingBoards } from "@earshot/core/lookup.ts";
import { app } from "@earshot/portal/app.ts";
import type { Hono } from "hono";
import { addressOf, type Runtime } from "./runtime.ts";

/** The portal over a runtime: what http serves on Lambda and on one machine. */
export function portalOf(runtime: Runtime): Hono {
  const { environment, store, sources, world } = runtime;
  const { inbox, feedback, themes, votes, people, outbox, settings } = store;
  return app({
    inbox,
    feedback,
    themes,
    votes,
    people,
    outbox,
    settings,
    sources,
    similar: (text, boards, limit) => similar(runtime, text, boards, limit),
    status: () => status(runtime),
    ready: async () => (await settings.boards(), true),
    clock: world.clock,
    apiKey: environment.EARSHOT_API_KEY,
    url: addressOf(environment),
    rateLimit: environment.EARSHOT_RATE_LIMIT,
    log: world.log,
  });
}

async function similar({ store, clusters }: Runtime, text: string, boards: readonly string[] | undefined, limit: number) {
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

async function status({ store, world }: Runtime) {
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
