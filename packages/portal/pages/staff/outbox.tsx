import type { Team } from "@earshot/core/board.ts";
import { type InboxEntry, sourceOf } from "@earshot/core/inbox.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Page } from "@earshot/core/ports.ts";
import type { Theme } from "@earshot/core/theme.ts";
import type { PortalDeps } from "../../deps.ts";
import { Pager } from "../parts/pager.tsx";
import { Own } from "../parts/vote.tsx";
import { type Words, wordsOf } from "../parts/words.ts";
import type { View } from "../view.ts";
import { DeskFrame } from "./desk-frame.tsx";
import { Figures } from "./figures.tsx";
import { themePath } from "./themes.tsx";

export const rowsPerPage = 20;
/** The address that the retry buttons send to. */
const retryPath = "/admin/outbox/retry";

interface OutboxProps {
  view: View;
  status: Awaited<ReturnType<PortalDeps["status"]>>;
  entries: Page<InboxEntry>;
  refused: Page<Delivery>;
  outbox: Page<Delivery>;
  themes: ReadonlyMap<string, Theme>;
  teams: readonly Team[];
  /** How many rows have just been put back to work. */
  retried: number | undefined;
  cursor: string | undefined;
}

interface RetryProps {
  view: View;
  what: "entry" | "delivery";
  /** The one row to try again, and its name for those who do not see where the button stands; all without it. */
  row?: { id: string; name: string };
  count?: number;
}

/** One button that puts rows back to work: a plain form, so that it needs no script. */
function Retry({ view, what, row, count = 1 }: RetryProps) {
  const texts = view.texts.admin;
  return (
    <form method="post" action={view.href(retryPath)}>
      <Own view={view} />
      <input type="hidden" name="what" value={what} />
      {row && <input type="hidden" name="id" value={row.id} />}
      <button class="btn" type="submit">
        {row ? texts.tryAgain : texts.tryAll(count)}
        {row && <span class="vh">{texts.tryWhat(row.name)}</span>}
      </button>
    </form>
  );
}

function Raw({ summary, value }: { summary: string; value: unknown }) {
  return (
    <details>
      <summary>{summary}</summary>
      <pre>{JSON.stringify(value, null, 2)}</pre>
    </details>
  );
}

function Status({ view, status }: Pick<OutboxProps, "view" | "status">) {
  const texts = view.texts.admin;
  const figures = [
    { label: texts.backlog, figure: view.texts.number(status.backlog) },
    { label: texts.parked, figure: view.texts.number(status.parked) },
    { label: texts.lagWork, figure: texts.seconds(Math.round(status.lag.work)) },
    { label: texts.lagDeliver, figure: texts.seconds(Math.round(status.lag.deliver)) },
  ];
  return <Figures figures={figures} />;
}

/** What came in and could not be taken in: why, and what it was. */
function ParkedEntry({ view, entry }: { view: View; entry: InboxEntry }) {
  const texts = view.texts.admin;
  const { content, error: reason = texts.state.parked } = entry;
  const source = sourceOf(entry);
  const said = content.type === "event" ? (content.event.title ?? content.event.body) : undefined;
  return (
    <article class="note bad">
      <p>
        <strong>{reason}</strong>
      </p>
      <p class="by">
        {texts.entry(view.texts.source(source).one)} · {texts.received(view.texts.dateTime(entry.receivedAt))} ·{" "}
        {texts.attempts(entry.attempts)}
      </p>
      {said !== undefined && (
        <p class="say cut" dir="auto">
          {said}
        </p>
      )}
      <Raw summary={texts.asReceived} value={content} />
      <Retry view={view} what="entry" row={{ id: entry.id, name: reason }} />
    </article>
  );
}

function Wording({ words }: { words: readonly Words[] }) {
  return (
    <>
      {words.map(({ heading, texts }) => (
        <div class="card">
          {heading !== undefined && (
            <p>
              <strong>{heading}</strong>
            </p>
          )}
          {texts.map((text) => (
            <pre>{text}</pre>
          ))}
        </div>
      ))}
    </>
  );
}

function Sending({ view, delivery, about }: { view: View; delivery: Delivery; about: string | undefined }) {
  const texts = view.texts.admin;
  const { outlet, kind, state, error, payload, theme, occasion, attempts, at, id, result } = delivery;
  const words = wordsOf(payload);
  const name = about ?? theme ?? delivery.team ?? occasion;
  const link = typeof result?.url === "string" && /^https?:\/\//i.test(result.url) ? result.url : undefined;
  return (
    <article class={state === "parked" ? "note bad" : "sec flow tight"}>
      <h3 dir="auto">{theme === undefined ? name : <a href={view.href(themePath(theme))}>{name}</a>}</h3>
      <p class="meta">
        <strong class={state === "parked" ? "hotword" : undefined}>{texts.state[state]}</strong>
        <span>
          {texts.outlet[outlet]}, {texts.kind[kind]}
          {kind === "digest" && ` ${occasion}`}
          {delivery.event && ` ${delivery.event.type} → ${delivery.webhook}`}
        </span>
        <time datetime={at}>{view.texts.dateTime(at)}</time>
        {attempts > 0 && <span>{texts.attempts(attempts)}</span>}
        {link !== undefined && (
          <a href={link} rel="noopener">
            {link}
          </a>
        )}
      </p>
      {error !== undefined && <p class="err">{error}</p>}
      {state === "parked" && <Retry view={view} what="delivery" row={{ id, name }} />}
      <Wording words={words} />
      {payload === undefined ? <p class="hint">{texts.notWritten}</p> : <Raw summary={texts.asItWas} value={payload} />}
    </article>
  );
}

/** For operators: what waits, what is parked and why, and everything that leaves, word for word. */
export function OutboxPage({ view, status, entries, refused, outbox, themes, teams, retried, cursor }: OutboxProps) {
  const texts = view.texts.admin;
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  const about = ({ theme, team }: Delivery) => (theme === undefined ? names.get(team ?? "") : themes.get(theme)?.title);
  return (
    <DeskFrame view={view} title={texts.title} foot={texts.foot}>
      <div class="lead split sec">
        <div class="flow">
          <h1>{status.parked > 0 ? texts.parkedHeading(status.parked) : texts.calm(status.backlog)}</h1>
          {retried !== undefined && <p role="status">{texts.retried(retried)}</p>}
          {status.webhooks.disabled.length > 0 && (
            <p class="note bad">
              {texts.webhooksDisabled} <strong>{status.webhooks.disabled.join(", ")}</strong>
            </p>
          )}
        </div>
        <Status view={view} status={status} />
      </div>
      {entries.items.length > 0 && (
        <section class="sec flow" aria-labelledby="parked">
          <h2 id="parked">
            {texts.parkedEntries} <span class="soft small">{texts.parkedHint}</span>
          </h2>
          {entries.items.length > 1 && <Retry view={view} what="entry" count={entries.items.length} />}
          {entries.items.map((entry) => (
            <ParkedEntry view={view} entry={entry} />
          ))}
        </section>
      )}
      {refused.items.length > 0 && cursor === undefined && (
        <section class="sec flow" aria-labelledby="refused">
          <h2 id="refused">
            {texts.refused} <span class="soft small">{texts.parkedHint}</span>
          </h2>
          {refused.items.length > 1 && <Retry view={view} what="delivery" count={refused.items.length} />}
          {refused.items.map((delivery) => (
            <Sending view={view} delivery={delivery} about={about(delivery)} />
          ))}
        </section>
      )}
      <section class="sec" aria-labelledby="outbox">
        <h2 id="outbox">{texts.outbox}</h2>
        {outbox.items.length === 0 && (
          <div class="empty flow">
            <h3>{texts.outboxEmptyHeading}</h3>
            <p class="soft">{texts.outboxEmptyText}</p>
          </div>
        )}
        {outbox.items.map((delivery) => (
          <Sending view={view} delivery={delivery} about={about(delivery)} />
        ))}
        <Pager
          next={
            outbox.next === undefined
              ? undefined
              : { href: view.href("/admin/outbox#outbox", { cursor: outbox.next }), label: texts.next }
          }
          first={cursor === undefined ? undefined : { href: view.href("/admin/outbox#outbox"), label: texts.toFirst }}
        />
      </section>
    </DeskFrame>
  );
}
