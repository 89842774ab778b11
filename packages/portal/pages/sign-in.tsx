import { Frame } from "./frame.tsx";
import { ownDataPath } from "./own-data.tsx";
import { Titled } from "./parts/titled.tsx";
import { Own } from "./parts/vote.tsx";
import type { View } from "./view.ts";

/** What she was about to do when she was asked who she is; told so that she sees that it is not lost. */
export interface Errand {
  does: "vote" | "follow";
  theme: { id: string; title: string };
}

interface SignInProps {
  view: View;
  to: string;
  errand: Errand | undefined;
  /** Whether the forum's members may come with their account there. */
  forum: boolean;
  /** What was typed, where it was no address. */
  wrong?: string | undefined;
}

const signInPath = "/sign-in";
const forumPath = "/sign-in/discourse";

interface EmailProps {
  view: View;
  wrong: boolean;
  value?: string | undefined;
  /** Whether there are other ways on, so that the browser must not insist on it. */
  optional?: boolean;
}

/** The field for an address, in each of its states. */
export function EmailField({ view, wrong, value, optional = false }: EmailProps) {
  const texts = view.texts.signIn;
  return (
    <div class="flow tight">
      <label for="email">{texts.email}</label>
      <p class="hint" id="email-hint">
        {texts.emailHint}
      </p>
      <input
        id="email"
        name="email"
        type="email"
        autocomplete="email"
        maxlength={254}
        required={!optional}
        value={value}
        aria-invalid={wrong ? "true" : undefined}
        aria-describedby={wrong ? "email-hint email-wrong" : "email-hint"}
      />
      {wrong && (
        <p class="err" id="email-wrong">
          {texts.emailWrong}
        </p>
      )}
    </div>
  );
}

/** Who are you? One field and no password; what one came to do is told, and done afterwards. */
export function SignInPage({ view, to, errand, forum, wrong }: SignInProps) {
  const texts = view.texts.signIn;
  return (
    <Frame view={view} title={texts.heading} current="signIn">
      <div class="hero">
        <h1>{texts.heading}</h1>
        <p class="lede">
          {errand ? (
            <Titled
              sentence={errand.does === "vote" ? texts.thenVote : texts.thenFollow}
              title={errand.theme.title}
              lang={view.langOf(errand.theme.title)}
            />
          ) : (
            texts.lede
          )}
        </p>
      </div>
      <form class="flow narrow" method="post" action={view.href(signInPath)}>
        <Own view={view} to={to} />
        {errand && <input type="hidden" name={errand.does} value={errand.theme.id} />}
        <EmailField view={view} wrong={wrong !== undefined} value={wrong} />
        <p class="row">
          <button class="btn main" type="submit">
            {texts.send}
          </button>
          {forum && (
            <a class="btn" href={view.href(forumPath, { to, ...(errand && { [errand.does]: errand.theme.id }) })}>
              {texts.withForum}
            </a>
          )}
          <a class="btn bare" href={to}>
            {texts.notNow}
          </a>
        </p>
      </form>
    </Frame>
  );
}

/** Who she is signed in as, and the way out. */
export function SignedInPage({ view, name, to }: { view: View; name: string; to: string }) {
  const texts = view.texts.signIn;
  return (
    <Frame view={view} title={texts.signedIn} current="signIn">
      <div class="hero">
        <h1>{texts.signedIn}</h1>
        <p class="lede">{texts.as(name)}</p>
      </div>
      <form class="row" method="post" action={view.href("/sign-out")}>
        <Own view={view} />
        <button class="btn" type="submit">
          {texts.signOut}
        </button>
        <a class="btn bare" href={view.href(ownDataPath)}>
          {view.texts.ownData.title}
        </a>
        <a class="btn bare" href={to}>
          {texts.back}
        </a>
      </form>
    </Frame>
  );
}

interface SentProps {
  view: View;
  email: string;
  /** False where the link is shown on this machine instead of being mailed. */
  mails: boolean;
  /** Whether what she wrote waits for her with the link. */
  kept: boolean;
}

/** A link is on its way. */
export function SentPage({ view, email, mails, kept }: SentProps) {
  const texts = view.texts.signIn;
  const heading = mails ? texts.sentHeading : texts.shownHeading;
  return (
    <Frame view={view} title={heading} current="signIn">
      <div class="hero">
        <h1>{heading}</h1>
        <p class="lede">
          <Titled sentence={mails ? texts.sent : texts.shown} title={email} lang={undefined} />
        </p>
        {kept && <p>{texts.kept}</p>}
        <p class="hint">{mails ? texts.sentHint : texts.shownHint}</p>
      </div>
    </Frame>
  );
}

interface LinkProps {
  view: View;
  email: string;
  token: string;
  /** Whether the link is too old, and a new one is offered. */
  old: boolean;
}

/**
 * A link that was opened in another browser than it was asked for, or too late. One press more, as programs that guard
 * mailboxes open links too, and so that nobody is signed in as somebody else without seeing it.
 */
export function LinkPage({ view, email, token, old }: LinkProps) {
  const texts = view.texts.signIn;
  return (
    <Frame view={view} title={old ? texts.oldHeading : texts.heading} current="signIn">
      <div class="hero">
        <h1>{old ? texts.oldHeading : texts.confirmHeading}</h1>
        <p class="lede">
          <Titled sentence={old ? texts.old : texts.confirm} title={email} lang={undefined} />
        </p>
      </div>
      <form class="row" method="post" action={view.href(old ? "/sign-in/again" : "/sign-in/link")}>
        <Own view={view} />
        <input type="hidden" name="token" value={token} />
        <button class="btn main" type="submit">
          {old ? texts.sendNew : texts.signIn}
        </button>
      </form>
    </Frame>
  );
}
