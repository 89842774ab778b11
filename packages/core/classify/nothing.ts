/** Alone, these say nothing that could be answered or built. */
const fillers = words(`
  ok okay okey k kk yes yep yeah ya no nope nah hm hmm hmmm mm uh um lol haha hahaha rofl xd test testing tests tester
  asdf asdfgh qwerty qwertz lorem ipsum foo bar baz blah bla bump up first following follow subscribed same here me too
  also this that it idk dunno nothing none null na n/a nil nvm nevermind whatever anything something stuff things hey
  sure right true agreed agree exactly indeed plus one what why who huh eh so and the a an i you to of is see above
  title subject feedback comment message hello world yup ditto word words more
  ja nein jo nö naja hä äh genau stimmt dito nix nichts egal weiß keine ahnung dem und der die das ich auch hier mir
  si sí oui non nada rien`);

/** Greetings, thanks and small talk. */
const social = words(`
  hi hello hey hiya howdy greetings welcome everyone everybody all folks guys team friends community people there morning
  good afternoon evening night day bye goodbye cheers thanks thank thx ty tysm you u very much many so a lot again
  in advance for your the help support reply answer response quick fast everything assistance appreciate appreciated it
  that really new here just joined joining i i'm im am am my name is [name] from member to this forum glad happy be nice
  meet meeting pleased see birthday congratulations congrats merry christmas year years happy easter holidays weekend
  have great welcome back everyone's regards best kind wishes love sorry no problem you're youre
  hallo moin servus grüß gott guten morgen tag abend nacht leute zusammen alle liebe grüße gruß viele danke vielen dank
  schön schöne für die den das euch ihr eure hilfe antwort schnelle tschüss willkommen ich bin neu hier freue mich
  frohe weihnachten ostern alles gute zum geburtstag glückwunsch herzlichen nochmals nochmal bis bald
  hola buenos días buenas tardes gracias muchas por favor saludos bonjour salut bonsoir merci beaucoup à tous coucou
  ciao grazie mille obrigado obrigada olá bom boa dia tarde noite noches buon giorno
  mein name ist heiße aus me llamo je m'appelle dabei mitglied neues and und
  ありがとう ありがとうございます こんにちは はじめまして よろしくお願いします 谢谢 你好 감사합니다 안녕하세요`);
/** At least one of these must be there for a text to be small talk. */
const greeting =
  /(?<![\p{L}])(?:hi|hello|hey|hiya|howdy|greetings|welcome|good (?:morning|afternoon|evening|night|day)|bye|goodbye|cheers|thanks|thank you|thank|thx|ty|tysm|nice to meet|new here|congrat\p{L}{1,12}|happy (?:birthday|new year|easter|holidays|weekend)|merry christmas|regards|sorry|no problem|appreciate|appreciated|just joined|hallo|moin|servus|grüße?|guten (?:morgen|tag|abend)|danke|vielen dank|tschüss|willkommen|neu hier|frohe|glückwunsch|hola|gracias|saludos|bonjour|salut|merci|ciao|grazie|obrigad[oa]|olá|buen[oa]s|bom dia|boa (?:tarde|noite)|buon giorno|ありがとう|ありがとうございます|こんにちは|はじめまして|よろしくお願いします|谢谢|你好|감사합니다|안녕하세요)(?!\p{L})/iu;
/** What people are called and where they are from; only a name has a capital there. */
const named =
  /(?<!\p{L})((?:[Mm]y name is|[Mm]ein [Nn]ame ist|[Ii]ch heiße|[Mm]e llamo|[Jj]e m'appelle|from|aus)) \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?/gu;
const introduction =
  /^(?:(?:i'?m|i am|ich bin) (?:new|neu)|new (?:here|to|member)|just joined|neu (?:hier|dabei)|neues mitglied|my name is|mein name ist|ich heiße|me llamo|je m'appelle|i'?m \[name\])(?!\p{L})/iu;
/** "No reply", "no help": only "no problem" is small talk. */
const lacking = /\bno (?!problem)/iu;

/** Keys struck at random: a long run without a vowel, or the same few letters over and over. */
const mash = /^(?:[bcdfghjklmnpqrstvwxz]{7,}|(.{1,3})\1{3,})$/iu;

const word = /\[name\]|[\p{L}\p{N}][\p{L}\p{N}\p{M}'/]*/gu;

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

/** Why a text says nothing at all; praise is judged elsewhere. */
export function saysNothing(text: string): "empty" | "too short" | "social" | undefined {
  const bare = text.replace(/\[(?:email|phone|card|account|number|link|key|handle)\]/g, " ").replaceAll("’", "'");
  const tokens = bare.toLowerCase().match(word) ?? [];
  if (tokens.length === 0) return bare.trim() === "" ? "empty" : "too short";
  if (tokens.every((token) => fillers.has(token) || /^\d+$/.test(token) || /^[a-z]$/.test(token) || mash.test(token))) {
    return social.has(tokens[0] ?? "") && greeting.test(bare) ? "social" : "too short";
  }
  if (tokens.length > 40 || /[?？]/.test(bare)) return undefined;
  if (lacking.test(bare)) return undefined;
  const unnamed = bare.replace(named, "$1").toLowerCase().match(word) ?? [];
  const smallTalk = unnamed.every((token) => social.has(token));
  return smallTalk && (greeting.test(bare) || introduction.test(bare.trim())) ? "social" : undefined;
}
