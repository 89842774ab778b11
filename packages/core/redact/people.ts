import { afterLead, always, type Rule } from "./rule.ts";
import { notSecret } from "./secret.ts";

/** What may follow "my name is" without being one. */
const notName =
  /^(?:a|an|the|my|your|not|no|on|in|at|too|so|very|still|always|never|now|already|also|just|only|wrong|right|correct|incorrect|missing|gone|there|here|different|same|long|short|visible|hidden|public|out|off|cut|spelt|nicht|falsch|zu|noch|immer|der|die|das|weg|sichtbar|\p{Ll}{4,}(?:ed|ing|elt|iert))$/u;

/** What may follow "Hi, I am" with a capital without being a name. */
const notCaller =
  /^(?:a|an|the|new|happy|sad|sorry|sick|very|so|not|great|good|bad|awesome|amazing|excellent|nice|super|perfect|german|french|english|british|american|indian|dutch|spanish|italian|irish|canadian|android|iphone|ipad|windows|mac|samsung|premium|using|writing|still|just|from|having|trying|looking|schluss|neu|leider|sehr|der|die|das|ein|eine|kein|nicht)$/i;

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

/** Who says hello and who she is. Two words of a name, or one that the sentence ends with. */
function callerAfter(match: RegExpExecArray): string {
  const [whole, lead = "", name = ""] = match;
  return name.split(/\s/).some((word) => notCaller.test(word) || notName.test(word)) ? whole : `${lead}[name]`;
}

/** What calls a person by name: handles, introductions, signatures. */
export const people: readonly Rule[] = [
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
    hint: /regards|sincerely|cheers|grüße|grüßen|gruß|thanks|signed|cordialement|saludos|atentamente|saluti/i,
    pattern:
      /((?:^|\n|[.!?,] )[ \t]{0,4}(?:(?:[Kk]ind |[Bb]est |[Ww]arm )?[Rr]egards|(?:[Yy]ours )?[Ss]incerely(?: [Yy]ours)?|[Ss]igned|[Cc]ordialement|[Bb]ien à vous|(?:[Uu]n )?[Ss]aludos?|[Aa]tentamente|(?:[Cc]ordiali )?[Ss]aluti|[Cc]heers|[Mm]any [Tt]hanks|(?:[Vv]iele |[Ll]iebe |[Bb]este |[Mm]it freundlichen )[Gg]rüßen?|[Gg]ruß)[,.!]?\s{1,4})(\p{Lu}[\p{L}\p{M}'’-]{1,30}(?:[ \t]\p{Lu}[\p{L}\p{M}'’.-]{0,30}){0,2})(?=\s{0,20}$|\n)/gu,
    write: afterLead("name"),
  },
  {
    hint: /^\s{0,5}(?:hi|hello|hey|hallo|dear|good|guten|moin|servus|bonjour|hola)/i,
    pattern:
      /(^\s{0,5}(?:[Hh]i|[Hh]ello|[Hh]ey|[Hh]allo|[Dd]ear \p{L}{2,12}|[Gg]ood (?:morning|afternoon|evening|day)|[Gg]uten (?:[Tt]ag|[Mm]orgen|[Aa]bend)|[Mm]oin|[Ss]ervus|[Bb]onjour|[Hh]ola)(?: (?:there|all|everyone|team|guys|zusammen))?[,.!-]{0,3}\s{1,3}(?:[Mm]y name is|[Tt]his is|[Ii]t's|I am|[Ii]'?m|[Hh]ier (?:ist|spricht)|[Ii]ch bin|[Jj]e suis|[Ss]oy) )((?:\p{Lu}[\p{Ll}'’-]{1,20} \p{Lu}[\p{L}'’-]{1,20})|\p{Lu}\p{Ll}{1,20}(?=[.,] |[.,]?$| here\b| and (?:I|my|i)\b| from \p{Lu}))/gu,
    write: callerAfter,
  },
  // "LG Anna", "Thanks, John Smith": a word that may be something else needs more around it.
  {
    hint: /\b(?:LG|VG|MfG|[Tt]hanks|[Tt]hank you)/,
    pattern:
      /((?:^|\n|[.!?] )[ \t]{0,4}(?:(?:LG|VG|MfG)[,.]?\s{1,3}(?=\p{Lu}\p{Ll}{1,20}(?: \p{Lu}\p{Ll}{1,20})?\s{0,9}$)|(?:[Tt]hanks|[Tt]hank you)(?:,\s{1,3}|\s{0,3}\n\s{0,3})(?=\p{Lu}\p{Ll}{1,20} \p{Lu}\p{Ll}{1,20}\s{0,9}$)(?!\p{L}{1,20} (?:Team|Support|Guys|Work|Job|App)\b)))(\p{Lu}\p{Ll}{1,20}(?: \p{Lu}\p{Ll}{1,20})?)/gu,
    write: afterLead("name"),
  },
  {
    hint: /discord|insta|telegram|snap|skype|steam|psn|xbox|twitter/i,
    pattern:
      /(\b(?:my|mein) (?:discord|insta(?:gram)?|telegram|snap(?:chat)?|skype|steam|twitter|psn|xbox)(?: name| id| tag| handle)? (?:is|ist) )(?=[\p{L}.-]{0,39}[\d_])([\p{L}\p{N}_.-]{3,40})/giu,
    write: afterLead("handle"),
  },
];
