import type { Board } from "@earshot/core/board.ts";
import type { Feedback } from "@earshot/core/feedback.ts";
import type { Page } from "@earshot/core/ports.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { Frame } from "./frame.tsx";
import { Facts } from "./parts/facts.tsx";
import { Growth } from "./parts/growth.tsx";
import { Pager } from "./parts/pager.tsx";
import { type Quoted, Quotes, quotable } from "./parts/quotes.tsx";
import { FollowButton, Too } from "./parts/stand.tsx";
import { StatusRing } from "./parts/status.tsx";
import { Steps } from "./parts/steps.tsx";
import { Voice } from "./parts/voice.tsx";
import { Vote } from "./parts/vote.tsx";
import { newInTwoWeeks } from "./parts/weeks.tsx";
import type { Stand } from "./standing.ts";
import type { View } from "./view.ts";

export const voicesPerPage = 10;

interface ThemeProps {
  view: View;
  theme: Theme;
  board: Board | undefined;
  /** The feedback that its quotes are from. */
  quoted: ReadonlyMap<string, Feedback>;
  /** A page of its public feedback, newest first. */
  heard: Page<Feedback>;
  cursor: string | undefined;
  /** How the reader stands behind it, and whether she follows it. */
  stand: Stand | undefined;
  following: boolean;
  /** Names what she may say with the form below, so that it is said once. */
  sayKey: string;
}

type Part = Pick<ThemeProps, "view" | "theme">;

/** Where it stands, since when, and how many people are behind it, as one sentence. */
function StatusLine({ view, theme }: Part) {
  const { texts, now } = view;
  const recent = newInTwoWeeks(theme.weeks, now);
  const since = theme.history.findLast(({ status }) => status === theme.status)?.at;
  return (
    <p class="lede">
      <StatusRing view={view} status={theme.status} />
      {theme.status === "open" || since === undefined ? "." : ` ${texts.theme.since(texts.date(since, now))}`}{" "}
      {theme.supporters === 0 ? (
        texts.theme.nobodyBehind
      ) : (
        <>
          <strong>{texts.people(theme.supporters)}</strong> {texts.theme.standBehind(theme.supporters, recent)}
        </>
      )}
      {theme.firstAt !== undefined && ` ${texts.theme.firstHeard(texts.date(theme.firstAt, now))}`}
    </p>
  );
}

function Answer({ view, theme }: Part) {
  const { answer } = theme;
  if (answer === undefined) return null;
  return (
    <section class="note" aria-labelledby="answer">
      <h2 id="answer">{view.texts.theme.answer}</h2>
      <p class="lines" lang={view.langOf(answer.text)} dir="auto">
        {answer.text}
      </p>
      <p class="by">
        <span dir="auto">{answer.by}</span>
        {" · "}
        <time datetime={answer.at}>{view.texts.date(answer.at, view.now)}</time>
      </p>
    </section>
  );
}

/** What helps until it is there. */
function Workaround({ view, theme: { workaround } }: Part) {
  if (workaround === undefined) return null;
  return (
    <section class="note good sp" aria-labelledby="workaround">
      <h2 id="workaround">{view.texts.theme.workaround}</h2>
      <p class="lines" lang={view.langOf(workaround.text)} dir="auto">
        {workaround.text}
      </p>
    </section>
  );
}

/** Its public feedback, newest first. What stands whole among the quotes is not told twice. */
function Heard({
  view,
  theme,
  heard,
  cursor,
  quotes,
}: Pick<ThemeProps, "view" | "theme" | "heard" | "cursor"> & { quotes: Quoted[] }) {
  const texts = view.texts.theme;
  const path = `/themes/${encodeURIComponent(theme.id)}`;
  const withheld = theme.feedback - theme.publicFeedback;
  const told = new Set(quotes.flatMap(({ quote, feedback }) => (quote.text === feedback.text ? feedback.id : [])));
  const voices = heard.items.filter(({ id }) => !told.has(id));
  if (voices.length === 0 && withheld === 0 && heard.next === undefined && cursor === undefined) return null;
  return (
    <section class="sec" aria-labelledby="heard">
      <h2 id="heard">{cursor === undefined ? texts.recently : texts.earlier}</h2>
      {voices.length > 0 && (
        <ol class="voices">
          {voices.map((feedback) => (
            <li>
              <Voice view={view} feedback={feedback} />
            </li>
          ))}
        </ol>
      )}
      {heard.items.length === 0 && cursor === undefined && <p class="soft">{texts.nothingPublic}</p>}
      <Pager
        {...(withheld > 0 && { shown: texts.privately(withheld) })}
        next={
          heard.next === undefined
            ? undefined
            : { href: view.href(`${path}#heard`, { cursor: heard.next }), label: texts.older }
        }
        first={cursor === undefined ? undefined : { href: view.href(`${path}#heard`), label: texts.latest }}
      />
    </section>
  );
}

/** The same people in figures, twice: how they came, and where from. Each list adds up to all of them. */
function Rail({ view, theme }: Part) {
  const { texts } = view;
  const { voices, supporters, sources } = theme;
  const total = { label: texts.theme.total, figure: supporters };
  const came = [
    { label: texts.theme.voted, figure: voices.voted },
    { label: texts.theme.said, figure: voices.said },
    { label: texts.theme.proxy, figure: voices.proxy },
  ];
  const spoke = Object.entries(sources)
    .sort(([, a], [, b]) => b - a)
    .map(([source, figure]) => ({ label: texts.source(source).many, figure }));
  return (
    <aside class="rail" aria-label={texts.theme.inNumbers}>
      {supporters > 0 && (
        <>
          <section>
            <h2>{texts.theme.who}</h2>
            <Facts view={view} items={came.filter(({ figure }) => figure > 0)} total={total} />
          </section>
          <section>
            <h2>{texts.theme.where}</h2>
            <Facts view={view} items={spoke} {...(spoke.length > 1 && { total })} />
          </section>
        </>
      )}
      <section>
        <h2>{texts.theme.history}</h2>
        <Steps view={view} theme={theme} />
      </section>
    </aside>
  );
}

/** A theme: is it coming, what do people say, and who stands behind it? */
export function ThemePage(props: ThemeProps) {
  const { view, theme, board, quoted, heard, cursor, stand, following, sayKey } = props;
  const { texts } = view;
  const quotes = quotable(theme, quoted);
  // A summary is made of public words where there are any; where there are none it may tell what was said in private.
  const summary = theme.publicFeedback > 0 ? theme.summary : "";
  const lang = view.langOf(`${theme.title}. ${summary}`);
  return (
    <Frame view={view} title={theme.title} current="true">
      <article>
        <header class="hero split">
          <div class="flow">
            <p class="meta">
              <a href={view.href("/")}>{texts.theme.allIdeas}</a>
              {board && <a href={view.href("/", { board: board.id })}>{board.name}</a>}
              {view.staff && (
                <a href={view.href(`/admin/themes/${encodeURIComponent(theme.id)}`)}>{texts.theme.decide}</a>
              )}
            </p>
            <h1 lang={lang} dir="auto">
              {theme.title}
            </h1>
            <StatusLine view={view} theme={theme} />
            {theme.draft && <p class="hint">{texts.theme.workingTitle}</p>}
          </div>
          <div class="do">
            <Vote view={view} theme={theme} stand={stand} to={view.here} besideFollow lang={lang} />
            {view.form !== undefined && (
              <>
                <FollowButton view={view} theme={theme.id} following={following} />
                <a class="btn" href="#too">
                  {texts.too.heading}
                </a>
              </>
            )}
          </div>
        </header>
        <div class="lead split">
          <div>
            <Answer view={view} theme={theme} />
            <Workaround view={view} theme={theme} />
            {(quotes.length > 0 || summary !== "") && (
              <section class="sec" aria-labelledby="say">
                <h2 id="say">{texts.theme.whatPeopleSay}</h2>
                <Quotes view={view} summary={summary} quoted={quotes} />
              </section>
            )}
            <section class="sec" aria-labelledby="grew">
              <h2 id="grew">{texts.theme.howItGrew}</h2>
              <Growth view={view} weeks={theme.weeks} history={theme.history} />
            </section>
            {view.form !== undefined && <Too view={view} theme={theme.id} sayKey={sayKey} />}
            <Heard view={view} theme={theme} heard={heard} cursor={cursor} quotes={quotes} />
          </div>
          <Rail view={view} theme={theme} />
        </div>
      </article>
    </Frame>
  );
}
