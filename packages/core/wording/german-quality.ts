import type { Reading } from "./quality.ts";

const germanPronounOpening =
  /^(?:es|das|dies|diese\p{L}?|ich|man|sie|er|wir|ihr|dass|wenn|weil|ist|sind|war|und|aber|oder|ob|was|mir|mich|uns|da|so|dann|auch|bei|für|mit|von|zu|hat|habe|haben|wird|werden)\b/iu;
const germanHabit =
  /^(?:nutze|benutze|verwende|habe)\b.*\b(?:täglich|jeden tag|ständig|immer|regelmäßig|seit (?:jahren|langem|monaten|wochen)|schon lange)(?: genutzt| benutzt| verwendet)?$/iu;
const germanPlea =
  /^(?:(?:die|den|diese[ns]?|alle|bitte|das|einige) )*(?:bugs?|fehler|probleme?|app)(?: \p{L}+)? (?:beheben|fixen|lösen|verbessern|reparieren|nachbessern)$/iu;

const small = "(?: \\p{Ll}[\\p{Ll}-]*)*$";
/**
 * No capital after what a noun must follow: a sentence that was shouted has lost its nouns' capitals, and one that was
 * not says the same better. "Am schnellsten" and "findet die nicht" have no noun.
 */
const lostCapital = new RegExp(
  `(?<!\\p{L})(?:(?:beim|im|zum|zur|vom|ins|den|dem|des|eine[nmr]?|(?:mein|dein|unser|eur)e?[nmrs]?) \\p{Ll}|am (?!\\p{Ll}+sten(?!\\p{L}))\\p{Ll}|(?<=\\p{L} )(?:die|der) (?!(?:nicht|nie|nur|noch|mehr|ich|man|wir|es|sich|mir|uns|auch|immer|da|hier|dann|ist|sind|fehlt|fehlen|nervt|nerven|alle[ns]?)(?!\\p{L}))\\p{Ll})[\\p{Ll}-]*${small}`,
  "u",
);

/** How well a German clause reads as a title, as a product of factors. */
export function germanQuality({ title }: Reading): number {
  let quality = 1;
  const times = (condition: boolean, factor: number): void => {
    if (condition) quality *= factor;
  };
  times(germanPronounOpening.test(title), 0.6);
  times(/^(?:super|tolle?|gute?|klasse|top|danke)(?: app)?$/i.test(title), 0.45);
  times(germanHabit.test(title), 0.45);
  times(/\b(?:weiter so|empfehle|empfehlenswert|weiterempfehlen|daumen hoch)\b/i.test(title), 0.6);
  times(germanPlea.test(title), 0.65);
  times(lostCapital.test(title), 0.6);
  return quality;
}
