import type { Board, Team } from "@earshot/core/board.ts";
import type { Webhook } from "@earshot/core/webhook/webhook.ts";
import type { View } from "../view.ts";
import { DeskFrame } from "./desk-frame.tsx";
import type { Done } from "./done.tsx";
import { webhookPath } from "./webhook-form.tsx";

export const boardPath = (id: string): string => `/admin/settings/boards/${encodeURIComponent(id)}`;
export const teamPath = (id: string): string => `/admin/settings/teams/${encodeURIComponent(id)}`;

interface SettingsProps {
  view: View;
  done: Done | undefined;
  boards: readonly Board[];
  teams: readonly Team[];
  webhooks: readonly Webhook[];
}

/** Other systems that are told what happens, each with how it does. */
function Webhooks({ view, webhooks }: Pick<SettingsProps, "view" | "webhooks">) {
  const texts = view.texts.staff.webhooks;
  return (
    <section class="sec flow" aria-labelledby="webhooks">
      <h2 id="webhooks">{texts.title}</h2>
      {webhooks.length === 0 && <p class="empty">{texts.none}</p>}
      {webhooks.length > 0 && (
        <dl class="facts">
          {webhooks.map(({ id, url, disabled, failing }) => (
            <div>
              <dt>
                <a href={view.href(webhookPath(id))}>{id}</a> <span class="small">{URL.parse(url)?.host}</span>
              </dt>
              <dd class={disabled || failing ? "small hotword" : "small"}>
                {disabled ? texts.isDisabled : failing ? texts.isFailing : texts.isActive}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p>
        <a class="btn" href={view.href(webhookPath("new"))}>
          {texts.add}
        </a>
      </p>
    </section>
  );
}

/** All boards, teams and webhooks, each with the way to its form. */
export function SettingsPage({ view, done, boards, teams, webhooks }: SettingsProps) {
  const texts = view.texts.staff.setup;
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  return (
    <DeskFrame view={view} title={view.texts.staff.settings} done={done}>
      <h1 class="sec">{texts.heading}</h1>
      <div class="split even">
        <section class="sec flow" aria-labelledby="boards">
          <h2 id="boards">{texts.boards}</h2>
          <dl class="facts">
            {boards.map(({ id, name, team }) => (
              <div>
                <dt>
                  <a href={view.href(boardPath(id))}>{name}</a>
                </dt>
                <dd class="small">{names.get(team ?? "")}</dd>
              </div>
            ))}
          </dl>
          <p>
            <a class="btn" href={view.href(boardPath("new"))}>
              {texts.newBoard}
            </a>
          </p>
        </section>
        <section class="sec flow" aria-labelledby="teams">
          <h2 id="teams">{texts.teams}</h2>
          {teams.length === 0 && <p class="empty">{texts.noTeams}</p>}
          {teams.length > 0 && (
            <dl class="facts">
              {teams.map(({ id, name, repository, channel }) => (
                <div>
                  <dt>
                    <a href={view.href(teamPath(id))}>{name}</a>
                  </dt>
                  <dd class="small">{[repository, channel].filter((one) => one !== undefined).join(", ")}</dd>
                </div>
              ))}
            </dl>
          )}
          <p>
            <a class="btn" href={view.href(teamPath("new"))}>
              {texts.newTeam}
            </a>
          </p>
        </section>
      </div>
      <Webhooks view={view} webhooks={webhooks} />
    </DeskFrame>
  );
}
