import type { Clock } from "@earshot/core/clock.ts";
import type {
  FeedbackStore,
  Inbox,
  Outbox,
  PersonStore,
  Settings,
  ThemeStore,
  Verifier,
  VoteStore,
} from "@earshot/core/ports.ts";

/** All that the portal needs of the world; functions/http and the local runtime wire it, tests pass small ones. */
export interface PortalDeps {
  inbox: Inbox;
  feedback: FeedbackStore;
  themes: ThemeStore;
  votes: VoteStore;
  people: PersonStore;
  outbox: Outbox;
  settings: Settings;
  /** Sources that send webhooks, by the name in `/webhooks/{name}`. */
  sources: ReadonlyMap<string, Verifier>;
  /** Themes about the same need as a text, best first; of all boards without any. */
  similar: (
    text: string,
    boards: readonly string[] | undefined,
    limit: number,
  ) => Promise<{ theme: string; title: string; score: number }[]>;
  /** What waits, what is parked, and the age in seconds of the oldest waiting row of each worker. */
  status: () => Promise<{ backlog: number; parked: number; lag: { work: number; deliver: number } }>;
  /** Whether requests can be served. */
  ready: () => Promise<boolean>;
  clock: Clock;
  /** The key that opens the API; without one nothing does. */
  apiKey: string | undefined;
  /** The public address, without a slash at the end. */
  url: string;
  /** Requests a minute per key or address; 0 for no limit. */
  rateLimit: number;
  log: (event: string, fields: Record<string, unknown>) => void;
}
