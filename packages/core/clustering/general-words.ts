import type { Language } from "../language.ts";
import { onFirstUse } from "../lazily.ts";
import { stem } from "../stem.ts";
import { hash } from "./wordings.ts";

/**
 * Words that go with any subject and are none: verdicts, stars, pleading, how much and how often, who speaks, what it
 * is that everybody has in hand, and what people do with anything (use it, try it, throw it out). Two who both say
 * them need not speak of the same.
 */
const general: Partial<Record<Language, string>> = {
  en: `love loves loved loving luv lovely great good gud nice nicely best better awesome amazing excellent perfect
    perfectly wonderful fantastic cool like likes liked enjoy enjoyed enjoying brilliant superb fabulous fun happy glad
    favorite favourite super beautiful decent alright fine impressed impressive incredible interesting special
    wow bad badly worst worse terrible terribly horrible awful hate hated hates suck sucks sucked stupid crap rubbish
    useless garbage trash ridiculous pathetic poor poorly annoying annoyed disappointed disappointing sad shame wonder
    star stars rate rating rated review reviews five recommend recommended highly deserve give gave lol omg
    pls plz plzz plzzz please asap kindly soon hope hopefully guys guy sir u ur im ive dont cant wont doesnt didnt isnt
    not no never nothing none what why how when where who which while since again still yet already now today always
    ever often sometimes usually forever everyone everybody anyone anybody people person user users lot lots much many
    more most less little bit all every everything else other others another same even only especially absolutely
    totally definitely truly simply actually honestly seriously pretty quite rather enough almost probably maybe though
    although however because about after before up down out off over back again both each few several well new old
    far long first last next one two time times day days week weeks month months year years life
    app apps application applications program programs product software stuff way fact
    use used uses using does job try tried trying do done doing keep keeps put come comes came
    happen happens happened made make mean means seem seems feel feels felt 
    uninstall uninstalled uninstalling reinstall reinstalled reinstalling device phone 
    fix fixed fixing problem problems issue issues improve improvement improvements thing things`,
  de: `liebe liebt toll gut gute guter gutes besser beste bester super klasse spitze perfekt genial schön wunderbar
    fantastisch prima nett cool mag gefällt zufrieden begeistert schlecht schlechte schlechter schlimm schlimmer
    furchtbar schrecklich mies hasse blöd dumm nutzlos unbrauchbar schrott müll nervt nervig ärgerlich enttäuscht
    enttäuschend schade leider stern sterne bewertung bewerten empfehlen empfehlung empfehlenswert absolut total völlig
    wirklich ziemlich ganz viel viele mehr meist meisten wenig weniger nicht kein keine nie niemals nichts niemand warum
    wieso wann wo wer welche was jetzt heute gestern oft manchmal lange lang länger neu neue neuer neuen alt alte alten
    jahr jahre jahren monat monate woche wochen tag tage tagen zeit mal app apps anwendung programm software produkt
    ding dinge sache nutze nutzen nutzer benutze benutzen verwende verwenden funktioniert funktionieren geht versucht
    probiert deinstalliert deinstallieren handy problem probleme fehler bug beheben verbessern
    verbesserung leute danke hoffe hoffentlich`,
  fr: `adore aime génial super bien bon bonne meilleur meilleure excellent parfait nul mauvais mauvaise horrible
    déteste dommage déçu étoile étoiles avis recommande vraiment beaucoup moins jamais rien pourquoi comment
    maintenant toujours souvent nouveau nouvelle ancien ans année mois jour jours temps fois application appli
    produit utilise utiliser marche fonctionne essayé désinstallé téléphone problème problèmes corriger`,
  es: `encanta amo genial bueno buena buenos bien mejor excelente perfecto perfecta malo mala peor horrible odio lástima
    decepcionado estrella estrellas reseña recomiendo realmente mucho mucha muchos más menos nunca nada porque ahora
    siempre nuevo nueva viejo año años mes meses día días tiempo vez veces aplicación app producto uso usar usando
    funciona sirve desinstalé teléfono celular problema problemas arreglen no`,
  it: `adoro amo bello bella buono buona bene meglio migliore ottimo ottima perfetto perfetta pessimo brutto peggio odio
    peccato deluso stella stelle recensione consiglio davvero molto tanto più meno mai niente perché adesso ora sempre
    nuovo nuova vecchio anno anni mese mesi giorno giorni tempo volta volte applicazione app prodotto uso usare usando
    funziona disinstallato telefono problema problemi non`,
  pt: `adoro amo bom boa bem melhor ótimo ótima excelente perfeito perfeita ruim péssimo pior odeio pena decepcionado
    estrela estrelas avaliação recomendo realmente muito muita mais menos nunca nada porque agora sempre novo nova velho
    ano anos mês meses dia dias tempo vez vezes aplicativo app produto uso usar usando funciona desinstalei telefone
    celular problema problemas não`,
  nl: `geweldig goed goede mooi beter beste perfect fijn leuk slecht slechte slechter vreselijk haat stom
    jammer teleurgesteld ster sterren beoordeling aanrader echt veel meer minder nooit niets waarom hoe nu altijd vaak
    nieuw nieuwe oud oude jaar jaren maand maanden dag dagen tijd keer app applicatie product gebruik gebruiken werkt
    geprobeerd verwijderd telefoon probleem problemen niet geen`,
};

/** When forming themes anew first asks: stemming the words of all languages is no part of a start. */
const keys = onFirstUse(
  () =>
    new Set(
      Object.entries(general).flatMap(([language, words]) =>
        words.split(/\s+/).map((word) => hash(stem(word, language as Language))),
      ),
    ),
);

/** Whether a term, by its key (`featuresOf`), is a word that is no subject. */
export function isGeneral(key: number): boolean {
  return keys().has(key);
}
