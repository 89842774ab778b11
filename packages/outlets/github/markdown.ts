/**
 * Member text as GitHub shall show it: the same words, and nothing that acts.
 *
 * GitHub looks for mentions, references, commit hashes and emoji in the *rendered* text, so no escaping in Markdown
 * keeps them from working (`\@ann` and `&#64;ann` both notify Ann), and code spans fail in replies by mail, which are
 * read as plain text (dependabot-core#3157). What works is a character of no width inside, as Renovate and Dependabot
 * write it. Where no reference is left, closing keywords have nothing to close.
 */
const zeroWidth = "\u200b";

/** Characters that show nothing, or that turn the order of others around; the joiners of emoji and Persian stay. */
const invisible = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** The text's lines without what cannot be seen and without blanks around them. */
function visibleLines(text: string): string[] {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ")
    .split("\n")
    .map((line) => line.replace(invisible, "").trim());
}

const breaks: readonly (readonly [RegExp, (match: string) => string])[] = [
  // @user, @org/team, user@hash, e-mail addresses.
  [/@/g, () => `@${zeroWidth}`],
  // #12, user#12, owner/repo#12, GH-12.
  [/#(?=\d)/g, () => `#${zeroWidth}`],
  [/(?<![a-z0-9])gh-(?=\d)/gi, (match) => match + zeroWidth],
  // Links of any scheme, and those without one. A link to an issue is a reference, and "closes <link>" closes it.
  [/:(?=\/\/)/g, () => `:${zeroWidth}`],
  [/(?<![a-z0-9])www(?=\.)/gi, (match) => match + zeroWidth],
  // Commits have seven hexadecimal digits or more.
  [/(?<![a-z0-9])[0-9a-f]{7,}(?![a-z0-9])/gi, (match) => match.replace(/.{6}(?=.)/g, `$&${zeroWidth}`)],
  // :tada: would show a picture in place of the word, [!NOTE] a coloured box.
  [/:(?=[\w+-]+:)/g, () => `:${zeroWidth}`],
  [/\[(?=!)/g, () => `[${zeroWidth}`],
];

function broken(line: string): string {
  return breaks.reduce((text, [pattern, write]) => text.replace(pattern, write), line);
}

const written: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  // Two of them on a line are a formula; GitHub's own advice for a dollar that is one.
  $: "<span>$</span>",
  [zeroWidth]: "&#8203;",
};

function escaped(line: string): string {
  return line
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replace(/[&<>$\u200b]/g, (character) => written[character] ?? character)
    .replace(/^[-+=:#]/, "\\$&")
    .replace(/^(\d{1,9})([.)])/, "$1\\$2");
}

/** Member text on one line, for use within ours. */
export function inert(text: string): string {
  return escaped(broken(visibleLines(text).join(" ").trim()));
}

/** Member text as a block quote, its lines kept, of blank ones at most one in a row. */
export function quote(text: string): string {
  const lines = visibleLines(text);
  const kept = lines.filter((line, index) => line !== "" || (index > 0 && lines[index - 1] !== ""));
  while (kept.at(-1) === "") kept.pop();
  return kept.map((line) => `> ${escaped(broken(line))}`.trimEnd()).join("\n");
}

/**
 * A title as it stands, on one line. GitHub renders none, but titles end up in commit messages, pull requests and
 * release notes, where `@ann` and `fixes #1` work. At most 256 characters, GitHub's limit.
 */
export function titleLine(text: string): string {
  const title = broken(visibleLines(text).join(" ").replace(/\s+/g, " ").trim());
  return title.length <= 256
    ? title
    : `${title
        .slice(0, 255)
        .replace(/[\ud800-\udbff]$/, "")
        .trimEnd()}…`;
}
