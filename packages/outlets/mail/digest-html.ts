import type { Telling, ToldItem } from "../telling.ts";
import { anchor, escapeHtml, weekBars } from "./html.ts";

/**
 * Styles stand on the elements: several mail programs drop all others. Colours are the pages' own, dark enough on white
 * and light enough where a program turns them round.
 */
const sans = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const serif = "font-family:Charter,'Iowan Old Style',Georgia,serif";
const link = "color:#0b6a4e;text-decoration:underline";
const styles = {
  page: `margin:0;padding:0;background:#ffffff;color:#14201b;${sans};font-size:16px;line-height:1.5`,
  box: "max-width:600px;margin:0 auto;padding:20px 16px",
  h1: "font-size:24px;line-height:1.2;margin:0 0 8px",
  h2: "font-size:18px;line-height:1.3;margin:28px 0 4px;padding-top:12px;border-top:1px solid #dce3df",
  h3: "font-size:16px;line-height:1.35;margin:14px 0 2px",
  text: "margin:0 0 8px",
  soft: "margin:0 0 4px;color:#53615a;font-size:14px",
  quote: `margin:4px 0 0;${serif};font-size:17px`,
  by: "margin:0 0 6px;color:#53615a;font-size:13px",
  note: "margin:20px 0;padding:12px 16px;border-left:4px solid #14201b;background:#f1f5f3",
} as const;

/** A digest as the HTML of a mail: readable on a phone, without anything that is fetched from elsewhere. */
export function digestHtml(telling: Telling, footer: string): string {
  const { heading, about, opening, sections, closing, oneThing, url } = telling;
  const body = [
    line("soft", about),
    `<h1 style="${styles.h1}">${escapeHtml(heading)}</h1>`,
    ...opening.map((sentence) => line("text", sentence)),
    ...(oneThing
      ? [
          `<div style="${styles.note}">${line("text", oneThing.text)}<p style="margin:0">${anchor(oneThing.url, "Open the theme", link)}</p></div>`,
        ]
      : []),
    ...sections.flatMap(({ name, items }) => [
      `<h2 style="${styles.h2}">${escapeHtml(name)}</h2>`,
      ...items.map(itemHtml),
    ]),
    ...(closing.length > 0
      ? [`<h2 style="${styles.h2}">And besides</h2>`, ...closing.map((one) => line("text", one))]
      : []),
    ...(url === undefined
      ? []
      : [`<p style="margin:24px 0">${anchor(url, "All of it, with charts", `${link};font-weight:600`)}</p>`]),
    line("by", footer),
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(heading)}</title></head><body style="${styles.page}"><div style="${styles.box}">${body.join("\n")}</div></body></html>`;
}

function itemHtml({ lead, title, url, facts, weeks, opening, quotes, notes }: ToldItem): string {
  const rise = lead === undefined ? "" : `<span style="color:#0b6a4e">${escapeHtml(lead)}</span> `;
  return [
    `<h3 dir="auto" style="${styles.h3}">${rise}${anchor(url, title, "color:#14201b;text-decoration:underline")}</h3>`,
    ...(facts.length > 0 ? [line("soft", facts.join(" · "))] : []),
    ...(weeks ? [weekBars(weeks)] : []),
    ...(opening === undefined ? [] : [line("text", opening)]),
    ...quotes.map(({ text, by }) => `<p dir="auto" style="${styles.quote}">“${escapeHtml(text)}”</p>${line("by", by)}`),
    ...(notes.length > 0 ? [line("text", notes.join(" "))] : []),
  ].join("\n");
}

const line = (style: "text" | "soft" | "by", text: string): string =>
  `<p style="${styles[style]}">${escapeHtml(text)}</p>`;
