import type { Feedback } from "@earshot/core/feedback.ts";
import type { View } from "../view.ts";

/** Up to here a text stands as it is; a longer one folds after a sentence, and beyond the last it is cut, saying so. */
const unfolded = 900;
const longest = 6_000;

/** A text in what is read at once and what unfolds, parted at the end of a sentence or paragraph. */
export function fold(text: string): { first: string; rest: string; missing: number } {
  if (text.length <= unfolded) return { first: text, rest: "", missing: 0 };
  const ends = [...text.slice(0, unfolded).matchAll(/[.!?…]["”“’)]?\s|\n+|[。！？]/g)];
  const last = ends.findLast(({ index }) => index > unfolded / 3);
  const at = last === undefined ? wholeCharacters(text, unfolded) : last.index + last[0].length;
  const end = wholeCharacters(text, longest);
  return { first: text.slice(0, at).trimEnd(), rest: text.slice(at, end), missing: text.length - end };
}

/** The given length or one less, so that no character of two halves is parted. */
function wholeCharacters(text: string, length: number): number {
  if (text.length <= length) return text.length;
  return /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
}

/** Where somebody said it, when, and a link that leads there; her name before, where she gave one. */
export function By({ view, feedback, anonymous = false }: { view: View; feedback: Feedback; anonymous?: boolean }) {
  const { texts, now } = view;
  const { author, source, at, url } = feedback;
  const link = url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
  return (
    <p class="by">
      {author !== undefined && !anonymous && (
        <>
          <span dir="auto">{author}</span>
          {" · "}
        </>
      )}
      {texts.source(source).one}, <time datetime={at}>{texts.date(at, now)}</time>
      {link !== undefined && (
        <>
          {" · "}
          <a href={link} rel="nofollow ugc noopener">
            {texts.theme.whereSaid}
          </a>
        </>
      )}
    </p>
  );
}

/** What one person said, redacted, in her words alone. What attacks people is counted and not repeated. */
export function Voice({ view, feedback }: { view: View; feedback: Feedback }) {
  const texts = view.texts.theme;
  if (feedback.abusive) {
    return (
      <>
        <p class="soft">{texts.notQuoted}</p>
        <By view={view} feedback={feedback} anonymous />
      </>
    );
  }
  const lang = view.langOf(feedback.text);
  const { first, rest, missing } = fold(feedback.text);
  return (
    <>
      <p class="say" lang={lang} dir="auto">
        {first}
      </p>
      {rest !== "" && (
        <details>
          <summary>{texts.readOn}</summary>
          <p class="say" lang={lang} dir="auto">
            {rest}
          </p>
          {missing > 0 && <p class="hint">{texts.cut(missing)}</p>}
        </details>
      )}
      <By view={view} feedback={feedback} />
    </>
  );
}
