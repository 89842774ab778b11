import { compile } from "html-to-text";

/**
 * What people wrote as plain text: line breaks of one kind, no control characters, no halves of characters, no more
 * than one empty line at a time.
 */
export function tidy(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029\ufeff]/g, "")
      .replace(/[ \t]+\n/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim()
  );
}

/** At most so many characters, with … where something was cut off; no character is cut in half. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** More HTML than any post has; what lies behind costs time and tells nothing (half a second for 300,000, run). */
const longestHtml = 100_000;

const convert = compile({
  wordwrap: false,
  limits: { maxDepth: 60 },
  selectors: [
    // Quotes are other people's words.
    { selector: "aside.quote", format: "skip" },
    { selector: "blockquote", format: "skip" },
    { selector: "img", format: "skip" },
    { selector: "a", options: { ignoreHref: true } },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});

/** What HTML says as plain text, without quotes, pictures, scripts and addresses of links. */
export function plainFromHtml(html: string): string {
  return tidy(convert(html.slice(0, longestHtml)));
}
