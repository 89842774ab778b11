import { createHash } from "node:crypto";
import { weekOf, weekStart } from "@earshot/core/clock.ts";
import { anger, dayOf, figure, placeOf, statusWord, whereSaid } from "@earshot/core/phrase.ts";
import type { ThemeReport } from "@earshot/core/ports/outlets.ts";
import { redact } from "@earshot/core/redact.ts";
import { sentences } from "@earshot/core/sentences.ts";
import { weeksUntil } from "@earshot/core/tally.ts";
import type { IssueLink, Theme } from "@earshot/core/theme.ts";
import { inert, quote, titleLine } from "./markdown.ts";

/** An issue as we would have it: its title, and the section of its body that is ours. */
export interface Rendered {
  title: string;
  section: string;
}

const mostVoices = 5;
/** A longer quote is left out rather than cut. */
const longestVoice = 1000;

const beginMark = (theme: string) => `<!-- earshot:begin ${theme} -->`;
const endMark = "<!-- earshot:end -->";

/**
 * The second line of our section: tells whoever edits the issue where to write, and makes the section recognisable as
 * the one that was asked for at that very time, so that a copy of an older one, or an issue that a stranger made with
 * our marker in it, is not taken for it.
 */
const intentMark = (askedAt: string) =>
  `<!-- Asked for at ${askedAt}. Earshot rewrites what stands between these marks; write above or below. -->`;

/**
 * Renders a theme. `open` says that anybody may read the repository: then nothing that was said in private is shown,
 * and of a theme that is private altogether only that it exists. Everything is redacted once more, since people write
 * titles too.
 */
export function render(report: ThemeReport, askedAt: string, open: boolean, now: number): Rendered {
  const { theme } = report;
  const title = titleLine(redact(theme.title)) || `A theme without a name yet (${theme.id})`;
  const content = contentOf(report, open, now);
  const section = [beginMark(theme.id), intentMark(askedAt), content, endMark].join("\n");
  return { title, section };
}

function contentOf(report: ThemeReport, open: boolean, now: number): string {
  if (report.duplicateOf) return duplicate(report.duplicateOf);
  return open && report.theme.visibility === "private" ? withheld(report) : told(report, open, now);
}

/** Here a reference is meant: whoever opens the issue shall find the other one. */
function duplicate({ repository, number, url }: IssueLink): string {
  return `Duplicate of [${repository}#${number}](<${url}>): both are about the same need, and their people are counted there.`;
}

function withheld({ url }: ThemeReport): string {
  return `This theme is no longer public. [It stands here](<${url}>) for those who may read it.`;
}

function told(report: ThemeReport, open: boolean, now: number): string {
  const { theme, url } = report;
  const heard = report.voices.filter(
    ({ visibility, text }) => (visibility === "public" || !open) && text.length <= longestVoice,
  );
  const voices = heard
    .map((voice) => ({ voice, words: quote(redact(voice.text)) }))
    .filter(({ words }) => words !== "")
    .slice(0, mostVoices)
    .map(({ voice, words }) => `${words}\n> — ${inert(placeOf(voice.source))}, ${linked(voice, now)}`);
  // A summary of the very sentences that are quoted below says nothing of its own.
  const repeats = sentences(theme.summary).every((one) =>
    heard.slice(0, mostVoices).some(({ text }) => text.includes(one)),
  );
  const summary = repeats ? "" : inert(redact(theme.summary));
  return [
    ...(summary === "" ? [] : [summary]),
    table(theme, open, now),
    ...(theme.workaround ? [`**What helps until then**: ${inert(redact(theme.workaround.text))}`] : []),
    ...(voices.length === 0 ? [] : [["**In their words**", ...voices].join("\n\n")]),
    theme.visibility === "public"
      ? `[The theme](<${url}>) has all public voices.`
      : `[The theme](<${url}>) is for staff only, so far.`,
  ].join("\n\n");
}

/** The day a voice spoke, linked where everybody may open it: tickets are for agents only. */
function linked({ at, url, visibility }: ThemeReport["voices"][number], now: number): string {
  const said = dayOf(at, "UTC", now);
  const link = visibility === "public" && url !== undefined ? safeLink(url) : undefined;
  return link === undefined ? said : `[${said}](<${link}>)`;
}

/** A link fit for Markdown's `<…>`; none to GitHub, where the mere link would leave a trace on what it points at. */
function safeLink(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || /(^|\.)github\.com$/.test(parsed.hostname)) return undefined;
  return parsed.username === "" && parsed.password === ""
    ? parsed.href.replace(/[<>\\]/g, encodeURIComponent)
    : undefined;
}

/** In an open repository segments are left out: they say whom a company has for customers. */
function table(theme: Theme, open: boolean, now: number): string {
  const { step, word } = anger(theme.heat);
  const settledAt = theme.history
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .findLast((one) => one.status === theme.status)?.at;
  const since = settledAt === undefined ? "" : ` since ${dayOf(settledAt, "UTC", now, "long")}`;
  const where = ranked(theme.sources);
  const who = open ? [] : ranked(theme.segments ?? {});
  const rows: [string, string][] = [
    ["People behind it", `**${figure(theme.supporters)}**${newcomers(theme, now)}`],
    ["Where they spoke", where.map(([source, count]) => `${figure(count)} ${inert(whereSaid(source))}`).join(", ")],
    ["Who they are", who.map(([segment, count]) => `${figure(count)} ${inert(redact(segment))}`).join(", ")],
    ["Status", `${statusWord(theme.status)}${theme.status === "open" ? "" : since}`],
    ...(theme.feedback > 0 ? [["Anger", `${word} (${step} of 4)`] as [string, string]] : []),
    ...(theme.firstAt === undefined ? [] : [["Since", dayOf(theme.firstAt, "UTC", now, "long")] as [string, string]]),
  ];
  return [
    "| | |",
    "|---|---|",
    ...rows.filter(([, value]) => value !== "").map(([name, value]) => `| ${name} | ${value} |`),
  ].join("\n");
}

/** The greatest first. */
const ranked = (counts: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));

/** New people in this week and the last, by the theme's weekly line. */
function newcomers(theme: Theme, now: number): string {
  const count = weeksUntil(theme.weeks, weekOf(now), 2).reduce((sum, people) => sum + people, 0);
  const since = dayOf(weekStart(weekOf(now) - 1), "UTC", now, "long");
  if (count === 0) return `, nobody new since ${since}`;
  return `, ${count === theme.supporters ? "all" : figure(count)} of them new since ${since}`;
}

/** GitHub's web editor sends lines that end as on Windows. */
const lines = (text: string) => text.replaceAll("\r\n", "\n");

/** Our section as it stands in a body; none when either marker is gone. */
export function sectionIn(body: string, theme: string): string | undefined {
  const begin = body.indexOf(beginMark(theme));
  const end = body.indexOf(endMark, begin);
  return begin < 0 || end < 0 ? undefined : body.slice(begin, end + endMark.length);
}

/** A body with our section in place of the one that stands there, and everything around it as it is. */
export function withSection(body: string, current: string, section: string): string {
  if (lines(current) === lines(section)) return body;
  const begin = body.indexOf(current);
  return body.slice(0, begin) + section + body.slice(begin + current.length);
}

/** Whether a body holds the section that was asked for a theme at a time. */
export function isAskedFor(body: string, theme: string, askedAt: string): boolean {
  return sectionIn(body, theme)?.includes(intentMark(askedAt)) ?? false;
}

/** A short hash of a title, to tell later whether it is still as we wrote it. */
export function hashOf(title: string): string {
  return createHash("sha256").update(title).digest("base64url").slice(0, 22);
}
