import type { Correction } from "@earshot/core/correction.ts";
import { isError } from "@earshot/core/error.ts";
import { limits } from "@earshot/core/feedback.ts";
import type { Session } from "@earshot/core/session.ts";
import type { Context } from "hono";
import type { PortalDeps } from "../../deps.ts";
import { formOf, ownPath } from "../../form.ts";
import { staffOf } from "../../session.ts";
import { AgainPage } from "../again.tsx";
import { answer, failure } from "../answers.tsx";
import { viewOf } from "../view.ts";
import type { Note } from "./done.tsx";
import type { Refused } from "./field.tsx";
import { refusalTold } from "./refusal.ts";

/** What a form of staff brought. */
export interface Order {
  fields: URLSearchParams;
  /** Who decides, for the audit trail. */
  by: string;
}

/** What came of it, for the page that follows. */
export interface Outcome {
  /** The entries of the audit trail that it made; none where that is how it already was. */
  corrections?: readonly (Correction | undefined)[];
  note?: Note;
  /** Where to go on, unless to where the form stood. */
  to?: string;
  /** The page that follows, where nothing was done and it only shows something. */
  page?: Response;
}

/**
 * A handler for a form of staff: what it brought is done, and a page follows that says so and offers Undo. A form that
 * stood open while its reader signed in or out is asked for once more. What is refused is drawn again by `redraw`, with
 * all that was typed.
 */
export function acting(
  deps: PortalDeps,
  carryOut: (c: Context, order: Order) => Promise<Outcome>,
  redraw?: (c: Context, refused: Refused) => Promise<Response>,
): (c: Context) => Promise<Response> {
  return async (c) => {
    const { fields, own } = await formOf(c, deps);
    const member = staffOf(c);
    if (member === undefined) return failure(c, deps, "missing");
    const view = viewOf(c, deps.clock);
    if (!own) {
      const again = (
        <AgainPage view={view} fields={fields} action={c.req.path} to={ownPath(fields.get("to") ?? "/admin")} />
      );
      return answer(c, deps, again, 409);
    }
    try {
      const { page, corrections, note, ...onward } = await carryOut(c, { fields, by: whoIs(member) });
      if (page) return page;
      const { to = ownPath(fields.get("to") ?? "/admin") } = onward;
      const made = corrections?.flatMap((one) => one?.id ?? []) ?? [];
      return c.redirect(saying(to, made.length > 0 ? made.join(",") : (note ?? "nothing")), 303);
    } catch (error) {
      if (!redraw || !isError(error) || !["input", "conflict", "missing"].includes(error.kind)) throw error;
      return redraw(c, { fields, field: error.field, message: refusalTold(error, view.texts.staff) });
    }
  };
}

/** An address that also says what was done, in place of what was done before. */
function saying(to: string, done: string): string {
  const url = new URL(to, "http://here.invalid");
  url.searchParams.set("done", done);
  return url.pathname + url.search + url.hash;
}

/** Who somebody is in the audit trail: by name and address where both are known. */
function whoIs({ alias, name, email }: Session): string {
  const address = email ?? alias.slice(alias.indexOf(":") + 1);
  return (name === undefined ? address : `${name} (${address})`).slice(0, limits.name);
}

/** A field's text as it was typed, without spaces around it and with plain line ends. */
export const textIn = (fields: URLSearchParams, name: string): string =>
  (fields.get(name) ?? "").replaceAll("\r\n", "\n").trim();

/** The id of a theme, from whatever somebody pasted: the id, or the address of one of its pages. */
export const themeIn = (text: string): string | undefined => /\bthm_[0-9a-z]{1,40}\b/.exec(text)?.[0];
