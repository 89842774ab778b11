import { isInsult, mayOffend, swearing } from "../masking/swearing.ts";

const crew =
  "(?:devs?|developers?|team|support|staff|mods?|moderators?|admins?|ceo|company|people|guys|programmers?|engineers?|managers?|customer service|entwickler|mitarbeiter|leute|betreiber)";
const people = `(?:(?:you|u|ya|y'all|they|ihr|sie)(?: (?:guys|people|all|lot))?|(?:(?:these|those|the|your|this|whole|die|eure|der) (?:\\p{L}{2,14} )?)?${crew}(?: (?:team|staff))?|(?:whoever|anyone who)(?: \\S{1,20}){1,5}?)`;
const being = "(?:are|r|is|were|must be|all|seid|sind|bist|ist)";
/** "the devs are …", "you are all a bunch of …", with up to four words between. */
const verdict = new RegExp(`(?<![\\p{L}'])(${people})(?:'re| ${being}) ((?:\\S{1,20} ){0,4}\\S{1,20})`, "giu");
const group = /\b(?:bunch|pack|gang|load|lot|haufen|bande) (?:of |von )?((?:\S{1,20} ){0,2}\S{1,20})/giu;
const addressed = /(?<![\p{L}'])(?:you|y0u|u|ya|ihr|du|you are|sie) ((?:\S{1,20} )?\S{1,20})/giu;
const outright =
  /\b(?:shame on (?:you|u|them|the)|schäm(?:t|en sie) (?:euch|sich)|go to hell|(?:rot|burn) in hell|kill (?:your ?sel(?:f|ves)|you|them)|(?:hope|wish) (?:you|they|your \p{L}{2,12})(?: all)? (?:die|dies|rot|burn|choke|suffer|get (?:cancer|fired|raped))|(?:fire|sack) (?:whoever|the (?:person|idiot|moron|guy|team|dev|developer|people)|your (?:dev\p{L}{0,7}|team|ceo|staff))|screw you|you (?:guys |people |all )?sucks?|only an? (?:idiot|moron|fool|imbecile)s? (?:would|could)|f (?:off|you|u)|drop dead|feuert (?:den|die|eure)|verreckt?|i(?:'ll| will) (?:find|hurt|kill|come for) (?:you|u|them)|how (?:stupid|dumb) (?:are|r) (?:you|u)|(?:should|deserve to) be (?:shot|hanged|beaten))(?!\p{L})/iu;
/** "you are useless" is abuse, "your app is useless" is a verdict on the app. */
const things =
  /\b(?:your|the|this|eure|die|der)\s+(?:\p{L}{1,14}\s+)?(?:app|application|program|software|update|product|service|site|website|page|version|feature|ui|design|prices?|ads?)\b/iu;
const swearAtPeople =
  /\b(\S{3,14})(?: off(?=$|[.,!?;: ])|(?: off)? (?:you|u|yourself|yourselves|them|the (?:devs?|team|developers?|ceo|company)|your (?:mother|mom|mum|team|company)))(?!\p{L})/giu;

function names(words: string): boolean {
  return words.split(/\s+/).some((word) => isInsult(word) || swearing(word) === "strong");
}

/** Whether a text is aimed at people: the team, its makers, another member. Says nothing about what it asks for. */
export function isAbusive(text: string): boolean {
  const plain = text.replaceAll("’", "'").replace(/\s{1,40}/g, " ");
  if (outright.test(plain)) return true;
  if (!mayOffend(plain)) return false;
  for (const match of plain.matchAll(verdict)) if (!things.test(match[0]) && names(clauseOf(match[2]))) return true;
  for (const match of plain.matchAll(group)) if (nounInsult(match[1] ?? "")) return true;
  for (const match of plain.matchAll(addressed)) if (nounInsult(match[1] ?? "")) return true;
  for (const match of plain.matchAll(calledNames)) if (isInsult(match[1] ?? "")) return true;
  for (const match of plain.matchAll(swearAtPeople)) {
    const strong = swearing(match[1] ?? "") === "strong";
    if (strong && /^(?:f|ph|ver|fick|sc)/i.test(match[1] ?? "")) return true;
  }
  return false;
}

/** "Dumb devs", "lazy support team". */
const calledNames = new RegExp(`(?<!\\p{L})(\\p{L}{4,14})(?: [\\p{L}*]{1,4})? ${crew}(?!\\p{L})`, "giu");

/** Up to the next clause: "you are great, but useless ads …" says nothing of people. */
function clauseOf(words: string | undefined): string {
  return (
    (words ?? "").split(/[,;:.!?]|\b(?:but|and i|because|when|if|that|to|with|for|aber|weil|wenn|dass)\b/iu)[0] ?? ""
  );
}

/** "you idiots", "ihr Idioten": a noun beside the pronoun; "you stupid app" and "you useless piece" are left to their nouns. */
function nounInsult(words: string): boolean {
  return words
    .split(/\s+/)
    .some(
      (word) =>
        /^[\p{L}\d]+(?:s|n|en|ts|er)\b/iu.test(word) &&
        isInsult(word) &&
        !/^(?:trash|useless|worthless|brainless|clueless)/iu.test(word),
    );
}
