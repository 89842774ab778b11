import { disguisedEmails } from "./emails.ts";
import { ibanLength, numberKind, spoken } from "./numbers.ts";
import { people } from "./people.ts";
import { afterLead, always, type Rule } from "./rule.ts";
import { notSecret } from "./secret.ts";

function secretAfter(match: RegExpExecArray): string {
  const [whole, lead = "", value = ""] = match;
  const bare = value.replace(/[.,;:!?)]{1,3}$/, "");
  if (notSecret.test(bare.toLowerCase()) || bare.startsWith("[")) return whole;
  return `${lead}[key]${value.slice(bare.length)}`;
}

/**
 * In this order: what is longer and surer first, so that a part of it is not taken for something else. Every
 * quantifier is bounded, which makes the whole linear in the text however hostile (a test reads the patterns).
 */
export const rules: readonly Rule[] = [
  {
    hint: /PRIVATE KEY/,
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
    write: always("key"),
  },
  // Links that carry a query, a fragment with values, or a user with a password.
  {
    hint: /:\/\//,
    pattern:
      /\b[a-z][a-z0-9+.-]{1,15}:\/\/(?:[^\s/@<>"']{1,200}@[^\s<>"']{1,2000}|[^\s?#<>"']{1,2000}(?:\?|#[^\s=<>"']{0,200}=)[^\s<>"']{0,4000})/gi,
    write: always("link"),
  },
  {
    hint: /\?/,
    pattern: /\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}(?:\/[^\s?<>"']{0,300})?\?[\w.-]{1,80}=[^\s<>"']{0,2000}/gi,
    write: always("link"),
  },
  {
    hint: /\.(?:com|me|in|us|gg)\//i,
    pattern:
      /(?:\bhttps?:\/\/)?(?:\b[a-z0-9-]{1,20}\.)?\b(?:facebook\.com|fb\.com|twitter\.com|x\.com|instagram\.com|linkedin\.com\/in|tiktok\.com|snapchat\.com\/add|youtube\.com\/@|t\.me|wa\.me|zoom\.us\/j|discord\.gg|paypal\.me|reddit\.com\/u(?:ser)?|vk\.com|xing\.com\/profile|medium\.com\/@)\/?[\w@.-]{1,80}(?:\/[\w@.-]{0,80}){0,3}/gi,
    write: always("link"),
  },
  // Keys whose makers gave them a form of their own.
  {
    hint: /[_-]|SG\.|AKIA|ASIA|AIza|eyJ/,
    pattern:
      /\b(?:(?:sk|pk|rk|whsec)_(?:live_|test_)?[\w-]{10,200}|sk-[\w-]{16,200}|gh[opsur]_\w{16,255}|github_pat_\w{16,255}|glpat-[\w-]{16,100}|xox[abeoprs]-[\w-]{8,250}|xapp-[\w-]{8,250}|(?:AKIA|ASIA)[A-Z0-9]{12,20}|AIza[\w-]{30,45}|npm_\w{30,60}|hf_[A-Za-z0-9]{20,60}|SG\.[\w-]{16,40}\.[\w-]{10,80}|eyJ[\w-]{8,2000}\.[\w-]{4,4000}(?:\.[\w-]{0,1000})?)/g,
    write: always("key"),
  },
  {
    hint: /bearer|basic|token/i,
    pattern:
      /\b((?:authorization\s{0,3}[:=]\s{0,3})?(?:bearer|basic|token)\s{1,3})(?=[\w.~+/=-]{0,40}\d)[\w.~+/=-]{8,2000}/gi,
    write: afterLead("key"),
  },
  // client_secret=…, "apiKey": "…", AWS_SECRET_ACCESS_KEY: …
  {
    hint: /[=:]/,
    pattern:
      /((?<![a-z0-9_-])["']?(?:[a-z0-9]{1,30}[_-]){0,6}(?:api[_-]?key|secret|token|access[_-]?key|private[_-]?key|session[_-]?id|sessionid|credentials?)(?:[_-][a-z0-9]{1,30}){0,4}["']?\s{0,3}[:=]{1,2}\s{0,3}["']?)([^\s"'&,;[\]]{6,2000})/gi,
    write: (match) =>
      /[\d_=/+-]|\p{Ll}\p{Lu}/u.test(match[2] ?? "") || /=\s{0,3}["']?$/.test(match[1] ?? "")
        ? afterLead("key")(match)
        : match[0],
  },
  {
    hint: /pass|pwd|pin|cv[vc]|kennwort|contrase|mdp/i,
    pattern:
      /(\b(?:pass(?:word|code|phrase|wd|wort)|pwd|kennwort|contraseña|mot de passe|mdp)["']?\s{0,3}(?::|=|\bis\b|\bwas\b|\bist\b|\blautet\b|\bwar\b|\bes\b|\best\b)\s{0,3})("[^"\n]{1,100}"|'[^'\n]{1,100}'|[^\s["']\S{0,200})/giu,
    write: secretAfter,
  },
  {
    hint: /pin|cv[vc]|passcode/i,
    pattern:
      /(\b(?:pin|cvv2?|cvc|passcode|security code|pin[- ]?code|tan)(?: number| code)?\s{0,3}(?::|=|#|\bis\b|\bwas\b|\bist\b|\blautet\b)?\s{0,3})\d{3,8}\b/gi,
    write: afterLead("key"),
  },
  {
    hint: /\b(?:pw|pass|login)\b/i,
    pattern: /(\b(?:pw|pass|login)\s{0,2}[:=]\s{0,2})(?=\p{L}{1,40}[\d!$%&#]|\d{1,20}\p{L})([^\s["']{4,80})/giu,
    write: afterLead("key"),
  },
  // A card whose groups stand on two lines.
  { hint: /\d\n\d/, pattern: /(?<!\d)[3-6]\d{3}(?:[ \n-]\d{4}){3}(?!\d)/g, write: always("card") },
  // E-mail, also written out to fool machines.
  {
    hint: /@/,
    pattern: /(?:mailto:)?[\p{L}\p{N}._%+'’-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}]{2,24}/gu,
    write: always("email"),
  },
  ...disguisedEmails,
  {
    hint: /[a-z]{2}\d{2}/i,
    pattern: /\b[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]){11,40}/gi,
    write: (match) => {
      const length = ibanLength(match[0]);
      return length === 0 ? match[0] : `[account]${match[0].slice(length)}`;
    },
  },
  // National insurance (UK) and social security (US) numbers, and what is called an account.
  {
    hint: /\d/,
    pattern: /\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b|\b\d{3}-\d{2}-\d{4}\b/gi,
    write: always("number"),
  },
  {
    hint: /\d/,
    pattern:
      /(\b(?:account|acct|a\/c|acc|sort[ -]?code|routing|kontonummer|konto|blz|depot)(?: ?(?:number|no|nr|num)\b\.?)?\s{0,2}(?:is|ist|:|#|=|ending in|ending)?\s{0,2})\d(?:[ -]?\d){3,20}\b/gi,
    write: afterLead("account"),
  },
  {
    hint: /kunde|customer|passport|ausweis|reisepass|policy|member|mitglied|vertrag|steuer|geb|born|birth|dob/i,
    pattern:
      /(\b(?:(?:kunden|mitglieds|vertrags|ausweis|reisepass|versicherungs)-?(?:nummer|nr\.?)|customer (?:number|no|id)|passport(?: number| no)?|policy (?:number|no)|member(?:ship)? (?:number|no|id)|steuer-?id|(?:born|geboren)(?: on| am)?|date of birth|geburtsdatum|dob)\s{0,2}(?:is|ist|:|#)?\s{0,2})(?=(?:[a-z]{0,4}[ ./-]?\d){4})[a-z]{0,4}\d[a-z\d ./-]{2,20}(?<=\d)\b/gi,
    write: afterLead("number"),
  },
  { hint: /:/, pattern: /(?<![\w:])(?:[\da-f]{2}[:-]){5}[\da-f]{2}(?![\w:])/gi, write: always("number") },
  {
    hint: /:/,
    pattern: /(?<![\w:.])(?=[\d:]{0,30}(?:[a-f]|::))(?:[\da-f]{0,4}:){3,7}[\da-f]{1,4}(?![\w:])/gi,
    write: (match) => (/[\da-f]{3}/i.test(match[0]) ? "[number]" : match[0]),
  },
  // Long strings of letters and four or more digits: keys, tokens, device and session ids.
  {
    hint: /\d/,
    pattern: /(?<![\w[.-])(?=[\w-]{0,200}[a-z])(?=(?:[a-z_-]{0,60}\d){4})[\w-]{16,400}(?![\w.]{0,40}\])/gi,
    write: always("key"),
  },
  {
    hint: /\d{4}/,
    pattern: /(?<![\p{L}\p{N}\p{M}_+(.,[])(?:\+ ?|\(\+?)?\d(?:[ \t().,/\-–\u00A0•·]{0,3}\d){3,40}(?![\p{L}_])/gu,
    write: numeral,
  },
  {
    hint: /\d\D{1,3}\d/,
    pattern: /(?<![\p{L}\p{N}\p{M}_+(.,[])(?:\+ ?|\(\+?)?\d(?:[ \t().,/\-–\u00A0•·]{0,3}\d){3,40}(?![\p{L}_])/gu,
    write: numeral,
  },
  {
    hint: /\p{Nd}{6}/u,
    pattern: /(?<!\p{Nd}|(?<!\p{Nd})\p{Nd}{1,5}\.)\p{Nd}{6,60}/gu,
    write: (match, before) =>
      /^[1-9]\d{0,2}0{3,9}$/.test(match[0]) || /(?:\b0x|\bbuild )$/i.test(before) ? match[0] : "[number]",
  },
  ...spoken.map((pattern): Rule => ({ hint: /\p{L}{3}/u, pattern, write: always("number") })),
  ...people,
];

function numeral(match: RegExpExecArray, before: string): string {
  const kind = numberKind(match[0], before.slice(-40));
  return kind === undefined ? match[0] : `[${kind}]`;
}
