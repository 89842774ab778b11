import { type Clock, minute } from "@earshot/core/clock.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { githubError, statusOf } from "./failure.ts";

export interface ClientOptions {
  token?: string | undefined;
  appId?: string | undefined;
  privateKey?: string | undefined;
  /** Of GitHub Enterprise, or of a stand-in. */
  apiUrl?: string | undefined;
  url: string;
  clock: Clock;
  fetch?: typeof fetch | undefined;
  /** How long a single request may take, in milliseconds. */
  timeout: number;
}

/** A repository as GitHub knows it now: its name may have changed since a team wrote it down, its id never does. */
export interface Repository {
  id: number;
  owner: string;
  repo: string;
  /** Whether anybody may read it. So it is taken to be unless GitHub says otherwise. */
  open: boolean;
}

/** A client and what it knows of repositories. */
export interface Connection {
  clientFor(repository: string): Promise<Octokit>;
  /** @throws EarshotError as githubError says. */
  repository(repository: string): Promise<Repository>;
  /** Where it connects as an app: the client that speaks for the app itself and not for an installation. */
  app?: Octokit | undefined;
}

/** How long a repository's name and openness are believed, and which installation covers it. */
const believed = 10 * minute;

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A client that sends nothing by itself: for asking what a request would be. */
export function octokit(options: ClientOptions, auth: Record<string, unknown> = {}): Octokit {
  const send = options.fetch ?? fetch;
  return new Octokit({
    ...auth,
    ...(options.apiUrl !== undefined && { baseUrl: options.apiUrl.replace(/\/+$/, "") }),
    userAgent: `earshot (${options.url})`,
    log: silent,
    request: {
      // Around everything, the exchange of an app's key for a token included. Redirects are followed by us: fetch
      // would turn a POST that is redirected into a GET, and we want to know where things went.
      fetch: (url: string, init: RequestInit) =>
        send(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(options.timeout) }),
      // For a plug-in that retries, should one ever be added: a create must never be retried unseen.
      retries: 0,
    },
  });
}

/** Connects with a token, or as an app through whichever installation covers a repository. None without either. */
export function connect(options: ClientOptions): Connection | undefined {
  const { token, appId, privateKey, clock } = options;
  const clients = new Map<string, { client: Promise<Octokit>; until: number }>();
  const known = new Map<string, { repository: Repository; until: number }>();
  let clientFor: Connection["clientFor"];
  let app: Octokit | undefined;

  if (token !== undefined) {
    const client = octokit(options, { auth: token });
    clientFor = async () => client;
  } else if (appId !== undefined && privateKey !== undefined) {
    const self = octokit(options, { authStrategy: createAppAuth, auth: { appId, privateKey, log: silent } });
    app = self;
    clientFor = (repository) => {
      const key = repository.toLowerCase();
      const found = clients.get(key);
      if (found && found.until > clock()) return found.client;
      const client = installed(self, repository, { appId, privateKey });
      clients.set(key, { client, until: clock() + believed });
      // What failed is asked anew the next time: somebody may have installed the app meanwhile.
      client.catch(() => clients.delete(key));
      return client;
    };
  } else return undefined;

  async function installed(self: Octokit, repository: string, key: { appId: string; privateKey: string }) {
    try {
      const { data } = await self.rest.apps.getRepoInstallation(split(repository));
      return octokit(options, { authStrategy: createAppAuth, auth: { ...key, installationId: data.id, log: silent } });
    } catch (error) {
      if (statusOf(error) === 404)
        throw new EarshotError(
          "missing",
          `The GitHub app is not installed on ${repository} (404). Nothing is lost. Install it there, or name another repository, then try again.`,
          { cause: error },
        );
      throw githubError(error, "find the app's installation", repository, clock);
    }
  }

  async function repository(name: string): Promise<Repository> {
    const found = known.get(name.toLowerCase());
    if (found && found.until > clock()) return found.repository;
    const client = await clientFor(name);
    try {
      const { data } = await followed<RepositoryData>(client, client.rest.repos.get.endpoint(split(name)).url);
      const repository = { id: data.id, ...split(data.full_name), open: data.private !== true };
      known.set(name.toLowerCase(), { repository, until: clock() + believed });
      return repository;
    } catch (error) {
      throw githubError(error, "look at the repository", name, clock);
    }
  }

  return { clientFor, repository, app };
}

interface RepositoryData {
  id: number;
  full_name: string;
  private?: boolean;
}

/** owner/name as Octokit wants it. */
export function split(repository: string): { owner: string; repo: string } {
  const [owner = "", repo = ""] = repository.split("/");
  return { owner, repo };
}

/**
 * GETs, along redirects: what was renamed or transferred answers 301 with where it is now, as an address by ids. Only
 * within the same API, since the key goes along.
 */
export async function followed<T>(client: Octokit, url: string): Promise<{ data: T; moved: boolean }> {
  let at = url;
  for (let hop = 0; hop < 4; hop++) {
    const response = await client.request({ method: "GET", url: at });
    if (response.status < 300) return { data: response.data as T, moved: hop > 0 };
    const next = response.headers.location === undefined ? null : URL.parse(response.headers.location, at);
    if (next?.origin !== new URL(at).origin) break;
    at = next.href;
  }
  throw new EarshotError("upstream", "GitHub redirects in circles, or elsewhere. Nothing is lost: it is tried again.", {
    retryAfter: 60,
  });
}
