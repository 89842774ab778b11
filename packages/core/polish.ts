import { unaccented } from "./accents.ts";

/** Endings of nouns, adjectives and verbs, without accents: half of all people type none. */
const endings = `owaniem owania owanie owaniu owac owal owala uje eniami eniach eniom eniem enia enie eniu en aniami aniach
  aniem ania anie aniu an osciami osciach oscia osci osc iami iach iemu iego ymi imi ami ach ych ich emu ego iem iej iow
  owi om ow em ej ym im ie ia io iu acie ecie uja aja eja ac ec ic yc al il yl ala ila yla aly ily yly am asz isz ysz e a i
  y o u`;

/** The leftmost match is the longest ending. Four letters stay. */
const ending = new RegExp(`(?<=^.{4,})(?:${endings.split(/\s+/).join("|")})$`);

/** A Polish word without its inflection, for there is no Snowball stemmer for Polish. */
export const stemmer = (word: string): string => unaccented(word).replace(ending, "");
