import type { Kind } from "@earshot/core/feedback.ts";
import { prevailingAmong } from "@earshot/core/kind.ts";
import { Vocabulary } from "@earshot/core/vocabulary.ts";
import { candidatesOf } from "@earshot/core/wording/candidates.ts";
import { fitting, turned } from "@earshot/core/wording/fitting.ts";
import { read } from "@earshot/core/wording/reading.ts";
import { expect, test } from "vitest";

function candidate(said: string, title: string) {
  const sentences = read([{ id: "fbk_1", person: "psn_1", text: said, visibility: "public" }]).flat();
  const found = sentences.flatMap((one) => candidatesOf(one, new Vocabulary())).find((one) => one.title === title);
  if (found === undefined) throw new Error(`nobody says ${title} in ${said}`);
  return found;
}

function weight(said: string, title: string, kinds: readonly Kind[]): number {
  return fitting(candidate(said, title), kinds, prevailingAmong(kinds));
}

const praised: readonly Kind[] = ["praise", "praise", "praise", "bug"];
const broken: readonly Kind[] = ["bug", "bug", "bug", "praise"];
const asked: readonly Kind[] = ["question", "question", "question", "request"];
const wished: readonly Kind[] = ["request", "request", "request", "bug"];

test("trouble is hardly a title over praise, nor praise over trouble", () => {
  const trouble = (kinds: readonly Kind[]) => weight("The metronome crashes", "Metronome crashes", kinds);
  const praise = (kinds: readonly Kind[]) => weight("I love the metronome", "Love the metronome", kinds);
  expect(trouble(praised)).toBeLessThan(trouble(broken) / 3);
  expect(praise(broken)).toBeLessThan(praise(praised) / 1.5);
});

test("a denial that leaves its kind open is less of a title over praise than over trouble", () => {
  const denial = (kinds: readonly Kind[]) => weight("Not a metronome", "Not a metronome", kinds);
  expect(denial(praised)).toBeLessThan(denial(broken));
});

test("a title that shows its kind goes before one that once said it, and that before one that never did", () => {
  const shown = weight("How do I print scores?", "How to print scores", asked);
  const implied = weight("Can I print scores?", "Print scores", asked);
  const open = weight("Scores on paper", "Scores on paper", asked);
  expect(shown).toBeGreaterThan(implied);
  expect(implied).toBeGreaterThan(open);
});

test("an order is the form of a wish, and what somebody can do is praise", () => {
  expect(weight("I would like to print scores", "Print scores", wished)).toBeGreaterThan(
    weight("Can I print scores?", "Print scores", asked),
  );
  const can = (kinds: readonly Kind[]) => weight("I can print scores anywhere", "Can print scores anywhere", kinds);
  expect(can(praised)).toBeGreaterThan(can(broken));
});

test("trouble that was cut out of praise is turned round", () => {
  expect(turned(candidate("The metronome crashes", "Metronome crashes"))).toBe(false);
  expect(turned(candidate("Great, perfect, I love it, I can't sleep", "Can't sleep"))).toBe(true);
});
