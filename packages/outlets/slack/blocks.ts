import type { Digest } from "@earshot/core/digest.ts";
import { clip } from "@earshot/core/phrase.ts";
import type { Status } from "@earshot/core/theme.ts";
import type { KnownBlock } from "@slack/web-api";
import { bars, type Telling, type ToldItem, tell } from "../telling.ts";
import { buttons } from "./buttons.ts";
import { escapeText, inertLabel, link, visible } from "./escape.ts";

/** One message of a digest: the first stands in the channel, the others reply to it in its thread. */
export interface Part {
  /** What notifications and screen readers get. */
  text: string;
  blocks: KnownBlock[];
}

/**
 * Slack's limits: 50 blocks, 3,000 characters a section, 150 a header. The total is not documented; 11,341 characters
 * were refused as msg_blocks_too_long where 9,597 passed, so we stay well below that.
 * https://docs.slack.dev/reference/block-kit/blocks
 */
const limits = { blocks: 50, total: 9000, section: 3000, header: 150 } as const;
const longestTitle = 200;

/**
 * A digest as messages: one where it fits, else as many as it takes, divided between themes.
 *
 * @param delivery whose messages they are, where its themes can be decided on in them
 */
export function partsOf(digest: Digest, delivery?: string): Part[] {
  if (digest.changed === 0) return [quietPart(digest)];
  const parts: KnownBlock[][] = [];
  let part: KnownBlock[] = [];
  for (const unit of unitsOf(tell(digest), delivery)) {
    const longer = [...part, ...unit];
    if (part.length > 0 && (longer.length > limits.blocks || sizeOf(longer) > limits.total)) {
      parts.push(part);
      part = [...unit];
    } else part = longer;
  }
  parts.push(part);
  const text = escapeText(digest.summary);
  return parts.map((blocks, index) => ({
    text: index === 0 ? text : `${text} (${index + 1} of ${parts.length})`,
    blocks,
  }));
}

/** What cannot wait for the digest. */
export interface Alert {
  theme: string;
  status: Status;
  title: string;
  url: string;
  /** Our own words; a title may be a member's. */
  sentences: readonly string[];
  /** When it was written: it was not posted before. */
  askedAt: string;
}

/** An alert as one message: what it is about, what there is to say, and what can be decided. */
export function alertPart({ theme, status, title, url, sentences }: Alert, delivery?: string): Part {
  const name = clip(visible(title), longestTitle);
  return {
    text: escapeText(`${name}: ${sentences[0] ?? ""}`),
    blocks: [
      formatted(`*${link(url, inertLabel(name))}*`),
      plain(sentences.join(" ")),
      ...buttons(theme, status, delivery),
    ],
  };
}

/** The length of all text that Slack may count, markup included. */
export function sizeOf(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}

/** Nothing moved: one line that says so, and what is late or owed all the same. */
function quietPart(digest: Digest): Part {
  const { summary, intro } = digest;
  const lines = [...(intro === undefined ? [] : [intro]), summary, ...tell(digest).closing];
  return { text: escapeText(summary), blocks: lines.map(plain) };
}

/** Blocks that stay together, in order. */
function unitsOf(telling: Telling, delivery: string | undefined): KnownBlock[][] {
  const { heading, about, opening, sections, closing, oneThing, url } = telling;
  const units: KnownBlock[][] = [
    [
      { type: "header", text: { type: "plain_text", text: clip(visible(heading), limits.header), emoji: false } },
      { type: "context", elements: [{ type: "plain_text", text: about, emoji: false }] },
      ...opening.map(plain),
    ],
  ];
  for (const { name, items } of sections)
    for (const [index, item] of items.entries())
      units.push([...(index === 0 ? [formatted(`*${name}*`)] : []), ...itemBlocks(item, delivery)]);
  if (closing.length > 0) units.push([plain(closing.join("\n"))]);
  // What is asked for stands in the text as plain words; what it is about is the link below.
  if (oneThing) units.push([plain(oneThing.text), formatted(link(oneThing.url, "Open the theme"))]);
  if (url !== undefined) units.push([formatted(link(url, "All of it"))]);
  return units;
}

function itemBlocks(item: ToldItem, delivery: string | undefined): KnownBlock[] {
  const { theme, status, lead, title, url, facts, weeks, opening, quotes, notes } = item;
  const name = link(url, inertLabel(clip(title, longestTitle)));
  const line = weeks ? [`\`${bars(weeks)}\``] : [];
  const head = [[lead, `*${name}*`].filter(Boolean).join(" "), ...facts.map(escapeText), ...line].join(" · ");
  const below = [
    ...(opening === undefined ? [] : [opening]),
    ...quotes.map(({ text, by }) => `“${visible(text)}” ${by}`),
    ...(notes.length > 0 ? [notes.join(" ")] : []),
  ];
  return [
    formatted(head),
    ...(below.length > 0 ? [plain(below.join("\n"))] : []),
    ...(status === undefined ? [] : buttons(theme, status, delivery)),
  ];
}

/** Our own words with Slack's marks; verbatim, so that nothing in them becomes a link by itself. */
export function formatted(text: string): KnownBlock {
  return { type: "section", text: { type: "mrkdwn", text, verbatim: true } };
}

/** Anybody's words: Slack shows plain_text as it is, mentions and marks included. */
export function plain(text: string): KnownBlock {
  return { type: "section", text: { type: "plain_text", text: visible(text).slice(0, limits.section), emoji: false } };
}
