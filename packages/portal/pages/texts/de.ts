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
    addWords: "Worte dazu",
    guests: (n) => plural(n, { one: "und # Gast", other: "und # Gäste" }),
  },

  follow: {
    follow: "Folgen",
    following: "✓ Du folgst",
    unfollow: ": drücken, um aufzuhören",
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

  errors: {
    refused: {
      heading: "Das ließ sich nicht lesen.",
      safe: "Nichts wurde geändert. Das Formular war unvollständig oder länger, als wir nehmen können. Mit „Zurück“ im Browser steht wieder da, was du geschrieben hast.",
      act: "Zu den Ideen",
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
    signIn: {
      heading: "Diese Seite fragt nach dem Schlüssel.",
      safe: "Nichts wurde geändert. Jeder Name gilt; das Passwort ist der API-Schlüssel dieses Earshot.",
      act: "Noch einmal versuchen",
    },
    foreign: {
      heading: "Nicht getan: Die Anfrage kam von einer anderen Website.",
      safe: "Nichts wurde geändert. Die Seite hier öffnen und den Knopf noch einmal drücken.",
      act: "Zum Ausgang",
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
    outlet: { github: "GitHub", slack: "Slack", mail: "Mail" },
    kind: { issue: "Issue", comment: "Kommentar", digest: "Bericht", alert: "Hinweis", sign_in: "Link zum Anmelden" },
    asItWas: "Die Anfrage, wie sie gesendet wurde oder würde",
    asReceived: "Wie es ankam",
    notWritten: "Der Wortlaut entsteht, wenn sie an der Reihe ist.",
    next: "Ältere",
    toFirst: "Zurück zu den neuesten",
    foot: "Was hier steht, verlässt Earshot Wort für Wort so.",
    board: "Ideen",
  },
};
