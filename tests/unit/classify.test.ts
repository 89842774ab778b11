import { type Apart, classify } from "@earshot/core/classify.ts";
import type { Kind } from "@earshot/core/feedback.ts";
import { prevailingKind } from "@earshot/core/kind.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const kinds: readonly (readonly [text: string, kind: Kind])[] = [
  ["Crashes on login", "bug"],
  ["The upload gets stuck at 99 % since the update.", "bug"],
  ["I can't open attachments anymore", "bug"],
  ["Keeps logging me out. Please fix.", "bug"],
  ["Love it, but it freezes when I rotate the phone", "bug"],
  ["Die App stürzt beim Speichern ab.", "bug"],
  ["Der Export funktioniert seit gestern nicht mehr", "bug"],
  ["La aplicación no funciona", "bug"],
  ["ログインできない", "bug"],
  ["Please add a dark theme", "request"],
  ["It would be great if I could sort by date", "request"],
  ["I wish there was a way to export to CSV", "request"],
  ["Bring back the old list view", "request"],
  ["offline maps please", "request"],
  ["Es wäre schön, wenn man Ordner teilen könnte", "request"],
  ["Bitte baut eine Suche ein", "request"],
  ["Me gustaría poder exportar", "request"],
  ["How do I change my address?", "question"],
  ["what is the limit for transfers", "question"],
  ["Is there a student discount?", "question"],
  ["Wie kann ich mein Konto löschen?", "question"],
  ["Works perfectly, best purchase this year", "praise"],
  ["No problems at all, great app", "praise"],
  ["Can't live without it", "praise"],
  ["Super App, bin begeistert", "praise"],
  ["The new layout is ugly and confusing", "complaint"],
  ["Far too expensive for what it does", "complaint"],
  ["Viel zu teuer und umständlich", "complaint"],
  ["dark mode", "unclear"],
  ["the sidebar", "unclear"],
  ["Great app. The notebooks feature is great", "praise"],
  ["I like to play from the tablet", "praise"],
  ["Now I won't lose a score", "praise"],
  ["I never have to worry about missing a rehearsal, love it", "praise"],
  ["Haven't experienced any of the issues mentioned by others", "praise"],
  ["Trouble-free on both of my phones", "praise"],
  ["I'd give it six stars if I could", "praise"],
  ["I love this. Wish I had found it sooner", "praise"],
  ["I can add a picture to my notes", "unclear"],
  ["It just keeps getting better, great", "praise"],
  ["Keeps going to a blank page", "bug"],
  ["The search feature is gone", "bug"],
  ["Can we get this fixed", "bug"],
  ["There is no search button", "request"],
  ["Needs a metronome", "request"],
  ["Would love for you to add one feature", "request"],
  ["I suggest adding a metronome", "request"],
  ["Die Option zum Drucken fehlt", "request"],
  ["How do I add a card?", "question"],
  ["Was kostet ein Konto", "question"],
  ["Does the metronome count in six", "question"],
  ["Does everything I need", "unclear"],
  ["Was charged a fee on Monday", "unclear"],
  ["Anyone can use it", "unclear"],
  ["Works well and is free, great. What more can you ask for?", "praise"],
  ["My friends want to top up my account", "unclear"],
  ["My top-up was denied in the app", "bug"],
  ["I do not watch television, I love this app", "praise"],
  ["The notebooks allow me to separate school from work", "unclear"],
  ["Just what I needed, a way to take notes", "unclear"],
  ["Having the option to print is great", "praise"],
  ["You should get this amazing app", "praise"],
  ["I wouldn't use anything else", "praise"],
  ["You should add a filter", "request"],
  ["We would like an option to print", "request"],
  ["I have not found a way to share", "request"],
  ["Where can I find the upload feature?", "question"],
  ["Poor choice of scores. I am not sure if I'll keep it", "complaint"],
];

const aside: readonly (readonly [text: string, apart: Apart])[] = [
  ["", "empty"],
  ["  \n ", "empty"],
  ["[email] [phone]", "empty"],
  ["ok", "too short"],
  ["+1", "too short"],
  ["???", "too short"],
  ["same here", "too short"],
  ["👍", "too short"],
  ["asdfgh", "too short"],
  ["Test", "too short"],
  ["thanks!", "social"],
  ["Hello everyone, new here", "social"],
  ["Vielen Dank für die schnelle Antwort!", "social"],
  ["Hallo zusammen, ich bin neu hier", "social"],
  ["Happy new year to all!", "social"],
  ["Great app, love it!", "praise"],
  ["Very easy to use. I recommend it to everyone.", "praise"],
  ["Tolle App, weiter so!", "praise"],
  ["New here, hello everybody", "social"],
  ["Hello, new here", "social"],
  ["Neu hier, hallo zusammen", "social"],
  ["Hi, I'm new to this forum", "social"],
  ["Hi, my name is Anna from Leeds", "social"],
  ["New member here, nice to meet you all", "social"],
  ["Good morning everyone!", "social"],
  ["Guten Morgen zusammen!", "social"],
  ["Bom dia", "social"],
  ["Liebe Grüße", "social"],
  ["ありがとうございます", "social"],
  ["Hallo, ich heiße Anna und bin neu hier", "social"],
  ["Love it", "praise"],
  ["Das ist toll", "praise"],
  ["Could not be better", "praise"],
  ["I'd be lost without it", "praise"],
  ["Would be lost without this app", "praise"],
  ["Très bien, merci", "praise"],
  ["Ohne die App wäre ich verloren", "praise"],
  ["Könnte nicht besser sein", "praise"],
  ["Good morning, what a great app!", "praise"],
  ["Nice to have everything in one place", "praise"],
  ["It's great to have all parts with me", "praise"],
  ["I would recommend this great app to everyone", "praise"],
  ["Faster than before, great!", "praise"],
  ["Super App", "praise"],
  ["最高です", "praise"],
  ["友達と最高の時間を過ごせた", "praise"],
  ["Muy buena, me encanta", "praise"],
];

const asking: readonly string[] = [
  "dark mode",
  "SSO",
  "Dunkelmodus",
  "Crashes on login",
  "Thanks, but where is the export?",
  "Great app but too many ads",
  "Love it, would be perfect with tags",
  "Hi, my name is [name] and I cannot log in",
  "Hello, how do I cancel?",
  "new icon",
  "Login",
  "good, except the search",
  "Danke, aber die Suche fehlt",
  "I used to love this app",
  "Good morning, the score viewer shows page 3 twice",
  "Good day, invoices come twice a month",
  "Good morning everyone, the calendar starts on Sunday",
  "Guten Tag, schöne Grüße, die Rechnung kommt doppelt",
  "Liebe Leute, Seite 3 kommt zweimal. Liebe Grüße",
  "Good night mode",
  "Dark mode, thanks",
  "Bom dia, a página 3 aparece duas vezes",
  "Invoices come twice a month, thanks in advance",
  "Page 3 comes twice. Thank you!",
  "Best regards from Leeds, invoices come twice",
  "New members get no mail",
  "New login screen freezes",
  "New dashboard is confusing",
  "New search returns nothing",
  "New here and every invoice comes double",
  "I'm new and the calendar shows Monday twice",
  "My name is spelt differently on invoices",
  "Just joined and the list stays white",
  "Neu anmelden nach jedem Neustart, das ist doof",
  "Neue Mitglieder sehen den Kalender leer",
  "Hello, no reply from support",
];

/** Praise of what is not there yet. */
const conditional: readonly string[] = [
  "It'd be nice to sort by voice",
  "It’d be cool to have a widget",
  "Itd be great to print in colour",
  "A widget would really be nice",
  "A metronome would be such a great addition",
  "Reminders would be a lifesaver",
  "Great app, a widget would make it perfect",
  "Love to be able to print all parts",
  "Love to see a calendar here",
  "Nice to have: printing of all parts at once",
  "Printing all parts at once, a nice-to-have",
  "Faster search",
  "Easier login with the phone",
  "Sort by best match",
  "Rechnungen als PDF wären toll",
  "Noten offline wären super",
  "Toll wäre ein Dunkelmodus",
  "Super wäre ein Widget",
  "Sehr praktisch wären Erinnerungen",
  "Ein Widget wäre einfach großartig",
  "Toll fände ich ein Widget",
  "Gerne hätte ich eine Erinnerung",
  "El modo oscuro sería genial",
  "Serían muy buenos unos recordatorios, gracias",
  "Modo escuro seria ótimo",
  "Lembretes seriam muito bons",
  "Un mode sombre serait vraiment génial",
  "Una modalità scura sarebbe perfetta",
  "検索機能があれば最高です",
  "検索できると最高です",
  "ウィジェットがあったら便利です",
  "如果有小组件就更好了",
];

describe("classify", () => {
  test.each(kinds)("%s → %s", (text, kind) => {
    expect(classify(text).kind).toBe(kind);
  });

  test.each(aside)("%j asks for nothing: %s", (text, apart) => {
    expect(classify(text).apart).toBe(apart);
  });

  test.each(asking)("%s is heard", (text) => {
    expect(classify(text).apart).toBeUndefined();
  });

  test.each(conditional)("%s asks for it", (text) => {
    const { kind, apart } = classify(text);
    expect({ kind, apart }).toEqual({ kind: "request" });
  });

  test("anger is told from bad news and from joy", () => {
    const heat = (text: string) => classify(text).heat;
    expect(heat("I LOVE IT!!!!!")).toBe(0);
    expect(heat("This is ridiculous, I hate the new version!!!")).toBeGreaterThan(0.6);
    expect(heat("Das ist eine Frechheit, ihr Betrüger!")).toBeGreaterThan(0.6);
    expect(heat("A bit annoying")).toBeLessThan(0.4);
    expect(heat("not annoying at all")).toBeLessThan(0.1);
    expect(heat("it's not really that bad")).toBeLessThan(0.1);
    expect(heat("Sometimes a little frustrating")).toBeLessThan(heat("Frustrating"));
    expect(heat("I am not happy with the calendar")).toBeGreaterThan(0.15);
    expect(heat("For heaven's sake stop moving the buttons")).toBeGreaterThan(0.4);
    expect(heat("Nobody ever replies, I am going to cancel my membership")).toBeGreaterThan(0.4);
    expect(heat("The choir list does not load!!!")).toBeGreaterThanOrEqual(0.25);
    expect(heat("Der Kalender lädt seit Wochen nicht, niemand antwortet")).toBeGreaterThan(0.3);
    for (const patient of [
      "I want a refund because the parcel is late",
      "What's going on with my card?",
      "You won't regret it",
    ])
      expect(heat(patient)).toBe(0);
    expect(heat("GIVE ME BACK THE OLD SEARCH NOW")).toBeGreaterThanOrEqual(0.5);
  });

  test("trouble that is told calmly has a little heat, more where it wears people out, and is never called noticeable", () => {
    const heat = (text: string) => classify(text).heat;
    const calm = heat("The choir list does not load.");
    const worn = heat(
      "Since the last update the choir list keeps disappearing, and I paid for premium. I lost everything.",
    );
    expect(calm).toBeGreaterThan(0);
    expect(worn).toBeGreaterThan(calm);
    expect(worn).toBeLessThan(0.25);
    expect(heat("Great app, but the choir list does not load.")).toBeLessThan(calm);
    expect(heat("Great app, never had a crash.")).toBe(0);
    expect(heat("Charged twice without any warning")).toBeGreaterThan(0.25);
  });

  test.each([
    "You are idiots",
    "The devs are morons",
    "shame on you",
    "Ihr seid unfähig",
    "fire whoever did this",
    "f*** you",
    "dumb developers",
    "whoever coded this is an idiot",
    "Ihr Abzocker!",
    "Ihr seid Vollpfosten",
    "you guys are braindead",
    "stupid a** devs",
  ])("%s is aimed at people", (text) => {
    expect(classify(text).abusive).toBe(true);
  });

  test.each([
    "your app is useless",
    "the update is garbage",
    "I feel like an idiot using this",
    "this fucking app crashes",
    "the thief stole my phone",
  ])("%s is not", (text) => {
    expect(classify(text).abusive).toBe(false);
  });

  test("any text is classified, within its bounds", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.lorem({ mode: "sentences" })), (text) => {
        const { heat, kind, apart } = classify(text);
        expect(heat).toBeGreaterThanOrEqual(0);
        expect(heat).toBeLessThanOrEqual(1);
        if (apart !== undefined && apart !== "praise") expect(kind).toBe("unclear");
      }),
      { numRuns: 200 },
    );
  });

  test("a long hostile text takes no long time", () => {
    const begun = performance.now();
    for (const bait of ["can't ", "please ", "a", "!?", "you ", "so very ", "load of "])
      classify(bait.repeat(50_000 / bait.length));
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  test("a theme is what most of its members are; praise only when nearly all praise", () => {
    expect(prevailingKind({ bug: 3, request: 2, unclear: 9 })).toBe("bug");
    expect(prevailingKind({ praise: 5, bug: 5 })).toBe("bug");
    expect(prevailingKind({ praise: 6, bug: 4 })).toBe("praise");
    expect(prevailingKind({ praise: 5, bug: 2, request: 2, complaint: 2 })).toBe("praise");
    expect(prevailingKind({ praise: 5, bug: 4, request: 1 })).toBe("bug");
    expect(prevailingKind({ unclear: 2 })).toBe("unclear");
    expect(prevailingKind({})).toBe("unclear");
  });
});
