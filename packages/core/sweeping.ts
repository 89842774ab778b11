import { type Clock, isoTime, minute, second } from "./clock.ts";
import type { Erasures } from "./erasure.ts";
import { reasonOf } from "./error.ts";
import { noteFailing } from "./failing-parts.ts";
import { newId, secureRandomness } from "./id.ts";
import type { Log } from "./log.ts";
import type { Cursors, SourceAdapter } from "./ports/sources.ts";
import type { Inbox, Outbox, PersonStore, Recounts } from "./ports.ts";
import { type Deliver, deliverDue } from "./webhook/lanes.ts";

export interface SweepingDeps {
  inbox: Inbox;
  outbox: Outbox;
  people: PersonStore;
  recounts: Recounts;
  erasures: Pick<Erasures, "wake">;
  cursors: Cursors;
  sources: ReadonlyMap<string, SourceAdapter>;
  /** Brings rows of an older shape to the newest, a part of them. */
  migrate: () => Promise<void>;
  /** Finishes corrections that a crash left half done, begun before a time. */
  finishCorrections: (before: number) => Promise<void>;
  /** Forms themes anew where that is due. */
  reclusterDue: () => Promise<void>;
  /** Writes the digests that are due into the outbox. */
  scheduleDigests: () => Promise<void>;
  /** Has trackers deliver again what did not arrive since a time; tells since when the next look has to be. */
  redeliver: (since: string | undefined) => Promise<{ redelivered: number; since: string | undefined }>;
  deliver: Deliver;
  /** Carries out what is due for the webhooks, each by itself. */
  deliverLanes: () => Promise<void>;
  clock: Clock;
  log: Log;
}

/** The stream is given so long before a row counts as left behind. */
const patience = 30 * second;
/** So long may a worker still write under the name of somebody whom it looked up before she was joined. */
const joinSettles = 15 * minute;
/** Where looking for missed deliveries stands, and how often that is done. */
const missedDeliveries = "missed deliveries";
const looksApart = 10 * minute;
/** Zendesk answers ten requests a minute. */
const pagesAPoll = 8;

/**
 * What happens every minute, each part by itself, so that a forum that does not answer holds up no digest: rows that
 * the stream left behind are handed to the worker again, due deliveries are carried out, sources are asked.
 */
export async function sweep(deps: SweepingDeps): Promise<void> {
  const now = deps.clock();
  const parts: [string, () => Promise<unknown>][] = [
    ["inbox", () => deps.inbox.wake(isoTime(now - patience), isoTime(now))],
    ["recounts", () => deps.recounts.wake(isoTime(now))],
    ["joins", () => settleJoins(deps, now)],
    ["erasures", () => deps.erasures.wake(isoTime(now))],
    ["migration", () => deps.migrate()],
    ["corrections", () => deps.finishCorrections(now - patience)],
    ["digests", () => deps.scheduleDigests()],
    ["outbox", () => deliverDue(deps)],
    ["webhooks", () => deps.deliverLanes()],
    ["missed deliveries", () => redeliverMissed(deps, now)],
    ...[...deps.sources.values()].map((source): [string, () => Promise<unknown>] => [
      `poll ${source.name}`,
      () => poll(deps, source),
    ]),
    // Last: it may take minutes.
    ["themes", () => deps.reclusterDue()],
  ];
  const failed: string[] = [];
  const attempt = async (part: string, run: () => Promise<unknown>) => {
    try {
      await run();
    } catch (error) {
      failed.push(part);
      deps.log("sweep.failed", { part, reason: reasonOf(error) });
    }
  };
  for (const [part, run] of parts) await attempt(part, run);
  await attempt("notes", () => noteFailing(deps.cursors, failed, isoTime(now)));
}

async function settleJoins({ people, log }: SweepingDeps, now: number): Promise<void> {
  for (const { person, since } of await people.joining()) {
    try {
      const moved = await people.repoint(person);
      if (moved === 0 && Date.parse(since) < now - joinSettles) await people.settled(person);
    } catch (error) {
      log("person.unjoined", { person, reason: reasonOf(error) });
    }
  }
}

/** A look costs a few requests, and what was missed is late already. */
async function redeliverMissed({ cursors, redeliver, log }: SweepingDeps, now: number): Promise<void> {
  const since = await cursors.get(missedDeliveries);
  if (since !== undefined && Date.parse(since) + looksApart > now) return;
  const { redelivered, since: next } = await redeliver(since);
  if (redelivered > 0) log("deliveries.asked_again", { deliveries: redelivered });
  if (next !== undefined && next !== since) await cursors.put(missedDeliveries, next);
}

/** Events are received before the cursor moves: a crash between the two asks again and tells nothing new. */
async function poll({ inbox, cursors, clock }: SweepingDeps, source: SourceAdapter): Promise<void> {
  if (!source.poll) return;
  let cursor = await cursors.get(source.name);
  for (let page = 0; page < pagesAPoll; page++) {
    const { events, cursor: next, more } = await source.poll(cursor);
    const now = clock();
    await inbox.receive(
      events.map((event) => ({
        id: newId("inbox", now, secureRandomness),
        receivedAt: isoTime(now),
        attempts: 0,
        parked: false,
        content: { type: "event" as const, event },
      })),
    );
    if (next !== cursor) await cursors.put(source.name, next);
    cursor = next;
    if (!more) return;
  }
}
