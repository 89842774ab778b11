import { Feedback } from "@earshot/core/feedback.ts";
import { compact, restored } from "@earshot/store/compact.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exampleFeedback } from "../memory/examples.ts";

const told = fc.record({
  title: fc.option(fc.string(), { nil: undefined }),
  body: fc.string(),
  text: fc.option(fc.string(), { nil: undefined }),
  meaning: fc.option(
    fc.record({ by: fc.constant("amazon.titan-embed-text-v2:0"), vector: fc.base64String({ maxLength: 344 }) }),
    { nil: undefined },
  ),
  versions: fc.dictionary(fc.constantFrom("title", "body", "author", "withdrawn"), fc.constantFrom("1", "2 a", "3#x")),
  why: fc.array(
    fc.record({
      feedback: fc.stringMatching(/^fbk_[a-z]{1,5}$/),
      theme: fc.stringMatching(/^thm_[a-z]{1,5}$/),
      similarity: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 5 },
  ),
});

test("feedback comes out of its row as it went in", () => {
  fc.assert(
    fc.property(told, ({ title, text, ...rest }) => {
      const whole = [title, rest.body].filter((part) => part).join("\n");
      const { title: _, ...example } = exampleFeedback("compact");
      const feedback = Feedback.parse({
        ...example,
        ...rest,
        ...(title !== undefined && { title }),
        text: text ?? whole,
      });
      expect(restored(compact(feedback))).toEqual(feedback);
    }),
  );
});

test("a short feedback with five neighbours fits into one write unit", () => {
  const why = Array.from({ length: 5 }, (_, i) => ({
    feedback: `fbk_0123456789abcdefghj${i}`,
    theme: "thm_0123456789abcdefghjkmnpqrs",
    similarity: 0.123,
  }));
  const at = "2026-11-20T10:00:00.000Z";
  const versions = { author: at, body: at, saidAt: at, title: at, visibility: at, withdrawn: at };
  const body =
    "My downloaded scores do not open in the crypt, where there is no network, and the concert is on Friday.";
  const row = compact({ ...exampleFeedback("compact"), title: "Scores", body, text: `Scores\n${body}`, versions, why });
  expect(JSON.stringify(row).length).toBeLessThan(1024);
});
