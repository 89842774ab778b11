import { type Clock, day as dayLong, isoTime } from "./clock.ts";

/** What a call to a model takes in and gives out, in the model's own units. */
export interface Tokens {
  input: number;
  output: number;
}

/** US dollars for a million tokens, as price lists are written. */
export interface Price {
  input: number;
  output: number;
}

/**
 * Money is counted in whole billionths of a US dollar: a price of two cents a million tokens is still 20 of them a
 * token, and whole numbers add up in the table as they do here.
 */
export const dollar = 1_000_000_000;

/** What so many tokens cost at most: fractions are rounded up. */
export function costOf(price: Price, { input, output }: Tokens): number {
  const billionths = (perMillion: number, tokens: number): number => Math.ceil((perMillion * tokens * dollar) / 1e6);
  return billionths(price.input, input) + billionths(price.output, output);
}

/** Money set aside for a call before it is made. */
export interface Reservation {
  id: string;
  /** The day whose budget it is from, whenever the call ends. */
  day: string;
  /** In billionths of a dollar. */
  amount: number;
}

/** What a day has cost, what is set aside included. */
export interface Spent {
  amount: number;
  requests: number;
  tokens: Tokens;
}

/**
 * What may be spent on models in a day, one account for all workers.
 *
 *   reserve the most a call can cost ──► call ──► settle for what it did cost
 *        │ no room: no call                 └─ crash: what was reserved stays spent
 */
export interface Budget {
  /**
   * Sets an amount aside if the day's limit still has room for it; tells whether it had. It counts as spent from then
   * on. A repeated reservation is refused: whether the first one was heard is not known.
   */
  reserve(reservation: Reservation, limit: number): Promise<boolean>;
  /** Puts what a call did cost in the place of what was set aside for it. Settling twice changes nothing. */
  settle(reservation: Reservation, cost: number, used: Tokens): Promise<void>;
  spent(day: string): Promise<Spent>;
}

/** The day that a time belongs to, in UTC, as `2026-03-02`. */
export function budgetDay(now: number): string {
  return isoTime(now).slice(0, 10);
}

/** Seconds until the next day's budget. */
export function untilNextDay(clock: Clock): number {
  return Math.ceil((dayLong - (clock() % dayLong)) / 1000);
}
