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

  test("anger is told from bad news and from joy", () => {
    const heat = (text: string) => classify(text).heat;
    expect(heat("The app crashes when I open the camera")).toBe(0);
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
    expect(heat("The choir list does not load.")).toBe(0);
    for (const patient of [
      "I want a refund because the parcel is late",
      "What's going on with my card?",
      "You won't regret it",
    ])
      expect(heat(patient)).toBe(0);
    expect(heat("GIVE ME BACK THE OLD SEARCH NOW")).toBeGreaterThanOrEqual(0.5);
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
