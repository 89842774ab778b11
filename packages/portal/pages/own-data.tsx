import { Frame } from "./frame.tsx";
import { Own } from "./parts/vote.tsx";
import type { View } from "./view.ts";

interface OwnDataProps {
  view: View;
  /** What she has to type to have everything erased: what she is called here. */
  name: string;
  figures: { said: number; voted: number; follows: number };
  /** What she typed, where that was something else. */
  wrong?: string | undefined;
}

export const ownDataPath = "/me/data";

/** What is kept about me, and how do I take it along or away? */
export function OwnDataPage({ view, name, figures, wrong }: OwnDataProps) {
  const texts = view.texts.ownData;
  const rows: [string, number][] = [
    [texts.said, figures.said],
    [texts.voted, figures.voted],
    [texts.follows, figures.follows],
  ];
  return (
    <Frame view={view} title={texts.title} current="mine">
      <div class="hero">
        <h1>{wrong === undefined ? texts.heading : texts.wrongHeading}</h1>
        <p class="lede">{texts.lede}</p>
      </div>
      <section class="sec" aria-labelledby="kept">
        <h2 id="kept">{texts.kept}</h2>
        <dl class="facts narrow">
          {rows.map(([label, count]) => (
            <div>
              <dt>{label}</dt>
              <dd>{view.texts.number(count)}</dd>
            </div>
          ))}
        </dl>
        <p class="hint">{texts.exportHint}</p>
        <p>
          <a class="btn" href={view.href(`${ownDataPath}/export`)} download="earshot.json">
            {texts.export}
          </a>
        </p>
      </section>
      <section class="sec" aria-labelledby="erase">
        <h2 id="erase">{texts.eraseHeading}</h2>
        <ul class="list">
          {texts.consequences.map((one) => (
            <li>{one}</li>
          ))}
        </ul>
        <form class="flow narrow" method="post" action={view.href(`${ownDataPath}/erase`)}>
          <Own view={view} />
          <div class="flow tight">
            <label for="confirm">{texts.confirm}</label>
            <p class="hint" id="confirm-hint">
              <bdi>{name}</bdi>
            </p>
            <input
              id="confirm"
              name="confirm"
              type="text"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              maxlength={254}
              required
              value={wrong}
              aria-invalid={wrong === undefined ? undefined : "true"}
              aria-describedby={wrong === undefined ? "confirm-hint" : "confirm-hint confirm-wrong"}
            />
            {wrong !== undefined && (
              <p class="err" id="confirm-wrong">
                {texts.wrong}
              </p>
            )}
          </div>
          <p class="row">
            <button class="btn" type="submit">
              {texts.erase}
            </button>
            <a class="btn bare" href={view.href("/mine")}>
              {texts.not}
            </a>
          </p>
        </form>
      </section>
    </Frame>
  );
}

/** It has begun; there is nothing left for her to do, and nobody signed in any more. */
export function ErasingPage({ view }: { view: View }) {
  const texts = view.texts.ownData;
  return (
    <Frame view={view} title={texts.goingHeading}>
      <div class="hero">
        <h1>{texts.goingHeading}</h1>
        <p class="lede">{texts.going}</p>
        <p>
          <a class="btn main" href={view.href("/")}>
            {texts.toIdeas}
          </a>
        </p>
      </div>
    </Frame>
  );
}
