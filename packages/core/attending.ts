import type { Answer } from "./answer.ts";
import type { Asked, Filled, Wish } from "./asking.ts";
import { type ChoosingDeps, choose } from "./choosing.ts";
import { day, isoTime } from "./clock.ts";
import { EarshotError, isError } from "./error.ts";
import type { FeedbackEvent, Visibility } from "./feedback.ts";
import { boardsNamed, themeStandingFor } from "./lookup.ts";
import { answerDelivery } from "./outbox.ts";
import type { Passes } from "./pass.ts";
import { clip, people, statusWord } from "./phrase.ts";
import type { Chat, Colleague } from "./ports/chat.ts";
import type { Clusters } from "./ports/clustering.ts";
import { isStaff } from "./staff.ts";
import type { ThemeCard } from "./theme.ts";

export interface AttendingDeps extends ChoosingDeps {
  passes: Passes;
  clusters: Pick<Clusters, "prepare" | "similar">;
  /** The e-mail addresses of staff, in lower case. */
  admins: readonly string[];
  /** The public address, without a slash at the end. */
  url: string;
}

/** What is sent to us waits so long for the form that goes with it. */
const keptFor = 7 * day;
const mostFound = 5;
const mostRanked = 10;

const notStaff =
  "Only staff can decide here. If you should, ask whoever runs Earshot to add the e-mail address of your account in this chat to EARSHOT_ADMINS.";

/**
 * Does what somebody asked for in a chat, and has her told, once: what there is to take in is returned, everything else
 * is done. Attending to the same again changes nothing.
 * @throws EarshotError where another attempt can help.
 */
export async function attend(deps: AttendingDeps, chat: Pick<Chat, "who">, asked: Asked): Promise<FeedbackEvent[]> {
  const { name, from } = asked;
  const tell = async (answer: Omit<Answer, "to">) => {
    await deps.outbox.add(answerDelivery(name, { to: from, ...answer }, deps.clock()));
  };
  try {
    return await grant(deps, chat, asked, tell);
  } catch (error) {
    // What an operator could mend is not for whoever asked.
    if (!isError(error) || !error.final || error.kind === "upstream" || error.kind === "auth") throw error;
    await tell({ sentences: [error.message] });
    return [];
  }
}

type Tell = (answer: Omit<Answer, "to">) => Promise<void>;

async function grant(
  deps: AttendingDeps,
  chat: Pick<Chat, "who">,
  { name, from, wish }: Asked,
  tell: Tell,
): Promise<FeedbackEvent[]> {
  switch (wish.asks) {
    case "decide": {
      // Told already: it was decided, and may have been decided otherwise since.
      if (await deps.outbox.get(answerDelivery(name, { to: from, sentences: [] }, deps.clock()).id)) return [];
      const by = staffMember(deps, await chat.who(from.user));
      if (by === undefined) await tell({ sentences: [notStaff] });
      else {
        const { theme, choice, delivery } = wish;
        const on = delivery === undefined ? undefined : await deps.outbox.get(delivery);
        await choose(deps, name, from, { theme, choice, by, on });
      }
      return [];
    }
    case "form":
      if (staffMember(deps, await chat.who(from.user)) === undefined) await tell({ sentences: [notStaff] });
      return [];
    case "find":
    case "top":
      await tell(await found(deps, wish, await chat.who(from.user)));
      return [];
    case "add":
      await tell({ sentences: ["Taken in as private feedback of yours."] });
      return [wish.event];
    case "keep":
      if (wish.event.body === "")
        await tell({ sentences: ["There is no text in this message that could be taken in."] });
      await deps.passes.put({ id: wish.kept, event: wish.event, until: isoTime(deps.clock() + keptFor) });
      return [];
    case "send":
      return [await sent(deps, wish, from.user, chat, tell)];
  }
}

/** Staff by the address that the chat vouches for. */
function staffMember(
  { admins }: AttendingDeps,
  who: Colleague | undefined,
): { name: string; email: string } | undefined {
  if (who?.email === undefined || !isStaff(admins, `email:${who.email}`)) return undefined;
  return { name: who.name, email: who.email };
}

/** The message as it was kept, with what the form says about it. */
async function sent(
  deps: AttendingDeps,
  { kept, version, filled }: Wish & { asks: "send" },
  user: string,
  chat: Pick<Chat, "who">,
  tell: Tell,
): Promise<FeedbackEvent> {
  const pass = await deps.passes.get(kept, isoTime(deps.clock()));
  // The form may overtake the message that it goes with.
  if (pass?.event === undefined)
    throw new EarshotError("conflict", "The message that this form goes with has not been taken in yet, or is gone.");
  const visible = staffMember(deps, await chat.who(user)) ? undefined : (["public"] as const);
  const { board, theme } = await meant(deps, filled, visible);
  await tell({
    sentences: [
      theme === undefined
        ? "Taken in as private feedback of whoever wrote it."
        : `Taken in as private feedback of whoever wrote it, about “${theme.title}”.`,
    ],
  });
  return {
    ...pass.event,
    version,
    ...(board !== undefined && { board }),
    ...(theme && { theme: theme.id }),
    ...(filled.note && { note: filled.note }),
  };
}

async function meant(deps: AttendingDeps, { board, theme: id }: Filled, visible: readonly Visibility[] | undefined) {
  if (board !== undefined) await boardsNamed(deps, [board]);
  const theme = id === undefined ? undefined : await themeStandingFor(deps, id, visible);
  return { board: theme?.board ?? board, theme };
}

type Card = Pick<ThemeCard, "id" | "title" | "status" | "supporters">;

async function found(
  deps: AttendingDeps,
  wish: Wish & { asks: "find" | "top" },
  who: Colleague | undefined,
): Promise<Omit<Answer, "to">> {
  const visibilities: Visibility[] = staffMember(deps, who) ? ["public", "private"] : ["public"];
  const board = wish.asks === "top" ? wish.board : undefined;
  const boards = await boardsNamed(deps, board === undefined ? undefined : [board]);
  const themes =
    wish.asks === "top"
      ? (await deps.themes.list({ boards, visibilities, sort: "top" }, { limit: mostRanked })).items
      : await nearest(deps, { boards, words: wish.words, visibilities, limit: mostFound });
  const where = board === undefined ? "" : ` on ${board}`;
  const heading = wish.asks === "top" ? `What most people want${where}` : `Nearest to “${clip(wish.words, 100)}”`;
  if (themes.length === 0)
    return {
      sentences: [wish.asks === "top" ? `There are no themes${where} yet.` : "Nothing like that has been said yet."],
    };
  return { sentences: [heading], themes: themes.map((theme) => line(deps, theme)) };
}

function line({ url }: AttendingDeps, { id, title, status, supporters }: Card) {
  return { title, url: `${url}/themes/${id}`, facts: [people(supporters), statusWord(status)] };
}

/** Themes that are about what some words say, nearest first. */
async function nearest(
  { clusters, themes }: Pick<AttendingDeps, "clusters" | "themes">,
  asked: { boards: readonly string[]; words: string; visibilities: readonly Visibility[]; limit: number },
): Promise<Card[]> {
  const { boards, words, visibilities, limit } = asked;
  await clusters.prepare(boards);
  const near = boards.flatMap((board) => clusters.similar(board, words, 2 * limit)).sort((a, b) => b.score - a.score);
  const heads = await themes.getMany(near.map(({ theme }) => theme));
  return near
    .flatMap(({ theme }) => heads.get(theme) ?? [])
    .filter(({ visibility, supporters }) => visibilities.includes(visibility) && supporters > 0)
    .slice(0, limit);
}
