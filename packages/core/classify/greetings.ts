const greetings: readonly RegExp[] = [
  /(?<!\p{L})(?:a very )?good (?:morning|afternoon|evening|day|night)(?!\p{L})/giu,
  /(?<!\p{L})(?:(?:have|wish(?:ing)? you) (?:an? )?(?:very )?(?:nice|great|good|lovely|wonderful|happy) (?:day|evening|weekend|week|one)|happy (?:new year|birthday|easter|holidays|weekend)|(?:nice|pleased|good|happy|glad) to (?:meet you(?: all)?|be here)|(?:best|kind|warm) (?:regards|wishes)|all the best(?=\s*(?:$|[,.!\n])))(?!\p{L})/giu,
  /(?<!\p{L})(?:guten? (?:morgen|tag|abend|nacht)|(?:ein(?:e|en) )?schöne[ns]? (?:tag|abend|woche|wochenende|feierabend|sonntag|gruß|grüße)|(?:liebe|schöne|beste) gr(?:u|ü)(?:ß|ss)e?|alles gute(?=\s*(?:$|[,.!\n]))|liebe[rs]? (?:leute|alle|team|\[name\]))(?!\p{L})/giu,
  /^\s*liebe[rs]? \p{L}{2,30}(?=\s*[,!])/giu,
  /(?<!\p{L})(?:buenos días|buen día|buenas (?:tardes|noches)|bom dia|boa (?:tarde|noite)|buon giorno|buona ?sera|bonne journée)(?!\p{L})/giu,
];

/** Thanks that close a text; those within it say what for. */
const thanks =
  /(?:^|[\s,.;!?–—-])(?:(?:many |a thousand )?(?:thanks|thank you|thx|ty)(?: (?:very much|so much|a lot|again|all|guys|team))?(?: in advance)?|(?:vielen |besten |herzlichen )?dank(?:e(?: (?:schön|euch|ihnen|sehr))?)?(?: (?:im voraus|schon mal|vorab))?|(?:muchas )?gracias(?: de antemano)?|merci(?: beaucoup)?(?: d'avance)?|obrigad[oa]|grazie(?: mille)?)[\s,.!]*$/iu;
const thanksUnspaced =
  /いつも(?:お世話になっております|お世話になります|ありがとうございます)|ありがとう(?:ございます)?[。.！!\s]*$/gu;

/** A text without the greetings and the thanks that any text may open and close with: they praise nothing. */
export function withoutGreetings(text: string): string {
  const plain = text.replaceAll("’", "'");
  return greetings
    .reduce((left, greeting) => left.replace(greeting, " "), plain)
    .replace(thanks, " ")
    .replace(thanksUnspaced, "");
}
