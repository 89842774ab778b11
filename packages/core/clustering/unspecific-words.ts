import type { Language } from "../language.ts";

/**
 * Numbers as people say them on the phone ("zero six six nine"): they tell one caller from another and nothing about
 * the need. Compounds of German and Dutch ("fünfundzwanzig") are told by their ends.
 */
const spoken: Partial<Record<Language, ReadonlySet<string>>> = {
  en: list(`zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand
    thousands million first second third fourth fifth sixth seventh eighth ninth tenth twentieth thirtieth`),
  de: list(`null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn
    siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend million`),
  fr: list(`zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente
    quarante cinquante soixante septante nonante cent cents mille million`),
  es: list(`cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
    dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil millón`),
  it: list(`zero due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici
    diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento mille`),
  pt: list(`zero dois duas três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete
    dezoito dezenove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem cento mil milhão`),
  nl: list(`nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien
    zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend`),
};

/** Words of wishing, asking and supposing, which go with any need: "I want to know if someone could help me get …". */
const asking: Partial<Record<Language, ReadonlySet<string>>> = {
  en: list(`need needs needed want wants wanted wish know tell like get gets getting go got going make makes thing things
    something anything someone way try trying tried really actually see say think give take let look looking help able
    possible`),
  de: list(`brauche brauchen wünsche wünschen wissen weiß sagen machen mache macht gehen geht sache dinge etwas jemand
    versuche versuchen wirklich eigentlich sehen denke finde geben nehmen lassen lässt hilfe helfen möglich unmöglich
    gern gerne wäre mehr heute gestern gibt bekomme bekommen kommt kommen fehlt fehlen`),
  fr: list(`besoin souhaite souhaiterais voudrait savoir dire aller va vais chose choses quelque quelqu essayer essaie
    vraiment voir pense donner prendre laisser aide aider possible impossible aimerait faut dit dis met mettre rend
    rendre arrive arriver arrivé reçois reçu laisse demande aujourd hui hier`),
  es: list(`necesito necesita necesitamos deseo saber decir dice ir va voy cosa cosas alguien intentar intento
    realmente ver veo creo dar tomar dejar ayuda ayudar posible imposible gustaria dice dicen da dan deja dejan dejen
    sigo sigue siguen pone poner puse hice hizo sale salió quedar nadie hoy ayer`),
  it: list(`bisogno desidero sapere dire andare va vado cosa cose qualcosa qualcuno provare provo davvero vedere vedo
    penso dare prendere lasciare aiuto aiutare possibile impossibile piacerebbe dice dicono mette manca riuscire oggi ieri`),
  pt: list(`preciso precisa desejo saber dizer ir vai vou coisa coisas alguém tentar tento realmente ver vejo acho dar
    tomar deixar ajuda ajudar possível impossível diz dizem deixa fica conseguir aparece hoje ontem`),
  nl: list(`nodig wens weten zeggen gaan gaat ding dingen iemand probeer proberen echt eigenlijk zien zie denk geven
    nemen laten hulp helpen mogelijk onmogelijk krijg krijgen komt komen lukken meer vandaag gisteren`),
  pl: list(`potrzebuję potrzebuje chciał wiedzieć powiedzieć robić zrobić iść coś ktoś próbuję próbować naprawdę widzieć
    widzę myślę dać daje wziąć pomoc pomóc możliwe możliwości dostaję dzisiaj wczoraj`),
};

const compound =
  /^(ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und\p{L}+(zig|ßig)$|^(een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n\p{L}+tig$/u;

/** Whether a word (lower case) goes with any need. */
export function isAskingWord(word: string, language: Language): boolean {
  return asking[language]?.has(word) ?? false;
}

/** Whether a word (lower case) is a spoken number. Written digits are none: versions and error codes say much. */
export function isNumberWord(word: string, language: Language): boolean {
  if (spoken[language]?.has(word)) return true;
  return (language === "de" || language === "nl") && compound.test(word);
}

function list(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
