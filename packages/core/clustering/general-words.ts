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
    verbesserung leute danke hoffe hoffentlich seit endlich ewig einzeln mega sehr kaum dauernd ständig nirgends
    angeblich einmal jedes letzten letzte nächste vorher danach zwei drei erste`,
  fr: `adore aime génial super bien bon bonne meilleur meilleure excellent parfait nul mauvais mauvaise horrible
    déteste dommage déçu étoile étoiles avis recommande vraiment beaucoup moins jamais rien pourquoi comment
    maintenant toujours souvent nouveau nouvelle ancien ans année mois jour jours temps fois application appli
    produit utilise utiliser marche fonctionne essayé désinstallé téléphone problème problèmes corriger pas aucun aucune
    personne manque seul seule chaque peu plusieurs trois demain semaine semaines jours matin soir heure heures
    depuis sinon sans arrêt serait géniale agréable pénible insupportable horrible bof
    difficile vrai vraie faux fausse dernier dernière`,
  es: `encanta amo genial bueno buena buenos bien mejor excelente perfecto perfecta malo mala peor horrible odio lástima
    decepcionado estrella estrellas reseña recomiendo realmente mucho mucha muchos más menos nunca nada porque ahora
    siempre nuevo nueva viejo año años mes meses día días tiempo vez veces aplicación app producto uso usar usando
    funciona sirve desinstalé teléfono celular problema problemas arreglen no nadie hoy ayer semana semanas hora horas
    primer primera último última pequeño difícil mal pésima pésimo horrible fatal dos tres
    personas usuario usuarios jamás después antes`,
  it: `adoro amo bello bella buono buona bene meglio migliore ottimo ottima perfetto perfetta pessimo brutto peggio odio
    peccato deluso stella stelle recensione consiglio davvero molto tanto più meno mai niente perché adesso ora sempre
    nuovo nuova vecchio anno anni mese mesi giorno giorni tempo volta volte applicazione app prodotto uso usare usando
    funziona disinstallato telefono problema problemi non nessuno oggi settimana settimane ora ore primo prima
    piccolo difficile persone utente utenti troppo troppa troppe troppi poco`,
  pt: `adoro amo bom boa bem melhor ótimo ótima excelente perfeito perfeita ruim péssimo pior odeio pena decepcionado
    estrela estrelas avaliação recomendo realmente muito muita mais menos nunca nada porque agora sempre novo nova velho
    ano anos mês meses dia dias tempo vez vezes aplicativo app produto uso usar usando funciona desinstalei telefone
    celular problema problemas não ninguém hoje ontem semana semanas hora horas primeiro primeira último
    pequeno difícil pessoa pessoas usuário toda todo sozinho depois antes`,
  nl: `geweldig goed goede mooi beter beste perfect fijn leuk slecht slechte slechter vreselijk haat stom
    jammer teleurgesteld ster sterren beoordeling aanrader echt veel meer minder nooit niets waarom hoe nu altijd vaak
    nieuw nieuwe oud oude jaar jaren maand maanden dag dagen tijd keer app applicatie product gebruik gebruiken werkt
    geprobeerd verwijderd telefoon probleem problemen niet geen niemand vandaag gisteren week weken uur eerste laatste
    vorige klein groot makkelijk moeilijk mensen gebruiker steeds opnieuw irritant lukt`,
  pl: `kocham lubię super świetna świetny dobra dobre dobry dobrze lepsza lepszy najlepsza zły zła źle gorsza strasznie
    okropna okropny fatalna nienawidzę szkoda gwiazdka gwiazdki gwiazdek opinia polecam naprawdę dużo mniej więcej nigdy
    nie dlaczego teraz zawsze często nowa nowy stara stary rok lat miesiąc miesiące dzień dni czas raz razy
    aplikacja aplikacje aplikacji produkt używam używać działa odinstalowałem telefon problem problemy poprawcie brak
    ostatnia ostatniej`,
  ja: `アプ プリ 機能 対応 追加 最新 新版 更新 毎回 今日 昨日 最近 時間 何度 全然 本当 当に 最高 最悪 便利 不便 残念 素晴 好き
    嫌い 使い 使え 使っ 方法 問題 改善 修正 直し 早く 一番 多す すぎ ぎる 星五 評価 希望 面倒`,
  zh: `功能 支持 增加 更新 更后 新后 一直 每次 经常 太严 严重 不了 无法 不能 需要 问题 软件 应用 时候 非常 很好 喜欢 垃圾 差评
    好评 五星 一星 以前 现在 解决 修复 建议 版本`,
  ko: `너무 계속 자꾸 때문 추가 기능 업데 데이 이트 지원 정말 최고 최악 나빠 별로 별점 문제 수정 개선 사용 많이
    언제 빨리 부탁 필요`,
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
