import { type Clock, second } from "./clock.ts";
import type { Hold, Leases } from "./ports/clustering.ts";

/** A holder that says nothing for so long has lost it. */
const lasting = 40 * second;
/** Prolonged when less than this is left: a lease in use costs a write every twenty seconds. */
const ample = 20 * second;
const betweenLooks = 150;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The leases of one process: taken when first needed, kept while they are used, prolonged now and then.
 *
 * A lease tells who may begin, not who may finish: a holder that was stopped for a minute may go on in the belief that
 * it is still hers. What must not happen twice is therefore written on condition that the lease still bears the
 * holder's fence (`FeedbackStore.put`):
 *
 *   A takes it, fence 7 … stopped for a minute …                        A writes "if the fence is 7" → conflict
 *                                  B takes it, fence 8 … writes
 */
export class Leasing {
  readonly #leases: Leases;
  readonly #clock: Clock;
  readonly #token: string;
  readonly #holds = new Map<string, Hold>();
  readonly #begun = new Set<string>();

  /** @param token who asks; whoever asks by the same token later goes on with what it held. */
  constructor(leases: Leases, clock: Clock, token: string) {
    this.#leases = leases;
    this.#clock = clock;
    this.#token = token;
  }

  /**
   * Holds a lease for at least twenty seconds from now; waits so many milliseconds for somebody else to give it back.
   * With `sure`, asks even where we believe to have it.
   */
  async hold(name: string, { patience = 0, sure = false } = {}): Promise<Hold | undefined> {
    const held = this.#holds.get(name);
    if (held && !sure && held.until - this.#clock() > ample) return held;
    for (let waited = 0; ; waited += betweenLooks) {
      const now = this.#clock();
      const hold = await this.#leases.take(name, this.#token, now, now + lasting);
      if (hold) this.#holds.set(name, hold);
      else this.#holds.delete(name);
      if (hold || waited >= patience) return hold;
      await pause(betweenLooks);
    }
  }

  /** Holds a lease that nobody has, another part of this process neither, which would ask by the same token. */
  async begin(name: string): Promise<Hold | undefined> {
    if (this.#holds.has(name) || this.#begun.has(name)) return undefined;
    this.#begun.add(name);
    try {
      return await this.hold(name);
    } finally {
      this.#begun.delete(name);
    }
  }

  async release(name: string): Promise<void> {
    const held = this.#holds.get(name);
    this.#holds.delete(name);
    if (held) await this.#leases.release(held);
  }

  async releaseAll(): Promise<void> {
    await Promise.all([...this.#holds.keys()].map((name) => this.release(name)));
  }
}
