import type { Board, Team } from "@earshot/core/board.ts";

/** Counted back from the moment of loading, so that the sample is always fresh. */
interface Ago {
  days: number;
  hours?: number;
}

/**
 * Someone of the sample and where we know them: an e-mail address on the portal, a user id on the forum
 * (`discourse`), a requester id in the tickets (`zendesk`). Who only spoke at the event has none of them.
 */
export interface SamplePerson {
  key: string;
  name: string;
  email?: string;
  discourse?: number;
  zendesk?: number;
}

/** Keys begin with the theme that a reader would put the feedback into: `offline-crypt`, `twice-rent`. */
export interface SampleFeedback {
  key: string;
  who: string;
  where: "forum" | "ticket" | "portal" | "event";
  board: string;
  ago: Ago;
  title?: string;
  text: string;
  lang?: "de";
  /** What the text became, and how long after it was said. */
  edited?: { text: string; after: Ago };
  deleted?: boolean;
}

/** A vote for the theme that this feedback ends up in; `proxy` is who cast it for them. */
export interface SampleVote {
  who: string;
  for: string;
  ago: Ago;
  proxy?: string;
}

/** What staff decided about the theme that this feedback ends up in; `title` where a person named it. */
export interface SampleAnswer {
  for: string;
  status: "under_review" | "planned" | "in_progress" | "shipped" | "declined";
  note: string;
  by: string;
  ago: Ago;
  title?: string;
}

export interface Sample {
  product: string;
  boards: Board[];
  teams: Team[];
  people: SamplePerson[];
  feedback: SampleFeedback[];
  votes: SampleVote[];
  answers: SampleAnswer[];
}

type More = Pick<SampleFeedback, "title" | "lang" | "edited" | "deleted">;

/**
 * Notes down what people said in one place about one board:
 *
 * @example
 * const music = say("forum", "music");
 * music("offline-crypt", "heather", 14, 9)`
 *   no signal in the crypt`; // 14 days and 9 hours ago
 */
export function say(where: SampleFeedback["where"], board: string) {
  return (key: string, who: string, days: number, hours: number, more: More = {}) =>
    (text: TemplateStringsArray): SampleFeedback => ({
      key,
      who,
      where,
      board,
      ago: { days, hours },
      text: unindented(text.join("")),
      ...more,
    });
}

/**
 * Notes down who voted for a theme, each with the days since: `amy 12, boris 9.5`.
 */
export function behind(feedback: string, proxy?: string) {
  return (names: TemplateStringsArray): SampleVote[] =>
    names
      .join("")
      .split(",")
      .map((vote) => {
        const [who = "", days = ""] = vote.trim().split(" ");
        const hours = Math.round(Number(days) * 24);
        const ago = { days: Math.floor(hours / 24), hours: hours % 24 };
        return { who, for: feedback, ago, ...(proxy ? { proxy } : {}) };
      });
}

function unindented(text: string): string {
  return text.trim().replace(/\n[ \t]+/g, "\n");
}
