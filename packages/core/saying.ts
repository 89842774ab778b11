import { type Clock, isoTime } from "./clock.ts";
import type { Erasures } from "./erasure.ts";
import { type Feedback, type FeedbackEvent, feedbackId } from "./feedback.ts";
import type { Hears } from "./hears.ts";
import { newId } from "./id.ts";
import { detectLanguage } from "./language.ts";
import type { Log } from "./log.ts";
import { boardsNamed, existingBoards, existingTheme } from "./lookup.ts";
import { type Alias, personOf } from "./person.ts";
import type { FeedbackStore, Inbox, PersonStore, Settings, ThemeStore, VoteStore } from "./ports.ts";
import type { Said } from "./said.ts";
import { castVote } from "./voting.ts";

export interface SayingDeps {
  inbox: Inbox;
  feedback: FeedbackStore;
  themes: ThemeStore;
  votes: VoteStore;
  people: PersonStore;
  erasures: Pick<Erasures, "underWay">;
  settings: Settings;
  clock: Clock;
  log: Log;
}

/** Who speaks: a member, by the name she signed in with. */
export interface Speaker {
  alias: Alias;
  name?: string | undefined;
  /** Where she is told what becomes of what she stands behind. */
  hears?: Hears | undefined;
}

/** The source of what is said on our own pages. */
const source = "portal";

/** Each member has keys of her own: nobody overwrites another's words by knowing hers. */
const externalId = (alias: Alias, key: string): string => `${personOf(alias)}/${key}`;

/**
 * Stores what a member says, and with it her vote where it is about a theme that is there; taken in later, like all
 * that is received. Where a board asks for it, a newcomer's words wait for staff: they count, and are not shown.
 * Returns the feedback's id; without words there is only a vote.
 * @throws EarshotError `input` for a board, `missing` for a theme that is not there for her.
 */
export async function say(deps: SayingDeps, speaker: Speaker, said: Said): Promise<string | undefined> {
  const theme = said.theme === undefined ? undefined : await existingTheme(deps, said.theme, ["public"]);
  const board = theme?.board ?? said.board;
  if (board !== undefined) await boardsNamed(deps, [board]);
  const { alias, hears } = speaker;
  if (theme) await castVote(deps, { theme: theme.id, alias, hears, visible: ["public"] });
  const title = said.title?.trim() ?? "";
  const body = said.body.trim();
  if (title === "" && body === "") return undefined;
  const now = deps.clock();
  const id = newId("inbox", now);
  const receivedAt = isoTime(now);
  const event: FeedbackEvent = {
    source,
    externalId: externalId(speaker.alias, said.key),
    version: `${receivedAt}#000#${id}`,
    author: { aliases: [speaker.alias], ...(speaker.name !== undefined && { name: speaker.name }) },
    body,
    withdrawn: false,
    ...(hears && { hears }),
    ...(title !== "" && { title }),
    ...(board !== undefined && { board }),
    ...(theme && { theme: theme.id }),
    ...((await waitsForStaff(deps, speaker.alias, board)) && { waits: true }),
  };
  await deps.inbox.receive([{ id, receivedAt, attempts: 0, parked: false, content: { type: "event", event } }]);
  const feedback = feedbackId(event.source, event.externalId);
  deps.log("feedback.received", { entry: id, source, feedback });
  return feedback;
}

/**
 * Where somebody who spoke on our own pages is told what becomes of it. What was said before that was written down with
 * it is told of at the address that she had signed in with.
 */
export function hearsOf(
  said: Pick<Feedback, "source" | "externalId" | "aliases" | "hears" | "text">,
): Hears | undefined {
  const [alias = ""] = said.aliases;
  if (said.source !== source || !said.externalId.startsWith(externalId(alias, ""))) return undefined;
  if (said.hears !== undefined || !alias.startsWith("email:")) return said.hears;
  return { email: alias.slice("email:".length), language: detectLanguage(said.text) };
}

/** Whether staff want to read somebody's words first: she is new where a board asks for that. */
async function waitsForStaff(deps: SayingDeps, alias: Alias, board: string | undefined): Promise<boolean> {
  const boards = await existingBoards(deps);
  const one = boards.find(({ id }) => id === board) ?? boards[0];
  if (!one?.approval) return false;
  return !(await deps.feedback.hasPublic(await deps.people.oneWith(personOf(alias))));
}
