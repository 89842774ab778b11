import { Frame } from "./frame.tsx";
import { Titled } from "./parts/titled.tsx";
import type { View } from "./view.ts";

interface UnfollowProps {
  view: View;
  theme: { id: string; title: string };
  token: string;
  done: boolean;
}

/** No more mails about one theme: one press, as programs that guard mailboxes open every link there is. */
export function UnfollowPage({ view, theme, token, done }: UnfollowProps) {
  const texts = view.texts.unfollow;
  const heading = done ? texts.doneHeading : texts.heading;
  return (
    <Frame view={view} title={heading}>
      <div class="hero">
        <h1>{heading}</h1>
        <p class="lede">
          <Titled sentence={done ? texts.done : texts.text} title={theme.title} lang={view.langOf(theme.title)} />
        </p>
      </div>
      <form class="row" method="post" action={view.href("/unfollow", { token })}>
        {!done && (
          <button class="btn main" type="submit">
            {texts.act}
          </button>
        )}
        <a class="btn" href={view.href(`/themes/${encodeURIComponent(theme.id)}`)}>
          {texts.see}
        </a>
      </form>
    </Frame>
  );
}
