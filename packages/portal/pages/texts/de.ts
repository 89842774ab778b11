import type { DeliveryState } from "@earshot/core/outbox.ts";
import type { Sort, Status } from "@earshot/core/theme.ts";
import type { Texts } from "./en.ts";
import { phrasing } from "./phrasing.ts";

const { plural, ...writing } = phrasing("de");

const status: Record<Status, string> = {
  open: "Offen",
  under_review: "In Prüfung",
  planned: "Geplant",
  in_progress: "In Arbeit",
  shipped: "Fertig",
  declined: "Abgelehnt",
  merged: "Zusammengelegt",
};
const sort: Record<Sort, string> = { trending: "Im Gespräch", top: "Meiste Leute", new: "Neu", rising: "Im Kommen" };
const order: Record<Sort, string> = {
  trending: "Geordnet danach, wie viele verschiedene Leute es angeht und wie kürzlich sie es gesagt haben.",
  top: "Geordnet danach, wie viele verschiedene Leute dahinterstehen.",
  new: "Was zuletzt zum ersten Mal gesagt wurde, steht vorn.",
  rising: "Geordnet danach, wie viel schneller Leute dazukommen als früher.",
};
const sources: Record<string, { many: string; one: string }> = {
  portal: { many: "hier", one: "hier" },
  discourse: { many: "Forum", one: "Forum" },
  zendesk: { many: "Support-Tickets", one: "Ticket" },
  event: { many: "Veranstaltungen", one: "Veranstaltung" },
  phone: { many: "Telefon", one: "Telefon" },
  api: { many: "aus anderen Systemen", one: "aus einem anderen System" },
  csv: { many: "eingelesene Listen", one: "eingelesene Liste" },
  tsv: { many: "eingelesene Listen", one: "eingelesene Liste" },
  jsonl: { many: "eingelesene Listen", one: "eingelesene Liste" },
};
const state: Record<DeliveryState, string> = {
  waiting: "wartet",
  sent: "gesendet",
  dry_run: "Probelauf: würde gesendet",
  parked: "abgestellt",
  superseded: "ausgelassen: eine spätere sagt alles",
};

const people = (n: number) => plural(n, { one: "# Person", other: "# Leute" });
const peopleStand = (n: number) => plural(n, { one: "# Person steht", other: "# Leute stehen" });

/** Everything the pages say, in German. */
export const de: Texts = {
  ...writing,
  code: "de",
  name: "Deutsch",
  status,
  sort,
  order,
  source: (name) => sources[name] ?? { many: name, one: name },
  people,
  peopleUnit: (n) => plural(n, { one: "Person", other: "Leute" }),

  skip: "Zum Inhalt",
  mainNavigation: "Hauptmenü",
  ideas: "Ideen",
  eachOnce: "Jede Person zählt einmal, wie oft und wo immer sie sprach. Support-Tickets zählen und werden nie gezeigt.",

  board: {
    leads: (n) => `„{title}“ führt: ${peopleStand(n)} dahinter.`,
    leadsSelection: (n) => `„{title}“ führt in dieser Auswahl: ${peopleStand(n)} dahinter.`,
    newest: (n) => `Am neuesten ist „{title}“, mit ${plural(n, { one: "# Person", other: "# Leuten" })} dahinter.`,
    risesFastest: (n) =>
      plural(n, {
        one: "„{title}“ steigt am schnellsten: # neue Person in zwei Wochen.",
        other: "„{title}“ steigt am schnellsten: # neue Leute in zwei Wochen.",
      }),
    furtherDown: (n) => `Weiter unten: ${peopleStand(n)} hinter „{title}“.`,
    listHeading: (name) => `Ideen: ${name}`,
    order: "Reihenfolge",
    filter: "Auswahl",
    area: "Bereich",
    allAreas: "Alle Bereiche",
    statusLabel: "Stand",
    anyStatus: "Jeder Stand",
    show: "Zeigen",
    workingTitle: "Arbeitstitel",
    kindLabel: "Art",
    anyKind: "Jede Art",
    kinds: { request: "Wünsche", bug: "Fehler", question: "Fragen", complaint: "Beschwerden", praise: "Lob" },
    words: "Worte darin",
    likeHeading: (n) => plural(n, { one: "# Idee ist wie „{title}“.", other: "# Ideen sind wie „{title}“." }),
    likeOrder: "Das Ähnlichste zuerst",
    unlikeHeading: "Um „{title}“ hat noch niemand gebeten.",
    unlikeText:
      "Sag es mit eigenen Worten, dann bist du die erste Stimme. Oder versuch andere Worte: Ideen werden nach ihrem Sinn gefunden.",
    unlikeAct: "Darum bitten",
    sparseHeading: "Von diesen Ideen passt keine",
    sparseText: "Weiter unten in der Liste stehen mehr.",
    lookOn: "Weiter unten suchen",
    weeksTitle: "Neue Leute pro Woche, letzte zwölf Wochen",
    inTwoWeeks: (n) => plural(n, { other: "+# in zwei Wochen" }),
    settled: "erledigt",
    quiet: "seit zwei Wochen still",
    ofThese: (n) => plural(n, { one: "Zu dieser Idee", other: "Von diesen # Ideen" }),
    gained: "mit neuen Leuten in den letzten zwei Wochen",
    considered: "in Prüfung, geplant oder in Arbeit",
    done: "fertig",
    shown: (n) => plural(n, { one: "# Idee", other: "# Ideen" }),
    firstShown: (n) => plural(n, { one: "Die erste Idee", other: "Die ersten # Ideen" }),
    next: (n) => plural(n, { one: "Die nächste", other: "Nächste #" }),
    toFirst: "Zurück zum Anfang",
    emptyHeading: "Noch hat niemand um etwas gebeten",
    emptyText: "Sobald es jemand tut, wo immer wir zuhören, steht es hier.",
    emptySelectionHeading: "Hier passt nichts",
    emptySelectionText:
      "In anderen Bereichen oder mit anderem Stand ist vielleicht zu finden, was diese Auswahl auslässt.",
    showAll: "Alle Ideen zeigen",
    endHeading: "Das waren alle",
    endText: "Weiter unten in dieser Liste steht nichts mehr.",
  },

  theme: {
    allIdeas: "Alle Ideen",
    workingTitle: "Ein Arbeitstitel, genommen aus dem, was Leute schrieben.",
    since: (date) => `seit ${date}.`,
    standBehind: (n, recent) =>
      `${plural(n, { one: "steht dahinter", other: "stehen dahinter" })}${recent === 0 ? ", niemand Neues in den letzten zwei Wochen." : recent === n ? ", alle seit zwei Wochen." : `, ${writing.number(recent)} davon aus den letzten zwei Wochen.`}`,
    nobodyBehind: "Zurzeit steht niemand dahinter.",
    firstHeard: (date) => `Zuerst gehört am ${date}.`,
    answer: "Unsere Antwort",
    decide: "Darüber entscheiden",
    workaround: "Was bis dahin hilft",
    whatPeopleSay: "Was Leute sagen",
    howItGrew: "Wie es gewachsen ist",
    growth: (recent, before) =>
      recent > 0
        ? `${plural(recent, { one: "# Person kam", other: "# Leute kamen" })} in den letzten vier Wochen dazu, ${writing.number(before)} in den vier Wochen davor.`
        : before > 0
          ? `Niemand Neues in den letzten vier Wochen, ${writing.number(before)} in den vier Wochen davor.`
          : "Niemand Neues in den letzten acht Wochen.",
    chartTitle: "Neue Leute pro Woche über 26 Wochen, mit Änderungen des Stands",
    chartText: (figures, changes) => `${figures}.${changes.map((change) => ` ${change}.`).join("")}`,
    change: (name, date) => `${name} seit ${date}`,
    weekOf: (date) => `Woche vom ${date}`,
    thisWeek: (n) => `diese Woche: ${writing.number(n)}`,
    recently: "Zuletzt gehört",
    earlier: "Früher gehört",
    nothingPublic: "Was dazu gesagt wurde, wurde vertraulich gesagt.",
    privately: (n) =>
      plural(n, {
        one: "# vertrauliche Nachricht, etwa ein Support-Ticket, zählt und bleibt vertraulich.",
        other: "# vertrauliche Nachrichten, etwa Support-Tickets, zählen und bleiben vertraulich.",
      }),
    notQuoted: "Nicht wiedergegeben, weil es Menschen angreift. Es zählt wie jedes andere.",
    whereSaid: "wo es gesagt wurde",
    readOn: "Weiterlesen",
    cut: (n) => plural(n, { one: "# weiteres Zeichen fehlt hier.", other: "# weitere Zeichen fehlen hier." }),
    older: "Ältere",
    latest: "Zurück zu den neuesten",
    inNumbers: "In Zahlen",
    who: "Wer dahintersteht",
    voted: "hier gestimmt",
    said: "mit eigenen Worten gesagt",
    proxy: "vom Support für sie gestimmt",
    total: "Leute, jede Person einmal gezählt",
    where: "Wo sie es zuerst sagten",
    history: "Was daraus wurde",
    reference: (n) => `Zitat ${n}`,
  },

  vote: {
    idle: "Will ich auch",
    voted: "✓ Gezählt",
    said: "✓ Gesagt",
    saidHint: ": mit deinen Worten zählst du schon",
    addWords: "Worte dazu",
    guests: (n) => plural(n, { one: "und # Gast", other: "und # Gäste" }),
  },

  follow: {
    follow: "Folgen",
    following: "✓ Du folgst",
    unfollow: ": drücken, um aufzuhören",
  },

  roadmap: {
    title: "Fahrplan",
    heading: "Was wir dafür tun",
    onTheWay: (n) => plural(n, { one: "# Idee ist unterwegs.", other: "# Ideen sind unterwegs." }),
    lede: "Woran gearbeitet wird, was danach kommt und was zuletzt fertig wurde. Jede Zahl sind verschiedene Leute.",
    none: {
      in_progress: "Zurzeit wird an nichts gearbeitet.",
      planned: "Zurzeit ist nichts geplant.",
      shipped: "Noch ist nichts fertig geworden.",
    },
    since: (date) => `seit ${date}`,
    more: "Alle davon",
    considering: "Was geprüft wird",
    allShipped: "Änderungen: alles, was fertig oder abgelehnt ist",
  },

  changelog: {
    title: "Änderungen",
    heading: "Was aus euren Bitten wurde",
    lede: "Alles, was fertig wurde, und wogegen wir uns entschieden haben, mit dem Grund. Das Neueste zuerst.",
    follow: "Als Atom-Feed abonnieren",
    askedBy: (n) => plural(n, { one: "# Person bat darum.", other: "# Leute baten darum." }),
    release: (version) => `Version ${version}`,
    emptyHeading: "Noch ist nichts fertig oder abgelehnt",
    emptyText: "Sobald es so weit ist, steht es hier mit dem, was dazu gesagt wurde.",
    roadmap: "Zum Fahrplan",
    older: "Frühere",
    newest: "Zurück zum Neuesten",
    entry: { shipped: "Fertig: {title}", declined: "Abgelehnt: {title}" },
    asked: (n) => plural(n, { one: "# Person bat darum.", other: "# Leute baten darum." }),
  },

  mine: {
    title: "Meine Ideen",
    heading: (n) =>
      n === 0
        ? "Bei dem, wohinter du stehst, hat sich noch nichts geändert."
        : plural(n, {
            one: "Bei # deiner Ideen hat sich etwas getan.",
            other: "Bei # deiner Ideen hat sich etwas getan.",
          }),
    headingEmpty: "Du hast noch um nichts gebeten.",
    since: "Was geschehen ist",
    asked: "Worum du gebeten hast",
    voted: "Wofür du gestimmt hast",
    follows: "Wem du folgst",
    waits: "Wartet darauf, vom Team gelesen zu werden: Bis dahin siehst nur du es. Es zählt.",
    rejected: "Nicht veröffentlicht.",
    rejectedFor: (reason) => `Nicht veröffentlicht: ${reason}`,
    hidden: "Nur du und das Team sehen das.",
    ticket: "Vertraulich: Nur du und das Team sehen das.",
    apart: "Es steht bei keiner Idee: Wir haben darin keine Bitte gefunden.",
    notPublic: "Es zählt. Seine Idee ist nicht öffentlich.",
    toIdeas: "Alle Ideen ansehen",
    emptyText: "Worum du bittest, wofür du stimmst und wem du folgst, steht hier, mit dem, was daraus wird.",
    older: "Frühere",
    newest: "Zurück zum Neuesten",
    told: "Wenn wir bei einer davon antworten oder entscheiden, kommt eine Mail. Abschalten lässt sie sich bei „Du folgst“.",
    account: "Dein Konto",
    data: "Deine Daten: mitnehmen oder löschen",
  },

  unfollow: {
    heading: "Nichts mehr von dieser Idee hören?",
    text: "Zu „{title}“ kommen keine Mails mehr. Du zählst weiter mit.",
    act: "Ja, keine Mails mehr",
    doneHeading: "Erledigt: keine Mails mehr dazu.",
    done: "Von „{title}“ hörst du nichts mehr. Du zählst weiter mit. „Folgen“ auf ihrer Seite schaltet es wieder ein.",
    see: "Zur Idee",
  },

  followerMail: {
    stands: (name) => `„{title}“ hat einen neuen Stand: ${name}.`,
    answered: "Wir haben zu „{title}“ geantwortet.",
    answerSubject: "Beantwortet: {title}",
    writes: (name) => `${name} schreibt:`,
    why: "Du bekommst das, weil du darum gebeten, dafür gestimmt hast oder ihm folgst. Zu jeder Antwort und jedem neuen Stand kommt eine Mail.",
    stop: "Um von dieser Idee nichts mehr zu hören:",
  },

  embed: {
    field: "Was fehlt dir?",
    act: "Suchen oder bitten",
    hint: "Öffnet einen neuen Tab.",
    close: "Schließen",
  },

  too: {
    heading: "Das habe ich auch",
    words: "Mit eigenen Worten",
    wordsHint: "wenn du magst: was war beim letzten Mal?",
    emailHint: "damit du hörst, was daraus wird; niemand sieht sie",
    act: "Zähl mich mit",
    once: "Du bleibst eine Stimme, wie oft du auch schreibst.",
  },

  ask: {
    nav: "Um etwas bitten",
    heading: "Was fehlt dir?",
    lede: "Ein Satz genügt. Sag, was du tun wolltest, und wir finden, wer das auch will.",
    find: "Suchen oder bitten",
    hint: "Bitten andere schon darum, kommst du dazu. Wenn nicht, bist du die erste Stimme.",
    body: "Was brauchst du?",
    kept: "Nichts geht verloren, wenn du dich unterwegs anmeldest.",
    keptHere: "Bleibt beim Schreiben auf diesem Gerät. Nichts geht verloren, wenn du gehst oder dich anmeldest.",
    matches: (n) =>
      plural(n, {
        one: "Darum wird schon gebeten: Ist es das?",
        other: "Darum wird schon gebeten: Ist es eines dieser #?",
      }),
    noMatches: "Hier hat noch niemand darum gebeten.",
    goAlong: "Deine Worte kommen mit: Sie stehen dann bei der Idee.",
    title: "In wenigen Worten",
    optional: "freiwillig",
    guess: (name) => `${name} (vermutlich)`,
    weGuess: "Für mich finden",
    send: "Als neue Idee senden",
    sendWithForum: "Mit dem Forum-Konto senden",
    wrong: {
      empty: "Hier steht noch nichts. Ein Satz genügt.",
      long: "Das ist länger, als wir nehmen können: 50.000 Zeichen, in den wenigen Worten 300. Es steht noch alles hier; bitte kürzen.",
      ended: "Du bist nicht mehr angemeldet. Dein Text ist sicher: Sag unten, wer du bist, dann geht er auf den Weg.",
      stale: "Du hast dich inzwischen woanders an- oder abgemeldet. Dein Text ist sicher: Bitte noch einmal senden.",
    },
  },

  received: {
    heading: "Angekommen und sicher.",
    waiting: "Es wird gelesen und eingeordnet. Das dauert einen Augenblick, selten länger.",
    lookAgain: "Noch einmal nachsehen",
    joined: (n) => `Es gehört jetzt zu „{title}“: ${peopleStand(n)} dahinter.`,
    opened: "Es ist eine neue Idee: „{title}“.",
    openedHint: "Darum hatte noch niemand gebeten. Der Titel ist aus deinen Worten; das Team kann ihn ändern.",
    private: "Es zählt und ist noch nicht öffentlich.",
    approval: "Die ersten Worte neuer Mitglieder liest das Team, bevor andere sie sehen.",
    why: "Denn jemand hat gesagt",
    open: "Zur Idee",
    wrongPlace: "Am falschen Ort? Das Team kann es verschieben; dabei geht nichts verloren.",
    sayMore: "Mehr sagen",
    apart: (why) =>
      why === "praise" || why === "social"
        ? "Wir haben es behalten. Es bittet um nichts, das wir finden konnten, und steht deshalb bei keiner Idee."
        : "Wir haben es behalten. Es ist zu kurz, um zu sagen, was gebraucht wird, und steht noch bei keiner Idee.",
  },

  signIn: {
    heading: "Anmelden",
    lede: "Wir senden einen Link an deine Adresse. Es gibt kein Passwort, und sonst kommt dort nichts ungefragt an.",
    thenVote: "Wir senden einen Link an deine Adresse. Öffnest du ihn, zählt deine Stimme für „{title}“.",
    thenFollow: "Wir senden einen Link an deine Adresse. Öffnest du ihn, folgst du „{title}“.",
    email: "E-Mail",
    emailHint: "Damit du hörst, was daraus wird. Wir senden einen Link, es gibt kein Passwort.",
    emailWrong: "Das ist keine vollständige Adresse wie ann@example.org. Alles andere ist sicher.",
    emailWrongHeading: "Eines fehlt noch.",
    send: "Link senden",
    withForum: "Mit dem Forum-Konto",
    notNow: "Jetzt nicht",
    signedIn: "Du bist angemeldet.",
    as: (name) => `Als ${name}.`,
    signOut: "Abmelden",
    back: "Zurück",
    sentHeading: "Sieh in dein Postfach.",
    sent: "Ein Link ist unterwegs zu {title}. Er gilt einmal, zwanzig Minuten lang.",
    kept: "Was du geschrieben hast, wartet, bis du ihn öffnest, hier oder auf einem anderen Gerät.",
    sentHint: "Kommt nichts an, sieh beim unerwünschten Eingang nach, oder bitte in ein paar Minuten um einen neuen.",
    shownHeading: "Der Link steht auf der Konsole.",
    shown: "Ein Link für {title} steht dort, wo dieses Earshot gestartet wurde. Er gilt einmal, zwanzig Minuten lang.",
    shownHint: "Gemailt wird erst mit SMTP_URL und EARSHOT_MAIL_FROM. Der Ausgang zeigt den Link ebenfalls.",
    confirmHeading: "Bist du das?",
    confirm: "Du wirst angemeldet als {title}.",
    signIn: "Ja, melde mich an",
    oldHeading: "Dieser Link ist älter als zwanzig Minuten.",
    old: "Nichts ist verloren. Wir können einen neuen an {title} senden.",
    sendNew: "Neuen Link senden",
  },

  again: {
    heading: "Bitte noch einmal.",
    press: "Du hast dich inzwischen woanders an- oder abgemeldet. Nichts ist verloren: Drück noch einmal.",
    who: "Sag, wer du bist, dann zählt es. Nichts ist verloren.",
    words: "Deine Worte",
    act: "Senden",
  },

  mail: {
    subject: "Dein Link zum Anmelden",
    open: "Dieser Link meldet dich an. Er gilt einmal, zwanzig Minuten lang:",
    errand: {
      vote: "Öffnest du ihn, zählt deine Stimme.",
      follow: "Öffnest du ihn, folgst du der Idee.",
      say: "Öffnest du ihn, wird abgegeben, was du geschrieben hast.",
    },
    ignore: "Du hast nicht darum gebeten? Dann ist nichts zu tun: Ohne ihn kommt niemand hinein.",
  },

  script: {
    wait: "Zählt …",
    voted: "✓ Gezählt",
    said: "✓ Gesagt",
    idle: "Will ich auch",
    fail: "Noch einmal",
    failed: "Nicht gezählt: Die Verbindung brach ab. Nichts ist verloren.",
    limited: "Nicht gezählt: zu viel auf einmal. In einer Minute noch einmal versuchen.",
    nowVoted: "Gezählt.",
    nowIdle: "Zurückgenommen.",
    following: "✓ Du folgst",
    follow: "Folgen",
    unfollow: ": drücken, um aufzuhören",
  },

  ownData: {
    title: "Deine Daten",
    heading: "Was wir über dich aufbewahren, und wie du es mitnimmst oder löschen lässt.",
    wrongHeading: "Etwas stimmt nicht überein.",
    lede: "Es gehört dir. Du kannst alles als Datei bekommen, und du kannst alles löschen lassen.",
    kept: "Was da ist",
    said: "Was du gesagt hast, hier und überall, wo wir zuhören",
    voted: "Ideen, für die du gestimmt hast",
    follows: "Ideen, denen du folgst",
    exportHint:
      "Die Datei ist JSON. Darin steht alles unter allen deinen Namen, was dir geschickt wurde, und wohin deine Worte weitergegeben wurden.",
    export: "Alles herunterladen",
    eraseHeading: "Alles löschen",
    consequences: [
      "Deine Worte, Stimmen, Namen und Adressen verschwinden hier in wenigen Minuten, auch aus Zusammenfassungen, Issues und Berichten.",
      "Du zählst hinter keiner Idee mehr. Was andere gesagt haben, bleibt.",
      "Das lässt sich nicht rückgängig machen. Kommst du wieder, fängst du von vorn an.",
      "Was du anderswo geschrieben hast, etwa im Forum, bleibt dort: Nur dort lässt es sich löschen.",
    ],
    confirm: "Um fortzufahren, gib dies ein:",
    wrong: "Das ist etwas anderes. Es wurde nichts gelöscht.",
    erase: "Alles endgültig löschen",
    not: "Behalten",
    goingHeading: "Du wirst gelöscht.",
    going: "Das dauert einige Minuten, und du musst nichts weiter tun. Du bist abgemeldet.",
    toIdeas: "Zu den Ideen",
  },

  errors: {
    refused: {
      heading: "Das ließ sich nicht lesen.",
      safe: "Nichts wurde geändert. Das Formular war unvollständig oder länger, als wir nehmen können. Mit „Zurück“ im Browser steht wieder da, was du geschrieben hast.",
      act: "Zu den Ideen",
    },
    oldDigest: {
      heading: "Dieser Link zu einem Bericht ist abgelaufen.",
      safe: "Nichts ist verloren. Ein solcher Link öffnet acht Wochen lang; wer zum Haus gehört, findet angemeldet jeden Bericht.",
      act: "Anmelden",
    },
    badToken: {
      heading: "Dieser Zugang ist verbraucht oder nicht von uns.",
      safe: "Nichts ist verloren. Ein Link gilt einmal und kurze Zeit; ein neuer ist gleich gesendet.",
      act: "Anmelden",
    },
    limited: {
      heading: "Zu viel auf einmal.",
      safe: "Nichts ist verloren. Warte eine Minute (bei Links per Mail eine Stunde) und mach weiter; mit „Zurück“ im Browser steht wieder da, was du geschrieben hast.",
      act: "Noch einmal versuchen",
    },
    noSignIn: {
      heading: "Hier kann sich noch niemand anmelden.",
      safe: "Nichts ist verloren. Wer dieses Earshot betreibt, muss zuerst EARSHOT_SECRET setzen; lesen geht auch so.",
      act: "Alle Ideen ansehen",
    },
    missing: {
      heading: "Hier ist keine Seite.",
      safe: "Nichts ist verloren. Vielleicht ist die Adresse vertippt, oder die Idee ist nicht öffentlich oder mit einer anderen zusammengelegt.",
      act: "Alle Ideen ansehen",
    },
    cursor: {
      heading: "Diese Adresse führt nicht weiter.",
      safe: "Nichts ist verloren: Der Link mitten in die Liste ist unvollständig oder zu alt. Die Liste selbst ist, wo sie war.",
      act: "Von vorn beginnen",
    },
    failed: {
      heading: "Diese Seite ließ sich nicht zusammenstellen.",
      safe: "Nichts ist verloren: Was gesagt und gezählt wurde, ist gespeichert. Der Fehler liegt bei uns und ist notiert.",
      act: "Noch einmal versuchen",
    },
    foreign: {
      heading: "Nicht getan: Die Anfrage kam von einer anderen Website.",
      safe: "Nichts wurde geändert. Die Seite hier öffnen und den Knopf noch einmal drücken.",
      act: "Alle Ideen ansehen",
    },
  },

  admin: {
    title: "Ausgang und Abgestelltes",
    calm: (n) =>
      n === 0
        ? "Nichts wartet, und nichts ist abgestellt."
        : `Nichts ist abgestellt. ${plural(n, { one: "# wartet", other: "# warten" })}.`,
    parkedHeading: (n) =>
      plural(n, {
        one: "# ist abgestellt und braucht Hilfe. Das Übrige läuft weiter.",
        other: "# sind abgestellt und brauchen Hilfe. Das Übrige läuft weiter.",
      }),
    backlog: "warten",
    parked: "abgestellt",
    lagWork: "Alter des Ältesten vor der Aufnahme",
    lagDeliver: "Alter des Ältesten vor dem Senden",
    seconds: (n) => plural(n, { other: "# s" }),
    parkedEntries: "Abgestellt: ließ sich nicht aufnehmen",
    parkedHint: "immer wieder gescheitert; nichts ist verloren, das Übrige läuft weiter",
    noneParked: "Alles, was ankam, wurde aufgenommen.",
    refused: "Abgewiesen: ließ sich nicht senden",
    outbox: "Ausgang, Neuestes zuerst",
    outboxEmptyHeading: "Noch ist nichts geschrieben",
    outboxEmptyText: "Issues und Berichte erscheinen hier, sobald sie fällig sind, gesendet oder nicht.",
    tryAgain: "Noch einmal versuchen",
    tryAll: (n) => plural(n, { one: "Noch einmal versuchen", other: "Alle noch einmal versuchen" }),
    tryWhat: (what) => `: ${what}`,
    retried: (n) => plural(n, { one: "# ist wieder in Arbeit gegeben.", other: "# sind wieder in Arbeit gegeben." }),
    attempts: (n) => plural(n, { one: "einmal versucht", other: "#-mal versucht" }),
    received: (date) => `angekommen ${date}`,
    entry: (source) => `von ${source}`,
    state,
    outlet: { github: "GitHub", slack: "Slack", mail: "Mail", webhook: "Webhook" },
    kind: {
      issue: "Issue",
      comment: "Kommentar",
      digest: "Bericht",
      digest_mail: "Bericht per Mail",
      alert: "Hinweis",
      answer: "Antwort",
      sign_in: "Link zum Anmelden",
      followers: "Nachricht an Folgende",
      follower_mail: "Mail an Folgende",
      event: "Ereignis",
      notice: "Nachricht an das Team",
    },
    webhooksDisabled: "Bekommen nichts mehr, weil sie seit Tagen versagen oder fort sind:",
    asItWas: "Die Anfrage, wie sie gesendet wurde oder würde",
    asReceived: "Wie es ankam",
    notWritten: "Der Wortlaut entsteht, wenn sie an der Reihe ist.",
    next: "Ältere",
    toFirst: "Zurück zu den neuesten",
    foot: "Was hier steht, verlässt Earshot Wort für Wort so.",
  },

  staff: {
    nav: "Team",
    mainNavigation: "Team",
    work: "Zu tun",
    themes: "Themen",
    approval: "Freigabe",
    proposals: "Vorschläge",
    outbox: "Ausgang",
    healthNav: "Zustand",
    audit: "Protokoll",
    settings: "Einstellungen",
    board: "Ideen",
    foot: "Was hier entschieden wird, steht im Protokoll und lässt sich dort rückgängig machen.",

    calm: "Nichts wartet auf dich.",
    waits: (n) => plural(n, { one: "# Sache wartet auf dich.", other: "# Sachen warten auf dich." }),
    toApprove: "Beiträge Neuer, zu lesen",
    toApproveHint: "bis dahin sieht sie sonst niemand",
    toPropose: "Vorschläge zu Themen",
    toProposeHint: "nichts ändert sich, bevor du es sagst",
    toRetry: "Abgestelltes",
    toRetryHint: "immer wieder gescheitert; das Übrige läuft weiter",
    toExplain: "Ohne ein Wort abgelehnt",
    toExplainHint: "Leute warten auf den Grund",
    toName: "Themen, die einen Namen brauchen",
    toNameHint: "die größten, deren Titel geraten ist",
    atLeast: (n) => `${writing.number(n)} oder mehr`,

    health: {
      heading: (n) =>
        n === 0
          ? "Alles ist in Ordnung."
          : plural(n, { one: "# Sache braucht dich.", other: "# Sachen brauchen dich." }),
      lede: "Eben nachgesehen. Die Alarme per E-Mail richten sich nach denselben Zahlen und heißen ebenso.",
      since: (moment) => `seit ${moment}`,
      alarm: "Alarm",
      next: "Was zu tun ist",
      see: "Ausgang öffnen",
      figures: "Wie es steht",
      backlog: "Wartet darauf, aufgenommen zu werden",
      lagWork: "Das Älteste davon",
      lagDeliver: "Das Älteste, was fällig und nicht gesendet ist",
      parked: "Abgestellt",
      failing: "Webhooks, die gerade scheitern",
      disabled: "Webhooks, die abgeschaltet wurden",
      budget: "Vom Tagesbudget für Modelle",
      percent: (n) => `${writing.number(n)} %`,
      toDo: "Störungen von Earshot selbst",
      toDoHint: "was sich verspätet, scheitert oder abgeschaltet ist",
      trouble: {
        InboxLate: {
          wrong: (n) => `Was hereinkommt, wird ${writing.lasting(n)} zu spät aufgenommen.`,
          next: "Verloren ist nichts. Kam sehr viel auf einmal, warte: Die Zahl sinkt von selbst. Wächst sie nur, suche im Log von work nach „inbox.failed“ und „sweep.failed“.",
        },
        DeliveriesLate: {
          wrong: (n) => `Was an GitHub, Slack oder per E-Mail fällig ist, verspätet sich um ${writing.lasting(n)}.`,
          next: "Verloren ist nichts. Sieh im Ausgang nach, was als Erstes an der Reihe ist, und im Log von deliver, warum es nicht hinausgeht.",
        },
        DeliveriesFailing: {
          wrong: (n) =>
            plural(n, {
              one: "# Sendung ist gescheitert und wird wieder versucht.",
              other: "# Sendungen sind gescheitert und werden wieder versucht.",
            }),
          next: "Lies den Grund im Ausgang. Bittet ein anderes System zu warten, ist nichts zu tun; ist es fort, sieh nach, wann es wiederkommt.",
        },
        EntriesParked: {
          wrong: (n) =>
            plural(n, {
              one: "# Sache, die hereinkam, ließ sich nicht aufnehmen.",
              other: "# Sachen, die hereinkamen, ließen sich nicht aufnehmen.",
            }),
          next: "Lies den Grund im Ausgang, bringe in Ordnung, was er nennt, und drücke „Noch einmal versuchen“. Das Übrige läuft derweil weiter.",
        },
        DeliveriesParked: {
          wrong: (n) =>
            plural(n, {
              one: "# Sendung wurde endgültig abgelehnt.",
              other: "# Sendungen wurden endgültig abgelehnt.",
            }),
          next: "Lies den Grund im Ausgang: meist ein Schlüssel, ein Recht oder ein Kanal, den es nicht mehr gibt. Bringe es in Ordnung und drücke „Noch einmal versuchen“.",
        },
        WebhooksDisabled: {
          wrong: (n) =>
            plural(n, {
              one: "# Webhook bekommt nichts mehr gesendet.",
              other: "# Webhooks bekommen nichts mehr gesendet.",
            }),
          next: "Die Gegenstelle ist drei Tage lang gescheitert oder hat gesagt, dass es sie nicht mehr gibt. Lass sie instand setzen, schalte den Webhook mit PUT /api/v1/webhooks/{name} wieder ein und sende nach, was ihr entging.",
        },
        BudgetUsed: {
          wrong: (n) => `${writing.number(n)} % des heutigen Budgets für Modelle sind verbraucht.`,
          next: "Bei 100 % werden Zusammenfassungen bis Mitternacht UTC ohne Modell gemacht. Erhöhe EARSHOT_MODEL_BUDGET, wenn das oft geschieht.",
        },
      },
    },

    find: "Thema finden",
    findAct: "Finden",
    findHint: "nach dem, was Leute wollen, in beliebigen Worten; auch nicht öffentliche",
    found: (n) => plural(n, { one: "# Thema ist ähnlich.", other: "# Themen sind ähnlich." }),
    largest: "Themen nach der Zahl der Menschen dahinter",
    noThemes: "Kein Thema ist ähnlich.",
    private: "nicht öffentlich",
    draft: "Arbeitstitel",

    done: {
      merge: "„{title}“ ist zusammengelegt.",
      unmerge: "„{title}“ steht wieder für sich.",
      split: "Von „{title}“ abgetrennt.",
      move: "Verschoben.",
      lock: "„{title}“ ist gesperrt.",
      unlock: "„{title}“ ist nicht mehr gesperrt.",
      decide: "Gespeichert: „{title}“.",
      approve: "Freigegeben: Gleich können es alle lesen.",
      reject: "Abgewiesen. Wer es schrieb, sieht den Grund.",
      hide: "Ausgeblendet. Es zählt weiter.",
      show: "Wieder zu sehen.",
    },
    undone: "Rückgängig gemacht.",
    doneSeveral: (n) => plural(n, { one: "# Änderung gemacht.", other: "# Änderungen gemacht." }),
    nothing: "So war es schon.",
    saved: "Gespeichert.",
    accepted: "Angenommen.",
    dismissed: "Verworfen: Es wird nicht wieder vorgeschlagen.",
    undo: "Rückgängig",
    undoWhat: (what) => `: ${what}`,
    refusedHeading: "Nicht getan.",
    refusedSafe: "Nichts wurde geändert.",
    refusedAct: "Zurück",

    theme: {
      allThemes: "Alle Themen",
      publicPage: "Die öffentliche Seite",
      isPrivate: "Nicht öffentlich: Nur das Team sieht dieses Thema.",
      behind: (n, feedback) =>
        `${peopleStand(n)} dahinter, mit ${plural(feedback, { one: "# Beitrag", other: "# Beiträgen" })}.`,
      owes: "Leute warten darauf zu hören, warum es abgelehnt wurde.",
      partOf: "Es gehört zu „{title}“: Entscheide über dieses, oder nimm es wieder heraus.",
      takeOut: "Wieder herausnehmen",
      answerHeading: "Stand und Antwort",
      status: "Stand",
      answer: "Offizielle Antwort",
      answerHint: "Alle lesen sie auf der Seite des Themas. Leer heißt: keine.",
      signed: "Gezeichnet",
      signedHint: "der Name unter der Antwort",
      signedTeam: "das Team",
      promisedFor: "Versprochen für",
      promisedForHint: "einen Tag, wenn es geplant oder in Arbeit ist; danach sagt der Bericht, dass es überfällig ist",
      note: "Notiz für den Verlauf",
      noteHint: "freiwillig; steht neben dem Stand",
      saveAnswer: "Stand und Antwort speichern",
      reasonMissing:
        "Sag, warum es abgelehnt ist: Wer darum bat, liest das. Nichts wurde geändert, und dein Text ist sicher.",
      reasonOld: "Da steht die Antwort von vorher. Sag, warum es jetzt abgelehnt ist. Nichts wurde geändert.",
      workaroundHeading: "Was bis dahin hilft",
      workaround: "Behelf",
      workaroundHint: "Was anderen half, in deinen Worten. Alle lesen es auf der Seite des Themas.",
      saveWorkaround: "Behelf speichern",
      aboutHeading: "Name, Team, Sichtbarkeit",
      title: "Titel",
      titleHint: "Einen Namen, den du gibst, ändert die Maschine nie.",
      team: "Team",
      noTeam: "keins",
      visibility: "Wer es sehen kann",
      visible: { public: "alle", private: "nur das Team" },
      saveAbout: "Speichern",
      issueHint: "Hat es ein GitHub-Issue, folgt das binnen eines Tages.",
      feedbackHeading: "Beiträge dahinter",
      feedbackHint: "Kreuz an, was du meinst, und sag darunter, was daraus wird. Neues zuerst.",
      noFeedback: "Dahinter stehen nur Stimmen.",
      tick: (excerpt) => `Auswählen: ${excerpt}`,
      tickFirst: "Kreuz zuerst mindestens einen Beitrag an.",
      withTicked: "Das Angekreuzte",
      newTitle: "Titel des neuen Themas",
      newTitleHint: "freiwillig; sonst findet die Maschine Worte",
      split: "Als eigenes Thema abtrennen",
      moveTo: "Anderes Thema",
      moveToHint: "oder ein beliebiges, nach Adresse oder Id",
      choose: "auswählen",
      move: "Zum anderen Thema verschieben",
      apart: "Keine Bitte",
      hide: "Ausblenden",
      show: "Wieder zeigen",
      partly: (n, why) =>
        `${plural(n, { one: "Das erste ist getan und steht", other: "Die ersten # sind getan und stehen" })} im Protokoll. Das nächste ging nicht: ${why}`,
      targetMissing: "Wähl ein Thema aus der Liste, oder füg seine Adresse ein.",
      mergeHeading: "Mit einem anderen zusammenlegen",
      mergeHint: "Die Menschen dahinter zählen dann dort, jeder einmal. Das lässt sich jederzeit rückgängig machen.",
      merge: "In das andere Thema legen",
      noSimilar: "Kein anderes Thema ist recht ähnlich.",
      likeness: (percent) => `zu ${percent} % ähnlich`,
      partsHeading: "Darin zusammengelegt",
      lockHeading: "Was die Maschine darf",
      lockedNow: "Gesperrt: Die Maschine legt nichts hinein und nimmt nichts heraus.",
      openNow: "Die Maschine legt Ähnliches hinein.",
      lock: "Sperren",
      unlock: "Nicht mehr sperren",
      historyHeading: "Was entschieden wurde",
      wholeHistory: "Das ganze Protokoll dieses Themas",
    },

    review: {
      waiting: "wartet auf Freigabe",
      approved: "freigegeben",
      rejected: "abgewiesen",
      hidden: "vom Team ausgeblendet",
    },

    approve: {
      heading: (n) =>
        n === 0
          ? "Nichts wartet darauf, gelesen zu werden."
          : plural(n, {
              one: "# Beitrag wartet darauf, gelesen zu werden.",
              other: "# Beiträge warten darauf, gelesen zu werden.",
            }),
      lede: "Diese Bereiche wollen, dass du liest, was Neue schreiben. Ist ein Beitrag von jemandem freigegeben, sind die nächsten sofort öffentlich.",
      empty: "Bereiche mit Freigabe halten zurück, was Neue schreiben; hier steht es dann.",
      joins: "Käme zu „{title}“.",
      approve: "Freigeben",
      approveAll: (n) => `Alle ${n} dieser Person freigeben`,
      reject: "Abweisen",
      rejectAll: (n) => `Alle ${n} dieser Person abweisen`,
      reason: "Warum es abgewiesen wird",
      reasonHint: "nur beim Abweisen; wer es schrieb, liest das",
      reasonMissing: "Sag, warum: Wer es schrieb, liest das. Nichts wurde geändert.",
      what: (excerpt) => `: ${excerpt}`,
    },

    proposal: {
      heading: (n) =>
        n === 0
          ? "Nichts ist vorgeschlagen."
          : plural(n, { one: "# Vorschlag wartet.", other: "# Vorschläge warten." }),
      empty: "Werden Themen neu gebildet, stehen hier Änderungen an denen, die Menschen angefasst haben.",
      merge: "Zwei Themen zusammenlegen?",
      split: "Ein Thema teilen?",
      move: "Beiträge verschieben?",
      pieces: (n) => plural(n, { one: "# Beitrag", other: "# Beiträge" }),
      accept: "So machen",
      dismiss: "So lassen",
    },

    trail: {
      heading: "Protokoll",
      about: "Was über „{title}“ entschieden wurde",
      empty: "Noch hat niemand etwas entschieden.",
      kind: {
        merge: "Zusammengelegt",
        unmerge: "Wieder getrennt",
        split: "Geteilt",
        move: "Verschoben",
        lock: "Gesperrt",
        unlock: "Entsperrt",
        decide: "Entschieden",
        approve: "Freigegeben",
        reject: "Abgewiesen",
        hide: "Ausgeblendet",
        show: "Wieder gezeigt",
      },
      by: (name) => `von ${name}`,
      before: "Vorher",
      after: "Nachher",
      isUndone: "inzwischen rückgängig gemacht",
      takesBack: "macht etwas Früheres rückgängig",
      older: "Ältere",
      newest: "Zurück zum Neuesten",
      everything: "Das ganze Protokoll",
    },

    setup: {
      heading: "Bereiche und Teams",
      boards: "Bereiche",
      teams: "Teams",
      newBoard: "Bereich anlegen",
      newTeam: "Team anlegen",
      noTeams: "Noch hat niemand ein Team angelegt. Ohne eines wird nichts gesendet.",
      boardHeading: (name) => `Bereich: ${name}`,
      teamHeading: (name) => `Team: ${name}`,
      id: "Id",
      boardIdHint: "ein kurzes Wort wie billing; steht in Adressen und bleibt",
      teamIdHint: "ein kurzes Wort in Kleinbuchstaben wie payments; bleibt",
      name: "Name",
      team: "Team, das seine Themen bekommt",
      none: "keins",
      claims: "Ansprüche",
      claimsHint: "einer je Zeile, etwa discourse:category:7; was so gekennzeichnet ist, gehört hierher",
      granularity: "Wie fein seine Themen geschnitten sind",
      grain: { coarse: "grob: wenige große", normal: "normal", fine: "fein: viele kleine" },
      guests: "Man darf ohne Anmeldung stimmen; Gäste werden getrennt gezählt",
      approval: "Das Team liest, was Neue schreiben, bevor andere es sehen",
      repository: "GitHub-Repository",
      repositoryHint: "owner/name; dort entstehen Issues",
      channel: "Slack-Kanal",
      channelHint: "seine Id oder #name; dorthin gehen Berichte und Hinweise",
      mail: "Bericht per Mail an",
      mailHint: "Adressen, eine je Zeile; alle bekommen eine Mail in der Woche, niemand sieht die anderen",
      weekday: "Bericht am",
      weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
      hour: "zu dieser Stunde, 0 bis 23",
      timeZone: "Zeitzone",
      timeZoneHint: "etwa Europe/Berlin",
      timeZoneWrong: "Diese Zeitzone gibt es nicht. Sie heißen etwa Europe/Berlin.",
      fallback: "Das Team für alles, was keine Regel und kein Bereich jemandem gibt",
      supporters: "Issue anlegen ab so vielen Menschen",
      supportersHint: "leer heißt: nie",
      rising: "Issue anlegen, wenn ein Thema zu steigen beginnt",
      rules: "Regeln",
      rulesHint:
        "Welche Themen seine sind. In einer Regel müssen alle Zeilen gelten; von jeder Zeile genügt ein Wert. Zeilen heißen boards, kinds, sources, segments und words, mit Kommas zwischen den Werten.",
      rule: (n) => `Regel ${n}`,
      newRule: "Noch eine Regel",
      ruleLine: (line) => `„${line}“ ist keine Zeile einer Regel. Schreib etwa „words: refund, pay back“.`,
      ruleTwice: (name) => `„${name}“ steht hier zweimal. Schreib alle Werte in eine Zeile.`,
      save: "Speichern",
      tryOut: "Regeln ausprobieren",
      wouldMove: (n, stay, decided) =>
        `${plural(n, { one: "# Thema würde wechseln", other: "# Themen würden wechseln" })}, ${writing.number(stay)} blieben, ${writing.number(decided)} sind, wo ein Mensch sie hingab. Nichts ist gespeichert.`,
      theme: "Thema",
      people: "Menschen",
      from: "Von",
      to: "Nach",
      because: "Weil",
      wrong: "Etwas muss zuerst berichtigt werden. Nichts ist gespeichert, und was du schriebst, ist sicher.",
      taken: "Diese Id gibt es schon.",
    },
  },

  digest: {
    title: (week, team) => `Woche ${week} für ${team}`,
    weekNamed: (week) => `Woche ${week}`,
    foot: "In einem Thema zählt jeder Mensch einmal. Was vertraulich gesagt wurde, steht hier ohne Namen; bitte behaltet die Adresse dieser Seite im Team.",
    quiet: (week) => `In Woche ${week} hat sich nichts bewegt.`,
    sameOrder: (week) => `Die Reihenfolge blieb in Woche ${week}, wie sie war.`,
    nowLeads: (before) => `„{title}“ führt jetzt, von Platz ${before} aus.`,
    leads: "„{title}“ führt.",
    roseTo: (before, after) => `„{title}“ stieg von Platz ${before} auf Platz ${after}.`,
    fresh: (n) => `Neu: „{title}“, ${people(n)}.`,
    gains: (n, usual) => `„{title}“ gewinnt ${people(n)}, wo ${writing.number(usual)} üblich ist.`,
    isLate: "„{title}“ ist versprochen und überfällig.",
    waitFor: (n) => `${plural(n, { one: "# Person wartet", other: "# Leute warten" })} auf ein Wort zu „{title}“.`,
    spoke: ({ spoke, before }, atLeast, week) =>
      atLeast
        ? `Mehr als ${people(spoke)} haben sich in Woche ${week} gemeldet.`
        : `${people(spoke)} ${spoke === 1 ? "hat" : "haben"} sich in Woche ${week} gemeldet, ${
            spoke === before
              ? "so viele wie in der Woche davor"
              : `${writing.number(Math.abs(spoke - before))} ${spoke > before ? "mehr" : "weniger"} als in der Woche davor`
          }.`,
    gained: (n) => (n === 0 ? "Niemand kam hinzu." : `Zu den Themen kamen ${people(n)} hinzu.`),
    unchanged: (n) =>
      plural(n, {
        one: "# Thema, von dem zuletzt die Rede war, blieb unverändert und fehlt hier.",
        other: "# Themen, von denen zuletzt die Rede war, blieben unverändert und fehlen hier.",
      }),
    oneThing: "Wenn ihr diese Woche eines tut",
    say: {
      answer: (n, _days) =>
        `Sagt etwas zu „{title}“, und sei es „wir sehen es uns an“. ${plural(n, { one: "# Person fragt", other: "# Leute fragen" })} danach, und niemand hat geantwortet.`,
      reason: (n, _days) =>
        `Sagt, warum „{title}“ nicht kommt. ${plural(n, { one: "# Person hat", other: "# Leute haben" })} gefragt, und niemand hat es ihnen gesagt.`,
      progress: (n, days) =>
        `Sagt, wie es um „{title}“ steht. Versprochen ist es ${people(n)} seit ${plural(days, { one: "# Tag", other: "# Tagen" })}.`,
    },
    openTheme: "Thema öffnen",
    stuckHeading: "Wo die Leute nicht weiterkommen",
    stuck: (n, wrote) =>
      n === wrote
        ? `Alle ${writing.number(wrote)}, die diese Woche darüber schrieben, melden einen Fehler oder beschweren sich.`
        : `${writing.number(n)} der ${writing.number(wrote)}, die diese Woche darüber schrieben, melden einen Fehler oder beschweren sich.`,
    angry: ["Sie sind verärgert.", "Sie sind sehr verärgert."],
    leave: (n) => plural(n, { one: "Eine Person geht deswegen.", other: "# gehen deswegen." }),
    unanswered: "Noch hat niemand geantwortet.",
    moved: "Was sich bewegt hat",
    movedLede: (n) =>
      n === 0
        ? "Niemand ist gestiegen. Einige haben nur Platz gemacht."
        : `${plural(n, { one: "# Thema ist gestiegen", other: "# Themen sind gestiegen" })}. Die übrigen haben nur Platz gemacht.`,
    weekBefore: "in der Woche davor",
    weekNow: "in dieser Woche, und wer neu kam",
    slopeTitle: "Plätze in der Woche davor und in dieser",
    slopeFrom: (title, { before, after }) =>
      before === undefined ? `${title}: neu, ${after}` : `${title}: von ${before} auf ${after}`,
    chartTitle: (title, weeks) => `${title}: neue Leute je Woche, ${weeks} Wochen`,
    usual: (n) => (n === 0 ? "üblich: kaum jemand" : `üblich: ${writing.number(n)} je Woche`),
    usually: (n, usual) =>
      `${plural(n, { one: "# neue Person", other: "# neue Leute" })}, wo ${usual === 0 ? "kaum jemand kommt" : usual === 1 ? "1 üblich ist" : `${writing.number(usual)} üblich sind`}.`,
    weeksAgo: (n) => plural(n, { one: "vor # Woche", other: "vor # Wochen" }),
    thatWeek: (n) => `diese Woche: ${writing.number(n)}`,
    rose: (before, after) => `Von Platz ${before} auf Platz ${after}.`,
    behind: (n, joined) =>
      `${plural(n, { one: "# Person steht", other: "# Leute stehen" })} dahinter${joined === 0 ? "" : `, ${writing.number(joined)} davon neu`}.`,
    silent: "Kein Tag wurde genannt, und seit zwei Monaten wurde nichts dazu gesagt.",
    owes: {
      reason: (date) => `Abgelehnt am ${date}, und niemand hat ihnen gesagt, warum.`,
      answer: (date) => `Zuerst gehört am ${date}. Noch hat niemand geantwortet.`,
      news: (date) => `Fertig seit ${date}, und niemand hat es ihnen gesagt.`,
    },
    lateBy: (n) => plural(n, { one: "# Tag überfällig", other: "# Tage überfällig" }),
    quietFor: (n) =>
      `seit ${plural(8 + Math.floor((n - 1) / 7), { one: "# Woche", other: "# Wochen" })} nichts dazu gesagt`,
    promisedTo: (day, n) => `versprochen für ${day}, dahinter ${people(n)}`,
    plannedTo: (since, n) => `versprochen am ${since} ohne Termin, dahinter ${people(n)}`,
    scale: (days) => `auf einer Skala bis ${days} Tage`,
    rising: "Mehr, als ihre eigene Geschichte erwarten lässt",
    new: "Neu",
    late: "Versprochen und überfällig",
    owed: "Wem wir eine Antwort schulden",
    promised: "Diese Woche versprochen",
    besides: "Und außerdem",
    rest: (n, joined) =>
      `${plural(n, { one: "# weiteres Thema hat", other: "# weitere Themen haben" })} sich verändert${joined === 0 ? "" : `, ${people(joined)} kamen hinzu`}.`,
    beyond: (n, joined) =>
      `Auch zu ${plural(n, { one: "# kleineren Thema", other: "# kleineren Themen" })} kamen ${people(joined)} hinzu; sie stehen in keiner Zahl weiter oben.`,
    standing: (n, since) =>
      plural(n, {
        one: `# Versprechen steht seit ${since}.`,
        other: `# Versprechen stehen, das älteste seit ${since}.`,
      }),
    stillLate: (n, since) =>
      plural(n, {
        one: `# Versprechen ist seit ${since} überfällig.`,
        other: `# Versprechen sind überfällig, das erste seit ${since}.`,
      }),
    stillOwed: (n, since) =>
      plural(n, {
        one: `Auf ein Wort zu # Thema wird gewartet, seit ${since}.`,
        other: `Auf ein Wort zu # Themen wird gewartet, am längsten seit ${since}.`,
      }),
    unrouted: (n, titles) =>
      `${plural(n, { one: "# Thema kam", other: "# Themen kamen" })} hierher, weil weder eine Regel noch ein Bereich ${n === 1 ? "es" : "sie"} einem Team gibt: ${titles.map((title) => `„${title}“`).join(", ")}${n > titles.length ? ` und ${writing.number(n - titles.length)} weitere` : ""}.`,
  },
};
