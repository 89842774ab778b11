import { contentStems, Vocabulary } from "@earshot/core/vocabulary.ts";
import { qualityOf } from "@earshot/core/wording/quality.ts";
import { describe, expect, test } from "vitest";

const vocabulary = new Vocabulary();

/** How well a whole sentence of nobody's own headline reads as a title. */
function quality(title: string, language: "en" | "de" = "en"): number {
  const stems = contentStems(title, language);
  const asSaid = { level: 0, cut: false, rewritten: false, narrated: false, headline: false } as const;
  return qualityOf({ title, language, member: 0, stems, ...asSaid }, vocabulary);
}

describe("as a title, worth clearly less than what says the matter is", () => {
  test.each([
    ["how often somebody uses it", "Use the rehearsal planner every day", "Use the rehearsal planner offline"],
    ["what somebody has", "Have very much space", "Needs very much space"],
    ["with what", "Using old tablet computer", "Crashes on old tablet computer"],
    ["an adverb before a loose beginning", "Sometimes it opens the score", "Sometimes opens the wrong score"],
    ["half a sentence after an adverb", "Now after buying the tablet", "Slow after buying the tablet"],
    ["a recommendation", "Would recommend the score reader", "Add the score reader"],
    ["a bare plea", "Fix the bugs", "Fix the metronome"],
    ["a bare plea in haste", "Fix this as soon as possible", "Fix the metronome"],
    ["a failure of nobody knows what", "Doesn't work properly", "Doesn't work offline"],
    ["what only the sentence before names", "How long does this take", "How long does syncing take"],
    ["a rhetorical question", "What's not to love about scores", "How to print scores"],
    ["what only the context denies", "Not the rehearsal room", "No rehearsal room"],
    ["a verb that was left out", "Can't and shows an error", "Can't print and shows an error"],
    ["two things side by side", "Tablet and phone", "Tablet loses phone connection"],
    ["the same word again", "Slow very slow", "Slow very often"],
    ["who, and not what of it", "Anyone who uses the metronome", "Needs the metronome"],
    ["more of what it does not name", "Add more options", "Add more metronomes"],
    ["not having used something", "Haven't tried the metronome", "Can't try the metronome"],
    ["a deed without its object", "Can't view", "Can't view scores"],
    ["a verdict and the next sentence", "Great you can't beat the metronome", "Can't beat the metronome"],
    [
      "praise run into a deed",
      "Can print scores in class it's really good",
      "Can print scores in class when it's dark",
    ],
    ["an infinitive", "To mail scores to others", "Mail scores to others"],
    ["letters that are no word", "Won't let ne open scores", "Won't let us open scores"],
    ["nouns side by side", "Rehearsal computers score", "Rehearsal computers lose score"],
    ["a plea to fix what is left open", "Fix the metronome", "Can't stop the metronome"],
    ["what once did not happen", "Didn't find a metronome", "Can't find a metronome"],
    ["a question about what was just said", "Why does it play scores", "Why does this score play"],
    ["a question about nobody knows what", "How long does it take", "How long does syncing take"],
    ["a quality between two verdicts", "Good app not the metronome", "Good app for the metronome"],
  ])("%s", (_, loose, whole) => {
    expect(quality(loose)).toBeLessThan(0.8 * quality(whole));
  });

  test.each([
    ["how often somebody uses it", "Nutze den Probenplaner jeden Tag", "Nutze den Probenplaner ohne Netz"],
    ["a bare plea", "Bitte alle Fehler beheben", "Bitte das Metronom beheben"],
    ["a recommendation", "Empfehle den Probenplaner weiter", "Suche im Probenplaner fehlt"],
    ["a noun that was shouted", "App stürzt immer ab beim start", "App stürzt immer ab beim Start"],
    ["a shouted genitive", "Drucken der noten geht nicht", "Drucken der Noten geht nicht"],
    ["a shouted noun of mine", "Drucken geht mit meinem handy nicht", "Drucken geht mit meinem Handy nicht"],
    ["a shouted object", "Kann die rechnung nicht drucken", "Kann die Rechnung nicht drucken"],
  ])("in German: %s", (_, loose, whole) => {
    expect(quality(loose, "de")).toBeLessThan(0.8 * quality(whole, "de"));
  });

  test.each([
    "Geht am schnellsten nicht mehr",
    "Findet die nicht mehr",
    "Lässt sich nicht drucken",
    "Stürzt beim erneuten Öffnen ab",
  ])("no noun is missed in: %s", (title) => {
    expect(quality(title, "de")).toBeGreaterThanOrEqual(quality("Drucken geht nicht mehr", "de"));
  });
});
