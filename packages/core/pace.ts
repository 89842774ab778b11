/**
 * Keeps all workers together to the pace that somebody else asks for: each thing that bears only so many calls has a
 * name and, durably, the time from which the next one may be made.
 */
export interface Pace {
  /**
   * Takes the next turn at something, which is over after `apart` ms. Returns when that is; nothing is taken, and the
   * time returned is when to ask again, where it would be later than `latest`. Of several who ask at once each gets a
   * turn of her own.
   */
  turn(name: string, asked: { now: number; apart: number; latest: number }): Promise<number>;
  /** Gives nobody a turn before a time. */
  hold(name: string, until: number): Promise<void>;
  /** From when on there are turns; 0 where nothing is known. */
  heldUntil(name: string): Promise<number>;
}
