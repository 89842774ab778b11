import { isoTime } from "./clock.ts";
import type { Erasure, Erasures, StoredRow } from "./erasure.ts";
import { isError } from "./error.ts";
import { Feedback } from "./feedback.ts";
import { type ForgettingDeps, isUnworded, unword } from "./forgetting.ts";
import { Delivery } from "./outbox.ts";
import { erasedMark, type Recognising } from "./recognising.ts";
import { type TakingDeps, takeFeedback } from "./taking.ts";
import { Theme } from "./theme.ts";

export interface SeekingDeps extends TakingDeps, ForgettingDeps {
  erasures: Pick<Erasures, "take" | "traces" | "remove" | "rewrite">;
}

/** What is known while rows are looked at: the erasure, who she is, and what people wrote that she may be quoted in. */
export interface Seeking {
  erasure: Erasure;
  her: Recognising;
  look: Set<string>;
}

/**
 * Takes out of a row whatever of hers is in it: whole where the row is hers, else what repeats her words or names her.
 * What other people said, also about her, stays theirs. Returns whether there was anything.
 */
export async function cleanRow(deps: SeekingDeps, seeking: Seeking, row: StoredRow): Promise<boolean> {
  switch (row.what) {
    case "silent":
      return false;
    case "feedback":
      return cleanFeedback(deps, seeking, Feedback.parse(row.content));
    case "person":
      return deps.people.forget(seeking.erasure.people, seeking.erasure.askedAt);
    case "theme":
      return cleanTheme(deps, seeking, Theme.parse(row.content));
    case "delivery": {
      const { data: delivery } = Delivery.safeParse(row.content);
      // Of one that cannot be read, what names her or repeats her words goes all the same.
      return delivery ? cleanDelivery(deps, seeking, row, delivery) : cleanOther(deps, seeking, row);
    }
    case "pass":
      return seeking.her.emails.has(row.content.email as string) ? removed(deps, row) : false;
    case "snapshot":
      return cleanSnapshot(deps, seeking, row);
    case "vote":
    case "follow":
    case "other":
      return cleanOther(deps, seeking, row);
  }
}

/** What others say in a row in the very words that she used: then these words are theirs, too. */
export function sharedIn({ her }: Seeking, { what, content }: StoredRow): number[] {
  if (what === "theme") return her.share(byPeople(Theme.parse(content)));
  if (what !== "feedback") return [];
  const { person, aliases, title, body, text } = Feedback.parse(content);
  return her.isHer(person, aliases) ? [] : her.share([title, body, text]);
}

/** What people wrote about a theme, who are no members. */
function byPeople({ title, titleBy, answer, history, workaround }: Theme): (string | undefined)[] {
  const told = [answer?.text, workaround?.text, ...history.map(({ note }) => note)];
  return titleBy === "person" ? [title, ...told] : told;
}

async function removed(deps: SeekingDeps, row: StoredRow): Promise<true> {
  await deps.erasures.remove(row);
  return true;
}

/** What somebody else wrote at the same moment is found by the next round. */
async function rewritten(deps: SeekingDeps, row: StoredRow, changes: Record<string, unknown>): Promise<boolean> {
  if (Object.keys(changes).length === 0) return false;
  try {
    await deps.erasures.rewrite(row, changes);
  } catch (error) {
    if (!isError(error, "conflict")) throw error;
  }
  return true;
}

function changesTo(content: Record<string, unknown>, cleaned: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(cleaned).filter(([name, value]) => value !== content[name]));
}

async function cleanFeedback(deps: SeekingDeps, { erasure, her }: Seeking, feedback: Feedback): Promise<boolean> {
  if (!her.isHer(feedback.person, feedback.aliases)) return false;
  return (await takeFeedback(deps, erasure, [feedback])) > 0;
}

/** Her own row goes, unless it is newer than her wish. */
async function cleanOther(deps: SeekingDeps, { erasure, her }: Seeking, row: StoredRow): Promise<boolean> {
  const { at, since = at, createdAt = since, person, alias } = row.content;
  if (her.inKey(row.key) || her.isHer(person, [alias]))
    return typeof createdAt === "string" && createdAt > erasure.askedAt ? false : removed(deps, row);
  return rewritten(deps, row, changesTo(row.content, her.clean(row.content)));
}

/** The machine's words are made anew, once; what people wrote is theirs to look at. */
async function cleanTheme(deps: SeekingDeps, { erasure, her, look }: Seeking, theme: Theme): Promise<boolean> {
  const { id, title, titleBy, summary, quotes, narrated } = theme;
  if (her.mayHear(byPeople(theme))) look.add(id);
  const byMachine = [
    summary,
    ...quotes.map(({ text }) => text),
    ...(narrated?.sentences ?? []).map(({ text }) => text),
  ];
  const repeats = her.hears(titleBy === "machine" ? [title, ...byMachine] : byMachine);
  const cites = quotes.some(({ feedback }) => her.feedback.has(feedback));
  // Worded anew since, it is made of what others say.
  if (!cites && !isUnworded(theme) && !(repeats && erasure.round === 1)) return false;
  await unword(deps, [id]);
  return true;
}

/**
 * Mails to her go. Of what went to GitHub and Slack, or would have gone, the request as it was kept loses what repeats
 * her; all of it, where it is known to have passed her words on. An issue is then written anew.
 */
async function cleanDelivery(
  deps: SeekingDeps,
  { erasure, her }: Seeking,
  row: StoredRow,
  delivery: Delivery,
): Promise<boolean> {
  const { outlet, kind, theme, state, claim, cites = [] } = delivery;
  const old = delivery.createdAt <= erasure.askedAt;
  const { hearer, occasion, payload } = delivery;
  // A team's digest is no mail to her; without its row it would be sent once more.
  const toHer =
    outlet === "mail" &&
    kind !== "digest_mail" &&
    (her.isHer(hearer) || her.hears([occasion, JSON.stringify(payload)]));
  if (toHer) return old ? removed(deps, row) : false;
  const citing = cites.some((id) => her.feedback.has(id));
  const { content } = row;
  // Who is about to send it may have composed it before, and writes it back as it was: it is looked at again.
  const now = isoTime(deps.clock());
  const concerned =
    theme === undefined ? kind === "digest" || kind === "digest_mail" || kind === "retelling" : her.themes.has(theme);
  if (state === "waiting" && claim !== undefined && claim.until > now)
    return concerned || citing || her.clean(content) !== content;
  const cleaned = citing
    ? { ...her.clean(content), payload: erasedMark, cites: cites.filter((id) => !her.feedback.has(id)) }
    : her.clean(content);
  const changes = changesTo(content, cleaned);
  const changed = Object.keys(changes).length > 0;
  // Before the row itself, by which it is found again where this is broken off. And only at first: should the same
  // words come again, they are made of what others say.
  if (changed && kind === "issue" && theme !== undefined && erasure.round <= 2) await unword(deps, [theme]);
  await rewritten(deps, row, changes);
  return changed;
}

/** Parts of a snapshot from before: of the one in use until it is made anew, or left behind by a crash. */
async function cleanSnapshot(deps: SeekingDeps, { erasure, her }: Seeking, row: StoredRow): Promise<boolean> {
  const {
    board,
    generation,
    writtenAt = "",
  } = row.content as { board: string; generation: string; writtenAt?: string };
  if (!her.boards.has(board) || writtenAt > erasure.askedAt) return false;
  const { head } = await deps.clustering.since(board, 0);
  if (head?.generation === generation) return false;
  return removed(deps, row);
}
