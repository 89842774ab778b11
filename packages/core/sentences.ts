/** Ends that are no end: what stands before the full stop. */
const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|st|approx|incl|no|nr|min|max|ver|v|vol|fig|z\.b|d\.h|u\.a|bzw|ca|evtl|ggf|inkl|usw|tel|str|p\.ej|sr|sra|dept|[a-z])|\b\d{1,2})$/i;

/**
 * Where a sentence ends in messy feedback: at its mark, also where the blank after it is missing (`slow.Please`), at
 * dots in a row, at runs of `!` and `?`, at line ends, and at the full stops of languages without spaces.
 */
const ending =
  /[.!?…]{1,40}["'”’)\]]{0,3}(?=\s|$)|(?<=\s)\.{1,40}(?=\p{L})|(?<=\p{L}{2})(?:\.(?=\p{Lu}|(?!html|json|yaml|java|swift|online|store|info|jpeg|docx|xlsx|pptx|local|example|test)\p{Ll}{4})|[!?]{1,40}(?=\p{L})|(?:\.{2,40}|…)(?=[\p{L}\d]))|[。！？｡]{1,40}[」』）]{0,2}|\n/gu;

/** The sentences of a text in order, trimmed, with the marks that end them. */
export function sentences(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (const match of text.matchAll(ending)) {
    const end = match.index + match[0].length;
    if (
      match[0] === "." &&
      end < text.length &&
      abbreviation.test(text.slice(Math.max(0, match.index - 8), match.index))
    ) {
      // "Version 2. Please" does end there.
      if (
        !/^\s+\p{Lu}/u.test(text.slice(end, end + 4)) ||
        /\b(?:mr|mrs|ms|dr|st|no|nr|vs|e\.g|i\.e|z\.b)$/i.test(text.slice(Math.max(0, match.index - 4), match.index))
      )
        continue;
    }
    const sentence = text.slice(start, end).trim();
    if (/[\p{L}\p{N}]/u.test(sentence)) found.push(sentence);
    start = end;
  }
  const rest = text.slice(start).trim();
  if (/[\p{L}\p{N}]/u.test(rest)) found.push(rest);
  return found;
}
