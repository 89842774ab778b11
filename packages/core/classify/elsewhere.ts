/**
 * What gives away what a sentence wants, in outline, beside English and German: alternatives that stand as words of
 * their own (`anyOf`). With accents or, where many leave them out, without.
 */
export const elsewhere = {
  bug: [
    `(?:ne |n')?(?:(?:me|se|m'|s') ?)?(?:répond|marche|fonctionne|affiche|ouvre|charge|lance|synchronise|reçois|démarre|connecte|envoie|arrive)\\p{L}{0,3} (?:pas|plus)(?! mal)|(?:se ferme|se coupe|s'éteint) (?:toute? seule?|sans arrêt|tout le temps)|réponds? (?:pas|plus)|impossible d'\\p{L}+|écran (?:\\p{L}{2,8} )?(?:noir|blanc|figé)`,
    "no (?:me |se |nos )?(?:llega|llegan|reconoce|sincroniza|actualiza|conecta|detecta|encuentra|aplica|envía|envían)|no puedo (?!vivir|esperar|quejarme)|(?:queda|pantalla) (?:\\p{L}{2,8} )?(?:en blanco|en negro|negra|blanca)",
    "n[aã]o (?:funciona|abre|carrega|consigo|aparece|atualiza|sincroniza|recebo|chega|conecta|encontra|entra)|não responde|(?:fecha|desliga) sozinho|travou|tela (?:\\p{L}{2,8} )?(?:preta|branca)",
    "non (?:arriva|arrivano|ricevo|si carica|si connette|sincronizza|risponde|va più)|non si \\p{L}{4,14}no|(?:schermo|schermata) (?:\\p{L}{2,8} )?(?:ner[oa]|bianc[oa])",
    "crasht|loopt (?:steeds |altijd )?vast|vastgelopen|sluit (?:vanzelf|steeds) (?:af)?|(?:zwart|wit) scherm|foutmelding|(?:werkt|werken|lukt|laadt|opent|start) (?:\\p{L}{2,10} ){0,2}niet|niet (?:meer )?(?:inloggen|openen|downloaden|laden)|(?:kan|krijg) (?:ik )?(?:\\p{L}{2,10} ){0,2}(?:niet|geen) (?!klagen|genoeg)",
    "zawiesza|zacina|wywala|(?:wyłącza|zamyka) się|się (?:sama |sam )?zamyka|nie \\p{L}{2,14}ją(?: się)?|się nie (?:ładuj\\p{L}{1,2}|otwiera\\p{L}{0,2})|bł[aą]d|błędy|nie (?:działa|dziala|działają|mogę(?! się doczekać)|moge|ładuje|laduje|otwiera|przychodzi|przychodzą|dostaję|wyświetla|łączy)",
  ].join("|"),
  request: [
    "(?<=^\\P{L}*)pouvoir \\p{L}{2,14}(?:er|ir|re)|permett(?:ez|re) (?:de|aux?)|rendre possible",
    "(?:permitan|dejen|pongan|quiero (?:poder|que))",
    "(?:coloquem|deixem|permitam|quero (?:poder|que)|queria (?:poder|que))",
    "graag|zou (?:\\p{L}{2,10} ){0,2}(?:fijn|mooi|leuk|handig|top|goed|geweldig) zijn|toevoegen|ontbreekt",
    "proszę (?:o|dodać|dodajcie|zrób\\p{L}*)|przydał(?:by|aby|oby)|chciał(?:bym|abym)|brakuje|dodajcie",
  ].join("|"),
  praise: [
    "parfaitement|recommande|très pratique|recomiendo|maravilla|recomendo|tudo perfeito|benissimo|complimenti|consigliata",
    "geweldige?|fijne? app|prima|aanrader|goede app|świetn[aye]|dobra aplikacja|polecam|rewelacja|rewelacyjn[aye]",
  ].join("|"),
  complaint: [
    "trop de|insupportables?|demasiad[oa]s?|muy (?:car[oa]|lent[oa])|cheio de|pien[oa] di|tropp[ae] pubblicità",
    "(?:veel )?te (?:duur|veel|traag|langzaam|klein|weinig)|irritant|slechte?|vreselijk",
    "za (?:dużo|duzo|drog\\p{L}{1,2}|wolno|mało)|woln[aye]|dramat|beznadziejn[aye]|fataln[aye]",
  ].join("|"),
  /** Trouble that is said not to be there. */
  praisedAbsence: [
    "(?:stürzt|hängt|ruckelt) (?:\\p{L}{1,10} ){0,2}(?:nie|niemals)(?: ab)?|(?:ohne|kein\\p{L}{0,2}|nie) (?:auch nur )?(?:(?:einen|eine|ein|einzige[nrs]?) ){1,2}(?:absturz|fehler|problem|aussetzer)",
    "(?:aucune?|jamais|pas|sans) (?:(?:un|une|eu|de|d'|le moindre|la moindre) ?){0,3}(?:bugs?|erreurs?|problèmes?|plantages?|soucis?)|(?:ne (?:plante|bugue|rame) jamais|rien ne (?:plante|bugue|rame))",
    "(?:nunca|jamás) (?:me |se )?(?:falla|cierra|cuelga|bloquea|congela)|(?:sin|ning[uú]n) (?:ning[uú]n )?(?:errores|error|problemas?|fallos?)",
    "nunca (?:me |se )?(?:trava|travou|falha|falhou|fecha)|(?:sem|nenhum) (?:nenhum )?(?:erros?|problemas?|bugs?|travamentos?)",
    "(?:mai|nessun|senza) (?:(?:un|avuto|alcun) ){0,2}(?:errore|errori|problemi|problema|bug|crash)|non si (?:blocca|chiude) mai",
    "(?:nooit|geen|zonder) (?:\\p{L}{2,10} )?(?:problemen|fouten|crashes|storingen)(?: mee)?|(?:crasht|hapert) nooit|loopt nooit vast",
    "(?:bez|żadnych|zero) (?:problemów|problemow|błędów|bledow)|nigdy (?:mi )?(?:się |sie )?nie (?:zawiesza|zacina|wyłącza|wywala)",
  ].join("|"),
};

/** Scripts without spaces have no words to stand apart. */
export const praisedAbsenceUnspaced =
  /(?:エラー|不具合|バグ)(?:も|は|が)?(?:全く|まったく)?(?:なく|なし|ない|ありません)|(?:从不|从来不|不会|没有)(?:闪退|崩溃|卡住|错误)|오류(?:도|가)? ?없/gu;
