import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import type { Chance } from "./chance.ts";

type Event = () => void | Promise<void>;

interface Timer {
  id: number;
  due: number;
  ring: () => void;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const patience = 30_000;

/**
 * Who goes on next. Every call to the table or to an outlet, and every answer, waits here for its turn, and chance
 * says whose it is: so everything that several processes could do at the same time is done in one of the orders in
 * which it could happen.
 */
export class Schedule {
  readonly #chance: Chance;
  readonly #waiting: Event[] = [];
  readonly #timers: Timer[] = [];
  #now = 0;
  #timerCount = 0;
  /** How many turns there have been, and a number that tells two orders of them apart. */
  turns = 0;
  print = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  add(event: Event): void {
    this.#waiting.push(event);
  }

  /** Lets everything happen, in turns, until the tasks are done. */
  async run(tasks: readonly Promise<unknown>[]): Promise<void> {
    let left = tasks.length;
    const failed: unknown[] = [];
    for (const task of tasks)
      task.then(
        () => left--,
        (error: unknown) => {
          failed.push(error);
          left--;
        },
      );
    for (let idleSince = 0; ; ) {
      await nextTurn();
      if (left === 0) break;
      const event = this.#next();
      if (event) {
        idleSince = 0;
        await event();
      } else if (idleSince === 0) idleSince = performance.now();
      else if (performance.now() - idleSince > patience) throw new Error("Everybody waits for somebody else.");
    }
    if (failed.length > 0) throw failed[0];
  }

  /** Some event that waits; a timer only where nothing else can happen, so that no deadline passes by chance. */
  #next(): Event | undefined {
    if (this.#waiting.length > 0) {
      const chosen = this.#chance.below(this.#waiting.length);
      this.turns++;
      this.print = (Math.imul(this.print, 31) + chosen + this.#waiting.length) | 0;
      return this.#waiting.splice(chosen, 1)[0];
    }
    const timer = this.#timers.sort((a, b) => a.due - b.due || a.id - b.id).shift();
    if (!timer) return undefined;
    this.#now = timer.due;
    return timer.ring;
  }

  /**
   * Puts time and chance of the whole process into the hands of the seed while something is done: timers ring in turn,
   * `Math.random` and `randomBytes` are chance's. So the same seed plays the same history to the letter.
   */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const real = { setTimeout, clearTimeout, random: Math.random, randomBytes: crypto.randomBytes };
    const chance = this.#chance.fork();
    globalThis.setTimeout = ((ring: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
      const timer = { id: ++this.#timerCount, due: this.#now + ms, ring: () => ring(...args) };
      this.#timers.push(timer);
      return Object.assign(timer, { unref: () => timer, ref: () => timer, hasRef: () => true });
    }) as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((timer: Timer | undefined) => {
      const index = this.#timers.findIndex(({ id }) => id === timer?.id);
      if (index >= 0) this.#timers.splice(index, 1);
    }) as typeof clearTimeout;
    Math.random = () => chance.next();
    crypto.randomBytes = ((length: number) => Buffer.from(chance.bytes(length))) as typeof crypto.randomBytes;
    syncBuiltinESMExports();
    try {
      return await work();
    } finally {
      globalThis.setTimeout = real.setTimeout;
      globalThis.clearTimeout = real.clearTimeout;
      Math.random = real.random;
      crypto.randomBytes = real.randomBytes;
      syncBuiltinESMExports();
    }
  }
}
