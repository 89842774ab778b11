import type { RequestCheck } from "./openapi.ts";

export interface StandInIssue {
  id: number;
  number: number;
  title: string;
  body: string | null;
  created_at: string;
}

interface StandInRepository {
  id: number;
  fullName: string;
  private: boolean;
  issues: StandInIssue[];
  /** Issues that left: by number, the address that they are at now. */
  moved: Map<number, string>;
  deleted: Set<number>;
}

export interface Call {
  method: string;
  path: string;
  body: Record<string, unknown> | undefined;
}

/** What goes wrong with a call: instead of it, or after it was carried out. Nothing when it goes well. */
export type Fault = (
  call: Call,
) => { instead: () => Response | Promise<Response> } | { after: () => Response | Promise<Response> } | undefined;

const api = "https://api.github.com";

/** GitHub as far as issues go, in memory. Each request is checked against the official description where it is there. */
export class GithubStandIn {
  readonly calls: Call[] = [];
  readonly faults: string[] = [];
  fault: Fault = () => undefined;
  /** Called before each request arrives and before each answer leaves: throwing is a crash right there. */
  step: () => void = () => {};
  private readonly repositories = new Map<string, StandInRepository>();
  private readonly renamed = new Map<string, string>();
  private nextId = 1000;
  private readonly clock: () => number;
  private readonly check: RequestCheck | undefined;

  constructor(clock: () => number, check: RequestCheck | undefined) {
    this.clock = clock;
    this.check = check;
  }

  repository(fullName: string, options: { private?: boolean } = {}): StandInRepository {
    const made = {
      id: this.nextId++,
      fullName,
      private: options.private ?? false,
      issues: [],
      moved: new Map(),
      deleted: new Set<number>(),
    };
    this.repositories.set(fullName, made);
    return made;
  }

  open(fullName: string, title: string, body: string | null): StandInIssue {
    const { issues } = this.must(fullName);
    const created_at = new Date(this.clock()).toISOString();
    const issue = { id: this.nextId++, number: issues.length + 1, title, body, created_at };
    issues.push(issue);
    return issue;
  }

  transfer(from: string, number: number, to: string): StandInIssue {
    const old = this.must(from).issues.find((one) => one.number === number);
    if (!old) throw new Error("no such issue");
    const target = this.must(to);
    const issue = { ...old, number: target.issues.length + 1 };
    target.issues.push(issue);
    this.must(from).moved.set(number, `${api}/repositories/${target.id}/issues/${issue.number}`);
    return issue;
  }

  rename(from: string, to: string): void {
    const repository = this.must(from);
    this.repositories.delete(from);
    repository.fullName = to;
    this.repositories.set(to, repository);
    this.renamed.set(from, to);
  }

  private must(fullName: string): StandInRepository {
    const found = this.repositories.get(fullName);
    if (!found) throw new Error(`no repository ${fullName}`);
    return found;
  }

  get fetch(): typeof fetch {
    return async (input, init) => {
      const url = new URL(String(input));
      const text = typeof init?.body === "string" ? init.body : undefined;
      const body = text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>);
      const call = { method: init?.method ?? "GET", path: url.pathname + url.search, body };
      this.calls.push(call);
      this.faults.push(...(this.check?.(call.method, url, body) ?? []));
      this.step();
      const fault = this.fault(call);
      if (fault && "instead" in fault) return interruptible(fault.instead(), init?.signal);
      const response = this.answer(call, url);
      this.step();
      return fault ? interruptible(fault.after(), init?.signal) : response;
    };
  }

  private answer({ method, body }: Call, url: URL): Response {
    const parts = url.pathname.split("/").slice(1);
    const [kind, first = "", second = ""] = parts;
    const byId = kind === "repositories";
    const rest = byId ? parts.slice(2) : parts.slice(3);
    const name = `${first}/${second}`;
    const repository = byId
      ? [...this.repositories.values()].find(({ id }) => id === Number(first))
      : this.repositories.get(name);
    if (!repository) {
      const target = this.renamed.get(name);
      if (!target) return problem(404);
      return moved(method, `${api}/repositories/${this.must(target).id}${rest.map((part) => `/${part}`).join("")}`);
    }
    if (rest.length === 0)
      return json(200, { id: repository.id, full_name: repository.fullName, private: repository.private });
    if (rest[0] === "installation") return json(200, { id: 77 });
    if (rest.length === 1) return method === "POST" ? this.create(repository, body ?? {}) : list(repository, url);
    const number = Number(rest[1]);
    const gone = repository.moved.get(number);
    if (gone) return moved(method, gone);
    if (repository.deleted.has(number)) return problem(410);
    const issue = repository.issues.find((one) => one.number === number);
    if (!issue) return problem(404);
    if (method === "PATCH") {
      if (typeof body?.title === "string") issue.title = body.title;
      if (typeof body?.body === "string") issue.body = body.body;
    }
    return json(200, shown(repository, issue));
  }

  private create(repository: StandInRepository, { title, body }: Record<string, unknown>): Response {
    return json(201, shown(repository, this.open(repository.fullName, String(title), String(body))));
  }
}

function list(repository: StandInRepository, url: URL): Response {
  const per = Number(url.searchParams.get("per_page") ?? 30);
  const page = Number(url.searchParams.get("page") ?? 1);
  const sorted = repository.issues.filter(({ number }) => !repository.moved.has(number)).toReversed();
  return json(
    200,
    sorted.slice((page - 1) * per, page * per).map((issue) => shown(repository, issue)),
  );
}

function shown({ fullName }: StandInRepository, issue: StandInIssue): object {
  return {
    ...issue,
    html_url: `https://github.com/${fullName}/issues/${issue.number}`,
    repository_url: `${api}/repos/${fullName}`,
  };
}

function moved(method: string, location: string): Response {
  return json(
    method === "GET" || method === "PATCH" ? 301 : 307,
    { message: "Moved Permanently", url: location },
    { location },
  );
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
}

export function problem(status: number, headers: Record<string, string> = {}, errors?: unknown): Response {
  return json(
    status,
    { message: "said in words that nobody may match on", ...(errors !== undefined && { errors }) },
    headers,
  );
}

/** An answer that never comes. */
export const silence = (): Promise<Response> => new Promise(() => {});

/** A fetch that is cut off when its signal says so, as the real one is. */
async function interruptible(
  answer: Response | Promise<Response>,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  if (!signal) return answer;
  return Promise.race([
    answer,
    new Promise<Response>((_, reject) => {
      const cut = () => reject(signal.reason);
      if (signal.aborted) cut();
      signal.addEventListener("abort", cut);
    }),
  ]);
}
