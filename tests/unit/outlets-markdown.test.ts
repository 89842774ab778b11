import { inert, quote, titleLine } from "@earshot/outlets/github/markdown.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostile } from "../stand-ins/themes.ts";

const invisible = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** What a reader sees of a text: its words in order, however they are spaced. */
const seen = (text: string) =>
  text
    .replace(/[\t\v\f\r\n\u0085\u2028\u2029]/g, " ")
    .replace(invisible, "")
    .replace(/\s+/g, " ")
    .trim();

/**
 * Renders the Markdown that `inert` may write, and nothing more: escapes, five entities, one element. Whatever else
 * would be markup is a fault. So this knows nothing of how `inert` goes about it.
 */
function rendered(markdown: string): string {
  let text = "";
  let rest = markdown;
  while (rest !== "") {
    const [token] = /^(?:\\[!-/:-@[-`{-~]|&(?:lt|gt|amp|#8203);|<span>\$<\/span>|[\s\S])/u.exec(rest) ?? [""];
    if (/^[\\`*_[\]|~<>&$]$/.test(token)) throw new Error(`markup left: ${token} in ${markdown}`);
    if (token.startsWith("\\")) text += token.slice(1);
    else if (token.startsWith("<span>")) text += "$";
    else text += { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&#8203;": "\u200b" }[token] ?? token;
    rest = rest.slice(token.length);
  }
  return text;
}

/** What GitHub looks for in rendered text. */
const acting: Record<string, RegExp> = {
  mention: /@[\p{L}\p{N}]/u,
  reference: /#\d/,
  "GH-reference": /(?<![a-z0-9])gh-\d/i,
  commit: /(?<![a-z0-9])[0-9a-f]{7,}(?![a-z0-9])/i,
  link: /:\/\//,
  "link without a scheme": /(?<![a-z0-9])www\./i,
  emoji: /:[\w+-]+:/,
  alert: /\[!/,
};

function expectHarmless(markdown: string, original: string): void {
  const shown = rendered(markdown);
  for (const [name, pattern] of Object.entries(acting)) expect(shown, name).not.toMatch(pattern);
  expect(seen(shown)).toBe(seen(original));
}

/** What makes a line a block of its own. */
const blocks = /^(?:#|>|[-+*=:~`|]|\d+[.)]|\s| {4}|<(?!span>\$))/;

const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostile),
      fc.constantFrom(
        "@",
        "#",
        "GH-",
        "1",
        "abc",
        "deadbeef",
        "://",
        "www.",
        ":",
        "[!",
        "]",
        "(",
        "<",
        "&",
        ";",
        "\\",
        "`",
      ),
      fc.constantFrom(
        "\n",
        " ",
        "\t",
        "\r\n",
        "\u200b",
        "\u202e",
        "-",
        "=",
        "+",
        ">",
        "|",
        "~",
        "*",
        "_",
        "$",
        "12",
        ". ",
      ),
      fc.string({ unit: "grapheme", maxLength: 12 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("member text in an issue", () => {
  it.each(hostile)("shows the words and does nothing: %j", (text) => {
    expectHarmless(inert(text), text);
    expectHarmless(quote(text).replace(/^> ?/gm, ""), text);
  });

  it("does so whatever it is made of", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expectHarmless(inert(text), text);
        expect(inert(text)).not.toMatch(blocks);
        expect(inert(text)).not.toContain("\n");
        const quoted = quote(text);
        expectHarmless(quoted.replace(/^> ?/gm, ""), text);
        for (const line of quoted.split("\n").filter(Boolean)) {
          expect(line).toMatch(/^>( |$)/);
          expect(line.slice(2)).not.toMatch(blocks);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("can tell a harmful text from a harmless one", () => {
    for (const markup of ["*bold*", "a <b>", "&#64;ann", "`code`", "[a](b)", "a | b"])
      expect(() => rendered(markup), markup).toThrow("markup left");
    expect(rendered("hello @ann")).toMatch(acting.mention as RegExp);
  });

  it("says what it did", () => {
    expect(inert("@ann: fixes #12 in deadbeef")).toBe("@&#8203;ann: fixes #&#8203;12 in deadbe&#8203;ef");
    expect(quote("one\r\n\r\n\r\n  # two  \n")).toBe("> one\n>\n> \\# two");
  });
});

describe("a title", () => {
  it("stands as it is, and harms nobody in a commit message", () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const title = titleLine(text);
        expect(title.length).toBeLessThanOrEqual(256);
        expect(title).not.toMatch(/[\n\r]/);
        expect(title).not.toMatch(acting.mention as RegExp);
        expect(title).not.toMatch(acting.reference as RegExp);
        expect(title.isWellFormed() || !text.isWellFormed()).toBe(true);
        if (!title.endsWith("…")) expect(seen(title)).toBe(seen(text));
      }),
    );
    expect(titleLine("Gutscheine zum Ausdrucken & Verschenken")).toBe("Gutscheine zum Ausdrucken & Verschenken");
    expect(titleLine("x".repeat(300))).toHaveLength(256);
  });
});
