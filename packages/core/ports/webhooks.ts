import type { Correction } from "../correction.ts";
import type { Delivery } from "../outbox.ts";
import type { Secret, Webhook } from "../webhook/webhook.ts";

/** What is written with an endpoint, as one. */
export interface WithWebhook {
  secrets?: readonly Secret[];
  deliveries?: readonly Delivery[];
  /** Its entry in the audit trail, where a person set it. */
  trail?: Correction | undefined;
}

/** The endpoints of other systems, and apart from them what their deliveries are signed with. */
export interface WebhookStore {
  /** All there are, in the order of their names. */
  all(): Promise<Webhook[]>;
  /** `all`, as this process knew it a few seconds ago at most: for what happens all the time. */
  listeners(): Promise<readonly Webhook[]>;
  get(id: string): Promise<Webhook | undefined>;
  /** @throws EarshotError `conflict` when its revision is no longer `previous`'s (none: there is one). */
  put(next: Webhook, previous: Webhook | undefined, more?: WithWebhook): Promise<void>;
  /** With its secrets and the entry in the audit trail as one. Returns whether there was one. */
  remove(id: string, trail?: Correction): Promise<boolean>;
  secrets(id: string): Promise<Secret[]>;
}

/** A signed request on its way out. */
export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * Sends a request to an address of the public internet, and nowhere else. Any answer is an answer.
 * @throws EarshotError `upstream` without one, or when none came in time; `input` for an address that leads elsewhere.
 */
export type Poster = (post: Post) => Promise<{ status: number; retryAfter?: number | undefined }>;
