import type { Digest } from "@earshot/core/digest.ts";
import { clip } from "@earshot/core/phrase.ts";
import type { View } from "../view.ts";

/** A row's height in the drawing and on the page (.slope li, .slope svg). */
const row = 36;
const rows = 8;
const height = rows * row;
const longestTitle = 44;

/** The middle of a place's row; the foot of the drawing for all places below. */
const heightOf = (place: number = rows + 1): number => Math.min(height, (place - 1) * row + row / 2);

/**
 * The places of the first themes in the week before and now. Who comes from further down, or goes there, does so at the
 * foot.
 */
export function Slope({
  view,
  ranking,
  moved,
}: {
  view: View;
  ranking: Digest["ranking"];
  moved: ReadonlySet<string>;
}) {
  const texts = view.texts.digest;
  const at = (which: "before" | "after") =>
    ranking
      .filter(({ rank }) => (rank[which] ?? rows + 1) <= rows)
      .sort((a, b) => (a.rank[which] ?? 0) - (b.rank[which] ?? 0));
  const lines = ranking.map(({ theme, rank }) => {
    const [y1, y2] = [heightOf(rank.before), heightOf(rank.after)];
    const tone = moved.has(theme) ? "lh" : y2 < y1 ? "lp" : "lq";
    return { tone, path: `M4 ${y1}C45 ${y1} 55 ${y2} 96 ${y2}` };
  });
  return (
    <div class="slope">
      <div class="was">
        <p class="small">{texts.weekBefore}</p>
        <ol>
          {at("before").map(({ title, rank }) => (
            <li>
              <span lang={view.langOf(title)} dir="auto">
                {clip(title, longestTitle)}
              </span>
              <b>{rank.before}</b>
            </li>
          ))}
        </ol>
      </div>
      <div>
        <p class="small" aria-hidden="true">
          &nbsp;
        </p>
        <svg viewBox={`0 0 100 ${height}`} role="img" aria-labelledby="slope-t slope-d" preserveAspectRatio="none">
          <title id="slope-t">{texts.slopeTitle}</title>
          <desc id="slope-d">{ranking.map(({ title, rank }) => texts.slopeFrom(title, rank)).join("; ")}</desc>
          {lines.map(({ tone, path }) => (
            <path class={`ln ${tone}`} d={path} />
          ))}
        </svg>
      </div>
      <div>
        <p class="small soft">{texts.weekNow}</p>
        <ol>
          {at("after").map(({ theme, title, url, joined, rank }) => (
            <li>
              <b>{rank.after}</b>
              <a class={moved.has(theme) ? "hotword" : undefined} href={url} lang={view.langOf(title)} dir="auto">
                {clip(title, longestTitle)}
              </a>
              {joined > 0 && <span class="soft small">+{view.texts.number(joined)}</span>}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
