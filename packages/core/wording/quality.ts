import { isFunctionWord, type Language } from "../language.ts";
import type { Vocabulary } from "../vocabulary.ts";

/** A way to call a theme, in a member's words. */
export interface Candidate {
  title: string;
  language: Language;
  member: number;
  level: 0 | 1 | 2;
  /** A prefix of what was said. */
  cut: boolean;
  /** Brought into a title's form by rule. */
  rewritten: boolean;
  headline: boolean;
  stems: readonly string[];
}

const verb =
  /\b(?:\p{L}+n't|cannot|can|won|is|are|was|were|has|have|had|does|do|did|will|would|should|could|needs?|\p{L}{3,}(?:ing|ed)|add|adding|let|allow|bring|fix|stop|make|give|put|use|love|like|hate|want|get|gets|got|keeps?|takes?|took|crash\p{L}*|freezes?|froze|works?|load|loads|open|opens|play|plays|show|shows|change|changes|update|updates|delete|remove|edit|send|save|share|download|upload|sync|install|log|sign|search|find|see|view|watch|listen|buy|sell|pay|lost|lose|loses|went|goes|go|run|runs|shut|shuts|closes|drains?|receive|create|connect|connects|cancel|transfer|activate|order|track|check|verify|turn|turns|set|choose|select|select|block|hide|sort|filter|export|import|print|copy|move|help|helps|enjoy|keep|read|write|post|call|reply|tag|respond|supports?|fails?|stays?|says?|asks?|requires?|makes?|gives?|lets|allows|eats|slows?|said|sent|made|paid|bought|broke|lags?|hangs?|disappears?|cuts?|skips?|returns?|withdraw|exchange|apply|request|link|top|unlock|reset|recover|scroll|zoom|crop|undo|rotate|restore|support|include|access|manage|customi[sz]e|organi[sz]e)\b/iu;
const openingAdjective =
  /^(?:great|good|nice|awesome|excellent|slow|poor|bad|terrible|horrible|too|extremely|very|so|no|not|more|better|easy|easier|hard|difficult|unable|missing|wrong|broken|constant|constantly|always|never|still|annoying|useless|fast|free|perfect|best|worst|love|cool|fun|simple|useful|convenient|helpful|confusing|expensive|limited|unreliable|incorrect|double|duplicate|failed|unexpected|unknown|impossible|option|ability|trouble|problems?|issues?|full|big|large|small|new|many|few|lots|black|blank|white|dark|offline|horrendous|amazing|fantastic|wonderful|super|really|lack|lacks)\b/i;

const strangeOpening =
  /^(?:only|even|for|with|every|would|then|than|until|as|at|by|from|of|in|on|to|some|all|or|and|but|also|until|just|since|because|which|who|whose|that|about|without|during|into|back)\b/i;
const pronounOpening =
  /^(?:it|it's|this|that|these|those|they|he|she|you|we|i|i'm|i've|i'd|its|there|there's|is|are|was|were|does|do|did|if|has|have|had|am|will|be|been|your|their|his|her|us|them|me|my)\b/i;
/** "Sometimes it opens", "Still is good": the adverb hides that it opens as loosely as without. */
const adverbBefore =
  /^(?:sometimes?|now|then|also|still|always|often|usually|maybe|perhaps|so far|even|especially|only|just|ever)(?: the)? (?=\p{L})/iu;
/** Half a sentence: its other half said what happens. */
export const subordinate =
  /^(?:after|while|if|when|whenever|before|once|although|though|since|unless|because|until|as|every time|each time|any time|so|like how|wherever)\b/i;
const looseOpening =
  /^(?:sure|able to|not to|haven't even|want to|the (?:only|main|first|last|other|same) (?:reason|thing|time|way|one)|not sure|no idea|don't (?:know|understand|get|see)|(?:still|also|always|now|just) (?:is|are|was|it)|i think|think|thought|found|figured|decided|tried|trying|have to|had to|has to|going to|used to|wish|wished|being|said|say|says|told|guess|believe|know|knew|recommend|recommended|updated|downloaded|installed|bought|started|looking|hoping|hope|waiting|purchased|got this|have (?:the|a|an|been|had))\b/i;
/** What somebody has, or how often she uses it, and nothing of what is good or bad about it. */
const habit =
  /^(?:(?:i |i've |have |really |pretty much |only |mostly |not |been |was |am )*(?:us(?:e|ed|ing)|watch(?:ed|ing)?|play(?:ed|ing)?|listen(?:ed|ing)?|on|with|own(?:ed)?)\b.*\b(?:every ?day|daily|every (?:night|week|morning)|all the time|all day|several times|(?:on a |on )?(?:daily|regular|constant)(?: basis)?|constantly|always|for (?:a (?:few|couple|long)|many|some|several|\d+|the (?:last|past)|years|months|ages)\b.*)|(?:i )?have (?:very |so |too )?(?:much|many|lots|plenty)\b.*|(?:using|having|have used|have been using) .*)$/iu;
const recommendation =
  /\b(?:recommend(?:ed|ing)?|keep up the (?:good|great) work|must[- ]have|thumbs up|check it out)\b/i;
/** A plea that says something is wrong and not what. */
const barePlea =
  /^(?:(?:please |just |have to |need to |needs? (?:to )?)*(?:fix(?:ed)?|solve|resolve|repair|improve|work (?:on|out)|do something about) )(?:(?:the|this|that|these|those|all|some|your|it|any|app|few|minor) )*(?:bugs?|problems?|issues?|glitch(?:es)?|errors?|app|things?|asap|as soon)(?: already| as soon)?$|^needs? (?:some |more |an? )?(?:improvements?|work|updates?|fix(?:es|ing)?)$/i;
/** Asked for no answer. */
const rhetorical =
  /^(?:what(?:'s| is| are)? (?:not to love|more (?:can|could|do)|happening|wrong|up|going on|to know|the (?:point|deal|use)|you (?:doing|thinking))|who (?:hasn't|doesn't|wouldn't|knows|cares)|how (?:dare|come)|no (?:matter|more|less|comment|idea)|what can i say)\b/i;
/** "Not" before what is no deed and no quality denies something that only the context names. */
const looseDenial = /^not (?:an?|the|from|to|for|even for|that|this|on|in|with|of|my|your)\b/i;
/** "Can't and it says …": the verb was left out. */
const verbless =
  /^(?:can't|won't|doesn't|don't|isn't|didn't|couldn't) (?:and|but|or|it|the|this|that|these|so|because|app|please)\b/i;
/** Doing something, without what comes of it. */
const pastime =
  /^(?:using|having|getting|being|doing|going|trying|looking|making|taking|setting|helping|playing|putting)\b/i;

/** Two sentences in one breath. */
const runOn =
  /\S (?:it|i|they|you|we) (?:still|just|works?|would|wouldn't|won't|is|was|keeps|doesn't|don't|has|had|also|even|now|never|always|will)\b|\b(?:and|or|so|but) (?:it|its|it's|i|you|they|we|he|she|can|could|has|have|is|are|was|were|works|will|would|do|does|then)\b|\S (?:please|thanks|thank)\b/i;
const germanPronounOpening =
  /^(?:es|das|dies|diese\p{L}?|ich|man|sie|er|wir|ihr|dass|wenn|weil|ist|sind|war|und|aber|oder|ob|was|mir|mich|uns|da|so|dann|auch|bei|für|mit|von|zu|hat|habe|haben|wird|werden)\b/iu;
const germanHabit =
  /^(?:nutze|benutze|verwende|habe)\b.*\b(?:täglich|jeden tag|ständig|immer|regelmäßig|seit (?:jahren|langem|monaten|wochen)|schon lange)(?: genutzt| benutzt| verwendet)?$/iu;
const germanPlea =
  /^(?:(?:die|den|diese[ns]?|alle|bitte|das|einige) )*(?:bugs?|fehler|probleme?|app)(?: \p{L}+)? (?:beheben|fixen|lösen|verbessern|reparieren|nachbessern)$/iu;

const rating = /\b(?:stars?|rating|rate|rated|review|reviews|uninstall\p{L}*|5\/5|words|required)\b/iu;
const dated =
  /\b(?:today|yesterday|tonight|last (?:week|month|night|year)|this (?:week|morning)|monday|tuesday|wednesday|thursday|friday|saturday|sunday|days? ago|weeks? ago|heute|gestern|letzte woche)\b/i;
const firstPerson = /(?:^|\s)(?:i|i'm|i've|i'd|i'll|me|we|we're|us|ich|mir|mich|wir|uns)(?=\s|$)/i;
const secondPerson = /(?:^|\s)(?:you|your|u|ur|euch|ihr|eure)(?=\s|$)/i;
/** Praise and blame that say nothing of what for: any theme of opinions has them. */
const emptyVerdict =
  /^(?:(?:i |really |absolutely |just |very |so |such a |a |an |the |pretty |overall |truly |totally )*(?:love|like|hate|great|good|nice|awesome|excellent|amazing|best|cool|bad|terrible|horrible|worst|fantastic|wonderful|useful|perfect|super|enjoy|works?|fun)(?: very| really| so)?(?: much| well| great| good| fine| perfectly| perfect)?)(?: (?:this|the|it|app|apps?|application|program|product|tool|site|service|ever|everything|one|thing|stuff|all|work|job|and|experience))*$/i;

/** Whether an English text holds a verb, as far as a list of the usual ones tells. */
export function hasVerb(text: string): boolean {
  return verb.test(text);
}

/** How unknown a word may be, by the size of the board: a few boards have few words. */
function rareBelow(size: number): number {
  return size < 60 ? 0 : size < 300 ? 2 : 3;
}

/**
 * How well a candidate reads as a title, as a product of factors around 1: whole, a few words, an action or a verdict,
 * words that others use too, no loose ends. Judged by eye on app reviews and bank questions, not learned.
 */
export function qualityOf(candidate: Candidate, vocabulary: Vocabulary): number {
  const { title, level, cut, rewritten, headline, stems, language } = candidate;
  const tokens = title.split(" ");
  let quality = level === 0 ? 1.25 : level === 1 ? 1.1 : 0.85;
  const times = (condition: boolean, factor: number): void => {
    if (condition) quality *= factor;
  };
  times(tokens.length <= 2, 0.75);
  times(tokens.length > 7 && !headline, 0.9);
  times(cut, 0.82);
  times(rewritten, 1.15);
  times(headline && level === 0 && !cut, 1.35);
  times(stems.length === 1, 0.8);
  times(stems.length === 0, 0.3);
  if (language === "en") {
    times(!headline && !hasVerb(title) && !openingAdjective.test(title), 0.7);
    const opening = title.replace(adverbBefore, "");
    times(pronounOpening.test(opening), 0.5);
    times(subordinate.test(opening) && !headline, 0.4);
    times(looseOpening.test(title), 0.55);
    times(/\b(\p{L}{3,}) (?:\p{L}+ )?\1\b/iu.test(title), 0.5);
    times(strangeOpening.test(title), 0.6);
    times(/\b(?:it|this|thing|things|that|them|one|stuff|way|lot|something|everything|app|apps)$/i.test(title), 0.75);
    times(/^how .* it$/i.test(title), 0.8);
    times(/\b(?:this|the|your) app i\b|\b\p{L}+ i (?:love|hate|like|can't|have|am|was|use)\b/iu.test(title), 0.5);
    times(emptyVerdict.test(title), 0.45);
    times(habit.test(title), 0.45);
    times(recommendation.test(title), 0.6);
    times(barePlea.test(title), 0.65);
    times(rhetorical.test(title), 0.45);
    times(looseDenial.test(title), 0.6);
    times(verbless.test(title), 0.3);
    times(pastime.test(title) && !hasVerb(title.replace(pastime, "")), 0.7);
    times(!hasVerb(title) && /\p{L} (?:and|or) \p{L}/u.test(title) && !headline, 0.7);
    times(runOn.test(title) && !/^(?:what|how|why|when|where)\b/i.test(title), 0.6);
    times(/^(?:fix|add|change|make|bring|stop) (?:it|this|that|them|these)\b(?! \p{L}+ \p{L})/iu.test(title), 0.4);
  } else if (language === "de") {
    times(germanPronounOpening.test(title), 0.6);
    times(/^(?:super|tolle?|gute?|klasse|top|danke)(?: app)?$/i.test(title), 0.45);
    times(germanHabit.test(title), 0.45);
    times(/\b(?:weiter so|empfehle|empfehlenswert|weiterempfehlen|daumen hoch)\b/i.test(title), 0.6);
    times(germanPlea.test(title), 0.65);
  }
  times(firstPerson.test(title), /\b(?:when|if|while|what|that) i\b/i.test(title) ? 0.9 : 0.7);
  times(secondPerson.test(title), 0.8);
  times(/[,;:()"]|\p{L}-\s|\.\s/u.test(title), headline ? 0.9 : 0.38);
  times(rating.test(title), 0.5);
  times(/\d/.test(title) && !headline, 0.7);
  times(dated.test(title), 0.8);
  const rare = rareBelow(vocabulary.size);
  for (const token of tokens) {
    const word = token.toLowerCase().replace(/[^\p{L}\p{M}']/gu, "");
    if (word.length < 3 || isFunctionWord(word, language) || /n't$/.test(word)) continue;
    times(vocabulary.knowing(word.replace(/'s$/, "")) < rare, headline ? 0.8 : 0.6);
  }
  return quality;
}
