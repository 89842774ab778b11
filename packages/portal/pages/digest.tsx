import { type Digest, itemsOf } from "@earshot/core/digest.ts";
import type { Child } from "hono/jsx";
import { Frame } from "./frame.tsx";
import { ItemInWords, ItemWithChart, LateItem, Said } from "./parts/digest-items.tsx";
import { Slope } from "./parts/slope.tsx";
import { Titled } from "./parts/titled.tsx";
import type { View } from "./view.ts";

interface PartProps {
  view: View;
  digest: Digest;
}

/** The finding: sentences of ours around titles of theirs. */
function findingOf({ view, digest }: PartProps): { sentence: string; title: string }[] {
  const texts = view.texts.digest;
  const { moved, rising, late, owed, ranking, week } = digest;
  const [rose] = moved;
  const [leader] = ranking;
  const [fresh] = digest.new;
  const { before = 0, after = 0 } = rose?.rank ?? {};
  if (digest.changed === 0) return [{ sentence: texts.quiet(weekOf(week)), title: "" }];
  if (rose && after === 1) return [{ sentence: texts.nowLeads(before), title: rose.title }];
  if (rose)
    return [
      ...(leader ? [{ sentence: texts.leads, title: leader.title }] : []),
      { sentence: texts.roseTo(before, after), title: rose.title },
    ];
  if (fresh) return [{ sentence: texts.fresh(fresh.joined), title: fresh.title }];
  if (rising[0]) return [{ sentence: texts.gains(rising[0].joined, rising[0].usual ?? 0), title: rising[0].title }];
  if (late[0]) return [{ sentence: texts.isLate, title: late[0].title }];
  if (owed[0]) return [{ sentence: texts.waitFor(owed[0].people), title: owed[0].title }];
  return [{ sentence: texts.sameOrder(weekOf(week)), title: "" }];
}

const weekOf = (week: string): number => Number(week.slice(-2));

/** The finding, and the week in figures. */
function Hero({ view, digest }: PartProps) {
  const texts = view.texts.digest;
  const { people, beyond, unchanged, joined, week, teamName, from, to, changed } = digest;
  const figures = [
    ...(changed === 0 ? [] : [people ? texts.spoke(people, beyond !== undefined, weekOf(week)) : texts.gained(joined)]),
    ...(unchanged > 0 ? [texts.unchanged(unchanged)] : []),
  ];
  return (
    <div class="hero">
      <p class="meta">
        <span dir="auto">{teamName}</span>
        <span>{view.texts.days(from, to)}</span>
        <span>{texts.weekNamed(weekOf(week))}</span>
      </p>
      <h1>
        {findingOf({ view, digest }).map(({ sentence, title }) => (
          <>
            <Titled sentence={sentence} title={title} lang={view.langOf(title)} />{" "}
          </>
        ))}
      </h1>
      {figures.length > 0 && <p class="lede">{figures.join(" ")}</p>}
    </div>
  );
}

function OneThing({ view, digest: { oneThing } }: PartProps) {
  const texts = view.texts.digest;
  if (!oneThing) return null;
  const { say, people, days, title, url } = oneThing;
  return (
    <section class="note" aria-labelledby="do">
      <h2 id="do">{texts.oneThing}</h2>
      <p>
        <Titled sentence={texts.say[say](people, days)} title={title} lang={view.langOf(title)} />{" "}
        <a href={url}>{texts.openTheme}</a>
      </p>
    </section>
  );
}

/** A part of the page, where there is anything to stand in it. */
function Section({ id, name, lede, children }: { id: string; name: string; lede?: string; children?: Child }) {
  return (
    <section class="sec" aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      {lede !== undefined && <p class="soft">{lede}</p>}
      {children}
    </section>
  );
}

/** Where people get stuck, in figures and in their words. */
function Stuck({ view, digest }: PartProps) {
  const texts = view.texts.digest;
  const { weeds } = digest;
  if (!weeds) return null;
  const listed = itemsOf(digest).some(({ theme }) => theme === weeds.theme);
  const step = weeds.heat < 0.5 ? 0 : weeds.heat < 0.75 ? 1 : 2;
  const sentences = [
    texts.stuck(weeds.stuck, weeds.wrote),
    ...(step > 0 ? [texts.angry[step - 1]] : []),
    ...(weeds.left > 0 ? [texts.leave(weeds.left)] : []),
    ...(weeds.answered ? [] : [texts.unanswered]),
  ];
  return (
    <Section id="stuck" name={texts.stuckHeading}>
      <div class="flow tight" id={listed ? undefined : weeds.theme}>
        <h3>
          <a class="plain" href={weeds.url} lang={view.langOf(weeds.title)} dir="auto">
            {weeds.title}
          </a>
        </h3>
        <p>{sentences.join(" ")}</p>
      </div>
      {weeds.quotes.length > 0 && (
        <ul class="voices">
          {weeds.quotes.map((quote) => (
            <li>
              <Said view={view} quote={quote} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Moved({ view, digest: { moved, ranking } }: PartProps) {
  const texts = view.texts.digest;
  const hot = new Set(moved.map(({ theme }) => theme));
  if (moved.length === 0 && ranking.every(({ rank }) => rank.before === undefined || rank.before === rank.after))
    return null;
  return (
    <Section id="moved" name={texts.moved} lede={texts.movedLede(moved.length)}>
      {ranking.filter(({ rank }) => rank.before !== undefined).length > 1 && (
        <Slope view={view} ranking={ranking} moved={hot} />
      )}
      {moved.length > 0 && (
        <div class="split even sp">
          {moved.map((item) => (
            <ItemWithChart view={view} item={item} places />
          ))}
        </div>
      )}
    </Section>
  );
}

/** A short list of themes beside another. */
function Words({ view, id, name, items }: { view: View; id: string; name: string; items: Digest["new"] }) {
  if (items.length === 0) return null;
  return (
    <Section id={id} name={name}>
      <ul class="roomy">
        {items.map((item) =>
          id === "late" ? <LateItem view={view} item={item} /> : <ItemInWords view={view} item={item} />,
        )}
      </ul>
    </Section>
  );
}

/** What is counted and not repeated. */
function Besides({ view, digest }: PartProps) {
  const texts = view.texts.digest;
  const { rest, beyond, standing, stillLate, stillOwed, unrouted } = digest;
  const since = (at: string) => view.texts.date(at, view.now);
  const lines = [
    rest.themes > 0 && texts.rest(rest.themes, rest.people),
    beyond && texts.beyond(beyond.themes, beyond.people),
    standing && texts.standing(standing.themes, since(standing.since)),
    stillLate && texts.stillLate(stillLate.themes, since(stillLate.since)),
    stillOwed && texts.stillOwed(stillOwed.themes, since(stillOwed.since)),
    unrouted && texts.unrouted(unrouted.themes, unrouted.titles),
  ].filter((line): line is string => typeof line === "string");
  if (lines.length === 0) return null;
  return (
    <Section id="besides" name={texts.besides}>
      <ul class="list">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </Section>
  );
}

/** A team's week: what changed, what must be done; then the proof. */
export function DigestPage({ view, digest }: PartProps) {
  const texts = view.texts.digest;
  return (
    <Frame view={view} title={texts.title(weekOf(digest.week), digest.teamName)} foot={texts.foot}>
      <Hero view={view} digest={digest} />
      <OneThing view={view} digest={digest} />
      <Stuck view={view} digest={digest} />
      <Moved view={view} digest={digest} />
      {digest.rising.length > 0 && (
        <Section id="rising" name={texts.rising}>
          <div class="split even">
            {digest.rising.map((item) => (
              <ItemWithChart view={view} item={item} />
            ))}
          </div>
        </Section>
      )}
      <div class="split even rule">
        <Words view={view} id="new" name={texts.new} items={digest.new} />
        <Words view={view} id="late" name={texts.late} items={digest.late} />
        <Words view={view} id="owed" name={texts.owed} items={digest.owed} />
        <Words view={view} id="promised" name={texts.promised} items={digest.promised} />
      </div>
      <Besides view={view} digest={digest} />
    </Frame>
  );
}
