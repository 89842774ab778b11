import { type Budget, budgetDay, dollar } from "./budget.ts";
import { type Clock, isoTime } from "./clock.ts";
import type { Condition } from "./condition.ts";
import type { Erasures } from "./erasure.ts";
import { failingModels } from "./failing-models.ts";
import { failingParts } from "./failing-parts.ts";
import type { Cursors } from "./ports/sources.ts";
import type { WebhookStore } from "./ports/webhooks.ts";
import type { Inbox, Outbox } from "./ports.ts";
import { unwell } from "./webhook/health.ts";

export interface ExaminingDeps {
  inbox: Pick<Inbox, "backlog" | "parked">;
  outbox: Pick<Outbox, "due" | "list">;
  webhooks: Pick<WebhookStore, "all">;
  erasures: Pick<Erasures, "underWay">;
  cursors: Pick<Cursors, "get">;
  budget: Pick<Budget, "spent">;
  /** US dollars a day for models; none where no model is plugged in. */
  budgetLimit: number | undefined;
  /** The models that are plugged in, by name. */
  models: readonly string[];
  clock: Clock;
}

/**
 * Looks how the house is. Where all is well it reads about 13 units, most of them the sixteen shards of the inbox: a
 * minute's look costs $0.06 a month. What waits or is parked costs what it weighs, for at most `most` rows of each kind.
 */
export async function examine(deps: ExaminingDeps, most: number): Promise<Condition> {
  const { inbox, outbox, clock } = deps;
  const now = clock();
  const [backlog, due, waiting, entries, parked, webhooks, erasures, minutely, models, budget] = await Promise.all([
    inbox.backlog(),
    outbox.due(isoTime(now), most),
    outbox.list(["waiting"], { limit: most }),
    inbox.parked({ limit: most }),
    outbox.list(["parked"], { limit: most }),
    deps.webhooks.all(),
    deps.erasures.underWay(),
    failingParts(deps.cursors),
    failingModels(deps.cursors, deps.models, now),
    shareOf(deps, now),
  ]);
  const parts = [...minutely, ...models];
  const failing = waiting.items.filter(({ error }) => error !== undefined);
  const { failing: ailing, disabled } = unwell(webhooks);
  return {
    inbox: backlog,
    overdue: { deliveries: due.length, since: first(due.map(({ dueAt }) => dueAt)) },
    failing: { deliveries: failing.length, since: first(failing.map(({ createdAt }) => createdAt)) },
    parkedEntries: { count: entries.items.length, since: first(entries.items.map(({ receivedAt }) => receivedAt)) },
    parkedDeliveries: { count: parked.items.length, since: first(parked.items.map(({ at }) => at)) },
    webhooks: {
      ...{ failing: ailing, disabled },
      disabledSince: first(webhooks.flatMap((one) => (disabled.includes(one.id) ? (one.disabled?.at ?? []) : []))),
    },
    erasures: { count: erasures.length, since: first(erasures.map(({ askedAt }) => askedAt)) },
    sweep: { failing: parts.map(({ part }) => part), since: first(parts.map(({ since }) => since)) },
    budget,
  };
}

const first = (times: readonly string[]): string | undefined => times.toSorted()[0];

async function shareOf({ budget, budgetLimit }: ExaminingDeps, now: number): Promise<number | undefined> {
  if (budgetLimit === undefined) return undefined;
  const { amount } = await budget.spent(budgetDay(now));
  return amount / (budgetLimit * dollar);
}
