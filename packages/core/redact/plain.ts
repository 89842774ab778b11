/** Named entities that feedback really contains; numeric ones are decoded by number. */
const entities = new Map(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    ndash: "–",
    mdash: "—",
    hellip: "…",
    commat: "@",
    period: ".",
    auml: "ä",
    ouml: "ö",
    uuml: "ü",
    szlig: "ß",
  }),
);
const longestEntity = 10;

/** Soft hyphens, joiners, marks of direction and other characters nobody sees, which hide words from rules. */
const invisible = /\u034F|[\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/;
/** Emoji joined to one picture need their joiner. */
const joiner = "\u200D";
const pictograph = /\p{Extended_Pictographic}|[\uFE0F\u{1F3FB}-\u{1F3FF}]/u;
/** Full-width and mathematical letters and digits, which read like ordinary ones. */
const lookAlike = /[\uFF01-\uFF5E\u{1D400}-\u{1D7FF}\u{1F100}-\u{1F10A}]/u;
const special = new RegExp(`&|${invisible.source}|${lookAlike.source}|\r`, "u");

function decoded(name: string): string | undefined {
  const known = entities.get(name);
  if (known !== undefined) return known;
  const number = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name);
  if (number === null) return undefined;
  const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
  const control = code < 32 && code !== 9 && code !== 10;
  if (control || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

/** Where the entity begins that a `;` would close, or −1. Looks back a few characters only: hostile text stays cheap. */
function openedAt(stack: readonly string[]): number {
  for (let i = stack.length - 1; i >= Math.max(0, stack.length - longestEntity); i--) if (stack[i] === "&") return i;
  return -1;
}

/**
 * The text as a reader sees it: entities decoded however deep they nest, invisible characters gone, look-alike letters
 * made ordinary, line ends made one. One pass over a stack: whenever `;` is pushed, the entity it may close is on top,
 * so nothing left behind is an entity, and reading twice changes nothing.
 */
export function plain(text: string): string {
  if (!special.test(text)) return text;
  const stack: string[] = [];
  for (const character of text.replace(/\r\n?/g, "\n")) {
    if (character === joiner && pictograph.test(stack.at(-1) ?? "")) stack.push(character);
    else if (!invisible.test(character)) {
      let visible = lookAlike.test(character) ? character.normalize("NFKC") : character;
      while (visible === ";") {
        const open = openedAt(stack);
        const meant = open < 0 ? undefined : decoded(stack.slice(open + 1).join(""));
        if (meant === undefined) break;
        stack.length = open;
        visible = meant;
      }
      if (!invisible.test(visible)) stack.push(visible);
    }
  }
  return stack.join("");
}
