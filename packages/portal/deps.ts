import type { Clock } from "@earshot/core/clock.ts";
import type { Granularity } from "@earshot/core/clustering/granularity.ts";
import type { Follows } from "@earshot/core/following.ts";
import type { Randomness } from "@earshot/core/id.ts";
import type { Passes } from "@earshot/core/pass.ts";
import type { ClusterStore, FormingStore } from "@earshot/core/ports/clustering.ts";
import type { Verifier } from "@earshot/core/ports/sources.ts";
import type {
  CorrectionStore,
  FeedbackStore,
  Inbox,
  Outbox,
  PersonStore,
  Settings,
  ThemeStore,
  VoteStore,
} from "@earshot/core/ports.ts";
import type { Preview } from "@earshot/core/previewing.ts";

/** How people say who they are. */
export interface SignIn {
  /** Seals sessions, forms and links; without one nobody can sign in, vote or write. */
  secret: string | undefined;
  /** Shared with the company's own app, whose members then come signed in. */
  sso: string | undefined;
  /** The forum whose members may come with their account there. */
  forum: { url: string; secret: string } | undefined;
  /** False where mails are not sent, and the links are shown on this very machine instead. */
  mails: boolean;
}

/** All that the portal needs of the world; functions/http and the local runtime wire it, tests pass small ones. */
export interface PortalDeps {
  inbox: Inbox;
  feedback: FeedbackStore;
  themes: ThemeStore;
  votes: VoteStore;
  corrections: CorrectionStore;
  clustering: Pick<ClusterStore, "announce" | "since">;
  forming: FormingStore;
  follows: Follows;
  passes: Passes;
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
  /** What another granularity would make of a board. */
  preview: (board: string, granularity: Granularity) => Promise<Preview>;
  /** What waits, what is parked, and the age in seconds of the oldest waiting row of each worker. */
  status: () => Promise<{ backlog: number; parked: number; lag: { work: number; deliver: number } }>;
  /** Whether requests can be served. */
  ready: () => Promise<boolean>;
  clock: Clock;
  randomness: Randomness;
  signIn: SignIn;
  /** The key that opens the API; without one nothing does. */
  apiKey: string | undefined;
  /** The public address, without a slash at the end. */
  url: string;
  /** Where issues are looked at: github.com, or a GitHub Enterprise's host. */
  issuesHost: string;
  /** Requests a minute per key or address; 0 for no limit. */
  rateLimit: number;
  log: (event: string, fields: Record<string, unknown>) => void;
}
