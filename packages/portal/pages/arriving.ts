import { isoTime } from "@earshot/core/clock.ts";
import { isError } from "@earshot/core/error.ts";
import type { Intent, Pass } from "@earshot/core/pass.ts";
import { type Alias, personOf } from "@earshot/core/person.ts";
import type { Speaker } from "@earshot/core/saying.ts";
import { type Session, seal } from "@earshot/core/session.ts";
import { adopt, carryOn } from "@earshot/core/signing-in.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { Context } from "hono";
import type { PortalDeps } from "../deps.ts";
import { ownPath } from "../form.ts";
import { enter, readerOf } from "../session.ts";
import { speakerOf } from "./standing.ts";
import { viewOf } from "./view.ts";

/** Who has been shown to be at the door: by every name she is known under, the first of which is her session's. */
export interface Arrival {
  aliases: [Alias, ...Alias[]];
  name?: string | undefined;
  /** An address that is hers by the word of a system that is trusted to say so. */
  email?: string | undefined;
  /** Where she is told things, by the word of a system that is trusted with no more. */
  mailTo?: string | undefined;
}

/**
 * Lets a member in, whichever way she came: her names become one person, the votes of the guest that she was become
 * hers, what she was about to do is done, and she is where she wanted to be.
 */
export async function arrive(
  c: Context,
  deps: PortalDeps,
  { aliases, name, email, mailTo }: Arrival,
  pass: Pick<Pass, "to" | "intent" | "guest">,
): Promise<Response> {
  const guests = new Set([readerOf(c).session?.alias, pass.guest]);
  if (aliases.length > 1)
    await deps.people.join(
      aliases.map((alias) => ({ person: personOf(alias), alias })),
      isoTime(deps.clock()),
    );
  const session = enter(c, deps, { alias: aliases[0], name, email, mailTo });
  const speaker = speakerOf(session, viewOf(c, deps.clock).texts.code);
  for (const guest of guests) if (guest !== undefined) await adopt(deps, guest, speaker);
  const said = pass.intent && (await carriedOn(deps, speaker, pass.intent));
  if (pass.intent?.does === "vote") await counted(deps, pass.intent.theme);
  const to = said === undefined ? ownPath(pass.to) : receiptPath(c, deps, session, said);
  return c.redirect(to, 303);
}

/** Counting takes a moment after a vote; an answer waits for it for so long, in milliseconds, before each look. */
const looks = [100, 150];

/**
 * Waits a little until a theme was counted anew, so that she sees herself in the number that follows: somebody who had
 * said it in words before makes it no greater by a vote. Undefined where counting takes longer.
 */
export async function counted(
  { themes, clock }: Pick<PortalDeps, "themes" | "clock">,
  theme: string,
): Promise<Theme | undefined> {
  const since = isoTime(clock());
  for (const wait of looks) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    const head = await themes.get(theme);
    if (head === undefined || head.countedAt > since) return head;
  }
  return undefined;
}

/** What she had in mind may have gone meanwhile: her vote then with it, and never her words. */
async function carriedOn(deps: PortalDeps, speaker: Speaker, intent: Intent): Promise<string | undefined> {
  try {
    return await carryOn(deps, speaker, intent);
  } catch (error) {
    if (!isError(error, "missing") && !isError(error, "input")) throw error;
    if (intent.does !== "say") return undefined;
    const { theme: _, board: __, ...words } = intent.said;
    return carryOn(deps, speaker, { does: "say", said: words });
  }
}

/** A member may look after what she handed in for this long by the address it led to. */
const receiptHolds = 24 * 60 * 60 * 1000;

/** Where a member sees what becomes of what she has just said: an address that only we make, and only she can use. */
export function receiptPath(c: Context, deps: PortalDeps, session: Session, feedback: string): string {
  const token = seal(
    deps.signIn.secret ?? "",
    "receipt",
    { feedback, alias: session.alias },
    deps.clock() + receiptHolds,
  );
  return viewOf(c, deps.clock).href("/received", { of: token });
}
