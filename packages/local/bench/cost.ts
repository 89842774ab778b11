import { troubleNames, watched } from "@earshot/core/condition.ts";
import { print } from "./folder.ts";

/**
 * What a month on AWS costs, from capacity units as `npm run bench -- capacity` measures them and prices of us-east-1
 * (November 2026, no free tier, no tax). Durations and sizes that nobody has measured on AWS yet are marked as estimates.
 */

/** A month's doings. */
export interface Volume {
  feedback: number;
  votes: number;
  /** Pages looked at. */
  views: number;
}

/** For each piece of feedback so many votes, and so many looks at a page: what idea portals of all sizes see. */
const votesEach = 5;
const viewsEach = 50;

export const volumeOf = (feedback: number): Volume => ({
  feedback,
  votes: feedback * votesEach,
  views: feedback * viewsEach,
});

/** US dollars. */
export const price = {
  write: 0.625 / 1e6,
  read: 0.125 / 1e6,
  /** A month of a gigabyte in the table, and of its backup for restoring to any second. */
  storedGigabyte: 0.25 + 0.2,
  request: 0.2 / 1e6,
  gigabyteSecond: 0.0000133334,
  logGigabyte: 0.5 + 0.03,
  metric: 0.3,
  alarm: 0.1,
  sentGigabyte: 0.09,
} as const;

/** Capacity units, measured; each vote is counted by itself, which is the most that it can cost. */
const units = {
  feedback: { writes: 15.9, reads: 9.5 },
  /** From a few a second on, what comes together is written together. */
  feedbackInBulk: { writes: 9.6, reads: 3.8 },
  vote: { writes: 2, reads: 1.5 },
  tally: { writes: 9, reads: 5 },
  view: { writes: 0, reads: 2 },
  /** Of all that is looked at each minute. */
  tick: { writes: 0, reads: 39.5 },
} as const;
/** On average over a month: a second then mostly holds several. */
const bulkFrom = 1;

/** Milliseconds, estimated; memory as in sst.config.ts. */
const runs = {
  http: { ms: 20, gigabytes: 1.73 },
  feedback: { ms: 60, gigabytes: 1.73 },
  tally: { ms: 20, gigabytes: 1.73 },
  deliver: { ms: 300, gigabytes: 0.5 },
  tick: { ms: 300, gigabytes: 1.73 },
} as const;
/** Issues, messages, mails and webhooks for each piece of feedback, estimated. */
const deliveriesEach = 0.2;
/** Bytes: a page is measured (the board of the sample, compressed); rows with their indexes and log lines are estimated. */
const bytes = { feedback: 2_500, vote: 500, page: 5_000, runLogged: 700, lines: 600 } as const;

const minutes = 30.4 * 24 * 60;
const seconds = minutes * 60;
/** The stream of a table on demand has this many shards to begin with; each wakes its reader once a second at most. */
const shards = 4;
/** An entry, then the theme it changes: each is a change that wakes. */
const wakesEach = 2;
/** Of the Lambda functions, the table, the queue and the clock, in sst.config.ts. */
const alarmsOfAws = 14;
/** All that is watched, and that the tick is heard at all. */
const ownAlarms = troubleNames.length + 1;
/** So much is kept: what was said in the last year. */
const monthsKept = 12;

export const items = [
  "DynamoDB requests",
  "DynamoDB storage",
  "Lambda",
  "Logs",
  "Alarms and metrics",
  "Data sent",
] as const;
export type Item = (typeof items)[number];

/** US dollars of each item. Reading the stream is free to Lambda. */
export function monthlyCost({ feedback, votes, views }: Volume): Record<Item, number> {
  const perItem = feedback / seconds >= bulkFrom ? units.feedbackInBulk : units.feedback;
  const requests = (often: number, { writes, reads }: { writes: number; reads: number }): number =>
    often * (writes * price.write + reads * price.read);
  const requested = [
    requests(feedback, perItem),
    requests(votes, units.vote),
    requests(votes, units.tally),
    requests(views, units.view),
    requests(minutes, units.tick),
  ];

  const deliveries = feedback * deliveriesEach;
  const woken = Math.min(feedback * wakesEach + votes, shards * seconds);
  const times = { http: feedback + votes + views, deliver: deliveries, tick: minutes };
  const invoked = times.http + times.deliver + times.tick + woken;
  const ran = (Object.keys(runs) as (keyof typeof runs)[]).map((name) => {
    const { ms, gigabytes } = runs[name];
    const often = { ...times, feedback, tally: votes }[name];
    return (often * ms * gigabytes) / 1000;
  });

  const stored = monthsKept * (feedback * bytes.feedback + votes * bytes.vote);
  const logged = invoked * bytes.runLogged + (feedback + deliveries) * bytes.lines;
  return {
    "DynamoDB requests": sum(requested),
    "DynamoDB storage": gigabytes(stored) * price.storedGigabyte,
    Lambda: invoked * price.request + sum(ran) * price.gigabyteSecond,
    Logs: gigabytes(logged) * price.logGigabyte,
    "Alarms and metrics": (alarmsOfAws + ownAlarms) * price.alarm + Object.keys(watched).length * price.metric,
    "Data sent": gigabytes(views * bytes.page) * price.sentGigabyte,
  };
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
const gigabytes = (size: number): number => size / 1e9;

/** What the README shows. */
const volumes = [1_000, 100_000, 10_000_000];
const dollars = (amount: number): string =>
  amount < 100 ? `$${amount.toFixed(2)}` : `$${Math.round(amount).toLocaleString("en")}`;

/** The README's table, as Markdown. */
export function costTable(): string {
  const months = volumes.map((feedback) => monthlyCost(volumeOf(feedback)));
  const count = (n: number): string => n.toLocaleString("en");
  const row = (name: string, cells: readonly string[]): string => `| ${name} | ${cells.join(" | ")} |`;
  return [
    row(
      "a month",
      volumes.map((n) => `${count(n)} said, ${count(n * votesEach)} votes, ${count(n * viewsEach)} views`),
    ),
    `|---|${volumes.map(() => "---:|").join("")}`,
    ...items.map((item) =>
      row(
        item,
        months.map((month) => dollars(month[item])),
      ),
    ),
    row(
      "**all**",
      months.map((month) => `**${dollars(sum(Object.values(month)))}**`),
    ),
    row(
      "for a thousand said",
      months.map((month, i) => dollars((sum(Object.values(month)) / (volumes[i] ?? 1)) * 1000)),
    ),
  ].join("\n");
}

/** `npm run bench -- cost` */
export async function run(): Promise<void> {
  for (const feedback of volumes) {
    const volume = volumeOf(feedback);
    const cost = monthlyCost(volume);
    print("cost", `${feedback} a month`, { ...volume, ...cost, all: sum(Object.values(cost)) });
  }
}
