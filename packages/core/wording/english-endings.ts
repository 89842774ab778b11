import { bareWord } from "./grammar.ts";

/**
 * Ends of a title's prefix: before these words a clause may be cut. Not before "without", "until", "unless" and "than":
 * what is left would say something else.
 */
export const boundary = words(
  "when if after because so and or which that for on in at with from but while as to since where who though before during even since like into by via using due instead then whenever every",
);
/** A title never ends on one of these, except the prepositions, after a question word. */
const dangling = words(
  "a an the my your our his her its their this that these those to of and or but is are was were be been being am i you we they he she it's i'm very so too really just not no can't won't don't doesn't didn't isn't cannot have has had do does did will would could should can may might must let lets make makes get gets getting got say says saying keep keeps keeping some any other more every each than as like because when if while where which who what how why there also even only all want wants need needs trying try going put able unable one such much many most please hope wish seem seems us me them him add allow give into from then with without for on in at by about until since after before up though tho however else supposed worth allows requires ability lot kind sort according exactly almost whatever unless meant rather thru compared",
);
const prepositions = words("for on in at by about from with to of into up");

/** "Took a bit to get used | to", "hard | to navigate". */
const awaitsTo =
  /\b(?:(?:allow|let|enabl|permit|forc|tell|told|expect|help)\p{L}* .+|used|hard|harder|easy|easier|difficult|impossible|possible|ready|tends?|refuses?|starts?|started|continues?|decided?|tried|tries|prefer|likes?|enough|way|time|chance|option|options)$/iu;
/** "Allows my phone | and tablet to sync". */
const allowance = /\b(?:allow|enabl|permit)\p{L}* (?!.*\bto\b)/iu;
/** "Sync between phone |, tablet and computer", not "change between scores". */
const awaitsAnd = /\bbetween (?!.*\band\b).*[^s]$/i;
/** These verbs are others with their particle: "log in", "sign up", "turn on". */
const phrasal =
  /\b(?:(?:log|sign|zoom|opt|plug|turn|switch)(?:s|ged|ging|ed|ing)? (?:in|on)|check(?:ed|ing)? in|(?:sign|top|show|pop|set|start|pull|come|end|wake|bring|hang|give|lock|mess|speed|pick|open|load|back|catch|keep|fill)(?:s|es|ped|ping|ed|ing)? up)$/i;
/** "Keep up | with friends", "catch up | on news". */
const awaitsWith = /\b(?:keep|catch|come|put)(?:s|es|ing)? up$/i;

/** Whether an English title may end there. */
export function endsWell(before: readonly string[], after: readonly string[]): boolean {
  const said = before.join(" ").replace(/,$/, "");
  const last = bareWord(before.at(-1));
  const next = bareWord(after[0]);
  if (awaitsAnd.test(said) || (next === "to" && awaitsTo.test(said))) return false;
  if (/\bno matter$/i.test(said)) return false;
  if (allowance.test(said) && after.some((token) => bareWord(token) === "to")) return false;
  if (next === "and" && /\b(?:again|over)$/i.test(said)) return false;
  if ((/^(?:with|on)$/.test(next) && awaitsWith.test(said)) || phrasal.test(`${said} ${next}`)) return false;
  if (!dangling.has(last)) return true;
  const asked = /^(?:how|what|where|who)$/i.test(before[0] ?? "") && prepositions.has(last);
  const meant = /\b(?:supposed|meant|used) to$/i.test(said);
  return asked || meant || phrasal.test(said);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}
