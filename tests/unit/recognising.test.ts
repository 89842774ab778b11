import { erasedMark, Recognising } from "@earshot/core/recognising.ts";
import { marksOf, repeatedIn, repeats } from "@earshot/core/traces.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const said = "The export of invoices hangs at the last page whenever the moon is full.\nPlease mend it, Berta!";
const trace = {
  feedback: "fbk_1",
  theme: "thm_1",
  board: "app",
  marks: marksOf([said]),
  places: ["https://forum.example/t/12/3", "post:12"],
};
const who = {
  people: ["psn_berta"],
  aliases: ["email:berta@example.org", "discourse:42"],
  names: ["Berta Brown", "sent"],
};
const her = new Recognising(who, [trace]);

describe("words that are hers", () => {
  test.each([
    "“The export of invoices hangs at the last page whenever …”",
    "> THE **EXPORT** OF INVOICES HANGS",
    "hangs\\_at the&nbsp;last page whenever the",
    "…at the [redacted] page whenever the moon",
  ])("are found however they went out: %s", (copy) => {
    expect(repeats(copy, new Set(trace.marks))).toBe(true);
  });

  test.each(["The export of orders hangs.", "invoices", "at the last", ""])(
    "are not found where three are: %s",
    (text) => {
      expect(repeats(text, new Set(trace.marks))).toBe(false);
    },
  );

  test("any four of them in a row are found, in any script, and in anything around them", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abcäöß漢字かな"), minLength: 1, maxLength: 6 });
    const sentence = fc.array(word, { minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(sentence, fc.nat(), word, (words, at, other) => {
        const from = at % (words.length - 3);
        const copy = `${other}, ${words.slice(from, from + 4).join(" – ")}! ${other}`;
        const marks = new Set(marksOf([words.join(" ")]));
        expect(repeatedIn(copy, marks).length).toBeGreaterThan(0);
      }),
      { numRuns: 100, seed: 7 },
    );
  });
});

describe("a value without what is hers", () => {
  test("is the very same where there is nothing", () => {
    const value = { state: "sent", lines: ["nothing of hers", 7, null, { at: "2026" }], bytes: new Uint8Array(3) };
    expect(her.clean(value)).toBe(value);
  });

  test("loses the lines that repeat her, and keeps those of others", () => {
    const body = "Three people say so.\n> The export of invoices hangs at the last page.\n> It is slow.";
    expect(her.clean({ payload: { body } })).toEqual({
      payload: { body: `Three people say so.\n${erasedMark}\n> It is slow.` },
    });
  });

  test("loses her names wherever they stand as such, and nothing that only looks like them", () => {
    expect(
      her.clean({
        by: "Berta Brown",
        state: "sent",
        note: "Ask berta@example.org (discourse:42), not discourse:421 or alberta@example.org.",
        told: ["psn_berta", "psn_bertas"],
        externalId: "post:12",
        url: "https://forum.example/t/12/3",
        other: "https://forum.example/t/12/34",
      }),
    ).toEqual({
      by: erasedMark,
      state: "sent",
      note: `Ask ${erasedMark} (${erasedMark}), not discourse:421 or alberta@example.org.`,
      told: [erasedMark, "psn_bertas"],
      externalId: erasedMark,
      url: erasedMark,
      other: "https://forum.example/t/12/34",
    });
  });

  test("loses what it quotes of her by name, whatever it says", () => {
    expect(
      her.clean({
        quotes: [
          { text: "an older wording", feedback: "fbk_1" },
          { text: "mine", feedback: "fbk_2" },
        ],
      }),
    ).toEqual({
      quotes: [
        { text: erasedMark, feedback: "fbk_1" },
        { text: "mine", feedback: "fbk_2" },
      ],
    });
  });

  test("keeps what others say in the same words", () => {
    const shared = new Recognising(who, [trace]);
    const others = "The export of invoices hangs, too.";
    expect(shared.clean(others)).toBe(erasedMark);
    expect(shared.share([others]).length).toBeGreaterThan(0);
    expect(shared.clean(others)).toBe(others);
    expect(shared.mayHear([others])).toBe(true);
    expect(shared.clean("whenever the moon is full")).toBe(erasedMark);
    expect(new Recognising(who, [trace], trace.marks).clean(said)).toBe(said);
  });
});

test("her names and places may be made of anything", () => {
  const anything = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(anything, anything, anything, (name, account, path) => {
      const url = `https://forum.example/${encodeURIComponent(path)}-(x)+[y]?a=b|c`;
      const aliases = [`discourse:${account}`, `email:${account}@example.org`];
      const one = new Recognising({ people: ["psn_x"], aliases, names: [name] }, [{ ...trace, places: [url, path] }]);
      expect(one.clean({ by: name, at: url })).toEqual({ by: erasedMark, at: erasedMark });
      for (const alias of aliases) expect(one.clean(`(${alias})`)).toBe(`(${erasedMark})`);
    }),
    { numRuns: 200, seed: 11 },
  );
});

describe("a message that nobody can read", () => {
  const from = (source: string, body: unknown) =>
    her.isIn({ source, body: typeof body === "string" ? body : JSON.stringify(body) });

  test("is hers where it names her account, her address or her words", () => {
    expect(from("discourse", { post: { user_id: 42 } })).toBe(true);
    expect(from("zendesk", { ticket: { requester: { email: "Berta@Example.org" } } })).toBe(true);
    expect(from("discourse", { post: { raw: said } })).toBe(true);
    expect(from("discourse", { post: { name: "Berta Brown" } })).toBe(true);
    expect(from("discourse", "no JSON from berta@example.org")).toBe(true);
  });

  test("is not hers for a number that is another thing's, or an account of another place", () => {
    expect(from("discourse", { post: { id: 42, category_id: 42, user_id: 421 } })).toBe(false);
    expect(from("zendesk", { requester_id: 42 })).toBe(false);
    expect(from("discourse", { status: "sent" })).toBe(false);
  });
});
