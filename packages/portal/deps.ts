import type { Clock } from "@earshot/core/clock.ts";
import type { Granularity } from "@earshot/core/clustering/granularity.ts";
import type { Status } from "@earshot/core/condition.ts";
import type { Doings } from "@earshot/core/doing.ts";
import type { Erasures } from "@earshot/core/erasure.ts";
import type { Follows } from "@earshot/core/following.ts";
import type { Randomness } from "@earshot/core/id.ts";
import type { Log } from "@earshot/core/log.ts";
import type { Passes } from "@earshot/core/pass.ts";
import type { ChatFront } from "@earshot/core/ports/chat.ts";
import type { ClusterStore, FormingStore } from "@earshot/core/ports/clustering.ts";
import type { DigestStore } from "@earshot/core/ports/digests.ts";
import type { Verifier } from "@earshot/core/ports/sources.ts";
import type { WebhookStore } from "@earshot/core/ports/webhooks.ts";
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
import type { WebhookAddresses } from "@earshot/core/webhook/configuring.ts";

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

/** Who listens to what other systems deliver. */
export interface Ears {
  /** Sources that send webhooks, by the name in `/webhooks/{name}`. */
  sources: ReadonlyMap<string, Verifier>;
  /** Where colleagues ask things of Earshot in their chat. */
  chat: ChatFront;
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
  doings: Doings;
  passes: Passes;
  people: PersonStore;
  erasures: Pick<Erasures, "begin" | "stateOf" | "underWay">;
  outbox: Outbox;
  digests: DigestStore;
  settings: Settings;
  webhooks: WebhookStore;
  /** Where webhooks may lead. */
  webhookAddresses: WebhookAddresses;
  /** Loaded with the first delivery of another system. */
  ears: () => Promise<Ears>;
  /** Themes about the same need as a text, best first; of all boards without any. Asks memory only. */
  similar: (
    text: string,
    boards: readonly string[] | undefined,
    limit: number,
  ) => Promise<{ theme: string; score: number }[]>;
  /** What another granularity would make of a board. */
  preview: (board: string, granularity: Granularity) => Promise<Preview>;
  /** What waits, what is parked, how far behind the workers are, and what needs a person. */
  status: () => Promise<Status>;
  /** Fails where nothing may be written: a table that is being restored would lose it. */
  mustBeOpen: () => Promise<void>;
  /** Whether requests can be served. */
  ready: () => Promise<boolean>;
  clock: Clock;
  randomness: Randomness;
  signIn: SignIn;
  /** The e-mail addresses of staff, in lower case. */
  admins: readonly string[];
  /** The key that opens the API; without one nothing does. */
  apiKey: string | undefined;
  /** The public address, without a slash at the end. */
  url: string;
  /** Where issues are looked at: github.com, or a GitHub Enterprise's host. */
  issuesHost: string;
  /** Requests a minute per key or address; 0 for no limit. */
  rateLimit: number;
  /** How many proxies stand before it whose word is taken for where a request comes from. */
  trustedProxies: number;
  log: Log;
}
