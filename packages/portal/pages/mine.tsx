import { newsAt } from "@earshot/core/progress.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { Frame } from "./frame.tsx";
import { type Asked, type Mine, withheld } from "./my-doings.ts";
import { ownDataPath } from "./own-data.tsx";
import { Entry } from "./parts/entry.tsx";
import { Pager } from "./parts/pager.tsx";
import { StatusRing } from "./parts/status.tsx";
import { ThemeLink } from "./parts/theme-link.tsx";
import { fold } from "./parts/voice.tsx";
import type { View } from "./view.ts";

interface MineProps {
  view: View;
  mine: Mine;
  cursor: string | undefined;
  /** Whether she is told by mail. */
  told: boolean;
}

/** What did I ask for, and what became of it? */
export function MinePage({ view, mine, cursor, told }: MineProps) {
  const texts = view.texts.mine;
  const { asked, voted, follows, moved, next } = mine;
  const nothing = asked.length + voted.length + follows.length === 0 && next === undefined && cursor === undefined;
  return (
    <Frame view={view} title={texts.title} current="mine">
      <div class="hero">
        <h1>{nothing ? texts.headingEmpty : texts.heading(moved.length)}</h1>
        {told && !nothing && <p class="lede">{texts.told}</p>}
        <p class="row">
          <a class="btn" href={view.href("/sign-in")}>
            {texts.account}
          </a>
          <a class="btn" href={view.href(ownDataPath)}>
            {texts.data}
          </a>
        </p>
      </div>
      {nothing && (
        <div class="empty flow">
          <p class="soft">{texts.emptyText}</p>
          <p>
            <a class="btn main" href={view.href("/")}>
              {texts.toIdeas}
            </a>
          </p>
        </div>
      )}
      <Moved view={view} themes={moved} />
      {asked.length > 0 && (
        <section class="sec" aria-labelledby="asked">
          <h2 id="asked">{texts.asked}</h2>
          <ol class="voices">
            {asked.map((one) => (
              <Words view={view} asked={one} />
            ))}
          </ol>
        </section>
      )}
      <Themes view={view} id="voted" heading={texts.voted} themes={voted} />
      <Themes view={view} id="follows" heading={texts.follows} themes={follows} />
      <Pager
        next={next === undefined ? undefined : { href: view.href("/mine", { cursor: next }), label: texts.older }}
        first={cursor === undefined ? undefined : { href: view.href("/mine"), label: texts.newest }}
      />
    </Frame>
  );
}

/** What was decided and answered since she came, in the words in which it was. */
function Moved({ view, themes }: { view: View; themes: readonly Theme[] }) {
  const { texts } = view;
  if (themes.length === 0) return null;
  return (
    <section class="sec" aria-labelledby="since">
      <h2 id="since">{texts.mine.since}</h2>
      <ol>
        {themes.map((theme) => (
          <Entry view={view} theme={theme} at={newsAt(theme)} />
        ))}
      </ol>
    </section>
  );
}

function Words({ view, asked: { said, theme } }: { view: View; asked: Asked }) {
  const { texts, now } = view;
  const { first, rest } = fold(said.text);
  const why = withheld(said);
  const { reason } = said.review ?? {};
  return (
    <li>
      <p class="say" lang={view.langOf(said.text)} dir="auto">
        {first}
        {rest !== "" && " …"}
      </p>
      <p class="meta">
        {theme && <ThemeLink view={view} theme={theme} inline />}
        {theme && <StatusRing view={view} status={theme.status} />}
        <span>
          {texts.source(said.source).one}, <time datetime={said.at}>{texts.date(said.at, now)}</time>
        </span>
      </p>
      {why === "waiting" && <p class="hint">{texts.mine.waits}</p>}
      {why === "rejected" && (
        <p class="hint">{reason === undefined ? texts.mine.rejected : texts.mine.rejectedFor(reason)}</p>
      )}
      {why === "hidden" && <p class="hint">{texts.mine.hidden}</p>}
      {why === "ticket" && <p class="hint">{texts.mine.ticket}</p>}
      {said.theme === undefined && why !== "rejected" && <p class="hint">{texts.mine.apart}</p>}
      {said.theme !== undefined && theme === undefined && why === undefined && (
        <p class="hint">{texts.mine.notPublic}</p>
      )}
    </li>
  );
}

interface ThemesProps {
  view: View;
  id: string;
  heading: string;
  themes: readonly Theme[];
}

function Themes({ view, id, heading, themes }: ThemesProps) {
  if (themes.length === 0) return null;
  return (
    <section class="sec" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <ul class="roomy sp">
        {themes.map((theme) => (
          <li>
            <h3>
              <ThemeLink view={view} theme={theme} />
            </h3>
            <p class="meta">
              <StatusRing view={view} status={theme.status} />
              <span>{view.texts.people(theme.supporters)}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
