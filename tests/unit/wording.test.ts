import { classify } from "@earshot/core/classify.ts";
import { strongest } from "@earshot/core/masking/swearing.ts";
import { redact } from "@earshot/core/redact.ts";
import { Vocabulary } from "@earshot/core/vocabulary.ts";
import { candidatesOf } from "@earshot/core/wording/candidates.ts";
import { english } from "@earshot/core/wording/english.ts";
import { german } from "@earshot/core/wording/german.ts";
import { read } from "@earshot/core/wording/reading.ts";
import { type Member, wordTheme } from "@earshot/core/wording.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

function membersOf(texts: readonly string[], visibility: Member["visibility"] = "public"): Member[] {
  return texts.map((text, i) => ({
    id: `fbk_${i}`,
    person: `psn_${i}`,
    text: redact(text),
    visibility,
    kind: classify(text).kind,
  }));
}

/** All that one sentence offers as titles. */
function titlesOf(text: string): string[] {
  const [sentence] = read([{ id: "fbk_1", person: "psn_1", text, visibility: "public" }]).flat();
  if (sentence === undefined) throw new Error(`no sentence in ${text}`);
  return candidatesOf(sentence, new Vocabulary()).map(({ title }) => title);
}

/** What else is said on the board. */
const elsewhere = [
  "How do I change my password?",
  "The search finds nothing since the update.",
  "Please add a calendar view.",
  "Great support, thank you!",
  "The invoice shows the wrong amount.",
  "Too expensive for small teams.",
  "Can you translate the app to Polish?",
  "Notifications arrive hours late on my phone.",
  "I love the new colours.",
  "Wie kann ich mein Konto löschen?",
  "Die Suche ist langsam und die App auch.",
  "Bitte baut einen Kalender ein.",
];

function wordingOf(texts: readonly string[], members: readonly Member[] = membersOf(texts)) {
  const vocabulary = new Vocabulary();
  for (const text of [...elsewhere, ...texts]) vocabulary.add(redact(text));
  return wordTheme(members, vocabulary);
}

const dark = [
  "Please add a dark mode, my eyes hurt at night.",
  "I wish there was a dark mode. Everything else is fine.",
  "It would be great if you could add dark mode!!",
  "DARK MODE WHEN??? I use the app in bed.",
  "A dark mode would help, the white screen is too bright.",
];
const exports = [
  "I can't export my reports to PDF anymore, it only shows an error.",
  "Export to PDF fails with an error since Monday.",
  "why can't I export to PDF? I need the reports for my boss",
  "Unable to export to PDF. We lost a whole day because of this.",
];
const folders = [
  "Es wäre schön, wenn man Ordner mit anderen teilen könnte.",
  "Bitte eine Möglichkeit einbauen, Ordner zu teilen.",
  "Ich möchte Ordner teilen, wir arbeiten zu viert daran.",
  "Kann man Ordner teilen? Das fehlt uns sehr.",
];

const swear = ["fucking", "f**king", "shitty", "bullsh1t", "c u n t", "Arschloch", "mierda", "you idiots", "@sshole"];
const contact = ["anna@example.com", "+49 151 23456789", "4012888888881881", "@grumpy_cat", "my password is hunter2"];
const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...dark, ...exports, ...folders, ...elsewhere) },
      { weight: 2, arbitrary: fc.constantFrom(...dark, ...exports).map((said) => `${said.toUpperCase()}!!!`) },
      {
        weight: 2,
        arbitrary: fc.tuple(fc.constantFrom(...swear), fc.constantFrom(...exports)).map((two) => two.join(" ")),
      },
      { weight: 1, arbitrary: fc.constantFrom(...swear).map((word) => `This ${word} app keeps crashing.`) },
      { weight: 1, arbitrary: fc.constantFrom(...contact).map((where) => `Write to me, ${where}, about the export.`) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .chain((parts) => fc.constantFrom(" ", "\n", ". ").map((between) => parts.join(between)));

describe("a title's form", () => {
  test.each([
    ["why can't I change the language", "can't change the language"],
    ["I'm unable to log in with Google", "can't log in with Google"],
    ["it won't let me upload photos", "can't upload photos"],
    ["could you please bring back the old editor", "bring back the old editor"],
    ["I wish it had a widget", "add a widget"],
    ["there should be more colours", "add more colours"],
    ["I would like to be able to mute channels", "mute channels"],
    ["is it possible to pause a subscription", "pause a subscription"],
    ["how do I reset my PIN", "how to reset my PIN"],
    ["are there any student discounts", "student discounts"],
    ["why hasn't my parcel arrived", "parcel hasn't arrived"],
    ["whenever I open the map, it crashes", "crashes when I open the map"],
    ["the app drains the battery overnight", "drains the battery overnight"],
    ["it's way too slow on old phones", "way too slow on old phones"],
    ["I really love the offline maps", "love the offline maps"],
    ["I have trouble with the login page", "trouble with the login page"],
    ["my refund is still missing", "refund is still missing"],
    ["the only problem is that I can't sort the list", "can't sort the list"],
    ["it's so annoying that the list jumps around", "the list jumps around"],
    ["why I can't see the score", "can't see the score"],
    ["why is it that the map won't load", "map won't load"],
    ["how come my tickets were cancelled", "tickets were cancelled"],
    ["why my parcel was returned", "parcel was returned"],
    ["what do I do if my card is about to expire", "my card is about to expire"],
    ["what should I do if I lost my phone", "lost my phone"],
    ["what do I need to do to verify my identity", "how to verify my identity"],
    ["what should I do about a stolen phone", "what to do about a stolen phone"],
    ["would love to see a dark background", "add a dark background"],
    ["wish it had more maps available", "add more maps"],
    ["really want to mute channels", "mute channels"],
    ["there needs to be more maps added", "add more maps"],
    ["Mapster really needs to add more paper maps", "add more paper maps"],
    ["should make the widget free", "make the widget free"],
    ["need an undo button", "needs an undo button"],
    ["need my details changed", "need my details changed"],
    ["am now paying for two seats", "paying for two seats"],
    ["it has been very helpful for my notes", "very helpful for my notes"],
    ["the app is pretty slow", "pretty slow"],
    ["this app is very basic", "very basic"],
    ["it keeps crashing again and again", "keeps crashing"],
    ["so far the map works offline", "the map works offline"],
    ["there is no lag here", "no lag"],
    ["pretty much the whole list is gone", "the whole list is gone"],
    ["it won't open now", "won't open"],
    ["it doesn't play again", "doesn't play"],
    ["I use it", "use it"],
    ["I get help from here", "get help from here"],
    ["Mapster does not allow me to mute channels", "can't mute channels"],
    ["didn't let me pay by card", "can't pay by card"],
    ["I can easily find scores anywhere", "can find scores anywhere"],
    ["this app allows me to share scores", "can share scores"],
    ["let us upload scores", "upload scores"],
    ["I wish that you could turn off the sound", "turn off the sound"],
    ["I can't get it to print", "doesn't print"],
  ])("%s → %s", (said, title) => {
    const stripped = english.strip(said);
    expect(english.rewrite(stripped) ?? stripped).toBe(title);
  });

  test.each([
    ["can't even open the map", "can't open the map"],
    ["can't open it", "can't open the app"],
    ["the map does not load", "map doesn't load"],
    ["doesn't seem to work on my old phone", "doesn't work on the old phone"],
    ["stay in touch with my friends", "stay in touch with friends"],
    ["why does my statement look odd", "why does the statement look odd"],
    ["cancel one of my plans", "cancel one of the plans"],
    ["where are my funds coming from", "where are funds coming from"],
    ["can't play the video's", "can't play the videos"],
    ["the list is is empty", "list is empty"],
    ["a blank screen with audio", "blank screen with audio"],
    ["a lot of maps are missing", "a lot of maps are missing"],
    ["the best map of all", "the best map of all"],
    ["not even once", "not even once"],
  ])("%s is headed %s", (said, title) => {
    expect(english.head(said)).toBe(title);
  });

  test.each([
    ["Meine Karte lädt leider nicht", "Meine Karte lädt nicht"],
    ["kann meine Bilder nicht laden", "kann Bilder nicht laden"],
    ["Suche auf meinem Handy fehlt", "Suche auf dem Handy fehlt"],
    ["Suche geht einfach nicht", "Suche geht nicht"],
    ["Einfach zu bedienen", "Einfach zu bedienen"],
  ])("%s is headed %s", (said, title) => {
    expect(german.head(said)).toBe(title);
  });

  test.each([
    ["Könntet ihr bitte einen Dunkelmodus einbauen", "Dunkelmodus einbauen"],
    ["Es wäre toll, wenn man Daten exportieren könnte", "Daten exportieren"],
    ["Ich würde mir einen Kalender wünschen", "Kalender"],
    ["Leider fehlt eine Suche", "Suche fehlt"],
    ["Ich kann mich nicht einloggen", "kann mich nicht einloggen"],
    ["Hallo zusammen, die App stürzt beim Speichern ab", "App stürzt beim Speichern ab"],
    ["Gibt es eine Möglichkeit, Rechnungen zu exportieren", "Rechnungen zu exportieren"],
    ["Leider muss man sich jedes Mal neu anmelden", "man muss sich jedes Mal neu anmelden"],
    ["Muss man sich jedes Mal neu anmelden", "Muss man sich jedes Mal neu anmelden"],
    ["Leider kann ich die Noten nicht drucken", "kann die Noten nicht drucken"],
    ["Aber leider finden wir die Rechnung nicht", "wir finden die Rechnung nicht"],
    ["Außerdem könnte man einen Export anbieten", "Export anbieten"],
    ["Leider gibt es keine Suche", "keine Suche"],
    ["Bitte „Angemeldet bleiben“ anbieten", "Angemeldet bleiben anbieten"],
    ["Bitte Knopf „Angemeldet bleiben“ anbieten", "Knopf „Angemeldet bleiben“ anbieten"],
    ['Im Menü fehlt der Knopf "Drucken"', "Im Menü fehlt der Knopf Drucken"],
    ["Angemeldet bleiben“ anbieten", "Angemeldet bleiben anbieten"],
  ])("%s → %s", (said, title) => {
    const stripped = german.strip(said);
    expect(german.rewrite(stripped) ?? stripped).toBe(title);
  });
});

describe("where a clause may end", () => {
  test.each([
    ["The menu of the scores is very hard to navigate with one hand only", "Menu of the scores is very hard"],
    ["Took a little bit to get used to the new order of the metronome menu", "Took a little bit to get used"],
    ["I can't log on with the new phone", "Can't log"],
    ["I use it to keep up with choirs", "Use it to keep up"],
    ["This app allows my phone and tablet to see the scores", "Allows phone"],
    ["Remembers the tempo no matter which of the tablets I take", "Remembers the tempo no matter"],
    ["It crashes again and again, on every tablet and every phone that I own", "Crashes again"],
    ["Shares the scores between phone, tablet and the computer on my desk", "Shares the scores between phone"],
  ])("%s: not %s", (said, loose) => {
    expect(titlesOf(said)).not.toContain(loose);
  });

  test.each([
    ["Can open scores in class it's really good for the choir", "Can open scores in class"],
    ["I can't log in with the new phone", "Can't log in"],
    ["It's impossible to sign up", "Impossible to sign up"],
    ["Die App hört beim dritten Takt auf", "App hört beim dritten Takt auf"],
    ["Swipe to change between scores", "Swipe to change between scores"],
    ["I use the metronome every morning it's easy", "Use the metronome every morning"],
  ])("%s: %s", (said, title) => {
    expect(titlesOf(said)).toContain(title);
  });
});

describe("wordTheme", () => {
  test("a request is named by what is asked for", () => {
    const { title, draft, quotes } = wordingOf(dark);
    expect(title).toMatch(/^Add (?:a )?dark mode$/);
    expect(draft).toBe(false);
    expect(new Set(quotes.map(({ feedback }) => feedback)).size).toBe(quotes.length);
    expect(quotes.length).toBeGreaterThanOrEqual(2);
  });

  test("a bug by what fails", () => {
    expect(wordingOf(exports).title).toBe("Can't export to PDF");
  });

  test("German has rules of its own", () => {
    expect(wordingOf(folders).title).toMatch(/Ordner (?:mit anderen )?(?:zu )?teilen/);
  });

  test("another language keeps its central clause", () => {
    const { title } = wordingOf([
      "No puedo exportar los informes a PDF.",
      "Exportar los informes a PDF no funciona.",
      "No puedo exportar los informes, sale un error.",
    ]);
    expect(title).toMatch(/exportar los informes/i);
  });

  test("a theme of one takes the member's own title", () => {
    const { title, quotes } = wordingOf([
      "Keyboard shortcuts for the editor\nI type all day and reach for the mouse far too often.",
    ]);
    expect(title).toBe("Keyboard shortcuts for the editor");
    expect(quotes).toHaveLength(1);
  });

  test("a theme of one sentence", () => {
    expect(wordingOf(["Please let me mute a channel for an hour."]).title).toBe("Let me mute a channel for an hour");
  });

  test("where anything is public, only that is shown", () => {
    const members = [
      ...membersOf(["Sync is broken between my laptop and my phone.", "Sync broken again after the update."], "public"),
      ...membersOf(["Acme's secret merger data will not sync.", "Acme sync is broken for all of Acme."], "private").map(
        (member, i) => ({ ...member, id: `fbk_private_${i}` }),
      ),
    ];
    const { title, summary, quotes } = wordingOf([], members);
    expect(`${title} ${summary}`).not.toMatch(/acme/i);
    expect(quotes.every(({ visibility }) => visibility === "public")).toBe(true);
  });

  test.each([
    [
      "German, the verb first",
      "Suche geht nicht",
      ["Leider funktioniert die Suche seit gestern nicht", "Leider geht die Suche nicht"],
    ],
    [
      "German, nouns as they are spelt and not as shouting leaves them",
      "App stürzt beim Start ab",
      ["APP STÜRZT IMMER AB BEIM START", "APP STÜRZT IMMER AB BEIM START!!!", "Die App stürzt beim Start ab"],
    ],
    [
      "German, the subject first again",
      "Man muss sich jedes Mal neu anmelden",
      ["Leider muss man sich jedes Mal neu anmelden."],
    ],
    [
      "German, no half of a pair of quotation marks",
      "Angemeldet bleiben anbieten",
      ["Bitte „Angemeldet bleiben“ anbieten."],
    ],
    [
      "French, without courtesy",
      "Un mode sombre",
      ["J'aimerais un mode sombre s'il vous plaît", "Je voudrais un mode sombre"],
    ],
    [
      "Spanish, without courtesy",
      "Exportar las facturas",
      ["Por favor, quiero poder exportar las facturas, gracias", "Exportar las facturas, por favor"],
    ],
    [
      "Japanese, a clause as it was said",
      "カメラを開くとアプリが落ちます",
      ["カメラを開くとアプリが落ちます", "カメラを起動すると落ちる", "カメラを開くたびに落ちて困る"],
    ],
    ["what is there too often", "Update every single day", ["Why is there an update every single day?"]],
    ["nothing but a verdict, as it was said", "It's ok", ["It's ok", "its ok"]],
  ])("%s", (_, title, texts) => {
    expect(wordingOf(texts).title).toBe(title);
  });

  test.each([
    ["never", ["Never any issues with the metronome", "I never had issues with the metronome", "Metronome is great"]],
    ["no longer", ["Now I won't lose a score, great", "I no longer lose a score", "Great that I never lose a score"]],
  ])("what is praised is not titled as trouble: %s", (denial, texts) => {
    const members = membersOf(texts).map((member): Member => ({ ...member, kind: "praise" }));
    const { title } = wordingOf(texts, members);
    expect(classify(title).kind, `${denial}: ${title}`).toBe("praise");
  });

  test("what somebody does with it is no title where others say how it goes", () => {
    const texts = ["I use the metronome at home", "Use the metronome at home. Very easy metronome", "Easy metronome"];
    expect(wordingOf(texts).title).toMatch(/easy metronome/i);
  });

  test("a title is not cut where it would say the opposite", () => {
    expect(wordingOf(["Can't live without the metronome", "I cannot live without your metronome"]).title).toMatch(
      /live without the metronome$/,
    );
  });

  test("many are quoted more than few are, and what only repeats the title is not", () => {
    const many = [
      "Please fix the search.",
      "Please fix the search please.",
      "The search finds nothing when I type two words.",
      "Since Monday the search forgets my filters.",
      "Fix the search, it shows last year's posts first.",
      "My whole team gave up on the search and asks me instead.",
      "Please fix the search for accents, é is never found.",
      "The search takes half a minute on my phone.",
    ];
    const { title, quotes } = wordingOf(many);
    expect(title).toBe("Fix the search");
    expect(quotes.length).toBeGreaterThan(3);
    expect(quotes.map(({ text }) => text)).not.toContain("Please fix the search please.");
    expect(wordingOf(many.slice(0, 7)).quotes.length).toBeLessThanOrEqual(3);
  });

  test("a Japanese quote ends as Japanese does", () => {
    expect(wordingOf(["カメラを開くとアプリが落ちます"]).summary).toBe("カメラを開くとアプリが落ちます。");
  });

  test("nothing but vitriol is not quoted, and asks for a name", () => {
    const { title, draft, summary, quotes } = wordingOf(["fuck you all", "You are idiots", "fuck this shit"]);
    expect({ title, draft, summary, quotes }).toEqual({ title: "Untitled", draft: true, summary: "", quotes: [] });
  });

  test("nobody at all", () => {
    expect(wordingOf([], []).draft).toBe(true);
  });

  test("whatever people write: no swearing, no shouting, no contact data, within bounds, in any order", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), fc.nat(), (texts, turn) => {
        const members = membersOf(texts);
        const wording = wordingOf(texts, members);
        const shown = [wording.title, wording.summary, ...wording.quotes.map((quote) => quote.text)];
        for (const line of shown) {
          expect(strongest(line)).not.toBe("strong");
          for (const word of swear) expect(line.toLowerCase()).not.toContain(word.toLowerCase());
          for (const where of contact) expect(line).not.toContain(where);
          expect(line).not.toMatch(/[!?]{2}|!$/);
          expect(line).not.toMatch(/(?<!\p{L})(?!NULL)\p{Lu}{5,}(?!\p{L})/u);
        }
        expect(wording.summary.length).toBeLessThanOrEqual(240);
        expect(wording.quotes.length).toBeLessThanOrEqual(5);
        const turned = [...members.slice(turn % members.length), ...members.slice(0, turn % members.length)].reverse();
        expect(wordingOf(texts, turned)).toEqual(wording);
      }),
      { numRuns: 80 },
    );
  });
});

describe("Vocabulary", () => {
  test("forgets what it was told", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), fc.array(text, { maxLength: 4 }), (kept, gone) => {
        const without = new Vocabulary();
        const both = new Vocabulary();
        for (const said of kept) without.add(said);
        for (const said of [...kept, ...gone]) both.add(said);
        for (const said of gone) both.remove(said);
        expect(both.toJSON()).toEqual(without.toJSON());
      }),
      { numRuns: 60 },
    );
  });

  test("survives being written down", () => {
    const vocabulary = new Vocabulary();
    for (const said of [...dark, ...folders, "constructor toString __proto__"]) vocabulary.add(said);
    const again = Vocabulary.from(JSON.parse(JSON.stringify(vocabulary)));
    expect(again.toJSON()).toEqual(vocabulary.toJSON());
    expect(again.knowing("mode")).toBe(5);
    expect(again.holding("ordn")).toBe(4);
  });

  test("learns how the board writes its names", () => {
    const vocabulary = new Vocabulary();
    for (const said of [
      "I use Earshot on iOS",
      "why is Earshot slow",
      "we like earshot",
      "on iOS it is fine",
      "THE EARSHOT APP IS DOWN",
    ]) {
      vocabulary.add(said);
    }
    expect(["earshot", "ios", "slow", "unheard"].map((word) => vocabulary.caseOf(word))).toEqual([
      "Earshot",
      "iOS",
      "slow",
      "unheard",
    ]);
  });
});

describe("on a board that holds nothing else", () => {
  const texts = [
    "Please give the calendar a dark mode for evening rehearsals.",
    "Dark mode for the calendar please",
    "The calendar blinds me at night, dark mode!",
  ];

  test.each([1, 2, 3])("a theme of %i has a title all the same, known to the vocabulary or not", (count) => {
    const members = texts.slice(0, count).map((text, i) => ({
      ...{ id: `fbk_${i}`, person: `psn_${i}`, text, visibility: "public" as const, kind: "request" as const },
    }));
    const knowing = new Vocabulary();
    for (const { text } of members) knowing.add(text);
    for (const vocabulary of [new Vocabulary(), knowing])
      expect(wordTheme(members, vocabulary).title).toMatch(/dark mode/i);
  });
});
