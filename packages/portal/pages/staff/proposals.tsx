import type { Feedback } from "@earshot/core/feedback.ts";
import { sidesOf } from "@earshot/core/suggestion.ts";
import type { Theme } from "@earshot/core/theme.ts";
import { hasChanged, type Upheld } from "@earshot/core/upholding.ts";
import { Titled } from "../parts/titled.tsx";
import { Own } from "../parts/vote.tsx";
import type { View } from "../view.ts";
import { DeskFrame } from "./desk-frame.tsx";
import type { Done } from "./done.tsx";
import { themePath } from "./themes.tsx";

export const proposalsShown = 20;

interface ProposalsProps {
  view: View;
  done: Done | undefined;
  count: number;
  proposals: readonly Upheld[];
  themes: ReadonlyMap<string, Theme>;
  feedback: ReadonlyMap<string, Feedback>;
}

type CardProps = Pick<ProposalsProps, "view" | "themes" | "feedback"> & { proposal: Upheld };

/** What some feedback says; what was withdrawn meanwhile is not repeated. */
function Said({ view, feedback, ids }: Pick<CardProps, "view" | "feedback"> & { ids: readonly string[] }) {
  return ids.map((id) => {
    const said = feedback.get(id);
    return (
      said &&
      !said.withdrawn && (
        <p class="voice" lang={view.langOf(said.text)} dir="auto">
          {said.text.slice(0, 300)}
        </p>
      )
    );
  });
}

/** A theme, and how many people stand behind it. */
function Head({ view, id, theme }: { view: View; id: string; theme: Theme | undefined }) {
  return (
    <p>
      <a href={view.href(themePath(id))} lang={view.langOf(theme?.title ?? "")} dir="auto">
        {theme?.title || id}
      </a>
      <br />
      <span class="soft small">
        {theme && `${view.texts.people(theme.supporters)} · `}
        {id}
      </span>
    </p>
  );
}

/** How it will be once somebody has said yes; only a count of both together tells how many stand behind a merge. */
function After({ view, proposal: { kind, themes: ids }, themes }: CardProps) {
  const texts = view.texts.staff.proposal.after;
  const [one, other] = ids.map((id) => themes.get(id));
  const supporters = [one, other].map((theme) => theme?.supporters ?? 0);
  const most = supporters.reduce((sum, each) => sum + each, 0);
  const sentence = kind === "merge" ? texts.merge(Math.max(...supporters), most) : texts[kind];
  const title = one?.title || ids[0] || "";
  return <Titled sentence={sentence} title={title} lang={view.langOf(title)} />;
}

/** One proposal: both sides, with what people said in each, why, what comes of it, and the two answers. */
function Card({ view, proposal, themes, feedback }: CardProps) {
  const texts = view.texts.staff.proposal;
  const { id, kind, counts, now } = proposal;
  const heading = `p-${id}`;
  const said = sidesOf(proposal);
  const pieces = texts.pieces(now.changing);
  return (
    <article class="card" aria-labelledby={heading}>
      <h2 id={heading} class="hs">
        {texts[kind]} <span class="soft small">{pieces}</span>
      </h2>
      <div class="pair">
        {texts.sides[kind].map((side, i) => {
          const theme = proposal.themes[i];
          return (
            <section class="tight">
              <h3 class="small soft">{side}</h3>
              {theme ? <Head view={view} id={theme} theme={themes.get(theme)} /> : <p>{pieces}</p>}
              <Said view={view} feedback={feedback} ids={said[i] ?? []} />
            </section>
          );
        })}
      </div>
      <p class="small" dir="auto">
        {counts ? (
          texts.reason[kind](counts.changing, counts.of)
        ) : (
          <span lang={view.langOf(proposal.reason)}>{proposal.reason}</span>
        )}{" "}
        {hasChanged(proposal) && `${texts.now(now.changing, now.of)} `}
        <After view={view} proposal={proposal} themes={themes} feedback={feedback} />
      </p>
      <form class="row" method="post" action={view.href(`/admin/proposals/${encodeURIComponent(id)}`)}>
        <Own view={view} to={view.href("/admin/proposals")} />
        <button class="btn main" type="submit" name="do" value="accept" aria-describedby={heading}>
          {texts.accept}
        </button>
        <button class="btn" type="submit" name="do" value="dismiss" aria-describedby={heading}>
          {texts.dismiss}
        </button>
      </form>
    </article>
  );
}

export function ProposalsPage({ view, done, count, proposals, themes, feedback }: ProposalsProps) {
  const texts = view.texts.staff.proposal;
  return (
    <DeskFrame view={view} title={view.texts.staff.proposals} done={done}>
      <div class="sec flow">
        <h1>{texts.heading(count)}</h1>
        {count === 0 && <p class="empty">{texts.empty}</p>}
        {count > proposals.length && <p class="soft">{texts.more(proposals.length)}</p>}
        {proposals.map((proposal) => (
          <Card view={view} proposal={proposal} themes={themes} feedback={feedback} />
        ))}
      </div>
    </DeskFrame>
  );
}
