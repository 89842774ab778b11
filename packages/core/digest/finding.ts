import type { Team } from "../board.ts";
import { day } from "../clock.ts";
import type { Digest } from "../digest.ts";
import { clip, figure, ordinal, people, themes, weekdayOf } from "../phrase.ts";
import type { Assessed } from "./assess.ts";
import type { Lists } from "./lists.ts";

/** The sentences of a digest. What members wrote stands in quotation marks: it is not ours. */

interface Facts {
  weekSaid: string;
  themes: number;
  changed: number;
  unchanged: number;
  joined: number;
  people: { spoke: number; before: number } | undefined;
  beyond: { themes: number; people: number } | undefined;
}

const longestHeading = 150;
/** A promise older than this asks for a word. */
const promiseAges = 28 * day;

const longestTitle = 90;

/** A title within a sentence. */
export const titled = (title: string): string => `“${clip(title, longestTitle)}”`;

const named = (one: Assessed): string => titled(one.told.theme.title);

/** The week in a sentence or two: what rose, and who leads; else what is new, late or owed; else that the order stayed. */
export function findingOf(facts: Facts, lists: Lists, all: readonly Assessed[]): string {
  if (facts.changed === 0) return `Nothing moved in ${facts.weekSaid}.`;
  const [moved] = lists.moved;
  const [fresh] = lists.new;
  const [rising] = lists.rising;
  if (moved) {
    if (moved.rank.after === 1) return `${named(moved)} now leads, up from ${ordinal(moved.rank.before ?? 0)}.`;
    const rose = `${named(moved)} rose from ${ordinal(moved.rank.before ?? 0)} to ${ordinal(moved.rank.after ?? 0)}.`;
    const leader = all.find(({ rank }) => rank.after === 1);
    const both = leader ? `${named(leader)} leads. ${rose}` : rose;
    return both.length <= longestHeading ? both : rose;
  }
  if (fresh) return `New: ${named(fresh)}, ${people(fresh.joined)}.`;
  if (rising) return `${named(rising)} gains ${people(rising.joined)} where ${figure(rising.usual ?? 0)} is usual.`;
  const [late] = lists.late;
  const [owed] = lists.owed;
  if (late) return `${named(late)} is promised and late.`;
  if (owed) return `${people(owed.told.after.supporters)} wait for a word about ${named(owed)}.`;
  return `The order stayed as it was in ${facts.weekSaid}.`;
}

/** The week in figures. People are only called different people where somebody has counted them as such. */
export function paragraphOf({ weekSaid, people: spoke, joined, unchanged, beyond }: Facts): string {
  const sentences: string[] = [];
  // Of the smallest themes nobody looked who their people are.
  if (spoke && beyond) sentences.push(`More than ${people(spoke.spoke)} spoke up in ${weekSaid}.`);
  else if (spoke)
    sentences.push(`${people(spoke.spoke)} spoke up in ${weekSaid}, ${compared(spoke.spoke - spoke.before)}.`);
  else if (joined > 0) sentences.push(`The themes gained ${people(joined)} in ${weekSaid}.`);
  else sentences.push(`Nobody new came in ${weekSaid}.`);
  if (unchanged > 0)
    sentences.push(
      `${themes(unchanged)} that people spoke of lately did not change and ${unchanged === 1 ? "is" : "are"} left out.`,
    );
  return sentences.join(" ");
}

function compared(more: number): string {
  if (more === 0) return "as many as the week before";
  return `${figure(Math.abs(more))} ${more > 0 ? "more" : "fewer"} than the week before`;
}

/** What a digest is, for those who get their first. */
export function sentenceOf(team: Team): string {
  const { weekday, hour, timeZone } = team.digest;
  // 2024-01-01 was a Monday.
  const name = weekdayOf(Date.UTC(2024, 0, weekday), "UTC");
  const at = `${String(hour).padStart(2, "0")}:00`;
  return `This is the first digest for ${team.name}: each ${name} from ${at} (${timeZone}) it says what changed in the week before among the themes that people ask you for, and leaves out what did not.`;
}

/**
 * The one thing to do: to answer the theme nobody has answered that most new people came to; else to give the reason
 * that most people wait for; else to speak up about the promise that is late for longest, or the oldest that has stood
 * for four weeks.
 */
export function oneThingOf(changed: readonly Assessed[], all: readonly Assessed[], now: number): Digest["oneThing"] {
  const behind = (one: Assessed) => one.told.after.supporters;
  const waiting = best(
    changed.filter(({ answered, unsettled }) => unsettled && !answered),
    (one) => one.joined,
  );
  if (waiting) {
    const verb = behind(waiting) === 1 ? "asks" : "ask";
    return thing(
      waiting,
      { say: "answer", days: 0 },
      `say something about ${named(waiting)}, even “we are looking at it”. ${people(behind(waiting))} ${verb}, and nobody has answered.`,
    );
  }
  const declined = best(
    all.filter(({ owed }) => owed?.what === "reason"),
    behind,
  );
  if (declined)
    return thing(
      declined,
      { say: "reason", days: 0 },
      `say why ${named(declined)} will not come. ${people(behind(declined))} asked, and nobody has told them.`,
    );
  const late = best(
    all.filter((one) => one.late),
    ({ late }) => now - (late?.since ?? now),
  );
  const age = ({ promisedAt }: Assessed) => (promisedAt === undefined ? 0 : now - Date.parse(promisedAt));
  const old =
    late ??
    best(
      all.filter((one) => age(one) >= promiseAges),
      age,
    );
  if (!old) return undefined;
  const days = Math.floor(age(old) / day);
  return thing(
    old,
    { say: "progress", days },
    `say how ${named(old)} is coming along. ${people(behind(old))} ${behind(old) === 1 ? "was" : "were"} promised it ${figure(days)} days ago.`,
  );
}

type OneThing = NonNullable<Digest["oneThing"]>;

function thing({ told }: Assessed, what: Pick<OneThing, "say" | "days">, text: string): OneThing {
  return { theme: told.theme.id, title: told.theme.title, url: told.url, people: told.after.supporters, ...what, text };
}

function best(themes: readonly Assessed[], weight: (one: Assessed) => number): Assessed | undefined {
  const order = (a: Assessed, b: Assessed) =>
    weight(b) - weight(a) ||
    b.told.after.supporters - a.told.after.supporters ||
    (a.told.theme.id < b.told.theme.id ? -1 : 1);
  return themes.toSorted(order)[0];
}
