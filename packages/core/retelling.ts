import { type Clock, isoTime, second } from "./clock.ts";
import { type Delivery, deliveryId } from "./outbox.ts";
import type { FeedbackStore, Outbox } from "./ports.ts";

/**
 * Which messages in a chat repeat what: the words of a piece of feedback, or the title of a theme. Noted before the words
 * are read that a message is made of, so that whoever takes them back at any moment either is not repeated, or finds
 * the message.
 */
export interface Tellings {
  /** Notes that a delivery's messages repeat the words of some feedback, the titles of some themes. */
  note(subjects: readonly string[], delivery: string): Promise<void>;
  /** The deliveries whose messages repeat a feedback's words, or a theme's title. */
  of(subject: string): Promise<string[]>;
}

export interface RetellingDeps {
  tellings: Pick<Tellings, "of">;
  outbox: Pick<Outbox, "add">;
  clock: Clock;
}

/** A head that is about to be written is there by then. */
const settles = 30 * second;

/** Has messages show anew what they may still repeat; the same occasion does so once. Costs a read where there are none. */
async function retell(deps: RetellingDeps, subject: string, occasion: string, wait: number): Promise<void> {
  const now = deps.clock();
  for (const retells of await deps.tellings.of(subject)) {
    const about = `${subject}:${occasion}`;
    const delivery: Delivery = {
      ...{ id: deliveryId("retelling", retells, about), outlet: "slack", kind: "retelling", occasion: about, retells },
      ...{ state: "waiting", attempts: 0, createdAt: isoTime(now), dueAt: isoTime(now + wait), at: isoTime(now) },
    };
    await deps.outbox.add(delivery);
  }
}

/** Has messages shown anew that repeat feedback which was taken back, hidden, erased or put otherwise, or is back. */
export async function retellWords(deps: RetellingDeps & { feedback: FeedbackStore }, feedback: string): Promise<void> {
  const said = await deps.feedback.get(feedback);
  if (said) await retell(deps, feedback, String(said.revision), 0);
}

/**
 * Has messages shown anew that call a theme what it is called no more: its title may be the words of somebody who took
 * them back. To be written before the head that has another, so that nothing is lost in between.
 */
export function retellTitle(deps: RetellingDeps, theme: { id: string; revision: number }): Promise<void> {
  return retell(deps, theme.id, String(theme.revision), settles);
}
