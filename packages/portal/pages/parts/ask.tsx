import type { View } from "../view.ts";

/** One field that finds what others ask for, or asks. */
export function FindOrAsk({ view }: { view: View }) {
  const texts = view.texts.ask;
  return (
    <search>
      <form class="ask" action="/new" aria-label={texts.find}>
        {view.lang !== undefined && <input type="hidden" name="lang" value={view.lang} />}
        <label class="vh" for="ask">
          {texts.heading}
        </label>
        <input id="ask" name="body" type="text" placeholder={texts.heading} autocomplete="off" maxlength={2_000} />
        <button class="btn main" type="submit">
          {texts.find}
        </button>
      </form>
    </search>
  );
}
