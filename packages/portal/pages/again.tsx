import { Frame } from "./frame.tsx";
import { Own } from "./parts/vote.tsx";
import { asTyped } from "./saying.ts";
import { EmailField } from "./sign-in.tsx";
import type { View } from "./view.ts";

interface AgainProps {
  view: View;
  /** What the form had brought. */
  fields: URLSearchParams;
  action: string;
  to: string;
  /** The theme it was about, by its title. */
  about?: string;
  /** Where an address is still missing, or is none. */
  email?: { typed: string | undefined; wrong: boolean } | undefined;
}

/** Ours to fill in anew, or of no use a second time. */
const notCarried = new Set(["form", "to", "email", "body"]);

/** A form once more, with all that was typed, because who sent it has changed meanwhile. Nothing is lost. */
export function AgainPage({ view, fields, action, to, about, email }: AgainProps) {
  const texts = view.texts.again;
  const body = fields.get("body") ?? "";
  return (
    <Frame view={view} title={texts.heading}>
      <div class="hero">
        <h1>{email?.wrong ? view.texts.signIn.emailWrongHeading : texts.heading}</h1>
        <p class="lede">{email === undefined ? texts.press : texts.who}</p>
        {about !== undefined && <p dir="auto">{about}</p>}
      </div>
      <form class="flow narrow" method="post" action={view.href(action)}>
        <Own view={view} to={to} />
        {[...fields].flatMap(([name, value]) =>
          notCarried.has(name) ? [] : [<input type="hidden" name={name} value={value} />],
        )}
        {body !== "" && (
          <div class="flow tight">
            <label for="again">{texts.words}</label>
            <textarea id="again" name="body" rows={4}>
              {asTyped(body)}
            </textarea>
          </div>
        )}
        {email !== undefined && <EmailField view={view} wrong={email.wrong} value={email.typed} />}
        <p class="row">
          <button class="btn main" type="submit">
            {texts.act}
          </button>
        </p>
      </form>
    </Frame>
  );
}
