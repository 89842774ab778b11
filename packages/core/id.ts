import { createHash, randomBytes } from "node:crypto";

/** What ids look like: a prefix that says what it names, and 20 or 26 characters of Crockford's base 32. */
export const prefixes = {
  feedback: "fbk",
  theme: "thm",
  person: "psn",
  inbox: "inb",
  outbox: "out",
  pass: "pas",
  session: "ses",
  correction: "cor",
  proposal: "prp",
  event: "evt",
  erasure: "ers",
} as const;
export type IdOf = keyof typeof prefixes;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

function base32(bytes: Uint8Array, length: number): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < length) {
      bits -= 5;
      text += alphabet[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return text;
}

/**
 * An id made from what it names, so that the same thing gets the same id wherever and however often it is met.
 * 100 bits of SHA-256: a collision among a billion ids has a chance below 1e-12.
 */
export function idFrom(of: IdOf, ...parts: string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(parts)).digest();
  return `${prefixes[of]}_${base32(hash, 20)}`;
}

/** Where an id's randomness comes from; tests pass a seeded one. */
export type Randomness = (bytes: number) => Uint8Array;
export const secureRandomness: Randomness = (bytes) => randomBytes(bytes);

/** A new id whose order is its time of making (to the millisecond): 10 characters of time, 16 of randomness. */
export function newId(of: IdOf, now: number, randomness: Randomness = secureRandomness): string {
  let time = "";
  let rest = now;
  for (let i = 0; i < 10; i++) {
    time = alphabet[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  return `${prefixes[of]}_${time}${base32(randomness(10), 16)}`;
}
