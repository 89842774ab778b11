import type { Digest } from "@earshot/core/digest.ts";
import { bars, type ToldItem, tell } from "./telling.ts";

/** A digest as plain text, as the command line shows it: what goes to Slack, word for word, without its marks. */
export function digestText(digest: Digest): string {
  const { heading, about, opening, sections, closing, oneThing, url } = tell(digest);
  const sectionsText = sections.map(({ name, items }) => [name, ...items.map(itemText)].join("\n"));
  const more = [...closing, ...(url === undefined ? [] : [`All of it: ${url}`])];
  return [
    `${heading}\n${about}`,
    ...opening,
    ...sectionsText,
    ...(more.length > 0 ? [more.join("\n")] : []),
    ...(oneThing ? [`${oneThing.text}\n${oneThing.url}`] : []),
  ]
    .map(printable)
    .join("\n\n");
}

function itemText({ lead, title, url, facts, weeks, opening, quotes, notes }: ToldItem): string {
  const line = weeks ? [bars(weeks)] : [];
  const head = [[lead, title].filter(Boolean).join(" "), ...facts, ...line].join(" · ");
  const said = quotes.map(({ text, by }) => `“${text.replace(/\s+/g, " ")}” ${by}`);
  const below = [...(opening === undefined ? [] : [opening]), ...said, ...notes, url];
  return [`  ${head}`, ...below.map((text) => `     ${text}`)].join("\n");
}

/** A terminal obeys control characters; what members wrote must not steer it. */
function printable(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, "");
}
