import { anyOf } from "./cues.ts";

const would = "(?:would|wud|\\p{L}{1,20}'d|itd|thatd|theyd)";
const very =
  "(?:an?|so|such|very|really|super|pretty|quite|also|just|even|much|truly|absolutely|extremely|totally|real|big|huge|most|more|way|far)";
const good =
  "(?:nice|nicer|great|good|cool|awesome|better|perfect|helpful|help|useful|lovely|amazing|handy|handier|appreciated|fantastic|wonderful|ideal|excellent|best|sweet|convenient|neat|fun|brilliant|superb|super|terrific|welcome|easier|simpler|life ?saver|game ?changer|dream|blessing|bonus|plus|godsend|addition|improvement)";
const gut =
  "(?:schön|schöner|toll|gut|super|cool|klasse|hilfreich|hilfreicher|praktisch|praktischer|besser|nett|prima|wünschenswert|perfekt|genial|sinnvoll|großartig|ideal|optimal|traumhaft|ein traum|spitze|fantastisch|wunderbar|top|mega|angenehm|angenehmer|nützlich|fein|geil|der hammer|einfacher|willkommen|hilfe|interessant)";
const wäre = "(?:wäre?n?|fände?n?)";

/** Praise of what is not there yet asks for it: "it'd be nice to sort", "a widget, wäre toll", "sería genial". */
export const wished = anyOf(
  `${would} (?:\\p{L}{2,12} )?be (?:\\p{L}{2,12} )?(?:${very} ){0,3}${good}`,
  `${would} (?:\\p{L}{2,12} )?make (?:it|this|the|that|my|our|me|us|life|things|everything)`,
  `(?<!(?:is|'s|was|are|so|really|always|very|its) )(?:nice|good|great|cool|useful|handy|helpful|lovely)[ -]to[ -]have(?! (?:it|this|these|them|you|everything|all|such|found|my|the|one|everyone|something|when|while|around|nearby|handy)(?!\\p{L}))|an? nice[ -]to[ -]have`,
  "love to (?:be able|see|have|get)",
  `${wäre} (?:\\p{L}{2,14} ){0,4}${gut}|${gut}e? (?:auch |es |doch )?${wäre}|gerne? hätten? (?:ich|wir)|würden? (?:mich |uns |mir |sehr |schon ){0,3}(?:freuen|helfen)`,
  "(?:ser|estar)[ií]a[nm]? (?:\\p{L}{2,14} ){0,2}(?:genial(?:es)?|buen[oa]s?|bien|útil(?:es)?|ideal(?:es)?|perfect[oa]s?|excelentes?|fantástic[oa]s?|increíbles?|estupend[oa]s?|maravillos[oa]s?|lind[oa]s?|chéveres?|mejor|bom|boa|bons|boas|ótim[oa]s?|lega(?:l|is)|incríve(?:l|is)|úteis|maravilhos[oa]s?|melhor(?:es)?|perfeit[oa]s?|interessantes?|interesantes?|top|show|massa)",
  "serai(?:t|ent) (?:\\p{L}{2,14} ){0,2}(?:bien|géniale?s?|cool|super|top|utiles?|pratiques?|parfaite?s?|sympa|idéale?s?|chouettes?|agréables?|appréciables?|formidables?|mieux)|sarebber?o? (?:\\p{L}{2,14} ){0,2}(?:bell[oaie]|bellissim[oaie]|util[ei]|comod[oaie]|fantastic[oa]|ottim[oaie]|perfett[oaie]|meglio|grande|super|ideal[ei]|carin[oa])",
);
export const wishedUnspaced =
  /(?:れば|たら|[うくぐすつぬぶむる]と|ないと)、?(?:もっと|とても|すごく|本当に|さらに|より)?(?:最高|嬉しい|うれしい|助か[るり]|便利|良い|いい|ありがたい|完璧|素晴らしい)(?!の)|(?:就|会)(?:更|太|很|非常)?(?:好了|好|完美|方便|棒)|(?:으면|면) (?:더 )?(?:좋겠|최고|좋을)/;

/** "Faster search", "easier login": what it should be, and is not. */
export const better =
  /^(?:better|faster|easier|simpler|quicker|smoother|cleaner|nicer|clearer|bigger|smaller|larger|louder|darker|safer|smarter) (?!than|now|and|or|but|every|each|with|after|since|to|for|in|on|at|over|by|if|when|this|that|the|still|already|again|today|yet)\p{L}/iu;

/** What nobody says of what is there, whatever praise stands beside it. */
export const conditional = anyOf(
  `${would} (?:\\p{L}{2,12} )?be|${would} (?:\\p{L}{2,12} )?make|${wäre}t?|(?:ser|estar)[ií]a[nm]?|serai(?:t|ent)|sarebber?o?`,
);
