import { isoTime } from "@earshot/core/clock.ts";
import { newsAt, statusSince, wordOn } from "@earshot/core/progress.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { shippedIn } from "@earshot/core/tracked.ts";
import type { Texts } from "./texts.ts";

/** What XML has no place for, escaped or not (XML 1.0, 2.2). */
const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** A text as it may stand in XML, between tags and in attributes. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(unwritable, "")
    .replace(/[&<>"']/g, (sign) => escapes[sign] ?? "");

/**
 * The changelog as an Atom feed (RFC 4287). An entry is one theme's getting of one status: its id (RFC 4151) stays when
 * the answer is reworded, the title changes or the address moves, and is another when it is shipped a second time.
 */
export function atomFeed(
  texts: Texts,
  themes: readonly Theme[],
  { url, self, page, now }: { url: string; self: string; page: string; now: number },
): string {
  const { hostname } = new URL(url);
  const updated = themes.map(newsAt).sort().at(-1) ?? isoTime(now);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${texts.code}">
<id>${xml(`${url}/changelog.atom`)}</id>
<title>${xml(texts.changelog.heading)}</title>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${xml(self)}"/>
<link rel="alternate" type="text/html" href="${xml(page)}"/>
<author><name>Earshot</name></author>
${themes.map((theme) => entry(texts, theme, { url, hostname })).join("")}</feed>
`;
}

function entry(texts: Texts, theme: Theme, { url, hostname }: { url: string; hostname: string }): string {
  const since = statusSince(theme);
  const { answer, note } = wordOn(theme);
  const release = shippedIn(theme);
  const heading = theme.status === "declined" ? texts.changelog.entry.declined : texts.changelog.entry.shipped;
  const content = [note, answer?.text, texts.changelog.asked(theme.supporters)].filter((part) => part !== undefined);
  return `<entry>
<id>tag:${hostname},${since.slice(0, 10)}:${theme.id}/${theme.status}/${Date.parse(since)}</id>
<title>${xml(heading.replace("{title}", () => theme.title))}</title>
<published>${since}</published>
<updated>${newsAt(theme)}</updated>
<link rel="alternate" type="text/html" href="${xml(`${url}/themes/${encodeURIComponent(theme.id)}`)}"/>
${release ? `<link rel="related" title="${xml(texts.changelog.release(release.version))}" href="${xml(release.url)}"/>\n` : ""}${answer ? `<author><name>${xml(answer.by)}</name></author>\n` : ""}<category term="${theme.status}" label="${xml(texts.status[theme.status])}"/>
<content type="text">${xml(content.join("\n\n"))}</content>
</entry>
`;
}
