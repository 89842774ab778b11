/**
 * The words by which a sentence gives away what it wants, for English and German in full and for Spanish, French,
 * Portuguese, Italian and Japanese in outline. A sentence without any of them is no evidence of anything.
 */

/** One pattern of alternatives that stand as words of their own in any script. */
function anyOf(...lists: string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${lists.join("|")})(?![\\p{L}\\p{N}])`, "iu");
}

const cannot =
  "(?:can ?not|can'?t|cant|could ?n'?o?t|couldnt|won'?t|wont|unable to|not able to|never|does ?n'?o?t|doesnt|did ?n'?o?t|didnt|is ?n'?o?t|isnt|not|(?:have|has) ?n'?o?t been able to|hardly(?: ever)?|never wants? to|no longer|refus(?:es|ed) to|fail(?:s|ed) to|stopp?(?:s|ed))";
const workings =
  "(?:work(?:s|ing|ed)?|load(?:s|ing|ed)?|open(?:s|ing|ed)?|play(?:s|ing|ed)?|start(?:s|ing|ed)?|sync(?:s|ing|ed)?|save(?:s|d)?|saving|updat(?:e|es|ing|ed)|show(?:s|ing|n)?|display(?:s|ing|ed)?|connect(?:s|ing|ed)?|install(?:s|ing|ed)?|download(?:s|ing|ed)?|upload(?:s|ing|ed)?|respond(?:s|ing|ed)?|send(?:s|ing)?|receiv(?:e|es|ing|ed)|appear(?:s|ing|ed)?|recogni[sz](?:e|es|ed|ing)|function(?:s|ing)?|arriv(?:e|ed|ing)|access(?:ed|ing)?|log ?in|sign ?in|get (?:in|into|on|it|past|the|my|to)|go through|gone through|find|see|view|watch|use|post|scroll|search|refresh(?:es|ing|ed)?|let me|allow me|run|stream|register|verify|accept(?:ed|s)?|complete|delete|edit|change|finish|launch(?:es)?|stay|click|tap|select|close|turn|hear|read|print|export|import)";

/** Something is broken. */
export const bug = anyOf(
  `crash(?:es|ed|ing|y)?|freez(?:e|es|ing)|froze|frozen|hangs|hanging|hung|glitch(?:es|y|ing|ed)?|bugs?|buggy|errors?|fail(?:s|ed|ing|ure|ures)?|broken?|lags?|lagging|laggy|stuck|force ?(?:d|s)?[ -]?clos(?:e|es|ed|ing)|force[ -]quits?|(?:black|blank|white|blue) (?:screen|page)|malfunction(?:s|ing)?|corrupt(?:ed)?`,
  `${cannot} (?:even |really |always |longer |seem to |be |been |yet |properly |able to |to |get (?:it |this |the app )?to )?${workings}`,
  `keeps? (?:on )?(?:\\p{L}{2,14}ing)|kept (?:on )?(?:crash|freez|stop|clos|log|say|tell|buffer)ing`,
  `(?:can'?t|can ?not|won'?t|wont|unable to|not able to|has ?n'?o?t be(?:en)? able to) (?:even |really |always |seem to |be able to |longer |properly |easily )?(?!recommend|say|believe|tell|imagine|wait|think|remember|afford|blame|stand|understand|explain|decide|regret|thank|help|promise|vouch)\\p{L}{3,14}|disappear(?:s|ed|ing)?|vanish(?:es|ed)?|gone missing|went missing|is missing|are missing|missing (?:from|my)|lost (?:all |everything|my |our |the )|wiped|deleted (?:all|my|itself)|(?:logs?|logged|kicks?|kicked|signs?|signed) (?:me |us )?out (?:every|all|of|again|automatically|constantly)|(?:kicks?|throws?|boots?) me (?:out|off)`,
  `(?:please |plz |pls |just |to |must |can you |you )(?:fix|repair|resolve)(?: (?:it|this|the|that|your|these|those|and|asap|soon|all|my|issue|bugs?|problem))?|fix (?:it|this|the|that|your|these|those|asap|your)|needs? (?:to be )?(?:fix(?:ed|ing)|fix)`,
  `(?:problems?|issues?|trouble) (?:with|since|when|is|are|logging|opening|loading|connecting|playing|getting)|having (?:\\p{L}{1,10} )?(?:problems?|issues?|trouble)|drain(?:s|ing|ed)? (?:\\p{L}{1,10} ){0,2}battery|battery drain(?:s|ing)?|(?:charged|billed|paid) (?:me )?twice|double[- ]charged|duplicate (?:charge|payment)s?|declined|hacked|has ?n'?o?t (?:arrived|come|been|updated|shown)|have ?n'?o?t received|not (?:yet )?received|still (?:waiting|pending|no)|used to work|stops (?:playing|working|by itself|all by|randomly|in the middle|after|every|when|for no)|shuts? (?:down|off|itself)|shutdown|closes (?:itself|by itself|when|every|randomly|on)|does ?n'?o?t do anything|nothing happens|(?:wrong|incorrect) (?:\\p{L}{2,14} )?(?:amount|rate|balance|date|time|result|name|order|number|charge|fee)s?|buffer(?:s|ing)|out of sync|not responding|unresponsive|regression|exception|stack ?trace|segfault`,
  `stürzt|abgestürzt|abst(?:urz|ürze|ürzt)|absturz|fehler(?:meldung|haft|code)?(?:en)?|bug|kaputt|defekt|hängt|hängen|eingefroren|friert ein|ruckelt|(?:geht|funktioniert|lädt|öffnet|startet|klappt|läuft|erscheint|aktualisiert|speichert|synchronisiert|reagiert|kommt|tut)(?: sich| seit \\p{L}{1,20}(?: \\p{L}{1,20})?| leider| bei mir| einfach| auch| mehr| immer noch| gar| noch| überhaupt){0,3} (?:nicht|nichts|nix|keine?)|(?:kann|konnte|können) (?:ich |man |mich |mein\\p{L}{0,2} |\\p{L}{2,20} ){0,4}(?:nicht|kein(?:e|en)?)|lässt sich (?:\\p{L}{2,20} ){0,3}nicht|verschwunden|verschwindet|verloren gegangen|nicht (?:mehr )?(?:möglich|erreichbar|angezeigt|geladen|gefunden|übernommen|gespeichert)|nicht angekommen|abgebrochen|bricht ab|doppelt abgebucht|leerer? (?:seite|bildschirm)|probleme? (?:mit|beim|bei|seit)`,
  `no (?:funciona|abre|carga|puedo|deja|sirve|se puede|me deja|aparece)|se (?:cierra|cuelga|congela|bloquea|cae)|falla(?:s|n)?|fallo|erro(?:r|res|s)?|não (?:funciona|abre|carrega|consigo)|trava(?:ndo)?|ne (?:marche|fonctionne|s'ouvre|charge|se lance) (?:pas|plus)|plante(?:nt)?|bugu?e|erreurs?|impossible d[e']|non (?:funziona|si apre|riesco|carica)|si (?:blocca|chiude)|errore`,
);
/** Scripts without spaces have no words to stand apart. */
export const bugUnspaced =
  /できない|できません|エラー|落ちる|落ちます|不具合|バグ|固まる|開かない|開けない|動かない|表示されない|崩溃|闪退|无法|错误|卡住|打不开|오류|안돼|안됩니다|튕/;

/** Something is wanted. */
export const request = anyOf(
  `(?:please|plz|pls|plse|could you|can you|can we|could we|would you|can u|u should|you should|you guys should|kindly) (?:please |maybe |also |just |guys |at least |consider )?(?:add|bring|make|let|allow|include|give|support|implement|change|put|return|enable|provide|consider|adding|stop|remove|offer|create|get|restore|revert|increase|improve|update|integrate|introduce|translate|have|do|send|keep|show|release|develop|rethink|work on|take)`,
  `add(?:ing)? (?:a|an|the|more|support|some|option|options|ability|dark|back|in|another|new|to|multiple|custom|filters?|this|offline|\\p{L}{3,14} support)|bring(?:ing)? (?:it |them |us |the \\p{L}{2,14} )?back|feature requests?|suggestions?|suggest|i'?d (?:really |also |rather )?(?:like|love|prefer|appreciate)|(?:i|we|would) (?:would |really |also )*(?:like|love|prefer|appreciate) (?:it if|if|to (?:see|have|be able|know|get|use|change|\\p{L}{2,12}))|wish(?:es|ed)?|would be (?:\\p{L}{2,12} )?(?:nice|great|good|cool|awesome|better|perfect|helpful|useful|lovely|amazing|handy|appreciated|fantastic|nicer|wonderful|ideal|excellent|5 stars?|best|sweet|convenient)|(?:better|nice|great|perfect|cool|awesome|5 stars?|nicer|good) if|(?:should|ought to|could) (?:really |also |definitely |at least |always )?(?:have|be able|be possible|allow|let|add|be an?|be more|support|include|make|give|offer|be easier|fix|bring|provide|put|remember|update|improve|change|work on|use)|(?:there )?(?:should|needs?|has|ought) to be (?:an?|more|some|able|better|improved|updated|easier|\\p{L}{3,12}ed)`,
  `(?:it|app|this|still|just|really|also|definitely|netflix|everything|which|that|interface|design) needs?(?: to| an?| more| some| better)|(?:you|they|developers|devs|companies like \\p{L}+) needs? to|needs? (?:more|some|improvement|better|work|an? (?:option|way|better|feature|button|update))|need (?:an? (?:option|way|better|feature|button)|more|some|to be able|the (?:ability|option))|(?<=^|[,;.:!] ?|(?:and|but|so|because|also|hi|hello|that) )(?:i|we) (?:really |just |only |also )?(?:(?:want|need|would want) (?:to|an?|the|my|more|some|it|this|that)|wanna)|option to|options? for|(?<!(?:love|like|enjoy|appreciate|great|with|has|have|having|got|added) (?:the |an? )?)ability to|a way to|waiting for|should (?:all |also )?be|(?:but|then|and|just) (?:make|add|bring|put|give) (?!me (?:a|the))|hope (?:you|they|to|for|there|it)|hopefully|hoping|if only|want(?:ed)? (?:to be able|an? (?:option|way))|why (?:not|can'?t you|don'?t you|can'?t there|isn'?t there|is there no|is there not)|make it (?:possible|easier)|how about|allow (?:us|me|users|for|people)|(?:just )?let (?:us|me|users|people)|give (?:us|me|users)|(?:add|no|need|more|better|missing) support for|bring (?:back)|get rid of|remove the|stop (?:making|forcing|with the|asking|changing|updating|showing|sending)|should(?:n'?t| not) (?:have to|be)|if (?:you|it|there|they|i) (?:could|would|had|were)|could use|lacks?|lacking|no option|no way to|missing (?:feature|option|function)s?|request(?:ing)?|(?:make|made) (?:it )?available (?:in|for|on)|not available (?:in|for|on)`,
  `bitte|wünsch(?:e|en|te|enswert|t)|wünschenswert|wäre (?:es )?(?:\\p{L}{2,12} ){0,2}(?:schön|toll|gut|super|cool|klasse|hilfreich|praktisch|besser|nett|prima|wünschenswert|perfekt|genial|sinnvoll|hilfreicher)|(?:könnte|könntet|könnten|würdet|würden) (?:ihr|sie|man|wir)|hätte(?:n)? (?:ich |wir )?gerne?|möchte|sollte(?:n|t)?|bräuchte|brauche|brauchen|option|möglichkeit|vorschlag|feature|verbesserungsvorschlag|einbauen|einführen|hinzufügen|ergänzen|anbieten|ermöglichen|zurückbringen|fehlt|fehlen|vermisse|ich will|wir wollen|hoffe`,
  `por favor|agreg(?:uen|ar|en)|añad(?:ir|an)|quisiera|me gustar[ií]a|ojal[aá]|podr[ií]an|deber[ií]an?|falta(?:n)?|gostaria|poderia(?:m)?|adicion(?:em|ar)|pourriez|ajoute[rz]|j'?aimerais|il faudrait|serait (?:bien|génial|cool|super)|manque|s'?il vous pla[iî]t|vorrei|potreste|aggiung(?:ere|ete)|sarebbe (?:bello|utile)|manca`,
);
/** "Offline mode please" wants something too, "please help" asks. */
export const pleading =
  /(?:please|plz|pls|pleas)[.!, ]{0,9}$|^(?:please|plz|pls) (?!keep (?:it )?up|keep up|help|advise|tell|explain|assist|contact|reply|answer|note|let me know|confirm)/iu;
export const requestUnspaced = /ほしい|欲しい|追加|お願い|してください|希望|希望|建议|增加|请|추가|해주세요/;

/** Opens like a question; a question mark says so too. */
export const question =
  /^(?:(?:and|so|but|hi|hello|hey|ok|okay|well|also|just|or|hallo)[,!]?\s{1,3})?(?:how|what|what's|whats|why|(?:when|where|who|which)(?: \p{L}{2,14})? (?:is|are|do|does|did|will|can|could|should|would)|is there|are there|is it|is this|is my|are my|are you|am i|can i|can someone|can anyone|can you|could you|could i|can we|do i|do you|does|did|do we|may i|should i|will|would i|would you|has anyone|have you|anyone|anybody|any (?:idea|one|help|way|reason|chance|news|update)|wie|was|wann|wo|warum|wieso|weshalb|wer|welche[rsn]?|wohin|woher|gibt es|kann ich|kann man|könnt ihr|können sie|habt ihr|ist es|darf ich|muss ich|weiß jemand|cómo|qué|cuándo|dónde|por qué|quién|comment|pourquoi|quand|où|est-ce que|como|quando|perch[eé]|come)(?![\p{L}\p{N}'])/iu;
export const wondering = anyOf(
  `wondering|i wonder|(?:tell|let|show) me (?:how|what|why|when|where|if|know)|(?:do ?n'?o?t|dont|can'?t) (?:know|understand|figure out|find out) (?:how|what|why|where|when|if)|not sure (?:how|what|why|if|where|whether)|(?:want|need|like) to know|curious|question|explain|know (?:how|why|what|if|where) (?:to|i|my|it|the)|help me (?:understand|find)|frage|ich weiß nicht|nicht sicher|wüsste gern`,
);

/** Turned into praise before complaints are counted. */
export const praiseInDisguise =
  /\b(?:no|without|zero|never had any|never had a|never had|never have any|never have|never any|not had|haven'?t had|not a|not one|hardly any|rarely any|without any|have not had)\s+(?:any\s+|a\s+|single\s+|real\s+|major\s+|more\s+){0,2}(?:problems?|issues?|complaints?|trouble|glitch(?:es)?|crash(?:es)?|bugs?|lag|errors?|hassle|buffering|faults?|ads)(?:\s+(?:with|so far|at all|yet|whatsoever))?|\b(?:can'?t|cannot|can not|could ?n'?t|couldn'?t)\s+(?:really\s+|even\s+|ever\s+)?(?:complain|live without|get enough|go wrong|beat|(?:work|function|survive|get by|manage|cope|be) without|stop (?:using|playing|watching|listening)|imagine|be happier|ask for (?:more|anything)|say enough|wait|fault|do without|go (?:a day )?without|put (?:it )?down|recommend|thank)|\bnothing (?:bad|negative|but (?:praise|good|love|great)|wrong)|\bno complaints?\b|\b(?:don'?t|do not) know (?:what|how|where) (?:i|we)(?:'d| would| could)[^.!?]{0,40}without|\bwhat (?:would i|i would) do without|\b(?:don'?t|do not) (?:even )?have to|\bno longer (?:have to|need)|\bwon'?t (?:be disappointed|regret)|\bnot (?:be )?disappointed|\bnever (?:fails?|failed|crashes|crashed|disappoints?|disappointed|lets? me down|freezes)|\bnot bad\b|\b(?:doesn'?t|does not|didn'?t|don'?t|dosent|never)\s+(?:crash|freeze|lag|get fro\w*|disappoint|hang|fail)\b|\bwhat'?s not to (?:love|like)|\bproblem solved\b|\b(?:fixed|solved|resolved) (?:my|the|that|all|this)\b|\bkeine? (?:probleme?|fehler|abstürze|beschwerden)|\bnichts (?:zu meckern|auszusetzen)|\bsin problemas\b|\bsans problème\b/giu;

const praiseWords = anyOf(
  `love(?:d|s|ly|ing|ing it)?|luv|loove+|lo+ve|great|gr8|awesome|awsome|awesom|excellent|excelent|exellent|amazing|amazingly|good|gud|nice|nicely|best|perfect|perfectly|fantastic|wonderful|cool|fun|easy|easily|helpful|useful|convenient|enjoy(?:ed|s|ing|able)?|thanks?|thank you|thx|recommend(?:ed)?|happy|glad|favou?rite|superb|brilliant|a must|must have|five stars?|5 stars?|5\\*|keep (?:it )?up|well done|good job|great job|handy|thumbs up|outstanding|impressive|impressed|satisfied|pleased|delight(?:ed|ful)|fabulous|terrific|incredible|flawless(?:ly)?|smooth(?:ly)?|user[- ]friendly|works? (?:great|well|fine|good|perfect|perfectly|like a charm|flawlessly|beautifully)|like (?:it|this|the|that|how|using)|i like|life ?saver|game ?changer|magnificent|marvelous|splendid|addict(?:ed|ive|ing)|neat|sweet|epic|legit|dope|kudos|bravo|congrats|appreciate|grateful|wow|yay|super|beautiful|beautifully|gorgeous|worth (?:it|every|the|a)|organi[sz]ed|accurate|reliable|efficient(?:ly)?|effortless(?:ly)?|seamless(?:ly)?|greatest|quick and|fast and|entertaining|wonderfull?|loving|keeps me|thumb'?s? up|faster|better than|osm|lovable|indispensable|essential|intuitive`,
  `toll(?:e|er|es)?|klasse|prima|danke|großartig(?:e)?|liebe|perfekt(?:e)?|hervorragend|gefällt|genial(?:e)?|spitze|weiter so|einfach|empfehle|empfehlenswert|begeistert|zufrieden|gut(?:e|er|es)?|schön(?:e)?|praktisch|hilfreich|mag ich|bestens|wunderbar|top|lob`,
  `excelente|buen(?:o|a|ísim[oa])|genial|gracias|perfect[oa]|me encanta|me gusta|ótimo|adorei|obrigad[oa]|bom|boa|génial|merci|parfait|j'adore|excellent|super|ottim[oa]|grazie|perfetto|bellissim[oa]|maganda|ganda|mantap|bagus`,
);
const praiseSigns = /[❤♥💕💖😍😘👍👏🥰😊🎉💯🙌]|<3|:-?\)|:-?D\b|最高|ありがとう|便利|素晴らしい|很好|喜欢|좋아|최고/u;

const complaintWords = anyOf(
  `hate(?:s|d)?|terrible|awful|horrible|horribly|worst|bad|badly|worse|useless|annoying|annoys?|annoyed|disappoint(?:ed|ing|ment|s)|frustrat(?:ed|ing|ion|es)|suck(?:s|ed)?|stupid|ridiculous|waste(?:d)?|garbage|trash|rubbish|junk|crap|crappy|shit(?:ty)?|damn|poor|poorly|slow|slowly|slower|confusing|confused|expensive|overpriced|too (?:many|much|expensive|slow|small|big|long|hard|complicated|few|bad|high|low|short|large|loud|dark|bright|often|intrusive|cluttered)|not (?:happy|good|worth|impressed|user|satisfied|great|as good|very|intuitive|helpful|useful|fair|enough|cool|nice|fun|the best|a fan|recommend(?:ed)?|what)|(?:do ?n'?o?t|dont|did ?n'?o?t|never) (?:like|liked|recommend|bother|waste|buy|download|enjoy)|dislike(?:s|d)?|pointless|pathetic|scam(?:s|med)?|rip ?-?offs?|uninstall(?:ed|ing)?|unacceptable|difficult|hard to|used to (?:be|love|like|have|enjoy)|unusable|fed up|tired of|sick of|unhappy|unfair|misleading|nothing but|mess|messed up|ruined|invasive|intrusive|spam|takes? (?:for ?ever|too long|ages|so long|hours)|long time|forever to|clunky|clumsy|inconvenient|unreliable|limited|downgrade|low quality|bad quality|no (?:customer|support|help|reply|response|answer)|customer service|wtf|boring|lame|meh|lousy|dreadful|disgusting|disgrace(?:ful)?|shame(?:ful)?|greedy|money grab|only (?:complaint|problem|issue|downside|thing)|complaint|complain(?:ed|ing)?|problem|problems|issue|issues|faults?|downsides?|drawbacks?|weird|strange|unnecessary|dangerous|invades?|takes? advantage|bo{2,8}|gripes?|peeve|not available|crummy|concerns?|struggle|gave up|give up|cancel(?:ed|led|ling|ing)?|deleted|deleting|upset|angry|horrid|hated|sad|unfortunately|ugly`,
  `schlecht(?:e|er|es|en)?|nervt|nervig|nervend|enttäuscht|enttäuschend|schrecklich|furchtbar|katastroph(?:e|al)|frechheit|unverschämt(?:heit)?|unbrauchbar|müll|mist|schrott|langsam(?:er)?|zu (?:teuer|langsam|klein|groß|viel|viele|kompliziert|lang|wenig)|teuer|ärgerlich|ärgert|umständlich|unübersichtlich|abzocke|leider|kompliziert|unmöglich|hasse|stört|nicht (?:gut|schön|zufrieden|brauchbar|empfehlenswert)|kein support|beschwerde|verschlimmbessert|deinstallier(?:t|e)`,
  `mal[oa]|pésim[oa]|horrible|odio|lent[oa]|ruim|péssim[oa]|nul|nulle|mauvais|déçue?|lente?|trop (?:cher|lent)|pessim[oa]|brutt[oa]|schifo|pangit`,
);
const complaintSigns = /👎|😡|😠|🤬|💩|😤|:-?\(|使いにくい|遅い|最悪|重い|很慢|太差|느려|최악/u;

/** How many words of praise and of complaint a sentence holds; "not good" is no praise. */
export function judgement(sentence: string): { praise: number; complaint: number } {
  let praise = 0;
  let plain = sentence.replace(praiseInDisguise, () => {
    praise++;
    return " ";
  });
  plain = plain.replace(negatedPraise, () => " not good ");
  return {
    praise: praise + count(plain, allPraise) + (praiseSigns.test(plain) ? 1 : 0),
    complaint: count(plain, allComplaints) + (complaintSigns.test(plain) ? 1 : 0),
  };
}

const negatedPraise =
  /(?:\b(?:not|never|isnt|wasnt|aint|doesnt|dont|nicht|kein|keine|no)|n't)\s+(?:\p{L}{1,10}\s+){0,2}?(?:good|great|nice|love|like|easy|helpful|useful|convenient|perfect|happy|cool|fun|enjoy|recommend|user[- ]friendly|pleased|impressed|satisfied|gut|toll|schön|hilfreich|zufrieden|einfach)\b/giu;
const allPraise = new RegExp(praiseWords.source, "giu");
const allComplaints = new RegExp(complaintWords.source, "giu");

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
