import type { Team } from "@earshot/core/board.ts";
import type { Rehearsal } from "@earshot/core/routing.ts";
import { Table } from "../parts/table.tsx";
import { Own } from "../parts/vote.tsx";
import type { View } from "../view.ts";
import { Choice, Text, Tick } from "./controls.tsx";
import { DeskFrame } from "./desk-frame.tsx";
import type { Refused } from "./field.tsx";
import { Identity } from "./identity.tsx";
import { ruleText } from "./rules.ts";
import { Saving } from "./saving.tsx";
import { teamPath } from "./settings.tsx";
import { themePath } from "./themes.tsx";

interface TeamPageProps {
  view: View;
  /** The team that is there; none for a new one. */
  team: Team | undefined;
  /** What was typed, where it was refused or tried out. */
  refused: Refused | undefined;
  rehearsal: Rehearsal | undefined;
}

type FormProps = Pick<TeamPageProps, "view" | "team" | "refused">;

const ruleNames = (count: number): string[] => Array.from({ length: count }, (_, i) => `rule${i + 1}`);

/** Which themes are its own: a field for each rule, and one for another. */
function Rules({ view, team, refused }: FormProps) {
  const texts = view.texts.staff.setup;
  const stored = (team?.rules ?? []).map(ruleText);
  const sent = [...(refused?.fields.keys() ?? [])].map((name) => Number(/^rule(\d{1,2})$/.exec(name)?.[1] ?? 0));
  const names = ruleNames(Math.max(stored.length + 1, ...sent));
  return (
    <fieldset class="card flow">
      <legend>{texts.rules}</legend>
      <p class="hint">{texts.rulesHint}</p>
      {names.map((name, i) => (
        <Text
          name={name}
          label={i === names.length - 1 ? texts.newRule : texts.rule(i + 1)}
          stored={stored[i] ?? ""}
          refused={refused}
          rows={3}
        />
      ))}
    </fieldset>
  );
}

/** When the digest comes, and when an issue is made by itself. */
function Times({ view, team, refused }: FormProps) {
  const texts = view.texts.staff.setup;
  const { weekday, hour, timeZone } = team?.digest ?? { weekday: 1, hour: 8, timeZone: "UTC" };
  return (
    <>
      <Choice
        name="weekday"
        label={texts.weekday}
        stored={String(weekday)}
        refused={refused}
        options={texts.weekdays.map((label, i) => ({ value: String(i + 1), label }))}
      />
      <Text name="hour" label={texts.hour} stored={String(hour)} refused={refused} required maxlength={2} />
      <Text
        name="timeZone"
        label={texts.timeZone}
        hint={texts.timeZoneHint}
        stored={timeZone}
        refused={refused}
        required
        maxlength={64}
      />
      <Text
        name="supporters"
        label={texts.supporters}
        hint={texts.supportersHint}
        stored={String(team?.issueRule?.supporters ?? "")}
        refused={refused}
        maxlength={6}
      />
      <Tick name="rising" label={texts.rising} stored={team?.issueRule?.rising ?? false} refused={refused} />
    </>
  );
}

/** What the rules as they are typed would do to the themes there are. */
function Tried({ view, rehearsal }: { view: View; rehearsal: Rehearsal }) {
  const texts = view.texts.staff.setup;
  const { moves, moved, stayed, decided } = rehearsal;
  return (
    <section class="note" aria-labelledby="tried" role="status">
      <h2 id="tried">{texts.wouldMove(moved, stayed, decided)}</h2>
      {moves.length > 0 && (
        <Table
          labelledBy="tried"
          columns={[
            { title: texts.theme },
            { title: texts.people, figures: true },
            { title: texts.from },
            { title: texts.to },
            { title: texts.because },
          ]}
        >
          {moves.slice(0, 50).map(({ theme, title, supporters, from, to, because }) => (
            <tr>
              <td lang={view.langOf(title)} dir="auto">
                <a href={view.href(themePath(theme))}>{title === "" ? theme : title}</a>
              </td>
              <td class="num">{view.texts.number(supporters)}</td>
              <td>{from ?? texts.none}</td>
              <td>{to}</td>
              <td lang={view.texts.code === "en" ? undefined : "en"}>{because}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

export function TeamPage({ view, team, refused, rehearsal }: TeamPageProps) {
  const texts = view.texts.staff.setup;
  const heading = team ? texts.teamHeading(team.name) : texts.newTeam;
  const names = ruleNames(60);
  const shown = ["id", "name", "repository", "channel", "mail", "weekday", "hour", "timeZone", "supporters", ...names];
  return (
    <DeskFrame view={view} title={heading}>
      <h1 class="sec">{heading}</h1>
      {rehearsal && <Tried view={view} rehearsal={rehearsal} />}
      <form class="flow narrow" method="post" action={view.href(teamPath(team?.id ?? "new"))}>
        <Own view={view} />
        <Identity
          view={view}
          of={team}
          hint={texts.teamIdHint}
          refused={refused}
          tried={rehearsal !== undefined}
          shown={shown}
        />
        <Text
          name="repository"
          label={texts.repository}
          hint={texts.repositoryHint}
          stored={team?.repository ?? ""}
          refused={refused}
        />
        <Text
          name="channel"
          label={texts.channel}
          hint={texts.channelHint}
          stored={team?.channel ?? ""}
          refused={refused}
          maxlength={80}
        />
        <Text
          name="mail"
          label={texts.mail}
          hint={texts.mailHint}
          stored={(team?.mail ?? []).join("\n")}
          refused={refused}
          rows={2}
        />
        <Times view={view} team={team} refused={refused} />
        <Tick name="fallback" label={texts.fallback} stored={team?.fallback ?? false} refused={refused} />
        <Rules view={view} team={team} refused={refused} />
        <Saving view={view}>
          <button class="btn" type="submit" name="do" value="try">
            {texts.tryOut}
          </button>
        </Saving>
      </form>
    </DeskFrame>
  );
}
