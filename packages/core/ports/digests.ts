import type { Digest } from "../digest.ts";

/**
 * Digests as they were first composed: what is sent again after a failure, mailed, and shown on its page is the same
 * one, whatever has been counted since. Each goes away by itself after half a year.
 */
export interface DigestStore {
  get(team: string, week: string): Promise<Digest | undefined>;
  /** The newest one of a team for a week before this one. */
  before(team: string, week: string): Promise<Digest | undefined>;
  /** Keeps a digest unless its team and week have one. Returns whether it was new. */
  put(digest: Digest): Promise<boolean>;
}
