import type { Board, RouteRule, Team } from "./board.ts";
import { prevailingKind } from "./kind.ts";
import { detectLanguage, words } from "./language.ts";
import { placeOf } from "./phrase.ts";
import { stem } from "./stem.ts";
import type { Theme } from "./theme.ts";

/** All that routing looks at. */
export type Routable = Pick<Theme, "board" | "title" | "summary" | "quotes" | "kinds" | "sources" | "segments">;

/** One thing that a rule asks for, and what the theme has. */
interface Asked {
  what: "board" | "kind" | "source" | "segment" | "words";
  of: readonly string[];
  found: string;
  holds: boolean;
}

/** A rule held against a theme. */
export interface Tried {
  team: string;
  holds: boolean;
  asked: Asked[];
}

/** Which team a theme goes to, and why. */
export interface Routing {
  team: string | undefined;
  by: "rule" | "board" | "default" | undefined;
  /** In a sentence. */
  because: string;
  /** Every rule of every team, those that decide first. */
  tried: Tried[];
}

/**
 * Which team a theme goes to: the one with a rule that holds, of several the rule that asks for most; else the one its
 * board belongs to; else the default team. The same teams and theme always give the same answer, whatever the order of
 * the teams.
 */
export function route(theme: Routable, teams: readonly Team[], boards: readonly Board[]): Routing {
  const seen = lookedAt(theme);
  const tried = teams
    .flatMap(({ id, rules = [] }) => rules.map((rule) => tryOut(id, rule, seen)))
    .sort(
      (a, b) =>
        Number(b.holds) - Number(a.holds) ||
        b.asked.length - a.asked.length ||
        (a.team < b.team ? -1 : Number(a.team > b.team)),
    );
  const [first] = tried;
  if (first?.holds)
    return { team: first.team, by: "rule", because: `A rule of ${first.team} holds: ${said(first)}.`, tried };
  const board = boards.find(({ id }) => id === theme.board);
  if (board?.team !== undefined)
    return {
      team: board.team,
      by: "board",
      because: `No rule holds. The board ${board.id} belongs to ${board.team}.`,
      tried,
    };
  const rest = teams
    .filter(({ fallback }) => fallback)
    .map(({ id }) => id)
    .sort()[0];
  const none = `No rule holds, and the board ${theme.board} belongs to no team`;
  if (rest === undefined)
    return { team: undefined, by: undefined, because: `${none}. There is no default team.`, tried };
  return { team: rest, by: "default", because: `${none}. ${rest} is the default team.`, tried };
}

/**
 * A theme with the team that it goes to; the same object where that is its own. A person's choice stays, and so does
 * the team of a theme that nobody is there for any more.
 */
export function routed(theme: Theme, teams: readonly Team[], boards: readonly Board[]): Theme {
  if (theme.teamBy === "person") return theme;
  const { team, by } = route(theme, teams, boards);
  if (team === undefined || by === undefined || (team === theme.team && by === theme.teamBy)) return theme;
  return { ...theme, team, teamBy: by };
}

interface Seen {
  board: string;
  kind: string;
  source: string;
  segment: string;
  stems: string[];
  stemsOf: (phrase: string) => string[];
}

function lookedAt({ board, title, summary, quotes, kinds, sources, segments = {} }: Routable): Seen {
  const text = [title, summary, ...quotes.map((quote) => quote.text)].join("\n");
  const language = detectLanguage(text);
  const stemsOf = (phrase: string) => words(phrase).map((word) => stem(word, language));
  return {
    board,
    kind: prevailingKind(kinds),
    source: most(sources),
    segment: most(segments),
    stems: stemsOf(text),
    stemsOf,
  };
}

/** What there is most of, the first by name among equals; nothing where there is nothing. */
function most(counts: Readonly<Record<string, number>>): string {
  const [[name] = [""]] = Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return name;
}

function tryOut(team: string, { boards, kinds, sources, segments, words: phrases }: RouteRule, seen: Seen): Tried {
  const asked: Asked[] = [];
  const ask = (what: Asked["what"], of: readonly string[] | undefined, found: string, holds: boolean) => {
    if (of !== undefined) asked.push({ what, of, found, holds });
  };
  const spoken = phrases?.filter((phrase) => inARow(seen.stemsOf(phrase), seen.stems)) ?? [];
  ask("board", boards, seen.board, boards?.includes(seen.board) ?? false);
  ask("kind", kinds, seen.kind, kinds?.some((kind) => kind === seen.kind) ?? false);
  ask("source", sources, seen.source, sources?.includes(seen.source) ?? false);
  const { segment } = seen;
  ask("segment", segments, segment, segments?.some((one) => one.toLowerCase() === segment.toLowerCase()) ?? false);
  ask("words", phrases, spoken.join(", "), spoken.length > 0);
  return { team, holds: asked.every(({ holds }) => holds), asked };
}

function inARow(phrase: readonly string[], text: readonly string[]): boolean {
  return phrase.length > 0 && text.some((_, from) => phrase.every((word, i) => text[from + i] === word));
}

/** "its board is app, it says refund" */
function said({ asked }: Tried): string {
  return asked
    .map(({ what, found }) => {
      if (what === "board") return `it is on the board ${found}`;
      if (what === "segment") return `most are in the segment ${found}`;
      if (what === "kind") return `most of it is of the kind ${found}`;
      return what === "source" ? `most spoke first here: ${placeOf(found)}` : `it says “${found}”`;
    })
    .join(", ");
}
