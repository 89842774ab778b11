const word = /[\p{L}\p{N}]+/gu;
/** Shorter words are mostly of no meaning of their own. */
const shortest = 4;
/** Word ends differ by number and case: `course`, `courses`. */
const ending = 2;

/** The words of a text, each also without its last letters. */
function stemsOf(text: string): Set<string> {
  const stems = new Set<string>();
  for (const [one] of text.toLowerCase().matchAll(word))
    for (let cut = 0; cut <= ending && one.length - cut >= shortest; cut++) stems.add(one.slice(0, one.length - cut));
  return stems;
}

/** A text with the words marked that it has in common with another. */
export function Marked({ text, like }: { text: string; like: string }) {
  const stems = stemsOf(like);
  const isCommon = (part: string): boolean => [...stemsOf(part)].some((stem) => stems.has(stem));
  const parts = text.split(/([\p{L}\p{N}]+)/u);
  return <>{parts.map((part) => (isCommon(part) ? <mark>{part}</mark> : part))}</>;
}
