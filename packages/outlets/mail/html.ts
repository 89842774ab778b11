import { visible } from "../slack/escape.ts";
import { leastHeight } from "../telling.ts";

/** Anybody's words within HTML, or within a quoted attribute of it: no tag, no entity, nothing that shows nothing. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A link; only its label where the address is none that a browser opens. */
export function anchor(url: string, label: string, style: string): string {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return escapeHtml(label);
  return `<a href="${escapeHtml(parsed.href)}" style="${style}">${escapeHtml(label)}</a>`;
}

const chartHeight = 28;

/**
 * Counts of weeks as bars, from zero: cells of a table, as mail programs show neither SVG nor, by themselves, pictures
 * from elsewhere. The last week stands out.
 */
export function weekBars(weeks: readonly number[]): string {
  const most = Math.max(leastHeight, ...weeks);
  const cells = weeks.map((count, i) => {
    const height = Math.max(1, Math.round((count / most) * chartHeight));
    const colour = i === weeks.length - 1 ? "#2b8566" : "#7a948a";
    return `<td width="7" height="${chartHeight}" valign="bottom"><div style="width:6px;height:${height}px;background:${colour};font-size:0;line-height:0">&nbsp;</div></td>`;
  });
  const said = `New people in each of the last ${weeks.length} weeks: ${weeks.join(", ")}`;
  return `<table role="img" aria-label="${escapeHtml(said)}" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;margin:4px 0"><tr>${cells.join("")}</tr></table>`;
}
