import type { Theme, ThemeCard } from "@earshot/core/theme.ts";
import type { View } from "../view.ts";
import { DeskFrame } from "./desk-frame.tsx";
import type { Done } from "./done.tsx";
import { FindTheme, ThemeRows } from "./themes.tsx";

interface DeskProps {
  view: View;
  done: Done | undefined;
  waiting: { count: number; more: boolean };
  proposals: number;
  parked: number;
  /** Of Earshot itself. */
  troubles: number;
  owing: readonly Theme[];
  unnamed: readonly ThemeCard[];
}

/** The work list: what waits for a person, with how much of it there is, and where to see to it. */
export function DeskPage({ view, done, waiting, proposals, parked, troubles, owing, unnamed }: DeskProps) {
  const texts = view.texts.staff;
  const { number } = view.texts;
  const rows = [
    {
      count: waiting.count,
      more: waiting.more,
      label: texts.toApprove,
      hint: texts.toApproveHint,
      href: "/admin/approval",
    },
    { count: proposals, label: texts.toPropose, hint: texts.toProposeHint, href: "/admin/proposals" },
    { count: parked, label: texts.toRetry, hint: texts.toRetryHint, href: "/admin/outbox" },
    { count: troubles, label: texts.health.toDo, hint: texts.health.toDoHint, href: "/admin/health" },
    { count: owing.length, label: texts.toExplain, hint: texts.toExplainHint, href: "/admin#owing" },
    { count: unnamed.length, label: texts.toName, hint: texts.toNameHint, href: "/admin#unnamed" },
  ];
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <DeskFrame view={view} title={texts.work} done={done}>
      <div class="split even sec">
        <div class="flow">
          <h1>{all === 0 ? texts.calm : texts.waits(all)}</h1>
          <dl class="facts">
            {rows.map(({ count, more, label, hint, href }) => (
              <div>
                <dt>
                  {count === 0 ? label : <a href={view.href(href)}>{label}</a>} <span class="small">{hint}</span>
                </dt>
                <dd>{more ? texts.atLeast(count) : number(count)}</dd>
              </div>
            ))}
          </dl>
        </div>
        <FindTheme view={view} find="" />
      </div>
      {owing.length > 0 && (
        <section class="sec" aria-labelledby="owing">
          <h2 id="owing">
            {texts.toExplain} <span class="soft small">{texts.toExplainHint}</span>
          </h2>
          <ThemeRows view={view} themes={owing} />
        </section>
      )}
      {unnamed.length > 0 && (
        <section class="sec" aria-labelledby="unnamed">
          <h2 id="unnamed">
            {texts.toName} <span class="soft small">{texts.toNameHint}</span>
          </h2>
          <ThemeRows view={view} themes={unnamed} />
        </section>
      )}
    </DeskFrame>
  );
}
