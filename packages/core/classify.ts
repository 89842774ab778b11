import { isAbusive } from "./classify/abuse.ts";
import * as cues from "./classify/cues.ts";
import { withoutGreetings } from "./classify/greetings.ts";
import { heatOf, heatOfTrouble } from "./classify/heat.ts";
import { saysNothing } from "./classify/nothing.ts";
import { better, conditional, wished, wishedUnspaced } from "./classify/wished.ts";
import type { Kind } from "./feedback.ts";
import { sentences } from "./sentences.ts";

/** Why feedback stands apart from themes: it asks for nothing and reports nothing. */
export type Apart = "empty" | "too short" | "social" | "praise";

export interface Classification {
  kind: Kind;
  /** Anger, 0–1. */
  heat: number;
  /** Aimed at people: never quoted, never counted less. */
  abusive: boolean;
  apart?: Apart;
}

/** How much of a long text is read, in characters: people say early what they want. */
const read = 6_000;

interface Votes {
  bug: number;
  request: number;
  question: number;
  praise: number;
  complaint: number;
}

function votesOf(text: string): Votes {
  const votes: Votes = { bug: 0, request: 0, question: 0, praise: 0, complaint: 0 };
  for (const sentence of sentences(withoutGreetings(text))) {
    const plain = sentence.replace(/\s{1,100}/g, " ");
    const opinion = cues.judgement(plain);
    votes.praise += opinion.praise;
    votes.complaint += opinion.complaint;
    const undisguised = cues.withoutDisguise(plain);
    if (isBug(undisguised)) votes.bug++;
    else if (asksFor(undisguised)) votes.request++;
    else if (isQuestion(undisguised) && !(opinion.complaint > 0 && rhetorical.test(plain))) votes.question++;
  }
  return votes;
}

function asksFor(sentence: string): boolean {
  return (
    cues.request.test(sentence) ||
    cues.order.test(sentence) ||
    cues.pleading.test(sentence) ||
    cues.requestUnspaced.test(sentence) ||
    wished.test(sentence) ||
    wishedUnspaced.test(sentence) ||
    better.test(sentence)
  );
}

function isQuestion(sentence: string): boolean {
  return /[?？]/.test(sentence) || cues.question.test(sentence) || cues.wondering.test(sentence);
}

/** "Why is it so slow" is no question. */
const rhetorical = /^(?:so |and |but )?(?:why|how come|what is wrong|what's wrong|warum|wieso|wer)(?!\p{L})/iu;

/** "How do I fix …" and "add an error message" name a bug and ask for something else. */
function isBug(sentence: string): boolean {
  if (!cues.bug.test(sentence) && !cues.bugUnspaced.test(sentence)) return false;
  return !/^(?:how (?:do|can|to|would|should)|where (?:do|can)|(?:please |can you |could you )?add |wie (?:kann|geht|mache))/i.test(
    sentence,
  );
}

function kindBy(votes: Votes): Kind {
  const asks = votes.bug + votes.request;
  // One doubtful cue among much praise: "so good that I can't put it down".
  if (asks === 1 && votes.complaint === 0 && votes.praise >= 3) return "praise";
  if (votes.bug > 0 && votes.bug >= votes.request) return "bug";
  if (votes.request > 0) return "request";
  if (votes.question > 0 && votes.praise < 3) return "question";
  if (votes.praise === 0 && votes.complaint === 0) return "unclear";
  return votes.complaint >= votes.praise ? "complaint" : "praise";
}

/** The kind of a short text alone, at a third of the cost. */
export function kindOf(text: string): Kind {
  return kindBy(votesOf(text));
}

/** What takes part of the praise back, and often is the point. */
const reservation =
  /(?:n't|\b(?:but|except|however|although|though|only|unless|until|yet|used to|not|never|no|without|nothing|less|instead|cant|dont|doesnt|wont|didnt|isnt|aber|nur|außer|jedoch|obwohl|wenn|nicht|kein\p{L}{0,2}|ohne|leider|pero|mais|sauf|mas|need\p{L}{0,2}|wish|could|should|why|update\p{L}{0,2}|still|too|anymore|sometimes|almost|hope|want|mostly|version|improve\p{L}{0,4}))(?!\p{L})/iu;
/** What may do so, unless praise is heaped upon it. */
const doubt = /\b(?:if|when i|was|were|more|would|how|since|after|even|than)(?!\p{L})/iu;

function apartOf(text: string, votes: Votes): Apart | undefined {
  const nothing = saysNothing(text);
  if (nothing !== undefined) return nothing;
  const asks = votes.bug + votes.request + votes.question + votes.complaint > 0;
  if (asks || votes.praise === 0) return undefined;
  const plain = cues.withoutDisguise(withoutGreetings(text));
  if (conditional.test(plain)) return undefined;
  return reservation.test(plain) || (votes.praise < 2 && doubt.test(plain)) ? undefined : "praise";
}

/**
 * What kind of feedback a text is, sentence by sentence; "unclear" where nothing says so, since a guess costs more than
 * silence. A theme's kind is the largest of its members'.
 */
export function classify(text: string): Classification {
  const start = text.slice(0, read);
  const votes = votesOf(start);
  const apart = apartOf(start, votes);
  const found: Classification = {
    kind: apart === "empty" || apart === "too short" || apart === "social" ? "unclear" : kindBy(votes),
    heat: Math.max(heatOf(start), votes.bug + votes.complaint > 0 ? heatOfTrouble(start, votes.praise > 0) : 0),
    abusive: isAbusive(start),
  };
  return apart === undefined ? found : { ...found, apart };
}
