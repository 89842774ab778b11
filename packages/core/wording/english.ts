import { boundary, endsWell } from "./english-endings.ts";
import { rewrite } from "./english-forms.ts";
import { headline } from "./english-headline.ts";
import { type Grammar, withoutTrimmings } from "./grammar.ts";

/** What opens a clause and says nothing of the matter: greetings, hedges, feelings about what follows. */
const leadIns: readonly RegExp[] = [
  /^(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day))(?: (?:there|all|everyone|guys|team|folks|sir|sirs|support))?(?:\s*[,.!-]\s*|\s+|$)/i,
  /^(?:ok|okay|so|and|but|also|well|now|then|or|yes|no,|yeah|oh|ugh|wow|man|dude|guys|omg|hmm|lol|yet|first(?:ly)?|second(?:ly)?|third(?:ly)?|lastly|finally|again|anyways?|overall|besides|plus|otherwise|however|though|although|furthermore|moreover|additionally|basically|actually|seriously|honestly|literally|unfortunately|sadly|hopefully|currently|normally|usually|right now|lately|recently|suddenly|apparently|generally|personally|likewise|instead|first of all|so far|pretty much|how come|most of the time|to be honest|tbh|to be fair|imo|imho|in my opinion|in addition|as well|as such|for now|for me|for example|e\.g\.|i\.e\.|at first|at least|by the way|btw|fyi|ps|p\.s\.?|on top of that|that said|other than that|another thing|one more thing|for some reason|for whatever reason|all of a sudden|out of nowhere|as of (?:today|late|now)|these days|nowadays|because|since,|like,|just|still,|even|really)(?:,\s*|\s+)(?!(?:much|many|good|well|slow|bad|great|easy|far|long|fast|more|hard|no|if|though|when|after|as|that|get|got|updated|installed|bought|downloaded|working|works)\b)/i,
  /^(?:after|since) (?:this|that|all|then),?\s+(?=\p{L}+ )/iu,
  /^i (?:just |really |also |honestly |do |still |personally )*(?:think|feel|believe|guess|suppose|assume|find|found|found out|noticed|realized|realised|discovered|understand|know|see|saw|read|heard|hear|hope|say|would say|must say|have to say|mean|bet|swear|wonder|agree)(?: that| like| out| if| why| how)?,?\s+(?=(?:it|the|this|that|there|you|i|we|they|my|your|a|an|some|all|even|when|if)\b)/i,
  /^(?:it|this|that)(?:'s| is| was| seems| would be)(?: just| really| very| so| too| quite| pretty| extremely| super| a bit| kind of| such a| a| always| also| totally)* (?:annoying|frustrating|irritating|ridiculous|sad|(?:a )?shame|(?:a )?pity|great|nice|awesome|cool|good|lovely|wonderful|amazing|bad|stupid|crazy|weird|strange|odd|disappointing|unfortunate|unacceptable|unfair|inconvenient|confusing|clear|obvious|terrible|horrible|upsetting|funny|silly|nuts|insane|like|as if|a pain|pain)(?: for me| to me)? (?:that|when|how|because|having to|not being able to)\s+/i,
  /^(?:it )?(?:seems|looks|sounds|feels|appears) (?:like|that|as if|as though|to me that)\s+/i,
  /^(?:the |my |only |one |main |biggest |another |other |real |first |big |just |single |huge |major |little |small |minor |small )*(?:problem|issue|thing|complaint|downside|drawback|con|gripe|annoyance|fault|flaw|bummer|beef|concern|suggestion|request|wish|negative|improvement|question|reason|peeve|pet peeve|glitch|trouble|fact|disappointment|down side|feedback|idea|frustration)(?:s)?(?: (?:that )?(?:i|we)(?:'ve| have| had|'d| would| see| found| find| hate| dislike| don't like| want)?(?: with (?:it|this|the app|this app|that))?(?: so far)?(?: about (?:it|this|the app))?| with (?:it|this|the app|this app)| here| so far| for me| missing)*(?:,? (?:is|was|are|would be|being|:)|:)(?: that| the fact that| when| how| to| you)?\s+/i,
  /^what (?:i|we|really|annoys?|bothers?|bugs?|i really)(?: \p{L}+){0,4}? (?:is|was)(?: that| when| how)?\s+/iu,
  /^(?:i|we) (?:really |just |absolutely |also |do |only |truly |especially |particularly |kind of |kinda )*(?:hate|dislike|don't like|do not like|didn't like|love|like|enjoy|appreciate|can't stand|don't understand|do not understand|don't get|can't believe|cannot believe|love the fact|hate the fact|am tired of|miss)(?: it)? (?:that|how|when|the way|the fact that|why)\s+/i,
  /^(?:i'm|i am|we are|we're) (?:so |very |really |just |a bit |quite |also )*(?:annoyed|frustrated|disappointed|upset|sad|mad|angry|unhappy|confused|surprised|sorry|afraid|glad|happy|tired|sick|shocked|concerned|worried)(?: that| because| about the fact that| with how| to say(?: that)?| as)\s+/i,
  /^(?:the fact that|despite the fact that|because of the fact that|considering that|given that)\s+/i,
  /^(?:could|can|would|will) (?:you|someone|somebody|anyone|anybody|one of you)(?: guys)?(?: please| kindly)? (?:tell me|explain(?: to me)?|let me know|help me (?:understand|figure out|find out|know)|advise(?: me)?|clarify|say|show me)(?: on| about| if| whether)?\s+/i,
  /^(?:please |pls |kindly |just )*(?:tell me|explain(?: to me)?|let me know|advise(?: me)?|clarify|help me (?:understand|figure out|find out|know))(?: on| about| if| whether)?,?\s+/i,
  /^(?:i|we)(?:'m| am| was| were|'d| would|'ve| have| just)*(?: also| just| really)* (?:wondering|curious|asking|unsure|not sure|confused|like to (?:know|ask|find out|understand|inquire)|love to know|want(?:ed)? to (?:know|ask|find out)|need to know|trying to (?:find out|figure out|understand|work out))(?: if| whether| about| as to| on)?\s+/i,
  /^(?:i|we) (?:do not|don't|dont|can't|cannot|couldn't|really don't) (?:know|understand|see|get|figure out|seem to find out|find out|remember)(?: if| whether)?\s+(?=(?:how|why|what|where|when|who)\b)/i,
  /^(?:do you|does anyone|does anybody|anyone|anybody|do any of you) (?:guys )?(?:happen to )?(?:know|have any idea)(?: if| whether)?\s+/i,
  /^(?:is there )?(?:any chance|any possibility|any plans?|a chance|any idea|any way)(?: that| of| for| to| you could| you can| on)?(?: you)?\s+(?=\p{L}+ \p{L})/iu,
  /^(?:my question is|quick question|question|i have a (?:quick )?question(?: about| on| regarding)?|i need (?:some |your )?help(?: with| to)?|need (?:some )?help(?: with)?|please help(?: me)?(?: with| to)?|help(?: me)?(?: with)?)[,:.]?\s+/i,
  /^(?:if i'm not mistaken|as far as i (?:know|can tell)|i'm pretty sure|not sure (?:if|why|what|how)|no idea (?:why|how|what)|don't know (?:why|if)|idk (?:why|if|what)|you know,?|i mean,?|believe me|trust me)(?: but)?,?\s+(?=(?:it|the|this|there|i|my|when|you)\b)/i,
  /^(?:would|i'd|i would) (?:have )?(?:give|gave|given|rate|rated)[^,]{0,40}(?:stars?)(?: but| if| except)?\s+/i,
  /^(?:great|good|nice|awesome|love it|love this|excellent|cool|amazing|decent)(?: (?:app|idea|product|program|service|tool|editor))?,?\s+(?:but|except|however|just|only)\s+/i,
];

/** What closes a clause and says nothing of the matter. */
const tails: readonly RegExp[] = [
  /[\s,.;:!?~*-]+$/,
  /[\s,]+(?:please|plz|pls|thanks?|thank you(?: (?:so|very) much)?|thx|asap|soon|anymore|any more|at all|too|also|lol|haha|though|tho|either|now|again|already|yet|guys|man|etc|as well|right now|anyways?|honestly|seriously|for (?:me|us|now|some reason|real|sure|once)|in my opinion|imo|i think|i guess|you know|so far|if possible|at this point|(?<!\b(?:from|in|on|get|around|go)[\s,]{1,5})here|of course|(?:again and|over and over) again|over and over|in the (?:future|next update)|next update|in next update|in (?:a )?future updates?|to be honest|tbh|by the way|btw|or (?:something|what(?:ever)?|anything)|and (?:so on|stuff|more|whatever|everything|all)|whatsoever|whatever|today|yesterday|help|cheers|x{1,3}|ok(?:ay)?|yay|sir|team|dear|bro|what(?:'s| is) (?:up|going on|happening)(?: with that)?|what should i do|why|it|of it)$/i,
  /\s*(?:[:;=]-?[)(DPpOo/|*]|<3|\^\^|xd|(?:\p{Extended_Pictographic}|\uFE0F|\u200D){1,20})$/u,
];
/** Tails that are the very point: "until now", and the object of "fix it". */
const keptTail = /\b(?:(?:love|like|hate|get|use|fix|open|close)\s+(?:it|help)|(?:until|by|from)\s+now)$/i;

/** "I use it at work", "we had it on our TV": a deed that says nothing of how that goes. */
const narration =
  /^(?:i|we)(?:'ve|'m|'d| have| had| am| was| also| just| even| only| still| always| often| mostly| sometimes| really| actually| then| now| already| recently| finally| been| currently| usually| mainly| once| never)* (us(?:e|ed|ing)|have|had|put|bought|buy|purchased|download(?:ed)?|install(?:ed)?|updat(?:e|ed)|remov(?:e|ed)|delet(?:e|ed)|uninstall(?:ed)?|sav(?:e|ed)|t(?:ake|ook)|writ(?:e|ten)|wrote|read|start(?:ed)?|tried|try|found|find|went|go|watch(?:ed)?|play(?:ed)?|listen(?:ed)?|record(?:ed)?|check(?:ed)?|keep|kept|carry|live|lived|work(?:ed)?|travel(?:ed)?|ordered|tell|told|show(?:ed)?|asked|opened|decided|switched|signed|subscribed|joined|turned) (?!to (?:wait|pay|restart|reinstall|close)\b)/i;

/** How English clauses become titles. */
export const english: Grammar = {
  strip: (clause) => withoutTrimmings(clause, { leadIns, tails, keptTail }),
  rewrite,
  narrates: (clause, rewritten) => {
    const deed = narration.exec(clause)?.[1];
    return deed !== undefined && rewritten.toLowerCase().startsWith(deed.toLowerCase());
  },
  head: headline,
  boundary,
  endsWell,
};
