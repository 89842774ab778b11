import { ibanLength, numberKind, spoken } from "./numbers.ts";

/** What stands where contact data or a secret stood. */
type Placeholder = "email" | "phone" | "card" | "account" | "number" | "link" | "name" | "key" | "handle";

/** One way in which contact data or a secret is written. */
export interface Rule {
  /** A text without any of these characters is passed by, which most texts are. Cheap to look for. */
  hint: RegExp;
  pattern: RegExp;
  /** What to write instead of a match; the match itself when it is harmless. `before` is all that stands before it. */
  write: (match: RegExpExecArray, before: string) => string;
}

const always = (placeholder: Placeholder) => () => `[${placeholder}]`;
/** For patterns whose first group is what introduces the secret and stays. */
const afterLead = (placeholder: Placeholder) => (match: RegExpExecArray) => `${match[1] ?? ""}[${placeholder}]`;

const topLevel = "com|net|org|de|at|ch|co|uk|io|fr|es|it|nl|eu|edu|gov|info|me|jp|br|in";
const providers =
  "gmail|googlemail|yahoo|hotmail|outlook|icloud|aol|gmx|web|proton|protonmail|live|msn|mail|posteo|t-online";

/** What may follow "password is" without being one. */
const notSecret =
  /^(?:a|an|the|my|your|our|their|too|not|wrong|right|in\w*|un\w*|correct|valid|required|weak|strong|long|short|never|always|still|being|already|now|no|so|very|saved|stored|sent|shown|visible|hidden|lost|secure|safe|needed|blank|empty|case\S*|on|at|different|same|only|just|also|and|or|but|to|for|what|how|where|when|why|ok|okay|fine|good|bad|expired?|reset|asked|that|this|it|really|kept?|gone|falsch|nicht|zu|kein\w*|immer|nie|schon|jetzt|der|die|das|mein\w*|ungültig|richtig|abgelaufen|nötig|\p{Ll}{3,}(?:ed|ing|able|ible|ly|iert|ing))$/u;

/** What may follow "my name is" without being one. */
const notName =
  /^(?:a|an|the|my|your|not|no|on|in|at|too|so|very|still|always|never|now|already|also|just|only|wrong|right|correct|incorrect|missing|gone|there|here|different|same|long|short|visible|hidden|public|out|off|cut|spelt|nicht|falsch|zu|noch|immer|der|die|das|weg|sichtbar|\p{Ll}{4,}(?:ed|ing|elt|iert))$/u;

function secretAfter(match: RegExpExecArray): string {
  const [whole, lead = "", value = ""] = match;
  const bare = value.replace(/[.,;:!?)]{1,3}$/, "");
  if (notSecret.test(bare.toLowerCase()) || bare.startsWith("[")) return whole;
  return `${lead}[key]${value.slice(bare.length)}`;
}

/** One to three words of a name: capitals as far as they go, else the first word alone. */
function nameAfter(match: RegExpExecArray): string {
  const [whole, lead = "", name = ""] = match;
  const words = name.split(/(\s+)/);
  const first = words[0] ?? "";
  if (notName.test(first)) return whole;
  let taken = 1;
  while (taken + 1 < words.length && /^\p{Lu}/u.test(first) && /^\p{Lu}/u.test(words[taken + 1] ?? "")) taken += 2;
  return `${lead}[name]${words.slice(taken).join("")}`;
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
    hint: /[_-]|AKIA|ASIA|AIza|eyJ/,
    pattern:
      /\b(?:(?:sk|pk|rk|whsec)_(?:live_|test_)?[\w-]{10,200}|sk-[\w-]{16,200}|gh[opsur]_\w{16,255}|github_pat_\w{16,255}|glpat-[\w-]{16,100}|xox[abeoprs]-[\w-]{8,250}|xapp-[\w-]{8,250}|(?:AKIA|ASIA)[A-Z0-9]{12,20}|AIza[\w-]{30,45}|npm_\w{30,60}|eyJ[\w-]{8,2000}\.[\w-]{4,4000}(?:\.[\w-]{0,1000})?)/g,
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
  // E-mail, also written out to fool machines.
  {
    hint: /@/,
    pattern: /(?:mailto:)?[\p{L}\p{N}._%+'’-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}]{2,24}/gu,
    write: always("email"),
  },
  {
    hint: /@/,
    pattern: new RegExp(
      `[\\p{L}\\p{N}._%+-]{1,64} {0,2}@ {0,2}[\\p{L}\\p{N}-]{1,63}(?: {0,2}(?:\\.|\\[dot\\]|\\(dot\\)|\\bdot\\b) {0,2}[\\p{L}\\p{N}-]{1,63}){0,3} {0,2}(?:\\.|\\[dot\\]|\\(dot\\)|\\bdot\\b) {0,2}(?:${topLevel})\\b`,
      "giu",
    ),
    write: always("email"),
  },
  {
    hint: /[([{<]\s?(?:at|ät)\s?[)\]}>]/i,
    pattern:
      /[\p{L}\p{N}._%+-]{1,64}\s{0,3}[([{<]\s?(?:at|ät)\s?[)\]}>]\s{0,3}[\p{L}\p{N}-]{1,63}(?:(?:\s{0,3}[([{<]\s?(?:dot|punkt|\.)\s?[)\]}>]\s{0,3}|\s{1,3}(?:dot|punkt)\s{1,3}|\s?\.\s?)[\p{L}\p{N}-]{1,63}){1,5}/giu,
    write: always("email"),
  },
  {
    hint: /\bat\b/i,
    pattern: new RegExp(
      `[\\p{L}\\p{N}._%+-]{1,64}\\s{1,3}at\\s{1,3}(?:[\\p{L}\\p{N}-]{1,63}(?:\\s{1,3}dot\\s{1,3}[\\p{L}\\p{N}-]{1,63}){0,3}\\s{1,3}dot\\s{1,3}(?:${topLevel})\\b|(?:${providers})\\.(?:${topLevel})\\b)`,
      "giu",
    ),
    write: always("email"),
  },
  {
    hint: /[a-z]{2}\d{2}/i,
    pattern: /\b[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,40}/gi,
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
    pattern: /(?<![\p{L}\p{N}\p{M}_+(.,[])(?:\+ ?|\(\+?)?\d(?:[ \t().,/\-–\u00A0]{0,3}\d){3,40}(?![\p{L}_])/gu,
    write: numeral,
  },
  {
    hint: /\d\D{1,3}\d/,
    pattern: /(?<![\p{L}\p{N}\p{M}_+(.,[])(?:\+ ?|\(\+?)?\d(?:[ \t().,/\-–\u00A0]{0,3}\d){3,40}(?![\p{L}_])/gu,
    write: numeral,
  },
  {
    hint: /\p{Nd}{6}/u,
    pattern: /(?<!\p{Nd}|(?<!\p{Nd})\p{Nd}{1,5}\.)\p{Nd}{6,60}/gu,
    write: (match) => (/^[1-9]\d{0,2}0{3,9}$/.test(match[0]) ? match[0] : "[number]"),
  },
  ...spoken.map((pattern): Rule => ({ hint: /\p{L}{3}/u, pattern, write: always("number") })),
  {
    hint: /@/,
    pattern:
      /(?<![\p{L}\p{N}_.@/[])@[\p{L}_][\p{L}\p{N}_]{0,30}(?:[.-][\p{L}\p{N}_]{1,30}){0,3}(?![\p{L}\p{N}_]{0,40}\/)/gu,
    write: always("handle"),
  },
  {
    hint: /#\d{4}/,
    pattern: /(?<![\p{L}\p{N}_.[])(?!(?:issue|bug|pr|ticket|case|order|number|no|nr)#)[\p{L}\p{N}_.]{2,32}#\d{4}\b/giu,
    write: always("handle"),
  },
  {
    hint: /user|handle|nick|snap|insta|skype|telegram|discord|kik|benutzer/i,
    pattern:
      /(\b(?:(?:my|mein) (?:user ?name|user ?id|login|handle|nick(?:name)?|benutzername|gamer ?tag)\s{0,2}(?:is|ist|:|=)\s{0,2}|(?:snapchat|snap|insta|instagram|skype|telegram|discord|kik)(?: is| ist| id)?\s?:\s{0,2}))([\p{L}\p{N}_.-]{2,40})/giu,
    write: (match) =>
      notSecret.test((match[2] ?? "").toLowerCase())
        ? match[0]
        : `${match[1] ?? ""}[handle]${/[.-]$/.exec(match[2] ?? "")?.[0] ?? ""}`,
  },
  {
    hint: /\bme on\b/i,
    pattern:
      /(\b(?:follow|fllw|add|find|message|dm|pm|contact|text) me on [\p{L}]{2,12}\s?(?:at|:|as|-|under)\s{0,2})([\p{L}\p{N}_.-]{3,40})/giu,
    write: afterLead("handle"),
  },
  {
    hint: /name|heiße|heisse|appelle|llamo|nombre/i,
    pattern:
      /(\b(?:[Mm]y (?:full |real |first |last )?name(?:'s|’s| is)|[Mm]ein [Nn]ame ist|[Ii]ch hei(?:ß|ss)e|[Jj]e m['’]appelle|[Mm]e llamo|[Mm]i nombre es|MY NAME IS)\s{1,3})([\p{L}\p{M}'’-]{1,30}(?:[ \t][\p{L}\p{M}'’-]{1,30}){0,2})/gu,
    write: nameAfter,
  },
  // A signature: the greeting that closes a letter, and what stands below it.
  {
    hint: /regards|sincerely|cheers|grüße|grüßen|gruß|thanks/i,
    pattern:
      /((?:^|\n|[.!?,] )[ \t]{0,4}(?:(?:[Kk]ind |[Bb]est |[Ww]arm )?[Rr]egards|(?:[Yy]ours )?[Ss]incerely|[Cc]heers|[Mm]any [Tt]hanks|(?:[Vv]iele |[Ll]iebe |[Bb]este |[Mm]it freundlichen )[Gg]rüßen?|[Gg]ruß)[,.!]?\s{1,4})(\p{Lu}[\p{L}\p{M}'’-]{1,30}(?:[ \t]\p{Lu}[\p{L}\p{M}'’.-]{0,30}){0,2})(?=\s{0,20}$|\n)/gu,
    write: afterLead("name"),
  },
];

function numeral(match: RegExpExecArray, before: string): string {
  const kind = numberKind(match[0], before.slice(-40));
  return kind === undefined ? match[0] : `[${kind}]`;
}
