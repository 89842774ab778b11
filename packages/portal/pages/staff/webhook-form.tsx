import type { Board } from "@earshot/core/board.ts";
import { EventType } from "@earshot/core/webhook/event.ts";
import type { Webhook } from "@earshot/core/webhook/webhook.ts";
import type { Child } from "hono/jsx";
import { Own } from "../parts/vote.tsx";
import type { View } from "../view.ts";
import { Text, Tick } from "./controls.tsx";
import { type Refused, Wrong } from "./field.tsx";
import { Saving } from "./saving.tsx";

export const webhookPath = (id: string): string => `/admin/settings/webhooks/${encodeURIComponent(id)}`;

/** The boxes of the form: which events are sent, and from which boards. */
export const eventBox = (type: EventType): string => `event-${type}`;
export const boardBox = (board: string): string => `board-${board}`;

interface FormProps {
  view: View;
  /** The endpoint that is there; none for a new one. */
  webhook: Webhook | undefined;
  boards: readonly Board[];
  refused: Refused | undefined;
}

interface BoxesProps {
  legend: string;
  hint: string;
  /** The name by which what is wrong with them is told. */
  field: string;
  refused: Refused | undefined;
  children: Child;
}

/** Several boxes of which any may be ticked, and what is wrong with them as a whole. */
function Boxes({ legend, hint, field, refused, children }: BoxesProps) {
  const wrong = refused?.field === field ? refused.message : undefined;
  const described = `${field}-hint${wrong === undefined ? "" : ` ${field}-wrong`}`;
  return (
    <fieldset class="card flow tight" aria-describedby={described}>
      <legend>{legend}</legend>
      <p class="hint" id={`${field}-hint`}>
        {hint}
      </p>
      {children}
      {wrong !== undefined && (
        <p class="err" id={`${field}-wrong`}>
          {wrong}
        </p>
      )}
    </fieldset>
  );
}

/** Where an endpoint is, and what it is told. */
export function WebhookForm({ view, webhook, boards, refused }: FormProps) {
  const texts = view.texts.staff.webhooks;
  const setup = view.texts.staff.setup;
  return (
    <form class="flow narrow" method="post" action={view.href(webhookPath(webhook?.id ?? "new"))}>
      <Own view={view} />
      <Wrong refused={refused} fields={["id", "url", "events", "boards"]} />
      {!webhook && (
        <Text name="id" label={setup.name} hint={texts.idHint} stored="" refused={refused} required maxlength={64} />
      )}
      <Text
        name="url"
        label={texts.url}
        hint={texts.urlHint}
        stored={webhook?.url ?? ""}
        refused={refused}
        required
        maxlength={2000}
      />
      <Boxes legend={texts.events} hint={texts.eventsHint} field="events" refused={refused}>
        {EventType.options.map((type) => (
          <Tick
            name={eventBox(type)}
            label={`${texts.event[type]} (${type})`}
            stored={webhook === undefined || webhook.events.includes(type)}
            refused={refused}
          />
        ))}
      </Boxes>
      {boards.length > 1 && (
        <Boxes legend={setup.boards} hint={texts.boardsHint} field="boards" refused={refused}>
          {boards.map(({ id, name }) => (
            <Tick name={boardBox(id)} label={name} stored={webhook?.boards?.includes(id) ?? false} refused={refused} />
          ))}
        </Boxes>
      )}
      <Saving view={view} />
    </form>
  );
}
