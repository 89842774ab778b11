import type { Board } from "@earshot/core/board.ts";
import { limits } from "@earshot/core/feedback.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { Frame } from "./frame.tsx";
import { Marked } from "./parts/marked.tsx";
import { StatusRing } from "./parts/status.tsx";
import { Own, VoteButton } from "./parts/vote.tsx";
import { asTyped, type Typed } from "./saying.ts";
import { EmailField } from "./sign-in.tsx";
import type { Stand } from "./standing.ts";
import type { View } from "./view.ts";

/** What is wrong with what was sent; the text is shown again whatever it is. */
export type Wrong = "empty" | "long" | "email" | "ended" | "stale";

/** A theme that already asks for what is being typed. */
export interface Match {
  theme: Theme;
  stand: Stand | undefined;
}

interface NewProps {
  view: View;
  typed: Typed;
  boards: readonly Board[];
  /** Undefined before anything was looked for. */
  matches: readonly Match[] | undefined;
  wrong: Wrong | undefined;
  email: string | undefined;
  forum: boolean;
}

/** The themes that already ask for a text, to be joined with one press. What was typed goes along. */
export function Matches({ view, text, matches }: { view: View; text: string; matches: readonly Match[] }) {
  const texts = view.texts.ask;
  return (
    <>
      <h2 id="similar" class="hs">
        {matches.length === 0 ? texts.noMatches : texts.matches(matches.length)}
      </h2>
      {matches.length > 0 && (
        <>
          <ol>
            {matches.map(({ theme, stand }) => {
              const { id, title, supporters, status, publicFeedback } = theme;
              const lang = view.langOf(`${title}. ${theme.summary}`);
              return (
                <li class="theme slim">
                  <div class="vote">
                    <VoteButton
                      view={view}
                      theme={{ title, supporters }}
                      stand={stand}
                      joining
                      lang={lang}
                      formaction={view.href(`/themes/${encodeURIComponent(id)}/too`)}
                    />
                  </div>
                  <div class="flow tight">
                    <h3 lang={lang} dir="auto">
                      <a class="plain" href={view.href(`/themes/${encodeURIComponent(id)}`)}>
                        {title}
                      </a>
                    </h3>
                    {publicFeedback > 0 && (
                      <p class="voice soft small" lang={lang} dir="auto">
                        <Marked text={theme.summary} like={text} />
                      </p>
                    )}
                    <p class="meta">
                      <StatusRing view={view} status={status} />
                    </p>
                  </div>
                </li>
              );
            })}
          </ol>
          <p class="hint sp">{texts.goAlong}</p>
        </>
      )}
    </>
  );
}

/** What is missing for you? One field first; then whether others ask for it; then the rest. */
export function NewPage({ view, typed, boards, matches, wrong, email, forum }: NewProps) {
  const texts = view.texts.ask;
  const asked = matches !== undefined;
  const inText = wrong === "empty" || wrong === "long";
  const guess = boards.find(({ id }) => id === matches?.[0]?.theme.board);
  return (
    <Frame view={view} title={texts.nav} current="new">
      <div class="hero">
        <h1>{texts.heading}</h1>
        <p class="lede">{texts.lede}</p>
        {(wrong === "ended" || wrong === "stale") && (
          <p class="err" role="alert">
            {texts.wrong[wrong]}
          </p>
        )}
      </div>
      <form class="lead wide split" method="post" action={view.href("/new")} data-ask data-keep="new">
        <div class="flow tight">
          <Own view={view} />
          <input type="hidden" name="key" value={typed.key} />
          {view.member && <input type="hidden" name="as" value="member" />}
          <label for="body">{texts.body}</label>
          <textarea
            id="body"
            name="body"
            rows={4}
            maxlength={limits.body}
            aria-invalid={inText ? "true" : undefined}
            aria-describedby={inText ? "body-wrong body-hint" : "body-hint"}
          >
            {asTyped(typed.body)}
          </textarea>
          {inText && (
            <p class="err" id="body-wrong">
              {texts.wrong[wrong]}
            </p>
          )}
          <p class="hint" id="body-hint" data-kept={texts.keptHere}>
            {texts.kept}
          </p>
          {!asked && (
            <p class="row" data-find>
              <button type="submit" class="btn main" name="step" value="find">
                {texts.find}
              </button>
            </p>
          )}
        </div>
        <section aria-labelledby="similar" data-similar hidden={!asked}>
          {asked && <Matches view={view} text={typed.body} matches={matches} />}
        </section>
        <div class="flow" data-rest hidden={!asked}>
          <div class="flow tight">
            <label for="title">
              {texts.title} <span class="hint">{texts.optional}</span>
            </label>
            <input id="title" name="title" maxlength={limits.title} value={typed.title} />
          </div>
          {boards.length > 1 && (
            <div class="flow tight">
              <label for="area">{view.texts.board.area}</label>
              <select id="area" name="board">
                <option value="">{guess ? texts.guess(guess.name) : texts.weGuess}</option>
                {boards.map(({ id, name }) => (
                  <option value={id} selected={id === typed.board}>
                    {name}
                  </option>
                ))}
              </select>
            </div>
          )}
          {!view.member && <EmailField view={view} wrong={wrong === "email"} value={email} optional />}
          <p class="row">
            <button type="submit" class="btn main" name="step" value="send">
              {texts.send}
            </button>
            {!view.member && forum && (
              <button type="submit" class="btn" name="step" value="forum">
                {texts.sendWithForum}
              </button>
            )}
            <a class="btn bare" href={view.href("/")}>
              {view.texts.signIn.notNow}
            </a>
          </p>
        </div>
      </form>
    </Frame>
  );
}
