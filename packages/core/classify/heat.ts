import { strongest, swearing } from "../masking/swearing.ts";

/** How angry a word is, 0–1. Judged by hand; negative is not angry: "crash" and "slow" have no heat of their own. */
const weights: readonly (readonly [number, RegExp])[] = [
  [
    0.2,
    /\b(?:disappoint\p{L}{0,5}|unfortunately|confus\p{L}{2,3}|leider|enttäuscht\p{L}{0,2}|enttäuschend|bummer|meh|lame|sadly|unhappy|inconvenien\p{L}{1,4}|poorly|tedious|clunky|schade|umständlich)(?!\p{L})/giu,
  ],
  [
    0.35,
    /\b(?:annoy\p{L}{2,4}|irritat\p{L}{2,4}|frustrat\p{L}{2,4}|nervt|nervig\p{L}{0,2}|nervend|bother\p{L}{1,3}|ugh+|argh+|aargh|tired of|useless|unusable|unbrauchbar|ärger\p{L}{1,4}|mess|ruin(?:ed|s)|stupid|dumb|silly|bad|bullying|unfair|greedy|spam|crap\p{L}{0,2}|unreliable|schlecht\p{L}{0,2}|peeve|not fair|no excuse|unzufrieden|cancel(?:led|ling|ed|ing)? my|uninstall\p{L}{0,3}|deleted|deinstallier\p{L}{1,2}|worse|deplorable|force(?:d|s)? (?:me|us)|déçue?|malo|nul)(?!\p{L})/giu,
  ],
  [
    0.55,
    /\b(?:terrible|awful|horrible|horrid|worst|waste of|wasting|wasted|ridiculous|pathetic|unacceptable|garbage|trash|rubbish|junk|joke|fed up|sick of|sick and tired|appalling|atrocious|abysmal|shame(?:ful)?|disgrace\p{L}{0,3}|inexcusable|absurd|outrageous|insult\p{L}{0,3}|never again|furious|angry|pissed|mad|sucks?|sucked|suck|dreadful|disgusting|schrecklich|furchtbar|katastrophe|müll|schrott|mist|frechheit|unverschämt\p{L}{0,4}|unfassbar|lächerlich|zumutung|unmöglich|horror|miserable|money grab|cash grab|rip ?-?off|nightmare|how dare|what the (?:hell|heck)|damn|dammit|hell no|stop (?:forcing|changing|messing)|stay away|do not (?:buy|waste|install|download)|don't (?:buy|waste|install|download)|pésim[oa]|horrível|péssim[oa]|honteux|inadmissible|scandale\p{L}{0,3}|vergüenza)(?!\p{L})/giu,
  ],
  [
    0.75,
    /\b(?:hate(?:d|s)?|hating|loathe|despise|detest|hasse|thie(?:f|ves)|theives|steal(?:ing)?|stole|robb(?:ed|ers?|ing)|crooks?|scam\p{L}{0,4}|fraud\p{L}{0,4}|criminal|lawsuit|sue|lawyer|liars?|lying|lied|betrug|betrüger|abzocke\p{L}{0,1}|verarsch\p{L}{1,3}|burn in|go to hell|screw you|f off|odio|ladrones|estafa|arnaque|voleurs?|idiots?|morons?|incompetent|idioten|dummköpfe)(?!\p{L})/giu,
  ],
];
const stronger =
  /\b(?:very|so|really|extremely|absolutely|totally|completely|freaking|such|beyond|utterly|sehr|total|echt|absolut|extrem|völlig|muy|très)\s+(?:\p{L}{1,10}\s+)?$/iu;
const negated =
  /(?:\b(?:not|never|no|nothing|without|nicht|kein|keine|hardly|less|anti|hates? to (?:say|see))|n't)\s+(?:\p{L}{1,10}\s+){0,1}$/iu;
const praising =
  /\b(?:love\p{L}{0,2}|great|awesome|excellent|amazing|good|best|perfect\p{L}{0,2}|fantastic|wonderful|thanks?|thank you|enjoy\p{L}{0,3}|happy|glad|toll|super|danke|liebe|klasse|genial|gracias|merci)(?!\p{L})/giu;

/** The share of its words that a text shouts; acronyms and a word or two among others count for nothing. */
function shouting(text: string): number {
  const words = text.match(/(?<![\p{L}\p{N}])\p{L}{3,}(?![\p{L}\p{N}])/gu) ?? [];
  if (words.length < 2) return 0;
  const loud = words.filter((word) => word === word.toUpperCase() && word !== word.toLowerCase()).length;
  return loud < 2 ? 0 : loud / words.length;
}

/**
 * Anger, 0–1: angry words add up like independent chances, `1 − Π(1 − .8·w)`; shouting and `!!` count only where words
 * are angry too, since `!!!` is mostly joy; praise cools.
 */
export function heatOf(text: string): number {
  const plain = text.replaceAll("’", "'");
  let calm = 1;
  for (const [weight, pattern] of weights) {
    for (const match of plain.matchAll(pattern)) {
      const before = plain.slice(Math.max(0, match.index - 30), match.index);
      const loud = match[0].length > 2 && match[0] === match[0].toUpperCase();
      const factor = (negated.test(before) ? 0.2 : 1) * (loud || stronger.test(before) ? 1.25 : 1);
      calm *= 1 - 0.8 * Math.min(1, weight * factor);
    }
  }
  if (strongest(plain) === "strong") {
    const swears = plain.split(/\s+/).filter((word) => swearing(word) === "strong").length;
    calm *= (1 - 0.8 * 0.7) ** Math.max(1, Math.min(3, swears));
  }
  let heat = 1 - calm;
  const praise = plain.match(praising)?.length ?? 0;
  const loud = shouting(plain);
  if (heat > 0.08) {
    heat += (1 - heat) * 0.3 * loud;
    const marks = plain.match(/!{2,40}|\?{1,40}!{1,40}|!{1,40}\?{1,40}|\?{3,40}/g)?.length ?? 0;
    heat += (1 - heat) * Math.min(0.15, 0.06 * marks);
  }
  if (loud > 0.7 && praise === 0 && plain.length > 12) heat = Math.max(heat, 0.5);
  heat *= 1 - Math.min(0.6, 0.2 * praise);
  return Math.round(heat * 1000) / 1000;
}
