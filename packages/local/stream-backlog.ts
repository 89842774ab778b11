import type { StreamRecord } from "@earshot/store/changes.ts";

/** One reader of the stream, as Lambda's event source mappings are: with its own position and its own pace. */
export interface Reader {
  name: string;
  /** Records that it has no use for are passed over without waking it, as Lambda's filters do. */
  wants: (record: StreamRecord) => boolean;
  handle: (event: { Records: StreamRecord[] }) => Promise<unknown>;
  /**
   * What records of one thing are called that need not be handled one by one: those of `rest` ms are handled at once,
   * and nothing but their keys is looked at.
   */
  gathers?: { by: (record: StreamRecord) => string | undefined; rest: number };
}

interface Waiting {
  sequence: bigint;
  /** When it was read, in ms of this process. */
  since: number;
  record: StreamRecord;
  bytes: number;
  /** What it is gathered by. */
  thing: string | undefined;
}

/** A record as it waits: of what is gathered without the rows, which very many of them would fill the memory with. */
export function waitingOf(sequence: bigint, since: number, record: StreamRecord, { gathers }: Reader): Waiting {
  const thing = gathers?.by(record);
  if (thing === undefined) return { sequence, since, record, bytes: bytesOf([record]), thing };
  const { eventName, dynamodb: { Keys, SequenceNumber, SizeBytes } = {} } = record;
  return { sequence, since, record: { eventName, dynamodb: { Keys, SequenceNumber, SizeBytes } }, bytes: 0, thing };
}

/** Until when, in any case; and until when as long as there is other work. */
interface Rest {
  until: number;
  whileBusy: number;
}

export interface Position {
  reader: Reader;
  /** Sequence number of the last record before which, it included, all are done with. */
  done: bigint;
  queue: Waiting[];
  /** Things that were handled a moment ago, and how long what comes of them is gathered. */
  resting: Map<string, Rest>;
  failures: number;
  /** How many records the last batch had, how many milliseconds it took, and when it ended. */
  handled: number;
  took: number;
  ended: number;
}

/** Of one event: the longer the backlog, the more of it is handled, and each theme counted, at once. */
const mostHandled = 3000;
const mostQueued = 20_000;
/**
 * Milliseconds that a batch may take, going by the one before: whoever comes meanwhile has it beside her to its end.
 * Taking in costs 4.3 of the engine's puts an item in batches of five seconds, 4.8 in three, 5.8 in one and a half.
 */
const longest = 3000;
/** The same while others wait for the processor. */
const shortly = 100;
const fewestHandled = 16;
/** Of a batch, and of all that waits: records hold what was received, whole, and take several times as much memory. */
export const mostHandledBytes = 2_000_000;

/** Where a reader begins who is done with so much; how fast it is it will see. */
export function positionOf(reader: Reader, done: bigint): Position {
  return { reader, done, queue: [], resting: new Map(), failures: 0, handled: 250, took: 1000, ended: -Infinity };
}

export const bytesOf = (records: readonly StreamRecord[]): number =>
  records.reduce((sum, { dynamodb }) => sum + (dynamodb?.SizeBytes ?? 0), 0);

export const isFull = ({ queue }: Position): boolean =>
  queue.length > mostQueued || queue.reduce((sum, { bytes }) => sum + bytes, 0) > mostHandledBytes;

/** While others wait for the processor, a reader rests so many times as long as its last batch took, and no longer. */
const giving = 9;
const givingAtMost = 10_000;
/** What has waited for so many ms is no longer put behind what comes in: both get half of the time. */
const longestWait = 60_000;

/** What changed can wait for those who wait for an answer; it is never kept from its turn. */
export function givesWay({ took, ended, queue: [first] }: Position, now: number): boolean {
  const late = first !== undefined && now - first.since > longestWait;
  return now < ended + Math.min((late ? 1 : giving) * took, givingAtMost);
}

/** So many are handled at once. */
export function mostOf({ handled, took }: Position, busy: boolean): number {
  const most = Math.floor((handled / took) * (busy ? shortly : longest));
  return Math.min(mostHandled, Math.max(fewestHandled, most));
}

/** The first of what may be handled, one at least. */
export function handledAtOnce(ripe: readonly Waiting[], most: number): Waiting[] {
  let bytes = 0;
  const end = ripe.findIndex((one, i) => {
    bytes += one.bytes;
    return i > 0 && (i === most || bytes > mostHandledBytes);
  });
  return ripe.slice(0, end < 0 ? ripe.length : end);
}

/** What may be handled now: all but what is gathered for a while yet. */
export function ripe({ queue, resting }: Position, now: number): Waiting[] {
  for (const [thing, { until, whileBusy }] of resting) if (until <= now && whileBusy <= now) resting.delete(thing);
  const fresh = queue.filter(({ thing }) => thing === undefined || !resting.has(thing));
  if (fresh.some(({ thing }) => thing === undefined)) return fresh;
  return queue.filter(({ thing }) => thing === undefined || (resting.get(thing)?.until ?? now) <= now);
}

/** What is gathered was passed over, and comes again after a crash: all before it counts as done, and no more. */
export function finish(position: Position, batch: readonly Waiting[], now: number): void {
  const { gathers } = position.reader;
  if (gathers)
    for (const [thing, rest] of restsOf(batch, gathers.rest))
      position.resting.set(thing, { until: now + rest, whileBusy: now + Math.max(rest, position.took * leisure) });
  const handled = new Set(batch);
  const last = batch.at(-1)?.sequence ?? position.done;
  position.queue = position.queue.filter((waiting) => !handled.has(waiting));
  const [next] = position.queue;
  position.done = next && next.sequence <= last ? next.sequence - 1n : last;
  position.failures = 0;
}

/**
 * As long as much comes in, things are handled again after so many times as long as a batch takes: however many rows are
 * behind them all, counting them keeps to its share of the time.
 */
const leisure = 6;

/** What very much comes of is gathered for longer: so many records of a thing in a batch, and so many times as long. */
const much = 20;
const longer = 2;

function restsOf(batch: readonly Waiting[], rest: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { thing } of batch) if (thing !== undefined) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return new Map([...counts].map(([thing, count]) => [thing, count > much ? rest * longer : rest]));
}
