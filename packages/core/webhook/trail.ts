import type { Clock } from "../clock.ts";
import { type Corrector, entry } from "../correcting.ts";
import type { Correction, Setting } from "../correction.ts";
import type { Webhook } from "./webhook.ts";

/** What was done about an endpoint: as it was and as it is, none where there is none, and whether its secret is new. */
export interface WebhookSet {
  previous: Webhook | undefined;
  next: Webhook | undefined;
  rotated?: boolean;
}

/**
 * The entry of the audit trail for what was set of an endpoint; none where that is how it already was. No secret is in
 * it, nor what may hold one: of the address only whose it is.
 */
export function webhookSet(
  deps: { clock: Clock },
  corrector: Corrector,
  { previous, next, rotated = false }: WebhookSet,
): Correction | undefined {
  const [was, is] = [shown(previous), shown(next)];
  const differing = Object.keys({ ...was, ...is }).filter((field) => !same(previous, next, field));
  const fields = [...differing, ...(rotated ? ["secret"] : [])];
  const { id } = (next ?? previous) as Webhook;
  if (fields.length === 0) return undefined;
  const setting: Setting = {
    ...{ of: "webhook", id, name: id, made: previous === undefined },
    ...(next === undefined && { removed: true }),
    ...{ fields, was: only(fields, was), is: only(fields, is) },
  };
  const changed = `Changed the webhook “${id}”: ${fields.join(", ")}.`;
  const made = previous === undefined ? `Made the webhook “${id}”.` : changed;
  return entry(deps, corrector, {
    kind: "set",
    text: next === undefined ? `Removed the webhook “${id}”.` : made,
    before: told(setting.was),
    after: told(setting.is),
    themes: [],
    setting,
  });
}

function shown(webhook: Webhook | undefined): Setting["was"] {
  if (webhook === undefined) return {};
  const { url, events, boards, disabled } = webhook;
  return {
    url: placeOf(url),
    ...{ events, ...(boards && { boards }) },
    state: disabled ? "disabled" : "active",
  };
}

/** Many who take webhooks know whoever sends them by the path or the query. */
function placeOf(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return pathname === "/" && search === "" ? origin : `${origin}/…`;
}

/** Addresses differ that are told alike. */
function same(previous: Webhook | undefined, next: Webhook | undefined, field: string): boolean {
  if (field === "url") return previous?.url === next?.url;
  return JSON.stringify(shown(previous)[field]) === JSON.stringify(shown(next)[field]);
}

const only = (fields: readonly string[], of: Setting["was"]): Setting["was"] =>
  Object.fromEntries(Object.entries(of).filter(([field]) => fields.includes(field)));

const told = (values: Setting["was"]): string =>
  Object.entries(values)
    .map(([field, value]) => `${field}: ${[value].flat().join(", ")}`)
    .join("; ");
