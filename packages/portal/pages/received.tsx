import type { Feedback } from "@earshot/core/feedback.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { Frame } from "./frame.tsx";
import { Titled } from "./parts/titled.tsx";
import { Voice } from "./parts/voice.tsx";
import type { View } from "./view.ts";

/** What became of something that was handed in a moment ago. */
export type Outcome =
  | { state: "waiting" }
  | { state: "apart"; apart: string }
  | { state: "placed"; said: Feedback; theme: Theme; joined: boolean; because: Feedback | undefined };

/** Which idea it joined or opened, and why; or that it is still being read. */
export function ReceivedPage({ view, outcome }: { view: View; outcome: Outcome }) {
  const texts = view.texts.received;
  return (
    <Frame view={view} title={texts.heading} current="new">
      <div class="hero" data-received data-wait={outcome.state === "waiting" ? "" : undefined} role="status">
        {outcome.state === "waiting" && (
          <>
            <h1>{texts.heading}</h1>
            <p class="lede">{texts.waiting}</p>
            <p>
              <a class="btn main" href={view.here}>
                {texts.lookAgain}
              </a>
            </p>
          </>
        )}
        {outcome.state === "apart" && (
          <>
            <h1>{texts.heading}</h1>
            <p class="lede">{texts.apart(outcome.apart)}</p>
            <p>
              <a class="btn main" href={view.href("/new")}>
                {texts.sayMore}
              </a>
            </p>
          </>
        )}
        {outcome.state === "placed" && <Placed view={view} outcome={outcome} />}
      </div>
    </Frame>
  );
}

function Placed({ view, outcome }: { view: View; outcome: Outcome & { state: "placed" } }) {
  const texts = view.texts.received;
  const { said, theme, joined, because } = outcome;
  const lang = view.langOf(`${theme.title}. ${theme.summary}`);
  const hidden = theme.visibility !== "public";
  const heading = hidden ? texts.private : joined ? texts.joined(theme.supporters) : texts.opened;
  return (
    <>
      <h1>{hidden ? heading : <Titled sentence={heading} title={theme.title} lang={lang} />}</h1>
      {said.visibility === "private" && <p class="lede">{texts.approval}</p>}
      {!hidden && !joined && <p class="lede">{texts.openedHint}</p>}
      {because && (
        <section aria-labelledby="why">
          <h2 id="why" class="hs">
            {texts.why}
          </h2>
          <Voice view={view} feedback={because} />
        </section>
      )}
      <p class="row">
        {!hidden && (
          <a class="btn main" href={view.href(`/themes/${encodeURIComponent(theme.id)}`)}>
            {texts.open}
          </a>
        )}
        <a class="btn" href={view.href("/")}>
          {view.texts.theme.allIdeas}
        </a>
      </p>
      {!hidden && joined && <p class="hint">{texts.wrongPlace}</p>}
    </>
  );
}
