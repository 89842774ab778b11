import { hour, minute, second } from "./clock.ts";
import type { Unwell } from "./webhook/health.ts";

/**
 * How the house is, as read from the table at one moment (examining.ts). Counts stop at what was read: the same number
 * or more of them are there.
 */
export interface Condition {
  /** What was received and not yet taken in, and since when the oldest of it waits. */
  inbox: { waiting: number; since: string | undefined };
  /** What is to be sent, is due and has not been, and since when the oldest is due. */
  overdue: { deliveries: number; since: string | undefined };
  /** What waits to be sent after an attempt that failed, and since when the oldest was to be sent. */
  failing: { deliveries: number; since: string | undefined };
  /** What was given up on and waits for a person, and since when the oldest of it does. */
  parkedEntries: { count: number; since: string | undefined };
  parkedDeliveries: { count: number; since: string | undefined };
  webhooks: Unwell & { disabledSince: string | undefined };
  /** People who are being erased, and since when the first of them waits for that. */
  erasures: { count: number; since: string | undefined };
  /** Parts of what happens each minute that fail, models that do not answer, and since when the first of them does. */
  sweep: { failing: string[]; since: string | undefined };
  /** The share of the day's budget for models that is used, 0 to 1; none where no model is plugged in. */
  budget: number | undefined;
}

/** What an operator watches: the same for alarms, for the API's status and for staff. */
interface Watched {
  /** The name of its metric, in whose unit `from` is. */
  metric: string;
  unit: "Seconds" | "Count" | "Percent";
  /** From this figure on it is a trouble. */
  from: number;
  /** An alarm is raised when it has been one for so many minutes without a break. */
  minutes: number;
  figure(condition: Condition, now: number): number | undefined;
  since(condition: Condition): string | undefined;
}

const age = (since: string | undefined, now: number): number =>
  since === undefined ? 0 : Math.max(0, (now - Date.parse(since)) / second);

/** Each by the name of its alarm, which the README's runbook has too. Metrics are paid for: ten are free. */
export const watched = {
  InboxLate: {
    ...{ metric: "InboxAge", unit: "Seconds", from: (5 * minute) / second, minutes: 2 },
    figure: ({ inbox }, now) => age(inbox.since, now),
    since: ({ inbox }) => inbox.since,
  },
  DeliveriesLate: {
    ...{ metric: "DeliveryAge", unit: "Seconds", from: (10 * minute) / second, minutes: 2 },
    figure: ({ overdue }, now) => age(overdue.since, now),
    since: ({ overdue }) => overdue.since,
  },
  // What fails once is tried again within seconds; what a limit holds back for an hour is worth a look, not a night.
  DeliveriesFailing: {
    ...{ metric: "FailingDeliveries", unit: "Count", from: 1, minutes: hour / minute },
    figure: ({ failing }) => failing.deliveries,
    since: ({ failing }) => failing.since,
  },
  EntriesParked: {
    ...{ metric: "ParkedEntries", unit: "Count", from: 1, minutes: 1 },
    figure: ({ parkedEntries }) => parkedEntries.count,
    since: ({ parkedEntries }) => parkedEntries.since,
  },
  DeliveriesParked: {
    ...{ metric: "ParkedDeliveries", unit: "Count", from: 1, minutes: 1 },
    figure: ({ parkedDeliveries }) => parkedDeliveries.count,
    since: ({ parkedDeliveries }) => parkedDeliveries.since,
  },
  WebhooksDisabled: {
    ...{ metric: "DisabledWebhooks", unit: "Count", from: 1, minutes: 1 },
    figure: ({ webhooks }) => webhooks.disabled.length,
    since: ({ webhooks }) => webhooks.disabledSince,
  },
  // One takes minutes; the law gives a month. Whatever keeps it from its end has by then been tried sixty times.
  ErasuresLate: {
    ...{ metric: "ErasureAge", unit: "Seconds", from: hour / second, minutes: 2 },
    figure: ({ erasures }, now) => age(erasures.since, now),
    since: ({ erasures }) => erasures.since,
  },
  // A forum that does not answer for some minutes is nobody's business; one whose key is gone is.
  SweepFailing: {
    ...{ metric: "SweepFailingAge", unit: "Seconds", from: (15 * minute) / second, minutes: 2 },
    figure: ({ sweep }, now) => age(sweep.since, now),
    since: ({ sweep }) => sweep.since,
  },
  BudgetUsed: {
    ...{ metric: "BudgetUsed", unit: "Percent", from: 80, minutes: 1 },
    figure: ({ budget }) => (budget === undefined ? undefined : budget * 100),
    since: () => undefined,
  },
} as const satisfies Record<string, Watched>;
export type TroubleName = keyof typeof watched;
export const troubleNames = Object.keys(watched) as [TroubleName, ...TroubleName[]];

/** Something that needs a person, since when (where that is known), and its figure in the unit of its metric. */
export interface Trouble {
  name: TroubleName;
  since: string | undefined;
  figure: number;
}

export function troublesOf(condition: Condition, now: number): Trouble[] {
  return troubleNames.flatMap((name) => {
    const { from, figure, since }: Watched = watched[name];
    const value = figure(condition, now);
    return value === undefined || value < from ? [] : [{ name, since: since(condition), figure: Math.round(value) }];
  });
}

/** The figures of all that is watched, by metric; what there is nothing to measure of is left out. */
export function figuresOf(condition: Condition, now: number): Record<string, number> {
  const all = Object.values<Watched>(watched).map(({ metric, figure }) => [metric, figure(condition, now)] as const);
  return Object.fromEntries(
    all.flatMap(([metric, value]) => (value === undefined ? [] : [[metric, Math.round(value)]])),
  );
}

/** The condition in the words of the API and the pages: what waits, what is parked, how far behind, what is wrong. */
export interface Status {
  backlog: number;
  parked: number;
  /** The age in seconds of the oldest row that each worker should have done. */
  lag: { work: number; deliver: number };
  webhooks: Unwell;
  /** How many people are being erased. */
  erasures: number;
  /** Parts of what happens each minute that fail. */
  sweep: { failing: string[] };
  /** The share of the day's budget for models that is used. */
  budget?: number;
  troubles: Trouble[];
}

export function statusOf(condition: Condition, now: number): Status {
  const { inbox, overdue, parkedEntries, parkedDeliveries, webhooks, erasures, sweep, budget } = condition;
  return {
    backlog: inbox.waiting,
    parked: parkedEntries.count + parkedDeliveries.count,
    lag: { work: age(inbox.since, now), deliver: age(overdue.since, now) },
    webhooks: { failing: webhooks.failing, disabled: webhooks.disabled },
    erasures: erasures.count,
    sweep: { failing: sweep.failing },
    ...(budget !== undefined && { budget }),
    troubles: troublesOf(condition, now),
  };
}
