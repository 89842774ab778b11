import type { Status, Trouble, TroubleName } from "@earshot/core/condition.ts";
import type { View } from "../view.ts";
import { DeskFrame } from "./desk-frame.tsx";
import { Figures } from "./figures.tsx";

/** Where what is wrong can be looked at, and mended where a page can do it. */
const seeAt: Partial<Record<TroubleName, string>> = {
  DeliveriesLate: "/admin/outbox",
  DeliveriesFailing: "/admin/outbox",
  EntriesParked: "/admin/outbox",
  DeliveriesParked: "/admin/outbox",
  WebhooksDisabled: "/admin/settings#webhooks",
};

interface HealthProps {
  view: View;
  status: Status;
}

function TroubleCard({ view, trouble }: { view: View; trouble: Trouble }) {
  const texts = view.texts.staff.health;
  const { wrong, next } = texts.trouble[trouble.name];
  const see = seeAt[trouble.name];
  const heading = `trouble-${trouble.name}`;
  return (
    <article class="card" aria-labelledby={heading}>
      <h2 id={heading} class="hs">
        {wrong(trouble.figure)}
      </h2>
      <p class="small">
        {trouble.since !== undefined && <>{texts.since(view.texts.dateTime(trouble.since))} · </>}
        {texts.alarm}: <code>{trouble.name}</code>
      </p>
      <p>
        <strong>{texts.next}:</strong> {next}
      </p>
      {see !== undefined && (
        <p>
          <a href={view.href(see)}>
            {texts.see}
            <span class="vh">: {wrong(trouble.figure)}</span>
          </a>
        </p>
      )}
    </article>
  );
}

/** `/admin/health`: what is wrong with Earshot itself, since when and what to do; and how it stands. */
export function HealthPage({ view, status }: HealthProps) {
  const texts = view.texts.staff.health;
  const { number, lasting } = view.texts;
  const { troubles, backlog, lag, parked, webhooks, erasures, sweep, budget } = status;
  const figures = [
    { label: texts.backlog, figure: number(backlog) },
    { label: texts.lagWork, figure: lasting(Math.round(lag.work)) },
    { label: texts.lagDeliver, figure: lasting(Math.round(lag.deliver)) },
    { label: texts.parked, figure: number(parked) },
    { label: texts.failing, figure: webhooks.failing.join(", ") || number(0) },
    { label: texts.disabled, figure: webhooks.disabled.join(", ") || number(0) },
    { label: texts.erasures, figure: number(erasures) },
    { label: texts.sweep, figure: sweep.failing.join(", ") || number(0) },
    ...(budget === undefined ? [] : [{ label: texts.budget, figure: texts.percent(Math.round(budget * 100)) }]),
  ];
  return (
    <DeskFrame view={view} title={view.texts.staff.healthNav}>
      <div class="flow sec">
        <h1>{texts.heading(troubles.length)}</h1>
        <p class="soft">{texts.lede}</p>
      </div>
      {troubles.length > 0 && (
        <div class="flow sec">
          {troubles.map((trouble) => (
            <TroubleCard view={view} trouble={trouble} />
          ))}
        </div>
      )}
      <section class="sec" aria-labelledby="figures">
        <h2 id="figures">{texts.figures}</h2>
        <Figures figures={figures} />
      </section>
    </DeskFrame>
  );
}
