import { week, weekOf, weekStart } from "@earshot/core/clock.ts";
import { weeksUntil } from "@earshot/core/tally.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { View } from "../view.ts";
import { bars, short } from "./bars.ts";

const shown = 26;
const width = 720;
/** What a letter of a label takes, and how far rows of labels stand apart. */
const letter = 7;
const rowHeight = 16;

interface Mark {
  label: string;
  /** The label and its date, for those who cannot see where it stands. */
  words: string;
  x: number;
  /** Labels that would run into one another stand in rows, the first one lowest. */
  row: number;
  /** Towards the right edge a label stands to the left of its line. */
  left: boolean;
}

function marksOf(view: View, history: Theme["history"], start: number): Mark[] {
  const { texts, now } = view;
  const rowEnds: number[] = [];
  return history
    .filter(({ status, at }) => status !== "open" && Date.parse(at) >= start)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ status, at }) => {
      const label = texts.status[status];
      const length = label.length * letter;
      const x = Math.min(width, ((Date.parse(at) - start) / (shown * week)) * width);
      const left = x + length > width;
      const free = rowEnds.findIndex((end) => end < (left ? x - length : x));
      const row = free === -1 ? rowEnds.length : free;
      rowEnds[row] = left ? x : x + length;
      return { label, words: texts.theme.change(label, texts.date(at, now)), x, row, left };
    });
}

/** How a theme grew: a sentence, and 26 weeks of new people as its proof, with each change of status marked. */
export function Growth({ view, weeks, history }: { view: View } & Pick<Theme, "weeks" | "history">) {
  const { texts, now } = view;
  const thisWeek = weekOf(now);
  const people = weeksUntil(weeks, thisWeek, shown);
  const newIn = (from: number, to?: number) => people.slice(from, to).reduce((sum, n) => sum + n, 0);
  const start = weekStart(thisWeek - shown + 1);
  const marks = marksOf(view, history, start);
  const above = rowHeight * Math.max(0, ...marks.map(({ row }) => row));
  const drawn = bars(people, { width, base: 160, height: 126 });
  const present = people.at(-1) ?? 0;
  return (
    <>
      <p class="soft">{texts.theme.growth(newIn(-4), newIn(-8, -4))}</p>
      <svg
        class="chart mid"
        viewBox={`0 ${-above} ${width} ${190 + above}`}
        role="img"
        aria-labelledby="growth growth-figures"
      >
        <title id="growth">{texts.theme.chartTitle}</title>
        <desc id="growth-figures">{[people.join(", "), ...marks.map(({ words }) => words)].join(". ")}</desc>
        <path class="g" d={`M0 160H${width}`} />
        <path class="b3" stroke-width="17" d={drawn.past} />
        <path class={present > 0 ? "bn" : "b3"} stroke-width="17" d={drawn.present} />
        {marks.map(({ label, x, row, left }, i) => (
          <>
            <path class="dash" d={`M${short(x)} ${10 - row * rowHeight}V160`} />
            <text
              class={i === 0 ? "k" : "k w"}
              x={short(left ? x - 5 : x + 5)}
              y={20 - row * rowHeight}
              text-anchor={left ? "end" : undefined}
            >
              {label}
            </text>
          </>
        ))}
        <text x="0" y="184">
          {texts.theme.weekOf(texts.date(start, now))}
        </text>
        <text x={width} y="184" text-anchor="end">
          {texts.theme.thisWeek(present)}
        </text>
      </svg>
    </>
  );
}
