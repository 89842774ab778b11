import type { FeedbackEvent } from "../feedback.ts";
import type { WebhookDelivery } from "../inbox.ts";
import type { IssueEvent } from "../issue-event.ts";

/** Where a source's polling stands: an opaque text, and when it moved last. */
export interface Cursors {
  get(source: string): Promise<string | undefined>;
  put(source: string, cursor: string): Promise<void>;
}

/** Tells a source's own deliveries from forged ones: all that has to be known of it before anything is stored. */
export interface Verifier {
  readonly name: string;
  /**
   * Checks that a request's raw bytes are from the source. Header names are lower case.
   * @throws EarshotError `auth`.
   */
  verify(headers: Record<string, string>, body: Uint8Array, now: number): void;
  /** Whether a delivery is of a kind that is listened to at all; each is without this. What is not is not stored. */
  listens?(headers: Record<string, string>): boolean;
  /** What a delivery is called that keeps its name when it is sent again: taken in under that name once. */
  nameOf?(headers: Record<string, string>): string | undefined;
}

/** A source that sends webhooks, can be asked, or both. One folder each in packages/sources. */
export interface SourceAdapter extends Verifier {
  /**
   * The feedback events a delivery tells; none when it is of no interest.
   * @throws EarshotError `input` when it makes no sense, `upstream` when the source has to be asked and does not answer.
   */
  interpret(delivery: WebhookDelivery): Promise<FeedbackEvent[]>;
  /** What is new since a cursor (from the beginning without one). Absent where there are no credentials. */
  poll?(cursor: string | undefined): Promise<{ events: FeedbackEvent[]; cursor: string; more: boolean }>;
}

/** Where issues live, which tells by webhook what becomes of them. */
export interface Tracker extends Verifier {
  /**
   * What a delivery tells of issues and releases; nothing when it is of no interest.
   * @throws EarshotError `input` when it makes no sense.
   */
  interpret(delivery: WebhookDelivery): IssueEvent[];
}
