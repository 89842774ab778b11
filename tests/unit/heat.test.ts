import { heatOf } from "@earshot/core/classify/heat.ts";
import { expect, test } from "vitest";

/**
 * Judged by hand before the rules were run on them, 0 calm to 1 furious. Whoever wrote the rules wrote these too, so they
 * guard against a step back and prove little more.
 */
const angry: readonly (readonly [said: string, anger: number])[] = [
  ["Every update makes it worse and nobody listens.", 0.6],
  ["What were you thinking?", 0.5],
  ["I regret upgrading to premium.", 0.4],
  ["Took my money and gave me nothing.", 0.7],
  ["The font is too small on the tablet.", 0.05],
  ["Please, please bring back the old calendar.", 0.2],
  ["Zero stars if I could.", 0.65],
  ["This used to be the best app, now I can barely open it.", 0.35],
  ["Export to CSV is missing.", 0],
  ["Do you even test your releases?", 0.6],
  ["I have asked politely four times. No answer.", 0.6],
  ["Don't waste your time with this one.", 0.6],
  ["Why is my transfer still pending?", 0.1],
  ["You should be ashamed.", 0.8],
  ["Wonderful, works like a charm.", 0],
  ["It hurts my eyes at night.", 0.05],
  ["So sick of these popups", 0.65],
  ["Unbelievable. Logged out again in the middle of an exam.", 0.6],
  ["Is there a discount for students?", 0],
  ["The battery drains a bit faster since Tuesday.", 0.05],
  ["If you don't fix this by Friday I am leaving.", 0.65],
  ["Bloody useless support.", 0.7],
  ["I find the menu somewhat confusing.", 0.15],
  ["You lost a customer.", 0.65],
  ["No complaints here, five years and counting.", 0],
  ["They just don't care about users any more.", 0.6],
  ["Screw this.", 0.7],
  ["Would be grateful for a fix when you have time.", 0],
  ["My card was swallowed by the machine!!", 0.3],
  ["Was soll der Mist?", 0.65],
  ["Absolute Frechheit, nach dem Update geht nichts mehr.", 0.75],
  ["Kann man die Schrift größer stellen?", 0],
  ["Ich habe die Nase voll.", 0.75],
  ["Leider stürzt die App beim Start ab.", 0.15],
  ["Support antwortet nicht, ich will mein Geld zurück!", 0.65],
  ["Beste App überhaupt!!!", 0],
  ["So macht das keinen Spaß mehr.", 0.35],
  ["Wieso löscht ihr einfach meine Beiträge?", 0.55],
  ["Läuft alles wie am Schnürchen.", 0],
  ["Bitte fügt eine Wochenansicht hinzu.", 0],
];

/** The rank of each value, equals sharing the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = mean(a.map((value, i) => (value - ma) * ((b[i] ?? 0) - mb)));
  return product / Math.sqrt(mean(a.map((value) => (value - ma) ** 2)) * mean(b.map((value) => (value - mb) ** 2)));
}

const heats = angry.map(([said]) => heatOf(said));
const anger = angry.map(([, judged]) => judged);

test("heat ranks what people say as a reader does: Spearman's rho is .7 at least", () => {
  expect(correlation(ranks(heats), ranks(anger))).toBeGreaterThanOrEqual(0.7);
});

test("who is angry is hotter than who is not, in 85 of 100 pairs at least", () => {
  const pairs = heats.flatMap((hot, i) =>
    heats.flatMap((cool, j) => ((anger[i] ?? 0) >= 0.5 && (anger[j] ?? 0) < 0.5 ? [[hot, cool] as const] : [])),
  );
  const told = pairs.reduce((sum, [hot, cool]) => sum + (hot > cool ? 1 : hot === cool ? 0.5 : 0), 0);
  expect(told / pairs.length).toBeGreaterThanOrEqual(0.85);
});
