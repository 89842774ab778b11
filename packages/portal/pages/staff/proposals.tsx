import type { Feedback } from "@earshot/core/feedback.ts";
import type { Suggestion } from "@earshot/core/suggestion.ts";
import type { Theme } from "@earshot/core/theme.ts";
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
  proposals: readonly Suggestion[];
  themes: ReadonlyMap<string, Theme>;
  feedback: ReadonlyMap<string, Feedback>;
}

type CardProps = Pick<ProposalsProps, "view" | "themes" | "feedback"> & { proposal: Suggestion };

/** One proposal: the themes, why, in pairs of what people said, and the two answers. */
function Card({ view, proposal, themes, feedback }: CardProps) {
  const texts = view.texts.staff.proposal;
  const heading = `p-${proposal.id}`;
  const [example] = proposal.examples;
  const voices = example ? [feedback.get(example.feedback), feedback.get(example.near)] : [];
  return (
    <article class="card" aria-labelledby={heading}>
      <h2 id={heading} class="hs">
        {texts[proposal.kind]}{" "}
        {proposal.feedback.length > 0 && <span class="soft small">{texts.pieces(proposal.feedback.length)}</span>}
      </h2>
      <div class="pair">
        {proposal.themes.map((id, i) => {
          const theme = themes.get(id);
          const voice = voices[proposal.kind === "merge" ? 1 - i : i];
          return (
            <div>
              <p>
                <a href={view.href(themePath(id))} lang={view.langOf(theme?.title ?? "")} dir="auto">
                  {theme?.title || id}
                </a>
                {theme && (
                  <>
                    <br />
                    {view.texts.people(theme.supporters)}
                  </>
                )}
              </p>
              {voice && !voice.withdrawn && (
                <p class="voice" lang={view.langOf(voice.text)} dir="auto">
                  {voice.text.slice(0, 300)}
                </p>
              )}
            </div>
          );
        })}
      </div>
      <p class="small" lang={view.langOf(proposal.reason)} dir="auto">
        {proposal.reason}
      </p>
      <form class="row" method="post" action={view.href(`/admin/proposals/${encodeURIComponent(proposal.id)}`)}>
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
        {proposals.map((proposal) => (
          <Card view={view} proposal={proposal} themes={themes} feedback={feedback} />
        ))}
      </div>
    </DeskFrame>
  );
}
