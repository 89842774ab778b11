import { bareWord, type Grammar, withoutTrimmings } from "./grammar.ts";

/** What opens a clause and says nothing of the matter. A clause after "dass" has its verb last and is no title. */
const leadIns: readonly RegExp[] = [
  /^(?:hallo|hi|hey|moin|servus|guten (?:tag|morgen|abend)|liebes?|liebe|sehr geehrte)(?: (?:zusammen|team|leute|alle|ihr lieben|\p{Lu}\p{L}+(?:-team)?|damen und herren))*(?:\s*[,.!-]\s*|\s+|$)/iu,
  /^(?:also|und|aber|ja|nein|naja|nun|jetzt|leider|eigentlich|ehrlich gesagt|schade|außerdem|zudem|ansonsten|sonst|dazu|allerdings|trotzdem|übrigens|vielleicht|momentan|aktuell|derzeit|plötzlich|meiner meinung nach|aus irgendeinem grund|nur|sogar|und zwar|wirklich|bitte|bitte,|kurze frage|frage|vorschlag|feature[- ]?wunsch|wunsch|idee|zum beispiel|z\. ?b\.)(?:[,:]\s*|\s+)(?!(?:wenn|dass|ob)\b)/iu,
  /^ich (?:finde|denke|glaube|meine|habe das gefühl|hoffe|merke|sehe|vermute)(?: auch| halt| einfach)*,\s+(?!dass\b)/iu,
  /^(?:das|mein|ein|einziges|größtes|das einzige|das größte)(?: \p{L}+)? (?:problem|manko|nachteil|kritikpunkt|minuspunkt)(?: ist)?(?:,| ist)?:?\s+(?!dass\b)/iu,
  /^(?:könnt ihr|können sie|kannst du|kann mir (?:jemand|einer|wer)|könnte mir (?:jemand|einer))(?: mir| uns)?(?: bitte| mal)* (?:sagen|erklären|verraten|helfen|mitteilen),?\s+/iu,
  /^(?:ich (?:wüsste|würde) gerne?(?: wissen)?|ich möchte (?:gerne? )?wissen|weiß jemand|weiß einer|mich würde interessieren|ich frage mich|wisst ihr),?\s+/iu,
];

const tails: readonly RegExp[] = [
  /[\s,.;:!?~*-]+$/,
  /[\s,]+(?:bitte|danke(?:schön)?|vielen dank|mfg|lg|vg|oder|gruß|grüße|viele grüße|liebe grüße|schade|leider|ok|okay|wirklich|echt|irgendwie|bei mir|immer noch|nochmal|nun|mal|also|gell|oder so)$/iu,
  /\s*(?:[:;=]-?[)(DPpOo/|*]|<3|\^\^|xd|(?:\p{Extended_Pictographic}|\uFE0F|\u200D){1,20})$/u,
];

type Rule = readonly [pattern: RegExp, write: (...groups: string[]) => string];

function rule(pattern: string, write: Rule[1]): Rule {
  return [new RegExp(`^${pattern}$`, "iu"), write];
}

const article =
  /^(?:(?:doch|auch|noch|gerne?|mal|endlich|wieder|einfach|mir|uns|euch|bitte|vielleicht|dafür|hier|da|es|dort|zusätzlich|unbedingt) )*(?:eine?[nmrs]?|die|der|das|den|dem|mein|meine[nmr]?)\s+(?=\p{L})/iu;

/** Without what a headline does without: particles and the first article. */
function bare(x: string): string {
  const short = x.replace(article, "").replace(/^(?:doch|auch|gerne?|mal|endlich|bitte|einfach|vielleicht)\s+/iu, "");
  return short === "" ? x : short;
}

const ask =
  "(?:könntet ihr|könnt ihr|könnten sie|können sie|kannst du|könntest du|würdet ihr|würden sie|kann man|könnte man|könnten wir|können wir|kann ich|könnte ich|darf ich|ihr solltet|ihr könntet|man sollte|man könnte|sie sollten|es sollte möglich sein,?|ist es möglich,?|wäre es möglich,?|ich würde|ich möchte|ich will|wir möchten|wir würden|wir wollen)";
const particles =
  "(?: (?:gerne?|bitte|doch|auch|mal|nicht|endlich|noch|vielleicht|eventuell|unbedingt|wieder|einfach|mir|uns))*";
const fine =
  "(?:schön|toll|gut|super|cool|klasse|hilfreich|praktisch|besser|nett|prima|wünschenswert|perfekt|genial|sinnvoll|großartig|hilfreicher|ideal|optimal)";

const rules: readonly Rule[] = [
  rule(
    `(?:es |das |schön |toll )?(?:wäre|fände ich|fände|würde ich|ist)(?: es| das| auch| sehr| echt| wirklich| mega| richtig| total)* ?${fine}?(?: finden)?,? wenn (?:es|ihr|sie) (.+?) (?:gäbe|geben würde|gibt|hätte|hättet|anbieten würdet|anbietet|anbieten würde|einbauen könntet|einbauen würdet|einbaut|hinzufügen würdet|hinzufügen könntet|ergänzen würdet)`,
    (x) => bare(x),
  ),
  rule(
    `(?:es |das |schön |toll )?(?:wäre|fände ich|fände|würde ich)(?: es| das| auch| sehr| echt| wirklich| mega| richtig| total)* ?${fine}?(?: finden)?,? wenn (?:man|ich|wir|ihr|die app|es|sie|nutzer|jeder) (.+?) (?:könnte|könnten|könntet|kann|können|würde|würdet|würden|dürfte|ließe)`,
    (x) => bare(x),
  ),
  rule(`(?:es |das )?wäre(?: es| auch| sehr)* ${fine},? (.+?) zu können`, (x) => bare(x)),
  rule(`${ask}${particles},? (.+?) (?:zu können|haben|wünschen|bekommen)`, (x) => bare(x)),
  rule(`${ask}${particles},? (.+)`, (x) => bare(x)),
  rule(
    `(?:ich|wir) (?:hätte|hätten|wünsche|wünschen|wünschte|brauche|bräuchte|vermisse|vermissen)(?: mir| uns)?${particles} (.+)`,
    (x) => bare(x),
  ),
  rule(
    "(?:(?:es|mir|uns|hier|da|leider|was mir|was) )?fehl(?:t|en)(?: mir| uns| hier| leider| noch| einfach| ist| nur)* (.+)",
    (x) => `${bare(x)} fehlt`,
  ),
  rule(
    "(?:gibt es|gibts)(?: schon| bald| irgendwie| vielleicht| auch| denn)* (?:eine (?:möglichkeit|option|funktion)|einen weg),? (.+)",
    (x) => bare(x),
  ),
  rule("(?:gibt es|gibts|es gibt|es gab)(?: schon| bald| irgendwann| auch| denn)* (kein\\p{L}* .+)", (x) => x),
  rule("(?:gibt es|gibts)(?: schon| bald| irgendwann| auch| denn)* (.+)", (x) => bare(x)),
  rule(`wie (?:kann|muss|soll|könnte|komme|bekomme) ?(?:ich|man|wir)?${particles} (.+)`, (x) => `wie ${bare(x)}`),
  rule(`(?:warum|wieso|weshalb) (?:kann|können|konnte) (?:ich|man|wir) (.+)`, (x) => `kann ${x}`),
  rule(
    `(?:warum|wieso|weshalb) (funktioniert|geht|lädt|öffnet|startet|klappt|läuft|erscheint) (.+)`,
    (verb, x) => `${bare(x).replace(/ (nicht|kein\p{L}*)( mehr)?$/iu, ` ${verb.toLowerCase()} $1$2`)}`,
  ),
  rule("(?:ich|man|wir) ((?:kann|können|konnte|könnte) .+)", (x) => x),
  rule("ich (?:habe|hab|bin|war) (.+)", (x) => x),
  rule(
    "(funktioniert|geht|lädt|öffnet|startet|klappt|läuft|erscheint|stürzt|kommt|bricht|fehlt|hängt|verschwindet) (?:die|der|das|mein\\p{L}*|unsere?) (\\p{Lu}\\p{L}+) (.+)",
    (verb, thing, x) => `${thing} ${verb.toLowerCase()} ${x}`,
  ),
  rule("(?:die|der|das|den|einen?|eine|mein|meine|unsere?|eure?) (.+ .+)", (x) => x),
];

function rewrite(clause: string): string | undefined {
  for (const [pattern, write] of rules) {
    const match = pattern.exec(clause);
    if (match === null) continue;
    const written = write(...match.slice(1).map((group) => group ?? ""))
      .replace(/\s{2,9}/g, " ")
      .trim();
    if (/\p{L}{3}/u.test(written)) return written;
  }
  return undefined;
}

/** The article that takes the place of a possessive after a preposition. */
const articleFor: Readonly<Record<string, string>> = { "": "das", e: "die", em: "dem", en: "den", er: "der" };
const leaningPossessive =
  /(?<!\p{L})(auf|in|an|mit|von|zu|bei|für|aus|nach|über|ohne|durch|unter|vor|hinter) (?:mein|unser)(em|er|en|e|) (?=\p{L})/giu;
const objectPossessive = /(?<=\p{L} )(?:meinen?|unseren?) (?=\p{Lu})/gu;
const particle =
  /(?<=\p{L}) (?:leider|irgendwie|halt|eigentlich|einfach(?= (?:nicht|kein))|überhaupt(?= kein))(?= \p{L})/gu;

/** A clause in a headline's words: everybody's and not "mein", without particles. */
function headline(clause: string): string {
  return clause
    .replace(leaningPossessive, (_, where: string, ending: string) => `${where} ${articleFor[ending.toLowerCase()]} `)
    .replace(objectPossessive, "")
    .replace(particle, "");
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

const boundary = words(
  "wenn weil aber dass und oder damit sobald obwohl nachdem bevor seit bei für mit nach auf in im am beim ohne trotz um als wie von vom zum zur",
);
const dangling = words(
  "der die das den dem des ein eine einen einem einer eines und oder aber dass wenn weil ich du er sie es wir ihr mein meine meinen meinem sein ihre eure zu für mit von vom im in am auf bei beim nach aus um als wie ob auch noch nur sehr so ist sind war waren hat haben hatte wird werden wurde kann können muss soll sollte man mir mich uns sich immer wieder mehr kein keine keinen gar bitte zum zur ohne seit durch über unter trotz damit",
);

/** A verb's own first half stands last: "hört … auf". */
const separable = words("auf aus um mit nach zu");
/** "Zwischen Handy | und Tablet". */
const awaitsAnd = /(?<!\p{L})zwischen (?!.*(?<!\p{L})und(?!\p{L}))/iu;

function endsWell(before: readonly string[], after: readonly string[]): boolean {
  if (awaitsAnd.test(before.join(" "))) return false;
  if (after.length === 1 && separable.has(bareWord(after[0]))) return false;
  const last = bareWord(before.at(-1));
  return !dangling.has(last) || (after.length === 0 && before.length > 2 && separable.has(last));
}

/** "Leider muss man …": without its adverb such a clause would read as a question. */
const inverted =
  /^(?:(?:und|aber|denn|nur) )?(?:leider|eigentlich|außerdem|zudem|ansonsten|sonst|dazu|allerdings|trotzdem|übrigens|momentan|aktuell|derzeit|plötzlich|jetzt|nun) (?:auch |nun |jetzt |leider )?(\p{Ll}{3,}) (ich|man|wir) (?=\p{L})/iu;

function subjectFirst(clause: string): string {
  return clause.replace(inverted, (_, verb: string, subject: string) => `${subject.toLowerCase()} ${verb} `);
}

const quotationMarks = /[„“”"«»]/gu;

/** A title begins and ends with a letter; where that, or a split, would take one mark of a pair, none stays. */
function withoutLooseMarks(clause: string): string {
  const odd = (clause.match(quotationMarks)?.length ?? 0) % 2 === 1;
  return odd || /^[„“”"«»]|"$/u.test(clause) ? clause.replace(quotationMarks, "") : clause;
}

/** How German clauses become titles. */
export const german: Grammar = {
  strip: (clause) => withoutLooseMarks(withoutTrimmings(subjectFirst(clause), { leadIns, tails })),
  rewrite,
  narrates: () => false,
  head: headline,
  boundary,
  endsWell,
};
