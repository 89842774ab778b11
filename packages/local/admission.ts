import { addressIn } from "@earshot/portal/caller.ts";
import { problem } from "@earshot/portal/problem.ts";

/** A request weighs several times its body: as bytes, as text, as what was read, as what is written. */
const mostBytes = 32_000_000;
/** What one address may hold of it: whoever declares a body and sends nothing keeps out nobody but herself. */
const mostBytesEach = mostBytes / 4;
/** What it weighs whose length is not declared: nobody reads more of it. */
const undeclared = 1_000_000;
const mostRequests = 1_000;
/** What any body weighs at least, because whoever sends slowly takes a place for as long. */
const fewestBytes = mostBytes / mostRequests;
/** A person's page asks for a few things at once. */
const busyFrom = 8;
const comeAgain = 2;

type Handler = (request: Request, environment?: object) => Response | Promise<Response>;

/**
 * Lets in as much at once as there is memory for, and asks everybody else to come again (503, Retry-After) before
 * anything of theirs is read. Weighed by the declared length of the body, so that a flood of large ones keeps nobody
 * from reading or voting, and no address gets more than a share. Only one process that serves everybody needs this: a
 * function on Lambda serves one request at a time, and how many there are at once is its concurrency.
 */
export class Admission {
  #bytes = 0;
  readonly #bytesOf = new Map<string, number>();
  #requests = 0;
  readonly #proxies: number;

  /** @param proxies how many trusted ones stand before it */
  constructor(proxies = 0) {
    this.#proxies = proxies;
  }

  /** Whether people wait for one another. */
  get isBusy(): boolean {
    return this.#requests >= busyFrom;
  }

  /** A handler behind the door. */
  before<T extends Handler>(handle: T): T {
    return (async (request: Request, environment?: object) => {
      const weight = weightOf(request);
      // Asked for once: a connection that is gone no longer tells its address.
      const address = addressIn(environment, request.headers.get("x-forwarded-for"), this.#proxies);
      if (!this.#hasRoomFor(weight, address)) return refusal();
      this.#hold(weight, address);
      this.#requests++;
      try {
        return await handle(request, environment);
      } finally {
        this.#hold(-weight, address);
        this.#requests--;
      }
    }) as T;
  }

  #hasRoomFor(weight: number, address: string): boolean {
    const held = this.#bytesOf.get(address) ?? 0;
    const fits = weight === 0 || (this.#bytes + weight <= mostBytes && held + weight <= mostBytesEach);
    return fits && this.#requests < mostRequests;
  }

  #hold(weight: number, address: string): void {
    this.#bytes += weight;
    const held = (this.#bytesOf.get(address) ?? 0) + weight;
    if (held === 0) this.#bytesOf.delete(address);
    else this.#bytesOf.set(address, held);
  }
}

function weightOf({ method, headers }: Request): number {
  if (method === "GET" || method === "HEAD") return 0;
  const declared = headers.get("content-length");
  if (declared !== null) return declared === "0" ? 0 : Math.min(Math.max(Number(declared), fewestBytes), undeclared);
  // HTTP/1.1: a request with neither header has no body.
  return headers.has("transfer-encoding") ? undeclared : 0;
}

const refusal = (): Response =>
  problem(
    503,
    "Too much at once. Nothing of it was taken in: send it again in a moment.",
    {},
    {
      "retry-after": String(comeAgain),
      connection: "close",
    },
  );
