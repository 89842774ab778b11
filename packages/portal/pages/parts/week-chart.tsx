import type { View } from "../view.ts";
import { bars, short } from "./bars.ts";

const [width, base, height] = [480, 110, 84];

interface ChartProps {
  view: View;
  /** For the ids of its title and figures, unique on the page. */
  id: string;
  title: string;
  weeks: readonly number[];
  /** New people in a usual week, drawn as a line. */
  usual?: number | undefined;
}

/** New people week by week, the last week of the digest standing out, with what is usual where that is known. */
export function WeekChart({ view, id, title, weeks, usual }: ChartProps) {
  const texts = view.texts.digest;
  const drawn = bars(weeks, { width, base, height });
  const y = usual === undefined ? undefined : base - (usual * height) / Math.max(8, ...weeks);
  const stroke = String(Math.round((width / weeks.length) * 0.7));
  const usualText = usual === undefined ? "" : texts.usual(usual);
  return (
    <svg class="chart" viewBox={`0 0 ${width} 132`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
      <title id={`${id}-t`}>{texts.chartTitle(title, weeks.length)}</title>
      <desc id={`${id}-d`}>{[`${weeks.join(", ")}.`, usualText].filter(Boolean).join(" ")}</desc>
      <path class="g" d={`M0 ${base}H${width}`} />
      <path class="b3" stroke-width={stroke} d={drawn.past} />
      <path class={usual === undefined ? "bn" : "bh"} stroke-width={stroke} d={drawn.present} />
      {y !== undefined && (
        <>
          <path class="dash" d={`M0 ${short(y)}H${width}`} />
          <text x="0" y={short(y - 8)}>
            {usualText}
          </text>
        </>
      )}
      <text class="w" x="0" y="128">
        {texts.weeksAgo(weeks.length - 1)}
      </text>
      <text x={width} y="128" text-anchor="end">
        {texts.thatWeek(weeks.at(-1) ?? 0)}
      </text>
    </svg>
  );
}
