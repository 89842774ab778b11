import type { Chance } from "./chance.ts";

/** What becomes of one call. */
export type Fate =
  | "goes well"
  /** The caller is killed before it leaves. */
  | "dies before"
  /** It is carried out, and the caller killed before she hears of it. */
  | "dies after"
  /** It is carried out, and the answer never arrives. */
  | "answer lost"
  | "throttled"
  /** Refused because somebody else is at the same row in this moment. */
  | "conflict"
  /** Of a batch: taken, and nothing of it done. */
  | "unprocessed";

const bad = ["dies before", "dies after", "answer lost", "throttled", "conflict", "unprocessed"] as const;
type Bad = (typeof bad)[number];

/** How often each goes wrong in one history: some have none of one kind, some a lot of one. */
export class Faults {
  readonly #chance: Chance;
  readonly #rates: Record<Bad, number>;
  /** How often a reading that may lag does, and a page ends early. */
  readonly #lags: number;
  readonly #cuts: number;
  #storm = 0;
  active = true;
  readonly met: Record<string, number> = {};

  constructor(chance: Chance) {
    this.#chance = chance;
    const rate = () => chance.of([0, 0, 0.003, 0.01, 0.04]) ?? 0;
    this.#rates = Object.fromEntries(bad.map((fate) => [fate, rate()])) as Record<Bad, number>;
    this.#lags = chance.of([0, 0.1, 0.5]) ?? 0;
    this.#cuts = chance.of([0, 0.1]) ?? 0;
  }

  fateOf(): Fate {
    if (!this.active) return "goes well";
    // Throttling lasts for longer than anybody tries by herself.
    if (this.#storm > 0) {
      this.#storm--;
      return this.#note("throttled");
    }
    for (const fate of bad) {
      if (!this.#chance.happens(this.#rates[fate])) continue;
      if (fate === "throttled" && this.#chance.happens(0.2)) this.#storm = 8;
      return this.#note(fate);
    }
    return "goes well";
  }

  #note(fate: Bad): Bad {
    this.met[fate] = (this.met[fate] ?? 0) + 1;
    return fate;
  }

  /** What a reading sees that may see less than all. */
  reading(): { behind?: number; pageOf?: number } {
    if (!this.active) return {};
    return {
      ...(this.#chance.happens(this.#lags) && { behind: this.#chance.between(1, 12) }),
      ...(this.#chance.happens(this.#cuts) && { pageOf: this.#chance.between(1, 4) }),
    };
  }
}
