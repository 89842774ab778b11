import { problem } from "@earshot/portal/problem.ts";

/** A request weighs several times its body: as bytes, as text, as what was read, as what is written. */
const mostBytes = 32_000_000;
/** What it weighs whose length is not declared: nobody reads more of it. */
const undeclared = 1_000_000;
const mostRequests = 1_000;
/** A person's page asks for a few things at once. */
const busyFrom = 8;
const comeAgain = 2;

type Handler = (request: Request, environment?: object) => Response | Promise<Response>;

/**
 * Lets in as much at once as there is memory for, and asks everybody else to come again (503, Retry-After) before
 * anything of theirs is read. Weighed by the declared length of the body, so that a flood of large ones keeps nobody
 * from reading or voting. Only one process that serves everybody needs this: a function on Lambda serves one request at
 * a time, and how many there are at once is its concurrency.
 */
export class Admission {
  #bytes = 0;
  #requests = 0;

  /** Whether people wait for one another. */
  get isBusy(): boolean {
    return this.#requests >= busyFrom;
  }

  /** A handler behind the door. */
  before<T extends Handler>(handle: T): T {
    return (async (request: Request, ...rest: never[]) => {
      const weight = weightOf(request);
      if (!this.#hasRoomFor(weight)) return refusal();
      this.#bytes += weight;
      this.#requests++;
      try {
        return await handle(request, ...rest);
      } finally {
        this.#bytes -= weight;
        this.#requests--;
      }
    }) as T;
  }

  #hasRoomFor(weight: number): boolean {
    const fits = weight === 0 || this.#bytes === 0 || this.#bytes + weight <= mostBytes;
    return fits && this.#requests < mostRequests;
  }
}

function weightOf({ method, headers }: Request): number {
  if (method === "GET" || method === "HEAD") return 0;
  const declared = headers.get("content-length");
  return declared === null ? undeclared : Math.min(Number(declared), undeclared);
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
