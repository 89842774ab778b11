import * as z from "zod";
import { type Clock, day, hour, isoTime } from "./clock.ts";
import { EarshotError, isError } from "./error.ts";
import { type FollowingDeps, follow } from "./following.ts";
import { newId, type Randomness } from "./id.ts";
import { linkHolds, type Mail } from "./mail.ts";
import { type Delivery, deliveryId } from "./outbox.ts";
import { type Intent, type Pass, type Passes, passOf } from "./pass.ts";
import { type Alias, personOf } from "./person.ts";
import type { Outbox } from "./ports.ts";
import { type SayingDeps, type Speaker, say } from "./saying.ts";
import { isGuest, seal, unseal } from "./session.ts";
import { castVote } from "./voting.ts";

/** Where one can sign in: an address that is hers to read. */
export const Email = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase());

/** What she was about to do is kept longer: with a new link it is still done. */
const intentKept = day;
/** So many links go to one address in an hour, whoever asks for them. */
const linksAnHour = 5;

export interface SigningInDeps {
  passes: Passes;
  outbox: Outbox;
  clock: Clock;
  randomness: Randomness;
}

/**
 * Has a link mailed that signs its reader in, once, within twenty minutes. Returns the pass behind it.
 * @throws EarshotError `limited` when the address was sent too many.
 */
export async function sendLink(
  deps: SigningInDeps,
  secret: string,
  wanted: Omit<Pass, "id" | "until"> & { email: string },
  compose: (token: string) => Mail,
): Promise<string> {
  const now = deps.clock();
  await allow(deps.passes, wanted.email, now);
  const id = newId("pass", now, deps.randomness);
  await deps.passes.put({ ...wanted, id, until: isoTime(now + intentKept) });
  const delivery: Delivery = {
    id: deliveryId("sign_in", id, ""),
    outlet: "mail",
    kind: "sign_in",
    occasion: wanted.email,
    state: "waiting",
    payload: compose(seal(secret, "link", id, now + linkHolds)),
    attempts: 0,
    createdAt: isoTime(now),
    dueAt: isoTime(now),
    at: isoTime(now),
  };
  await deps.outbox.add(delivery);
  return id;
}

/**
 * A link that signs in as an address without any mail, once, within a day: for whoever sits at the machine, who could
 * read and write everything there anyhow. Returns its token.
 */
export async function linkAtHand(
  { passes, clock, randomness }: Omit<SigningInDeps, "outbox">,
  secret: string,
  wanted: { email: string; to: string },
): Promise<string> {
  const now = clock();
  const id = newId("pass", now, randomness);
  await passes.put({ ...wanted, id, until: isoTime(now + intentKept) });
  return seal(secret, "link", id, now + intentKept);
}

/** Rows, so that the limit holds over all processes: nobody's mailbox is filled by our mails. */
async function allow(passes: Passes, email: string, now: number): Promise<void> {
  const slot = Math.floor(now / hour);
  const until = isoTime((slot + 1) * hour);
  for (let nth = 0; nth < linksAnHour; nth++)
    if (await passes.put({ id: passOf("mail", email, String(slot), String(nth)), until })) return;
  throw new EarshotError("limited", "Too many links were sent to this address.", {
    retryAfter: Math.ceil(((slot + 1) * hour - now) / 1000),
  });
}

/** What a link in a mail is worth: good, used or unknown, or too old (a new one can be sent to the same address). */
export type Link =
  | { state: "good"; pass: Pass & { email: string } }
  | { state: "old"; pass: Pass & { email: string } }
  | { state: "used" };

/** Looks at a link without using it up: programs that guard mailboxes open every link before its reader does. */
export async function readLink(deps: SigningInDeps, secret: string, token: string): Promise<Link> {
  const read = unseal(secret, "link", token, z.string(), deps.clock());
  const pass = read && (await deps.passes.get(read.value, isoTime(deps.clock())));
  if (!read || pass?.email === undefined) return { state: "used" };
  return { state: read.expired ? "old" : "good", pass: { ...pass, email: pass.email } };
}

/** Uses a link up. Of two who come with it at once, one is let in. */
export async function takeLink(deps: SigningInDeps, secret: string, token: string): Promise<Link> {
  const link = await readLink(deps, secret, token);
  if (link.state !== "good") return link;
  const taken = await deps.passes.take(link.pass.id, isoTime(deps.clock()));
  return taken === undefined ? { state: "used" } : link;
}

export interface ActingDeps extends SayingDeps, FollowingDeps {}

/** Does what a member was about to do before she was asked who she is. Returns what she said, if anything. */
export async function carryOn(deps: ActingDeps, member: Speaker, intent: Intent): Promise<string | undefined> {
  if (intent.does === "say") return say(deps, member, intent.said);
  const { alias, hears } = member;
  if (intent.does === "vote") await castVote(deps, { theme: intent.theme, alias, hears, visible: ["public"] });
  else await follow(deps, { theme: intent.theme, alias, hears });
  return undefined;
}

/**
 * A guest's votes become the member's who she turns out to be. They are cast anew and the guest's taken back, and the
 * two are never joined: a browser may be used by several people, and joining cannot be undone.
 */
export async function adopt(deps: SayingDeps, guest: Alias, { alias, hears }: Speaker): Promise<void> {
  if (!isGuest({ alias: guest })) return;
  const person = personOf(guest);
  for (const theme of await deps.votes.castBy(person)) {
    try {
      await castVote(deps, { theme, alias, hears });
      await deps.votes.remove(theme, person);
    } catch (error) {
      // A theme that has gone takes its votes along; she is let in all the same.
      if (!isError(error, "missing")) throw error;
    }
  }
}
