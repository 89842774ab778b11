import { type Clock, second } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { Pace } from "@earshot/core/pace.ts";
import { WebAPIRateLimitedError } from "@slack/web-api";

export interface PacedOptions {
  /** Shared by all workers. */
  pace: Pace;
  clock: Clock;
  /** Waits so many milliseconds. */
  pause?: ((ms: number) => Promise<void>) | undefined;
}

/** A channel takes a message a second. https://docs.slack.dev/apis/web-api/rate-limits */
const apart = second;
/** Who would have to wait longer comes again later. */
const patience = 10 * second;

/** Makes a call of a method in its turn: `channel` where it posts there. */
export type Paced = <T>(method: string, channel: string | undefined, call: () => Promise<T>) => Promise<T>;

/**
 * Keeps Slack's pace, together with all other workers: a second between two messages into a channel, and after a 429 no
 * call of that method by anybody until the time that Slack asked for is over.
 */
export function paced({ pace, clock, pause = sleep }: PacedOptions): Paced {
  async function wait(until: number): Promise<void> {
    const left = until - clock();
    if (left > patience)
      throw new EarshotError("limited", "Slack is asked no more than it bears. Nothing is lost: it goes on later.", {
        retryAfter: Math.ceil(left / second),
      });
    if (left > 0) await pause(left);
  }

  return async (method, channel, call) => {
    await wait(await pace.heldUntil(methodName(method)));
    if (channel !== undefined) {
      const now = clock();
      await wait(await pace.turn(`slack channel ${channel}`, { now, apart, latest: now + patience }));
    }
    try {
      return await call();
    } catch (error) {
      if (error instanceof WebAPIRateLimitedError)
        await pace.hold(methodName(method), clock() + Math.max(1, error.retryAfter) * second);
      throw error;
    }
  };
}

const methodName = (method: string): string => `slack ${method}`;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
