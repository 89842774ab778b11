import { compile } from "html-to-text";
import { tidy } from "./text.ts";

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
