import type { DigestItem } from "@earshot/core/digest/item.ts";
import type { View } from "../view.ts";
import { StatusRing } from "./status.tsx";
import { WeekChart } from "./week-chart.tsx";

interface ItemProps {
  view: View;
  item: DigestItem;
}

type Quote = NonNullable<DigestItem["quote"]>;

/** What somebody said, where and when: nobody's name, as the page is read by others too. */
export function Said({ view, quote }: { view: View; quote: Quote }) {
  return (
    <>
      <blockquote class="say" lang={view.langOf(quote.text)} dir="auto">
        {quote.text}
      </blockquote>
      <p class="by">
        {view.texts.source(quote.source).one}, <time datetime={quote.at}>{view.texts.date(quote.at, view.now)}</time>
      </p>
    </>
  );
}

function Heading({ view, item: { title, url } }: ItemProps) {
  return (
    <h3>
      <a class="plain" href={url} lang={view.langOf(title)} dir="auto">
        {title}
      </a>
    </h3>
  );
}

/** What has happened to a theme, in sentences of its figures; its places where they are what is told. */
function factsOf({ view, item, places = false }: ItemProps & { places?: boolean }): string[] {
  const { digest: texts } = view.texts;
  const { rank, late, owed, answered, usual, joined, people } = item;
  const rose = rank.before !== undefined && rank.after !== undefined && rank.after < rank.before;
  return [
    ...(places && rose ? [texts.rose(rank.before ?? 0, rank.after ?? 0)] : []),
    texts.behind(people, joined),
    ...(usual === undefined ? [] : [texts.usually(joined, usual)]),
    ...(late && late.for === undefined ? [texts.silent] : []),
    ...(owed ? [texts.owes[owed.what](view.texts.date(owed.since, view.now))] : answered ? [] : [texts.unanswered]),
  ];
}

/** A theme with its chart and a voice. */
export function ItemWithChart({ view, item, places = false }: ItemProps & { places?: boolean }) {
  return (
    <div class="flow tight" id={item.theme}>
      <Heading view={view} item={item} />
      <p class="soft">{factsOf({ view, item, places }).join(" ")}</p>
      {item.status !== "open" && (
        <p class="small">
          <StatusRing view={view} status={item.status} />
        </p>
      )}
      <WeekChart view={view} id={`c-${item.theme}`} title={item.title} weeks={item.weeks} usual={item.usual} />
      {item.quote && <Said view={view} quote={item.quote} />}
    </div>
  );
}

/** A theme in a short list, by what people said. */
export function ItemInWords({ view, item }: ItemProps) {
  return (
    <li id={item.theme}>
      <Heading view={view} item={item} />
      {item.quote && (
        <p class="say" lang={view.langOf(item.quote.text)} dir="auto">
          {item.quote.text}
        </p>
      )}
      <p class="by">{factsOf({ view, item }).join(" ")}</p>
    </li>
  );
}

/** A bar of lateness ends here. */
const longestLate = 56;

/** A promise, how late it is and to whom it was given. */
export function LateItem({ view, item }: ItemProps) {
  const texts = view.texts.digest;
  const { late, people, promisedAt } = item;
  const days = late?.days ?? 0;
  const since = promisedAt === undefined ? "" : view.texts.date(promisedAt, view.now);
  const day = late?.for === undefined ? undefined : view.texts.date(late.for, view.now);
  const words = day === undefined ? texts.quietFor(days) : texts.lateBy(days);
  return (
    <li id={item.theme}>
      <Heading view={view} item={item} />
      <p class="small">
        <span class="hotword">{words}</span>{" "}
        <span class="soft">{day === undefined ? texts.plannedTo(since, people) : texts.promisedTo(day, people)}</span>
      </p>
      <svg class="chart" viewBox="0 0 480 10" role="img" aria-labelledby={`l-${item.theme} ld-${item.theme}`}>
        <title id={`l-${item.theme}`}>{words}</title>
        <desc id={`ld-${item.theme}`}>{texts.scale(longestLate)}</desc>
        <rect class="fl" width="480" height="10" />
        <rect class="fh" width={Math.round((480 * Math.min(days, longestLate)) / longestLate)} height="10" />
      </svg>
    </li>
  );
}
