/** The Luhn check of payment cards (ISO/IEC 7812-1). */
function isCard(digits: string): boolean {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const counted = i % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

/** The mod-97 check of an IBAN written without separators (ISO 13616, ISO/IEC 7064). */
function isIban(compact: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    for (const digit of String(Number.parseInt(character, 36))) remainder = (remainder * 10 + Number(digit)) % 97;
  }
  return remainder === 1;
}

/** How many characters at the start of a candidate are an IBAN; 0 for none. People go on writing after it. */
export function ibanLength(candidate: string): number {
  let compact = "";
  let longest = 0;
  for (let i = 0; i < candidate.length && compact.length < 34; i++) {
    const character = candidate[i] ?? "";
    if (/[a-z0-9]/i.test(character)) compact += character.toUpperCase();
    const ended = i + 1 === candidate.length || /[^a-z0-9]/i.test(candidate[i + 1] ?? "");
    if (ended && compact.length >= 15 && isIban(compact)) longest = i + 1;
  }
  return longest;
}

const date =
  /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.]) ?\d{1,2}\2 ?(?:\d{4}|\d{2}))(?:[ T]{1,2}\d{1,2}(?:\.\d{2})?)?$/;
const grouped = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3}){0,4}(?:[.,]\d{1,2})?$/;
const round = /^[1-9]\d{0,2}(?:[ .,]?000){1,4}$/;
const decimal = /^(?:0|[1-9]\d{0,4})\.\d{1,20}$/;
const years = /^(?:(?:19|20)\d{2}\s?[-/ ]\s?){1,3}(?:19|20)\d{2}$/;
const version = /(?:\b(?:v|ver|version|build|release|firmware|android|ios|windows|chrome|firefox)[ .:]{0,2})$/i;
const calling =
  /\b(?:phone|call|tel|telephone|mobile|cell|text|ring|fax|handy|telefon|mobil|ruf|anrufen|erreichbar|numero|número|numéro|whatsapp|sms)\b[^\d\n]{0,24}$/i;

function octets(written: string): boolean {
  const parts = written.split(".");
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
}

/**
 * What a run of digits and separators is: its placeholder, or nothing when it is ordinary (a date, an amount, a
 * version, a few figures).
 *
 * @param written the run, as `+49 (0) 151 23456789` or `4111-1111-1111-1111`
 * @param before what stands before it, some 40 characters
 */
export function numberKind(written: string, before: string): "card" | "phone" | "number" | undefined {
  const digits = written.replace(/\D/g, "");
  if (isCard(digits)) return "card";
  const prefixed = /^(?:\+|00\d|\(\+?\d)/.test(written);
  if (digits.length < 4 || (digits.length < 6 && !calling.test(before))) return undefined;
  if (prefixed && digits.length >= 7 && digits.length <= 15) return "phone";
  if (version.test(before) && digits.length < 10) return undefined;
  if (octets(written)) return "number";
  if (date.test(written) || grouped.test(written) || decimal.test(written) || round.test(written)) return undefined;
  if (years.test(written)) return undefined;
  const groups = written.match(/\d+/g) ?? [];
  const longest = Math.max(...groups.map((group) => group.length));
  if (digits.length <= 15 && (calling.test(before) || (digits.length >= 7 && looksDialled(written, groups))))
    return "phone";
  if (longest >= 6 || digits.length >= 9) return "number";
  // "12-34-56" is a sort code, "1 2 3 4 5 6" a number read out digit by digit.
  return /^\d\d(?:-\d\d){2}$|^\d(?:[ -]\d){5}/.test(written) ? "number" : undefined;
}

/** A leading zero, brackets, or the groups of the North American plan. */
function looksDialled(written: string, groups: readonly string[]): boolean {
  if (/^\(?0/.test(written) || /[()]/.test(written)) return true;
  const lengths = groups.map((group) => group.length).join("-");
  return lengths === "3-3-4" || lengths === "1-3-3-4" || lengths === "3-4";
}

const spokenDigits: readonly string[] = [
  "zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety",
  "null|eins|zwei|zwo|drei|vier|fünf|fuenf|sechs|sieben|acht|neun",
  "zéro|deux|trois|quatre|cinq|sept|huit|neuf|dix",
  "cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve",
];

/** Four or more digits read out in words, in one language; figures may stand among them. */
export const spoken: readonly RegExp[] = spokenDigits.map(
  (digit) =>
    new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${digit})(?:[\\s,.-]{1,3}(?:and[\\s]{1,2})?(?:${digit}|\\d{1,4})){3,40}(?![\\p{L}\\p{N}])`,
      "giu",
    ),
);
