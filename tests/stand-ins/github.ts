import type { RequestCheck } from "./openapi.ts";

export interface StandInIssue {
  id: number;
  number: number;
  title: string;
  body: string | null;
  created_at: string;
  updated_at: string;
  state: "open" | "closed";
  state_reason: string | null;
  comments: { body: string; created_at: string }[];
  /** The address of the issue that it was closed in favour of, as `owner/name#1`. */
  duplicateOf?: string;
}

/** One attempt of a hook to deliver. */
interface StandInAttempt {
  id: number;
  guid: string;
  delivered_at: string;
  status_code: number;
  event: string;
}

interface StandInRepository {
  id: number;
  fullName: string;
  private: boolean;
  issues: StandInIssue[];
  /** Issues that left: by number, the address that they are at now. */
  moved: Map<number, string>;
  deleted: Set<number>;
  /** Pull requests, with the issues that merging them closes. */
  pulls: Map<number, number[]>;
  hooks: { id: number; url: string; attempts: StandInAttempt[] }[];
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
      pulls: new Map<number, number[]>(),
      hooks: [],
    };
    this.repositories.set(fullName, made);
    return made;
  }

  open(fullName: string, title: string, body: string | null): StandInIssue {
    const { issues } = this.must(fullName);
    const created_at = this.now();
    const issue: StandInIssue = {
      ...{ id: this.nextId++, number: issues.length + 1, title, body, created_at, updated_at: created_at },
      ...{ state: "open", state_reason: null, comments: [] },
    };
    issues.push(issue);
    return issue;
  }

  /** The issues that are there by now. */
  issuesOf(fullName: string): readonly StandInIssue[] {
    return this.repositories.get(fullName)?.issues ?? [];
  }

  /** To the second, as GitHub tells the time. */
  private now(): string {
    return new Date(this.clock()).toISOString().replace(/\.\d{3}Z$/, "Z");
  }

  close(fullName: string, number: number, reason: string, duplicateOf?: string): StandInIssue {
    return this.set(fullName, number, { state: "closed", state_reason: reason, ...(duplicateOf && { duplicateOf }) });
  }

  reopen(fullName: string, number: number): StandInIssue {
    return this.set(fullName, number, { state: "open", state_reason: "reopened" });
  }

  private set(fullName: string, number: number, some: Partial<StandInIssue>): StandInIssue {
    const issue = this.must(fullName).issues.find((one) => one.number === number);
    if (!issue) throw new Error("no such issue");
    return Object.assign(issue, { ...some, updated_at: this.now() });
  }

  /** What is transferred is a new issue with the old one's words. */
  transfer(from: string, number: number, to: string): StandInIssue {
    const old = this.must(from).issues.find((one) => one.number === number);
    if (!old) throw new Error("no such issue");
    const target = this.must(to);
    const issue = { ...old, id: this.nextId++, number: target.issues.length + 1 };
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
    if (url.pathname === "/graphql" && /closingIssuesReferences/.test(String(body?.query)))
      return this.closings(String(body?.query), body?.variables as { owner: string; name: string });
    if (url.pathname === "/graphql") return this.original(String((body?.variables as { issue?: unknown })?.issue));
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
    if (rest[0] === "hooks") return this.hook(repository, rest.slice(1), method);
    if (rest.length === 1) return method === "POST" ? this.create(repository, body ?? {}) : list(repository, url);
    const number = Number(rest[1]);
    const gone = repository.moved.get(number);
    if (gone) return moved(method, gone);
    if (repository.deleted.has(number)) return problem(410);
    const issue = repository.issues.find((one) => one.number === number);
    if (!issue) return problem(404);
    if (rest[2] === "comments") return this.comment(repository, issue, method, body);
    if (method === "PATCH") {
      issue.updated_at = this.now();
      if (typeof body?.title === "string") issue.title = body.title;
      if (typeof body?.body === "string") issue.body = body.body;
      if (body?.state === "open" || body?.state === "closed") issue.state = body.state;
      if (typeof body?.state_reason === "string") issue.state_reason = body.state_reason;
    }
    return json(200, shown(repository, issue));
  }

  private comment({ fullName }: StandInRepository, issue: StandInIssue, method: string, body: Call["body"]): Response {
    if (method === "POST") issue.comments.push({ body: String(body?.body), created_at: this.now() });
    const all = issue.comments.map((one, index) => ({
      ...one,
      html_url: `https://github.com/${fullName}/issues/${issue.number}#issuecomment-${index + 1}`,
    }));
    return method === "POST" ? json(201, all.at(-1)) : json(200, all);
  }

  private hook({ hooks }: StandInRepository, [id, , delivery]: string[], method: string): Response {
    if (id === undefined)
      return json(
        200,
        hooks.map((one) => ({ id: one.id, config: { url: one.url } })),
      );
    const hook = hooks.find((one) => one.id === Number(id));
    if (!hook) return problem(404);
    const attempt = hook.attempts.find((one) => one.id === Number(delivery));
    if (method === "POST" && attempt)
      hook.attempts.unshift({ ...attempt, id: this.nextId++, delivered_at: this.now() });
    return method === "POST" ? json(202, {}) : json(200, hook.attempts);
  }

  private original(node: string): Response {
    const all = [...this.repositories.values()].flatMap((one) => one.issues);
    const [home, number] = all.find(({ id }) => `I_${id}` === node)?.duplicateOf?.split("#") ?? [];
    const issue = home === undefined ? null : { number: Number(number), repository: { nameWithOwner: home } };
    return json(200, { data: { node: { timelineItems: { nodes: [{}, { duplicateOf: issue }] } } } });
  }

  /** Of what is asked about, that which is there; and an error beside it for the rest. */
  private closings(query: string, { owner, name }: { owner: string; name: string }): Response {
    const { id, pulls, issues } = this.must(`${owner}/${name}`);
    const asked = [...query.matchAll(/issueOrPullRequest\(number: (\d+)\)/g)].map(([, number]) => Number(number));
    const told = asked.map((number): [string, object | null] => {
      const closes = pulls.get(number);
      if (!closes) return [`n${number}`, issues.some((one) => one.number === number) ? {} : null];
      const nodes = closes.map((one) => ({ number: one, repository: { databaseId: id } }));
      return [`n${number}`, { closingIssuesReferences: { nodes } }];
    });
    const errors = told.flatMap(([path, found]) =>
      found === null ? { type: "NOT_FOUND", path: ["repository", path] } : [],
    );
    return json(200, {
      data: { repository: Object.fromEntries(told) },
      ...(errors.length > 0 && { errors: errors.map((error) => ({ ...error, message: "not found" })) }),
    });
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
  const { comments, duplicateOf: _, ...told } = issue;
  return {
    ...told,
    comments: comments.length,
    node_id: `I_${issue.id}`,
    closed_at: issue.state === "closed" ? issue.updated_at : null,
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
