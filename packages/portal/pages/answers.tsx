import type { EarshotError } from "@earshot/core/error.ts";
import type { Context } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import type { PortalDeps } from "../deps.ts";
import { usualWait } from "../problem.ts";
import { ErrorPage, type Failure } from "./error.tsx";
import { strictness } from "./guard.ts";
import { viewOf } from "./view.ts";

type Answering = Pick<PortalDeps, "clock" | "signIn">;

const statusOf = {
  cursor: 400,
  refused: 400,
  foreign: 403,
  badToken: 403,
  oldDigest: 403,
  missing: 404,
  limited: 429,
  failed: 500,
  noSignIn: 503,
} as const satisfies Record<Failure, number>;

/** A page as an answer: strict, in the reader's language, and asked for anew each time, as counts change. */
export async function answer(
  c: Context,
  deps: Answering,
  page: JSX.Element,
  status: 200 | 409 | (typeof statusOf)[Failure] = 200,
): Promise<Response> {
  return c.html(`<!doctype html>${await page.toString()}`, status, {
    ...strictness(deps.signIn.forum?.url),
    // Never kept by anything between us: what is voted for and who reads stands on the page.
    "cache-control": "private, no-cache",
    vary: "accept-language, cookie",
  });
}

/** A part of a page, for our script to put where it belongs. */
export async function fragment(c: Context, deps: Answering, part: JSX.Element): Promise<Response> {
  return c.html(await part.toString(), 200, { ...strictness(deps.signIn.forum?.url), "cache-control": "no-store" });
}

/** What failed, as a page; `act` is where its one button leads, the board unless said. */
export function failure(c: Context, deps: Answering, what: Failure, act?: string): Promise<Response> {
  const view = viewOf(c, deps.clock);
  return answer(c, deps, <ErrorPage view={view} failure={what} act={act ?? view.href("/")} />, statusOf[what]);
}

/** Too many at once, as a page: with when to come back, for programs that read pages, too. */
export async function limited(c: Context, deps: Answering, { retryAfter = 60 }: EarshotError): Promise<Response> {
  return comeAgain(await failure(c, deps, "limited", sameAgain(c, deps)), retryAfter);
}

/** Something that a page needs cannot be reached: the page says what any failure says, programs that it will pass. */
export async function unreachable(
  c: Context,
  deps: Answering,
  { retryAfter = usualWait }: EarshotError,
): Promise<Response> {
  const page = <ErrorPage view={viewOf(c, deps.clock)} failure="failed" act={sameAgain(c, deps)} />;
  return comeAgain(await answer(c, deps, page, 503), retryAfter);
}

/** Where the same page is asked for again; a form is not sent again by a link. */
export const sameAgain = (c: Context, deps: Answering): string =>
  c.req.method === "GET" ? c.req.path + new URL(c.req.url).search : viewOf(c, deps.clock).href("/");

function comeAgain(page: Response, seconds: number): Response {
  page.headers.set("retry-after", String(Math.ceil(seconds)));
  return page;
}
