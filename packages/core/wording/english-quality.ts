import type { Reading } from "./quality.ts";

const verb =
  /\b(?:\p{L}+n't|cannot|can|won|is|are|was|were|has|have|had|does|do|did|will|would|should|could|needs?|\p{L}{3,}(?:ing|ed)|add|adding|let|allow|bring|fix|stop|make|give|put|use|love|like|hate|want|get|gets|got|keeps?|takes?|took|crash\p{L}*|freezes?|froze|works?|load|loads|open|opens|play|plays|show|shows|change|changes|update|updates|delete|remove|edit|send|save|share|download|upload|sync|install|log|sign|search|find|see|view|watch|listen|buy|sell|pay|lost|lose|loses|went|goes|go|run|runs|shut|shuts|closes|drains?|receive|create|connect|connects|cancel|transfer|activate|order|track|check|verify|turn|turns|set|choose|select|select|block|hide|sort|filter|export|import|print|copy|move|help|helps|enjoy|keep|read|write|post|call|reply|tag|respond|supports?|fails?|stays?|says?|asks?|requires?|makes?|gives?|lets|allows|eats|slows?|said|sent|made|paid|bought|broke|lags?|hangs?|disappears?|cuts?|skips?|returns?|withdraw|exchange|apply|request|link|top|unlock|reset|recover|scroll|zoom|crop|undo|rotate|restore|support|include|access|manage|customi[sz]e|organi[sz]e)\b/iu;
const openingAdjective =
  /^(?:great|good|nice|awesome|excellent|slow|poor|bad|terrible|horrible|too|extremely|very|so|no|not|more|better|easy|easier|hard|difficult|unable|missing|wrong|broken|constant|constantly|always|never|still|annoying|useless|fast|free|perfect|best|worst|love|cool|fun|simple|useful|convenient|helpful|confusing|expensive|limited|unreliable|incorrect|double|duplicate|failed|unexpected|unknown|impossible|option|ability|trouble|problems?|issues?|full|big|large|small|new|many|few|lots|black|blank|white|dark|offline|horrendous|amazing|fantastic|wonderful|super|really|lack|lacks|worth|waste)\b/i;

const strangeOpening =
  /^(?:only|even|such|for|with|every|would|then|than|until|as|at|by|from|of|in|on|to|some|all|or|and|but|also|until|just|since|because|which|who|whose|that|about|without|during|into|back)\b/i;
const pronounOpening =
  /^(?:it|it's|this|that|these|those|they|he|she|you|we|i|i'm|i've|i'd|its|there|there's|is|are|was|were|does|do|did|if|has|have|had|am|will|be|been|your|their|his|her|us|them|me|my)\b/i;
/** "Sometimes it opens", "Still is good": the adverb hides that it opens as loosely as without. */
const adverbBefore =
  /^(?:sometimes?|now|then|also|still|always|often|usually|maybe|perhaps|so far|even|especially|only|just|ever)(?: the)? (?=\p{L})/iu;
/** Half a sentence: its other half said what happens. */
export const subordinate =
  /^(?:after|while|if|when|whenever|before|once|although|though|since|unless|because|until|as|every time|each time|any time|as long as|as soon as|as far as|so|like how|wherever)\b/i;
const looseOpening =
  /^(?:sure|able to|not to|haven't even|want (?:to|an?)|did the|used (?=on|in|for|with|by)|the (?:only|main|first|last|other|same) (?:reason|thing|time|way|one)|not sure|no idea|don't (?:know|understand|get|see)|(?:still|also|always|now|just) (?:is|are|was|it)|i think|think|thought|found|figured|decided|tried|trying|have to|had to|has to|going to|used to|wish|wished|being|said|say|says|told|guess|believe|know|knew|recommend|recommended|updated|downloaded|installed|bought|started|looking|hoping|hope|waiting|purchased|got this|have (?:the|a|an|been|had))\b/i;
/** What somebody has, or how often she uses it, and nothing of what is good or bad about it. */
const habit =
  /^(?:(?:i |i've |have |really |pretty much |only |mostly |not |been |was |am )*(?:us(?:e|ed|ing)|watch(?:ed|ing)?|play(?:ed|ing)?|listen(?:ed|ing)?|on|with|own(?:ed)?)\b.*\b(?:every (?:single )?day|everyday|daily|every (?:night|week|morning)|all the time|all day|several times|(?:on a |on )?(?:daily|regular|constant)(?: basis)?|constantly|always|for (?:a (?:few|couple|long)|many|some|several|\d+|the (?:last|past)|years|months|ages)\b.*)|(?:i )?have (?:very |so |too )?(?:much|many|lots|plenty)\b.*|(?:using|having|have used|have been using) .*)$/iu;
const recommendation =
  /\b(?:recommend(?:ed|ing|s)?|everyone should (?:get|have|try)|give (?:it )?(?:a )?(?:five|5)|keep up the (?:good|great) work|must[- ]have|thumbs up|check it out)\b/i;
/** A plea that says something is wrong and not what. */
const barePlea =
  /^(?:(?:please |just |have to |need to |needs? (?:to )?)*(?:fix(?:ed)?|solve|resolve|repair|improve|remove|clear|work (?:on|out)|do something about))(?: (?:the|this|that|these|those|all|some|your|it|any|few|minor|annoying|stupid|bugs?|problems?|issues?|glitch(?:es)?|errors?|apps?|things?|asap|already|immediately|now|quickly|fast|soon|as (?:soon|fast|quick\p{L}{0,2}) as (?:possible|you can)|as soon))*(?: (?:so|as|and) (?:i|we|it)\b.*)?$|^bugs? fixed$|^update (?:it|the app|this app|this|on)\b.*|^needs? (?:some |more |an? )?(?:improvements?|work|updates?|fix(?:es|ing)?)$/iu;
/** Something fails, and not what. */
const bareFailure =
  /^(?:app )?(?:it )?(?:doesn't|don't|didn't|isn't|not|never|won't|can't)(?: even)? (?:works?|working|respond|responding|function)(?: \p{L}+ly| well| right)?$|^still (?:waiting|nothing|pending)$/iu;
/** Asked for no answer. */
const rhetorical =
  /^(?:what(?:'s| is| are)? (?:not to love|more (?:can|could|do)|happening|wrong|up|going on|to know|the (?:point|deal|use)|you (?:doing|thinking))|who (?:hasn't|doesn't|wouldn't|knows|cares)|how (?:dare|come)|no (?:matter|more|less|comment|idea)|what \p{L}+ that|what can i say|(?:what|who) (?:more|else|can|could|would|wouldn't|wants?)|what (?:happened|are you)|why did (?:you|they)|how (?:i|we|did i|to go wrong))\b/iu;
/** "Fix the search": what of it is broken? */
const openPlea = /^(?:fix|improve|solve|change|update) (?:the |this |your )?\p{L}+$/iu;
/** Asks about something that only the context names. */
const asksAboutIt =
  /^(?:how|why|what|where|when|who)(?: (?:long|often|much|come))? (?:is|are|was|does|do|did|can|has|will|would) (?:it\b|(?:this|that|these|those)(?: (?:take|work|mean|happen|cost|go|be|look|last|come|happening|going|taking|to|for|in|on|so|not)\b|$))/i;
/** "Not" before what is no deed and no quality denies something that only the context names. */
const looseDenial =
  /^not (?:an?|the|from|to|for|even for|that|this|on|in|with|of|my|your|remember|recogni[sz]e|know|have|want|get|receive|buy|use|like|see|can)\b/i;
/** "Can't and it says …": the verb was left out. */
const verbless =
  /^(?:can't|won't|doesn't|don't|isn't|didn't|couldn't) (?:and|but|or|it|the|this|that|these|so|because|app|please)\b/i;
/** Doing something, without what comes of it. */
const pastime =
  /^(?:using|having|getting|being|doing|going|trying|looking|making|taking|setting|helping|playing|putting)\b/i;

/** What once didn't happen to somebody; said of the product, a rule has rewritten it. */
const narrative = /^(?:still )?(?:didn't|haven't|hadn't|wasn't|weren't)\b/i;
/** Who speaks and not what of it: "Anyone who uses", "Apps that edit". */
const onlySubject =
  /^(?:any(?:one|body)|every(?:one|body)|some(?:one|body)|people|those|users?|folks|(?:my )?(?:daughter|son|husband|wife|kids?|mom|mother|dad|friend|grandson|granddaughter)(?= (?:has|got|gave|thought|told|introduced|loves?$))|apps?|an? app|the app|program|customers?) (?:who|that|which|for people|has|got|gave|thought|told|introduced|loves?)\b/i;
/** Asks for more of what it does not name. */
const unnamed =
  /^(?:(?:please |just )*(?:add|needs?|want|make|get|give|have|include|provide|bring|wish for|few) (?:(?:an?|one|some|more|the|new|better|other|few|many|all|extra|additional|a few|bit) )*(?:options?|features?|functions?|things?|stuff|tools?|facility|improvements?|changes?)(?: more)?(?: in)?|nothing (?:special|better|more|else|is perfect|(?:has |is )?happen(?:ed|ing))(?: .{0,6})?|everything is (?:fine|good|ok|great)|too much trouble|get it together|not (?:that |so |very |a |the )*(?:best|good|bad|nice|great|worth)|(?:still |pretty |very |so |too )*(?:decent|good|nice|poor|bad|great)(?: (?:very|so|not))*(?: (?:poor|good|bad))?|(?:no|never|not had|haven't had|don't have)(?: had)? (?:an? |any )?(?:problems?|issues?|trouble|complaints?|glitch\p{L}*)|very disappointing|(?:works?|worked) (?:\p{L}+ly |just |pretty |very |so |really )*(?:fine|good|great|well|perfect|much better|better)|need(?:s)? to work out bugs|(?:this|it) is (?:good|great|nice|the best)|would be nice|have to (?:fix|solve) .{0,12})$/iu;
/** What one member tells another to do; a wish for it was rewritten. */
const advice =
  /^(?:get|use|try|go|buy|download|read|check|view|watch|catch|pick|look|see|take|save|order|install|don't (?:buy|get|download|waste|order|install|bother|expect))\b/i;
/** Not having used something says nothing of it. */
const unused =
  /^(?:(?:i )?(?:haven't|have not|not|never|didn't|did not|don't|hardly|rarely)(?: really| yet| even| ever| actually)? (?:used?|tried?|try|learn(?:ed)?|explored?|noticed?|reali[sz]ed?|posted?|buy|bought)|(?:decided|updated|downloaded|installed|purchased|got|saved) (?:to |it |this |the app ))\b/i;
/** "Can't view", "Can't increase": what? */
const objectless =
  /^(?:can't|won't|doesn't|don't|didn't|couldn't|how to|where to|can) (?:even |always )?(?:view|get|use|find|see|increase|make|do|change|set|add|put|give|take|have|bring|allow|let|keep|show me|figure|want|need)$/i;
/** A verdict with a sentence run into it: "Great you can't beat the price". */
const verdictRunOn =
  /^(?:(?:so |very |really )*(?:great|good|nice|cool|awesome|excellent|amazing|terrible|horrible|bad|perfect)|love it|like it|hate it) (?:so|but|you|i|except|it|if|app (?:works?|but|for|not)|because|bc|cause|cuz)\b/i;
/** Nothing but names and words that may be nouns: "Computers home work". */
const sentenceWord =
  /\b(?:\p{L}+n't|can|cannot|not|no|is|are|was|were|be|been|has|have|had|does|do|did|will|would|should|could|must|needs?|too|more|to|without|\p{L}{2,}ed|stuck|gone|lost|stolen|down|off|missing|slow|wrong|broken)\b/iu;
const opensWithDeed = new RegExp(
  `^(?:\\p{L}{3,}ing|\\p{L}+ly|how|where|what|when|why|which|sort|filter|report|reset|reverse|freeze|dispute|move|list|lacks?|prefer|miss|enroll|swipe|provide|${verb.source})`,
  "iu",
);
/** Letters that are no word: "let ne", "no othr". */
const shortWords = new Set(
  "a i ad ai am an ar as at be by cd dj do dm dr dvd eu ex fb go gb he hd hi id if ii in io ip is it kb lg me mb mm ms my no of oh ok on or os pc pm pr ps qr re sd so to tv uk ui up us ux vr vs we wi xp e".split(
    " ",
  ),
);

/** Two sentences in one breath. */
const runOn =
  /\S (?:it|i|they|you|we) (?:still|just|works?|would|wouldn't|won't|is|was|keeps|doesn't|don't|has|had|also|even|now|never|always|will)\b|(?<!that|what|how|where|when|which|all|if|so|because|things|everything|way|who|than|as|thing|anything|whatever) (?:you|i|they|we) (?:can|can't|cannot|need|must|should)\b|(?<!\b(?:that|because|if|when|while|how|what|say|says|where|so|and|but|or|like|than|think|as|since|until|although|though|way|reason|thing|everything)) it's\b|\b(?:and|or|so|but) (?:it|its|it's|i|you|they|we|he|she|can|could|has|have|is|are|was|were|works|will|would|do|does|then)\b|\S (?:please|thanks|thank)\b/i;
/** Praise and blame that say nothing of what for: any theme of opinions has them. */
const emptyVerdict =
  /^(?:(?:i |really |absolutely |just |very |so |such a |a |an |the |pretty |overall |truly |totally )*(?:love|like|hate|great|good|nice|awesome|excellent|amazing|best|cool|bad|terrible|horrible|worst|fantastic|wonderful|useful|perfect|super|enjoy|works?|fun)(?: very| really| so)?(?: much| well| great| good| fine| perfectly| perfect)?)(?: (?:this|the|it|app|apps?|application|program|product|tool|site|service|ever|everything|one|thing|stuff|all|work|job|and|experience))*$|^(?:you )?can't (?:go wrong|complain|be beat|(?:beat|fault|live without) (?:it|that|this)|say enough)(?: with (?:it|that|this))?$/i;

/** Whether an English text holds a verb, as far as a list of the usual ones tells. */
export function hasVerb(text: string): boolean {
  return verb.test(text);
}

/** How well an English clause reads as a title, as a product of factors. */
export function englishQuality({ title, headline, rewritten }: Reading): number {
  const tokens = title.split(" ");
  let quality = 1;
  const times = (condition: boolean, factor: number): void => {
    if (condition) quality *= factor;
  };
  times(!headline && !hasVerb(title) && !openingAdjective.test(title), 0.7);
  const opening = title.replace(adverbBefore, "");
  times(pronounOpening.test(opening), 0.5);
  times(subordinate.test(opening) && !headline, 0.4);
  times(looseOpening.test(title), 0.55);
  times(/\b(\p{L}{3,}) (?:\p{L}+ )?\1\b/iu.test(title), 0.5);
  times(strangeOpening.test(title), 0.5);
  times(/\b(?:it|this|thing|things|that|them|one|stuff|way|lot|something|everything|app|apps)$/i.test(title), 0.75);
  times(/^how .* it$/i.test(title), 0.8);
  times(/\b(?:this|the|your) app i\b|\b\p{L}+ i (?:love|hate|like|can't|have|am|was|use)\b/iu.test(title), 0.5);
  times(emptyVerdict.test(title), 0.45);
  times(habit.test(title), 0.45);
  times(recommendation.test(title), 0.6);
  times(barePlea.test(title), 0.35);
  times(openPlea.test(title), 0.75);
  times(asksAboutIt.test(title), 0.6);
  times(rhetorical.test(title), 0.45);
  times(bareFailure.test(title), 0.75);
  times(/^can \p{L}/iu.test(title), 0.75);
  times(/\bth(?:is|at) (?!app|is|was|has|time|way)\p{L}+/iu.test(title), 0.85);
  times(looseDenial.test(title), 0.6);
  times(verbless.test(title), 0.3);
  times(pastime.test(title) && !hasVerb(title.replace(pastime, "")), 0.7);
  times(!hasVerb(title) && /\p{L} (?:and|or) \p{L}/u.test(title) && !headline, 0.7);
  times(runOn.test(title) && !/^(?:what|how|why|when|where)\b/i.test(title), 0.6);
  times(/^(?:fix|add|change|make|bring|stop) (?:it|this|that|them|these)\b(?! \p{L}+ \p{L})/iu.test(title), 0.4);
  times(advice.test(title) && !rewritten && !headline, 0.6);
  times(onlySubject.test(title), 0.4);
  times(unnamed.test(title), 0.5);
  times(unused.test(title), 0.5);
  times(narrative.test(title) && !rewritten && !headline, 0.6);
  times(objectless.test(title), 0.5);
  times(verdictRunOn.test(title), 0.45);
  times(/^to\b|\b(?:good|nice|great|bad)(?: app)? not\b/i.test(title), 0.5);
  times(
    /(?<!\b(?:do|does|did|can|could|will|would|to|should|may)) not (?:install|open|load|work|show|download|update|connect|play|send|support)\b/i.test(
      title,
    ),
    0.7,
  );
  times(/[!?*/=&]/.test(title.replace(/\p{L}[/&]\p{L}/gu, "")) && !headline, 0.5);
  times(!headline && !sentenceWord.test(title) && !opensWithDeed.test(title) && !openingAdjective.test(title), 0.75);
  times(
    tokens.some((token) => /^\p{Ll}{2}$/u.test(token) && !shortWords.has(token)),
    0.5,
  );
  return quality;
}
