import { EarshotError } from "@earshot/core/error.ts";
import { isOwnForm } from "@earshot/core/session.ts";
import type { Context } from "hono";
import { bytesOf, textOf } from "./body.ts";
import type { PortalDeps } from "./deps.ts";
import { readerOf } from "./session.ts";

/** The largest form: the longest text there may be, every character of it percent-encoded as four bytes. */
const largestForm = 700_000;

/** What a form brought, and whether it was made for this session. */
export interface Sent {
  fields: URLSearchParams;
  /** False where the page stood open while she signed in, out, or her session ran out. */
  own: boolean;
}

/** Reads a form. That it was sent from a page of ours has been seen to before (guard.ts). */
export async function formOf(c: Context, { signIn, clock }: Pick<PortalDeps, "signIn" | "clock">): Promise<Sent> {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded")
    throw new EarshotError("input", "A form is asked for.", { status: 415 });
  const fields = new URLSearchParams(textOf(await bytesOf(c, largestForm)));
  const { secret } = signIn;
  const own = secret !== undefined && isOwnForm(secret, readerOf(c).session, fields.get("form") ?? "", clock());
  return { fields, own };
}

/** An address of ours to go on to: whatever else is asked for, other hosts above all, is the board. */
export function ownPath(asked: string | null | undefined): string {
  const base = "http://here.invalid";
  const url = asked?.startsWith("/") && URL.canParse(asked, base) ? new URL(asked, base) : undefined;
  if (url?.origin !== base || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search + url.hash;
}
