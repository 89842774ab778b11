import type { View } from "../view.ts";
import { Own } from "./vote.tsx";

/** Follow and unfollow: a switch that says how it stands, and sends what it is to be. */
export function FollowButton({ view, theme, following }: { view: View; theme: string; following: boolean }) {
  const texts = view.texts.follow;
  return (
    <form method="post" action={view.href(`/themes/${encodeURIComponent(theme)}/follow`)}>
      <Own view={view} to={view.here} />
      <button type="submit" class={following ? "btn on" : "btn"} name="follow" value={following ? "0" : "1"}>
        {following ? texts.following : texts.follow}
        {following && <span class="vh">{texts.unfollow}</span>}
      </button>
    </form>
  );
}

/** "I have this too", in words of one's own or without. */
export function Too({ view, theme, sayKey }: { view: View; theme: string; sayKey: string }) {
  const texts = view.texts.too;
  return (
    <section class="sec" id="too" aria-labelledby="have">
      <h2 id="have">{texts.heading}</h2>
      <form class="flow" method="post" action={view.href(`/themes/${encodeURIComponent(theme)}/too`)} data-keep={theme}>
        <Own view={view} />
        <input type="hidden" name="key" value={sayKey} />
        <div class="flow tight">
          <label for="own">
            {texts.words} <span class="hint">{texts.wordsHint}</span>
          </label>
          <textarea id="own" name="body" rows={3} maxlength={50_000} />
        </div>
        {!view.member && (
          <div class="flow tight">
            <label for="mail">
              {view.texts.signIn.email} <span class="hint">{texts.emailHint}</span>
            </label>
            <input id="mail" name="email" type="email" autocomplete="email" maxlength={254} required />
          </div>
        )}
        <p class="row">
          <button class="btn main" type="submit">
            {texts.act}
          </button>
          <span class="hint">{texts.once}</span>
        </p>
      </form>
    </section>
  );
}
