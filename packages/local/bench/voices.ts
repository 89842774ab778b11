import { day, isoTime } from "@earshot/core/clock.ts";
import type { FeedbackEvent } from "@earshot/core/feedback.ts";
import { idFrom } from "@earshot/core/id.ts";
import type { InboxEntry } from "@earshot/core/inbox.ts";

/** A seeded stream of numbers in [0, 1) (mulberry32), so that a bench says the same things each time. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const syllables = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dro fli gra".split(" ");
const everyday =
  "please when the app would I need cannot my it every time again add make option after update want is not with for see".split(
    " ",
  );

/** A made-up word that is the same for the same number; the bench needs words, not meaning. */
function wordOf(number: number): string {
  let rest = (number * 2654435761) % 2 ** 32;
  let word = "";
  for (let i = 0; i < 3; i++) {
    word += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return word;
}

const subjects = 400;

/** Feedback as a community gives it: some subjects loved, most rare, each with words of its own; 5,000 people. */
export function voice(random: () => number, number: number, now: number): FeedbackEvent {
  const subject = Math.floor(subjects * random() ** 2.5);
  const words = Array.from({ length: 8 + Math.floor(random() * 14) }, () => {
    const draw = random();
    if (draw < 0.45) return everyday[Math.floor(random() * everyday.length)];
    if (draw < 0.85) return wordOf(subject * 16 + Math.floor(random() * 12));
    return wordOf(100_000 + Math.floor(20_000 * random() ** 3));
  });
  const saidAt = isoTime(now - Math.floor(random() * 80 * day));
  return {
    source: "api",
    externalId: `bench:${number}`,
    version: saidAt,
    author: { aliases: [`email:person${Math.floor(random() * 5000)}@example.org`] },
    body: `${words.join(" ")}.`,
    saidAt,
    withdrawn: false,
  };
}

/** Feedback as the inbox holds it. */
export function entryOf(event: FeedbackEvent, now: number): InboxEntry {
  return {
    id: idFrom("inbox", event.externalId),
    receivedAt: isoTime(now),
    attempts: 0,
    parked: false,
    content: { type: "event", event },
  };
}
