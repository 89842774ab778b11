import { asked, type Breaker, closed, failed, succeeded } from "./breaker.ts";
import { type Budget, budgetDay, costOf, type Price, type Reservation, type Tokens, untilNextDay } from "./budget.ts";
import { type Clock, second } from "./clock.ts";
import { EarshotError, isError, reasonOf } from "./error.ts";
import type { Randomness } from "./id.ts";
import type { Log } from "./log.ts";

export interface AllowanceDeps {
  budget: Budget;
  /** What may be spent in a day, in billionths of a dollar (budget.ts). */
  limit: number;
  price: Price;
  clock: Clock;
  randomness: Randomness;
  log: Log;
  /** Told when the model is found not to answer, and when it answers again: for those who ask how the house is. */
  note: (fails: boolean) => Promise<void>;
}

/**
 * What one model may be asked: within the day's budget, and not while it does not answer. Every call to a model goes
 * through one of these.
 */
export class Allowance {
  readonly #deps: AllowanceDeps;
  readonly #model: string;
  #breaker: Breaker = closed;
  /** What was noted last; of what another process noted before, nothing is known. */
  #noted: boolean | undefined;

  constructor(model: string, deps: AllowanceDeps) {
    this.#model = model;
    this.#deps = deps;
  }

  /**
   * Makes a call that takes at most so many tokens and tells, as it goes, how many it took. A call that fails without
   * our knowing how far it got keeps all that was set aside; one that was refused costs what it took until then.
   * @throws EarshotError `limited` when the budget has no room or the model is given a rest; else what the call throws.
   */
  async spend<T>(most: Tokens, call: (took: (tokens: Tokens) => void) => Promise<T>): Promise<T> {
    const { price, clock } = this.#deps;
    this.#mayAsk(clock());
    const reservation = await this.#reserve(costOf(price, most));
    const { allowed, next } = asked(this.#breaker, clock());
    this.#breaker = next;
    const used = { input: 0, output: 0 };
    try {
      // Others may have failed while the reservation was made.
      if (!allowed) throw this.#resting();
      const value = await call(({ input, output }) => {
        used.input += input;
        used.output += output;
      });
      this.#breaker = succeeded(this.#breaker);
      await this.#note(false);
      await this.#settle(reservation, used);
      return value;
    } catch (error) {
      if (allowed)
        this.#breaker = failed(this.#breaker, clock(), isError(error) ? (error.retryAfter ?? 0) * second : 0);
      if (isError(error) && error.kind !== "upstream") await this.#settle(reservation, used);
      if (allowed && (this.#breaker.state === "open" || isForGood(error))) await this.#note(true);
      throw error;
    }
  }

  /** Looks without asking, so that a resting model costs no write. */
  #mayAsk(now: number): void {
    if (!asked(this.#breaker, now).allowed) throw this.#resting();
  }

  #resting(): EarshotError {
    const until = this.#breaker.state === "closed" ? 0 : this.#breaker.until;
    const retryAfter = Math.max(1, Math.ceil((until - this.#deps.clock()) / second));
    return new EarshotError("limited", `${this.#model} has failed too often and is left alone for a while.`, {
      retryAfter,
    });
  }

  async #reserve(amount: number): Promise<Reservation> {
    const { budget, limit, clock, randomness } = this.#deps;
    const id = Buffer.from(randomness(8)).toString("hex");
    const reservation = { id, day: budgetDay(clock()), amount };
    if (amount <= limit && (await budget.reserve(reservation, limit))) return reservation;
    throw new EarshotError("limited", "The day's budget for models has no room for this call.", {
      retryAfter: untilNextDay(clock),
    });
  }

  async #note(fails: boolean): Promise<void> {
    if (!fails && this.#noted === false) return;
    try {
      await this.#deps.note(fails);
      this.#noted = fails;
    } catch (error) {
      this.#deps.log("model.unnoted", { model: this.#model, reason: reasonOf(error) });
    }
  }

  /** What cannot be settled stays spent in full: too much counted, never too little. */
  async #settle(reservation: Reservation, used: Tokens): Promise<void> {
    const { budget, price, log } = this.#deps;
    try {
      await budget.settle(reservation, costOf(price, used), used);
    } catch (error) {
      log("budget.unsettled", { model: this.#model, reason: reasonOf(error) });
    }
  }
}

/** A right, a key or a model that is not there: asking again does not help. */
const isForGood = (error: unknown): boolean => isError(error) && ["auth", "missing", "input"].includes(error.kind);
