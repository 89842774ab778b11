import { questions } from "./english-questions.ts";
import { adverbs, app, firstOf, type Rule, rule, who } from "./english-rule.ts";

/** Who or what is to have it: the product by any name, its makers, oneself. */
const bearer = "(?:(?:the |this )?\\p{L}{1,14})(?: guys)?";
const pleasant =
  "(?:so |much |even |a lot |really |very |far )*(?:nicer?|great|good|cool|awesome|better|perfect|helpful|useful|lovely|amazing|handy|fantastic|wonderful|ideal|best|excellent|appreciated|convenient|(?:5|five) stars|sweet)";
const addable = "(?:an? |the |more |some |another |better |any )?";

/** "Can't complain" and the like say the opposite of "can't". */
const idiom =
  "(?:even )?(?:believe|complain|wait|live without|get enough|beat|go wrong|say enough|imagine|recommend|thank|stand|stop|be happier|ask for|do without|speak|tell you|explain|help but|blame|remember|think|understand|see why|decide|afford)\\b";

/** What there should be more of is added, and need not be "available" besides. */
function added(what: string): string {
  return `add ${what.replace(/ (?:to be )?(?:added|available|included|implemented|introduced)(?= for \S+(?: \S+)?$|$)/iu, "")}`;
}

/** A wish for a thing or for doing something: things are added, deeds are named. */
function wanted(what: string): string {
  const able =
    /^(?:(?:to )?(?:be able to|have (?:the )?(?:ability|option|possibility|chance|choice) (?:to|of)|be allowed to|have (?:a|an|some) (?:way|option) (?:to|of))|the ability to|a way to|an? (?:easy |easier |better )?way to|a possibility to) (.+)$/i.exec(
      what,
    );
  if (able?.[1] !== undefined) return able[1];
  const option = /^(?:to )?(?:have )?an? (option .+)$/i.exec(what);
  if (option?.[1] !== undefined) return option[1];
  const having = /^to (?:have|see|get) (.+)$/i.exec(what);
  if (having?.[1] !== undefined && !/^(?:to|rid|back)\b/i.test(having[1])) return added(having[1]);
  if (/^to /i.test(what)) return what.slice(3);
  return /^(?:add|be|have|make|let|allow|bring|fix|stop|remove|change|improve|give|put)\b/i.test(what)
    ? what.replace(/^have /i, "add ")
    : added(what);
}

/** The first that fits wins. Each gives a title its usual form: `Can't X`, the verb and X, `Add X`, `How to X`. */
const rules: readonly Rule[] = [
  ...questions,
  rule(
    `(?:why (?:does|did|would|will|is|won't|doesn't|wouldn't) )?${app} (?:wo|does|did|would|is)(?:n't| not) (?:even |ever )?(?:let|letting|allow|allowing|permit) (?:me|us|you|u|users|anyone|people) (?:to )?(.+)`,
    (x) => `can't ${x}`,
  ),
  rule(
    "(?:(?:the |\\p{L}+ly |even |just |still )?(?:\\p{L}+ )?(?:won't|don't|doesn't|didn't|wouldn't|do not|does not|did not|will not)|not) (?:even )?(?:let|letting|allow|allowing) (?:me|us|you|u) (?:to )?(.+)",
    (x) => `can't ${x}`,
  ),
  rule(
    `(?:${who} |i'm )?${adverbs}(?:can't|cannot|can not|couldn't|could not|unable to|was unable to|haven't been able to|never) (?:even |seem to |ever )*(?:get|make) ${app} (?:to )?((?:work|open|load|run|start|play|function|launch|connect|sync|install|respond|stay|download|update|display|show|save|print|upload)\\b.*)`,
    (x) => `doesn't ${x}`,
  ),
  rule(
    `(?:that )?(?:${who} |i'm |i am |we're |you're )?${adverbs}(?:can't|cannot|can not|couldn't|could not|unable to|am unable to|not able to|am not able to|was unable to|was not able to|wasn't able to|haven't been able to|have not been able to|'m not able to|are unable to|can no longer|could no longer|can never) (?:even |seem to |really |actually |get (?:it|the app|this|my app) to |be able to |longer |just |always |ever |manage to |figure out how to |properly )*(?!${idiom})(.+)`,
    (x) => `can't ${x}`,
  ),
  rule(`${app} (?:can't|cannot|can not|couldn't) (?:even |seem to )?(.+)`, (x) => `can't ${x}`),

  rule(
    `(?:please |kindly |could you |can you |would you |will you |can u |could u |can we |could we |could they |you should |you guys should |they should |they need to |you need to |you must |if you could |if you can |just |hope you |i hope you |hoping you |maybe you could |maybe |perhaps |you could |(?:i|we)(?: (?:really|just|only|also|would|do)|'d)* (?:wish|like|want|need|hope|love) (?:for )?(?:you|u|them|they)(?: guys)?(?: to| would| could| can| will)? |i wish (?:you|they) (?:guys )?(?:would|could) |should |(?!(?:i|we|who|which|that)\\b)\\p{L}+ (?:really |just |also |still |definitely )*(?:needs? to|should|must|has to|ought to) )(?:guys |all |please |kindly |just |maybe |also |at least |really |either |consider |possibly |perhaps |soon |could |would )*((?:add|adding|bring|fix|stop|allow|make|give|put|include|improve|change|remove|return|update|enable|provide|implement|create|restore|offer|increase|reduce|introduce|support|integrate|get rid|take|keep|show|release|develop|upgrade|lower|speed|send|do something|expand|separate|replace|reconsider|work on|have|let|bringing|making) .+)`,
    (x) => gerundless(x),
  ),
  rule("(?:please |and |just )+(.+)", (x) => x),
  rule(
    "(?:could|can|would) (?!(?:i|we|you|someone|anyone|it|this|there|the|my)\\b)\\p{L}+ (?:please |also |just |perhaps )?((?:add|keep|show|let|send|make|bring|fix|allow|support|offer|give|remind|remember|include|stop|sync|print|export|import)\\b.+)",
    (x) => x,
  ),
  rule(
    `i(?:'d| would|'m| am)? (?:really |only |just |also )*(?:wish|wished|hope|hoped|wishing|hoping)(?: that| for)? ${bearer}(?: would| could| also| just| still| all| will)* (?:had|has|have|were|was|offered|included|supported|come with|came with|got|get|be) (?:an? |more |some |better |the )(?:way|option|ability|possibility) (?:to|of|for) (.+)`,
    (x) => x,
  ),
  rule(
    `i(?:'d| would)? (?:really |only |just |also )*(?:wish|wished)(?: that)? ${bearer}(?: would| could| also| just| still)* (?:had|have) (${addable}.+)`,
    added,
  ),
  rule(
    `i (?:really |only |just |also )*wish(?:ed)?(?: that)? there (?:was|were|is|would be|could be) (${addable}.+)`,
    (x) => wanted(x),
  ),
  rule(
    "i (?:really |only |just |also )*wish(?:ed)?(?: that)? (?:i|we|you|u|users|one|it|the app|they|people)(?: guys)? (?:could|can|would|was able to|were able to|was allowed to)(?: also| just| still)* (?!be\\b)(.+)",
    (x) => x,
  ),
  rule(
    "i (?:really |only |just |also )*wish(?:ed)?(?: that)? (?:it|the app|this app|this) (?:was|were|would be|could be|is) (.+)",
    (x) => `make it ${x}`,
  ),
  rule(
    "i (?:really |only |just |also )*wish(?:ed)?(?: that)? (.+?) (?:(was|were|is|are)|(had|have|has)|would|could|will|can) (?:also |just |still |all )*(.+)",
    (thing, being, having, x) => `${thing} should ${being ? "be " : having ? "have " : ""}${x}`,
  ),
  rule("(?:now )?if only (?:i|it|you|we|they|there) (?:had|was|were) (.+)", (x) => wanted(x)),
  rule("(?:now )?if only (?:i|it|you|we|they) (?:could|would) (.+)", (x) => x),
  rule("(?:i )?(?:wish|hope) for (.+)", added),
  rule(
    `(?:maybe |perhaps |i think |i feel like )?there (?:should|needs to|need to|ought to|has to|could|must|should really) (?:also |really |at least )?be (${addable}.+)`,
    (x) => wanted(x),
  ),
  rule(
    `(?:it|this|that|which)?(?:'s|'d| is| would| will| might| could)?(?: just| also| really)*(?: ?be)? ?${pleasant}(?: too| also| for me)? (?:if|to)(?: see| have)? (?:i|we|you|u|users|one|people|it|the app|they|this)(?: guys)?(?: could| can| would| were able to| was able to| had the ability to| will| also| were to| just)+ (?!be\\b)(.+)`,
    (x) => x.replace(/^(?:have|get) /i, "add "),
  ),
  rule(
    `(?:it|this|that|which)?(?:'s|'d| is| would| will| might)?(?: ?be)? ?${pleasant} if (?:it|there|you|they|this|the app|we|i)(?: guys)? (?:was|were|had|have|has|added|add|offered|included|is|are|would add|would have) (${addable}.+)`,
    (x) => wanted(x),
  ),
  rule(`(?:it|this|that)?(?:'d| ?would| ?will| ?might)(?: also| really| just)* be ${pleasant} (to .+)`, (x) =>
    wanted(x),
  ),
  rule(
    "(?:i|we)(?:'d| would)(?: really| also| just| definitely| absolutely)* (?:like|love|prefer|appreciate|want|be happy) (?:it )?(?:if|when) (?:you|it|i|we|they|there)(?: guys)?(?: could| would| can| were| was| had| also)* (.+)",
    (x) => wanted(/^(?:an?|more|some)\b/i.test(x) ? x : `to ${x}`),
  ),
  rule(
    "(?:i|we)(?:'d| would)(?: really| also| just| definitely| absolutely| still)* (?:like|love|prefer|appreciate|want) (.+)",
    (x) => wanted(x),
  ),
  rule(
    "(?:i|we) (?:really |also |just |still |only )*(?:want|need|wanted|needed)(?: to be able)? to (?:be able to )?(.+)",
    (x) => x,
  ),
  rule(
    "(?:i|we) (?:really |also |just |still |only )*(?:want|need) ((?:the |an? )?(?:ability|option|way|possibility) to .+)",
    (x) => wanted(x),
  ),
  rule(
    `${app} (?:should|could|needs to|need to|must|has to|ought to)(?: also| really| at least| definitely| just)* (?:have|include|offer|get|support|come with) (${addable}.+)`,
    (x) => wanted(x),
  ),
  rule(
    "(?:you|they|we|u)(?: guys)? (?:should|could|need to|must)(?: also| really| at least| definitely| just)* (?:have|include|offer|get) (.+)",
    (x) => wanted(x),
  ),
  rule(
    "(?:i|we|you|users|people) (?:should|ought to)(?: also| really| at least)* (?:be able to|be allowed to|have (?:the|an) (?:option|ability|choice) to) (.+)",
    (x) => x,
  ),
  rule(`${app} (?:just |really |still |also |definitely )*(needs? .+|lacks? .+|could use .+)`, (x) => x),
  rule("(?:just |really |still |also |definitely )+(needs? .+|lacks .+|could use .+)", (x) => x),
  rule("need (?!(?:to|help|my|your|it|this|you)\\b)(.+)", (x) => `needs ${x}`),
  rule("(?:how|what) about (?:adding |having |an? )?(.+)", added),
  rule("(?:is it|would it be|is this|if it is|if it's) possible (?:for (?:me|us|you) )?to (.+)", (x) =>
    wanted(`to ${x}`),
  ),
  rule(
    "is there (?:an?|any|some) (?:other |easy |easier |quick |possible )?way (?:that |for me |for us )?(?:to|of|i can|i could|you can|we can|you could) (.+)",
    (x) => x,
  ),
  rule(
    "(?:can|could|may|am) (?:i|we|you|u|one)(?: also| still| just| please| able to| allowed to)* (?!be\\b|not\\b|have\\b|help\\b|explain\\b|tell\\b)(.+)",
    (x) => x,
  ),
  rule("(?:is|are|was|were) there (?:an? |any |some )?(?!way|chance)(.+)", (x) => x),

  rule(
    `(?:(?:i|we|you|u|one|it) can|(?:${app} )?(?:lets|allows|enables) (?:me|us|you|u|users|people)(?: to)?)(?: also| now| even| just| always| finally| still| actually| easily| simply| very easily| be able to)* (?!be\\b|see\\b|only\\b|never\\b|hardly\\b|not\\b|tell\\b|say\\b|understand\\b|do\\b|have\\b|think\\b|imagine\\b|live\\b|hear\\b|get\\b|barely\\b|no\\b|give\\b)(\\p{L}{2,} .+)`,
    (x) => `can ${x}`,
  ),
  rule(
    `(?:whenever|when|every time|each time|everytime|any time|once|if|as soon as|after) (i .+?|you .+?|we .+?|opening .+?|using .+?),? ${app} (?:(?:just|always|then|immediately|also|automatically|suddenly|will|would|keeps?) )*(crash\\p{L}*|freez\\p{L}*|clos\\p{L}*|stop\\p{L}*|shut\\p{L}* down|kicks? me out|logs? me out|hangs?|restart\\p{L}*|lags?|disappear\\p{L}*|goes .{2,20}|says .{2,30}|force closes)(.{0,20})`,
    (cause, effect, rest) => `${effect}${rest} when ${cause}`,
  ),
  rule(
    `${app}(?:'s| is| was| are| has been| gets| has become| seems| runs)? (?:just |really |very |so |also |still |always |now |often |sometimes |been |only |getting |become |becoming |too much |pretty |quite )*((?:too|extremely|incredibly|painfully|ridiculously|super|terribly|unbelievably|way too) .+|slow\\b.*|buggy.*|laggy.*|broken.*|not (?!a\\b|the\\b|that\\b|like\\b|so\\b).+|missing .+|impossible .+|hard to .+|difficult to .+|easy to .+|easier to .+|unusable.*|useless.*|confusing.*|stuck .+|crashing.*|freezing.*|full of .+|unable to .+|annoying.*|full .+|frustrating.*|terrible .+|horrible .+|inconsistent.*|unreliable.*|expensive.*)`,
    (x) => x,
  ),
  rule(
    "(?:th(?:e|is) (?:\\p{L}{2,14} )?(?:app|program|site|website|version|service)|app)(?:'s| is| was| seems| looks| feels) (?:just |also |still |now |always )*((?:very|so|really|pretty|quite|extremely|super|absolutely|totally|completely|a bit|a little) \\p{L}.*)",
    (x) => x,
  ),
  rule(
    "(?:am|(?:it (?:has |is )?|it's |have |has |had )?been) (?:now |just |also |still |currently |always )*((?:\\p{L}+ing|very|so|really|extremely) .+)",
    (x) => x,
  ),
  rule(
    `${app} (?:just |also |really |now |then |even |still |often |randomly |constantly |always |sometimes |suddenly |automatically |usually |only |never |has |have |is |will |would )*((?:keeps?|kept|doesn't|does not|don't|won't|will not|didn't|did not|isn't|hasn't|takes?|took|taking|drains?|draining|crash\\p{L}*|freez\\p{L}*|froze|stop\\p{L}*|shuts?|closes|clos\\p{L}*|logs?|logged|kicks?|says?|saying|shows?|showing|loads?|loading|plays?|playing|works?|working|worked|runs?|running|requires?|asks?|asking|makes?|making|uses?|using|eats?|lags?|lagging|hangs?|goes|gets|gives?|gave|lacks?|needs?|allows?|lets|lost|loses|deletes?|deleted|disappear\\p{L}*|opens?|opening|restarts?|sends?|charges?|charged|cuts?|skips?|buffers?|helps?|helped|saves?|keeping|been|never|refuses|fails?|failed|forces?|sucks?|slows?|updates?|blocks?|removes?|removed|used to|ruined|broke|consumes?|stays?|turns?|changed|limits?|connects?|syncs?|organizes?|fits?|has (?:no|too|an?|many|so many|been|never|stopped)) .+|crash\\p{L}{1,3}|freez\\p{L}{1,3}|lags|(?:doesn't|don't|won't|didn't|isn't|stopped) (?:even |ever )?\\p{L}+)`,
    (x) => x,
  ),

  rule(
    "(?:i|we)(?:'m| am|'ve| have| was| had)?(?: also| still| just| always| constantly| been| currently| often)* (?:having|have|had|experiencing|experienced|experience|facing|getting|got) (?:some |a lot of |lots of |so many |many |major |serious |a |the |same |constant |huge |big |so much |nothing but |an )*((?:trouble|problems?|issues?|difficult(?:y|ies)|errors?|glitch(?:es)?|crashes|lag) .+)",
    (x) => x,
  ),
  rule(
    "there(?:'s| is| are| was| were|'re) (?:just |really |also |still |always |way |simply |currently |now |absolutely |only |often |far )*((?:no|not enough|too many|too much|not any|never|nothing|so many|only|few|many|a lot of|lots of|not a|zero) .+)",
    (x) => x,
  ),
  rule(
    "there(?:'s| is| are| was| were) (?:an? )?((?:bug|problem|issue|error|glitch|lag|delay|difference) .+)",
    (x) => x,
  ),
  rule(
    "(?:i|we) (?:still |have |has |also |just |never )*(?:haven't|have not|hasn't|did not|didn't|never|not) (?:yet |ever |even |actually )?(received?|got|get|gotten|had|seen|see) (?:my |the |any |a )?(.+)",
    (verb, x) => `${/^(?:rec|got|get)/i.test(verb) ? "haven't received" : "haven't seen"} ${x}`,
  ),
  rule(
    `(?:i|we)(?:'m|'re| am| are| was| were|'ve been| have been|'ve| have| had been)${" ?"}${adverbs}((?:being|still|not|getting|trying|waiting|missing|locked|charged|blocked|stuck|logged|signed|unable|paying|using|forced|billed|kicked|losing|looking|double|hacked|overcharged|sent|asked|told|addicted|able|locked out) .+)`,
    (x) => x.replace(/^being /i, ""),
  ),
  rule(
    `(?:i|we) ${adverbs}((?!am\\b|are\\b|was\\b|were\\b|have\\b|had\\b|has\\b|will\\b|would\\b|can\\b|could\\b|do\\b|don't\\b|did\\b|didn't\\b|should\\b|must\\b|may\\b|might\\b|'|think\\b|guess\\b|know\\b|mean\\b|said\\b|say\\b|want\\b|need\\b|and\\b|or\\b|to\\b|in\\b)\\p{L}{2,}.*)`,
    (x) => x,
  ),
  rule("(?:let|allow|enable) (?:us|me|users|people)(?: to)? (.+ .+)", (x) => x),
  rule("(?:i|we) (?:do not|don't|didn't|did not) (.+)", (x) => `don't ${x}`),
  rule(
    "(?:my|our) (.+? (?:is|are|was|were|has|have|hasn't|haven't|isn't|aren't|won't|doesn't|don't|didn't|can't|got|keeps?|went|did|does|shows?|failed|never|still|not|disappeared|stopped|seems?|says?|gets?|needs?|keep|wasn't|weren't)\\b.*)",
    (x) => x,
  ),
];

/** "adding X" asks to add X. */
function gerundless(x: string): string {
  return x
    .replace(/^adding\b/i, "add")
    .replace(/^bringing\b/i, "bring")
    .replace(/^making\b/i, "make")
    .replace(/^have\b/i, "add");
}

/** A wish whose "I" was left out. */
const subjectless =
  /^(?:(?:really|just|only|also) )*(?:wish(?:ed)?|wishing|hoping|want(?:ed)?|need to|would(?: really| also)* (?:like|love|prefer))(?= )/i;

/** The clause in a title's form, or nothing where no rule fits. */
export function rewrite(clause: string): string | undefined {
  return firstOf(rules, subjectless.test(clause) ? `I ${clause}` : clause);
}
