import type { ThemeCard } from "@earshot/core/theme.ts";
import type { Stand } from "../standing.ts";
import type { View } from "../view.ts";
import { People } from "./people.tsx";

interface VoteProps {
  view: View;
  theme: Pick<ThemeCard, "id" | "title" | "supporters" | "guests">;
  stand: Stand | undefined;
  /** Where to be afterwards; this page, at this theme, unless said. */
  to?: string;
  /** Whether the switch to follow stands beside it, which a vote may turn. */
  besideFollow?: boolean;
  lang: string | undefined;
}

/** What every form of ours carries along: that it is ours, and where to be afterwards. */
export function Own({ view, to }: { view: View; to?: string }) {
  return (
    <>
      <input type="hidden" name="form" value={view.form} />
      {to !== undefined && <input type="hidden" name="to" value={to} />}
    </>
  );
}

/** The address that votes for a theme are sent to. */
const votePath = (theme: string): string => `/themes/${encodeURIComponent(theme)}/vote`;

/**
 * How many people stand behind a theme, and the button to be one of them. It sends what is wanted (`1` or `0`), never
 * "the other": pressed twice, in two tabs or from a stale page it does what it says. Guests stand below, apart.
 */
export function Vote({ view, theme, stand, to, besideFollow = false, lang }: VoteProps) {
  const { texts } = view;
  const { id, title, supporters, guests = 0 } = theme;
  const apart = guests > 0 && <p class="by">{texts.vote.guests(guests)}</p>;
  if (view.form === undefined)
    return (
      <div>
        <People view={view} count={supporters} />
        {apart}
      </div>
    );
  return (
    <form class="vote" method="post" action={view.href(votePath(id))}>
      <Own view={view} to={to ?? `${view.here}#${id}`} />
      {besideFollow && <input type="hidden" name="beside" value="follow" />}
      <VoteButton view={view} theme={{ title, supporters }} stand={stand} lang={lang} />
      {apart}
    </form>
  );
}

interface ButtonProps {
  view: View;
  theme: Pick<ThemeCard, "title" | "supporters">;
  stand: Stand | undefined;
  lang: string | undefined;
  /** Where it sends the form it stands in, if elsewhere. */
  formaction?: string;
  /** Whether pressing joins with words that go along, and never withdraws. */
  joining?: boolean;
}

/**
 * The button alone, for forms that send more along. The label says what pressing does, so nothing is `aria-pressed`.
 * Who stands behind it by her own words counts already, and there is nothing to press.
 */
export function VoteButton({ view, theme, stand, lang, formaction, joining = false }: ButtonProps) {
  const { texts } = view;
  const voted = stand === "voted";
  if (stand === "said" && !joining)
    return (
      <button type="button" class="voted" disabled>
        <b>{texts.number(theme.supporters)}</b> <span>{texts.vote.said}</span>
        <span class="vh">
          {texts.vote.saidHint}: <span lang={lang}>{theme.title}</span>
        </span>
      </button>
    );
  const label = stand ? (joining ? texts.vote.addWords : texts.vote.voted) : texts.vote.idle;
  return (
    <button
      type="submit"
      class={voted && !joining ? "voted" : undefined}
      name="vote"
      value={voted && !joining ? "0" : "1"}
      {...(formaction !== undefined && { formaction })}
    >
      <b>{texts.number(theme.supporters)}</b> <span>{label}</span>
      <span class="vh">
        : <span lang={lang}>{theme.title}</span>
      </span>
    </button>
  );
}
