import { isoTime, minute } from "@earshot/core/clock.ts";
import { idFrom } from "@earshot/core/id.ts";
import type { InboxEntry } from "@earshot/core/inbox.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { IssueLink } from "@earshot/core/theme.ts";
import type { Webhook } from "@earshot/core/webhook/webhook.ts";

export const noon = Date.parse("2026-03-02T12:00:00.000Z");

/** So many minutes after noon. */
export const at = (minutes: number): string => isoTime(noon + minutes * minute);

/** Something received at noon that waits to be taken in. */
export function exampleEntry(name: string, given: Partial<InboxEntry> = {}): InboxEntry {
  return {
    id: idFrom("inbox", name),
    receivedAt: at(0),
    attempts: 0,
    parked: false,
    content: {
      type: "event",
      event: { source: "api", externalId: name, version: `${at(0)}#000`, body: `Says ${name}` },
    },
    ...given,
  };
}

/** A delivery as it comes: verified, not yet read. */
export function exampleWebhook(body: string): InboxEntry["content"] {
  return { type: "webhook", webhook: { source: "discourse", headers: { "x-hub": "1" }, body, receivedAt: at(0) } };
}

/** A push that was decided at noon and is due at once. */
export function exampleDelivery(name: string, given: Partial<Delivery> = {}): Delivery {
  return {
    id: idFrom("outbox", name),
    outlet: "github",
    kind: "issue",
    occasion: "1",
    state: "waiting",
    attempts: 0,
    createdAt: at(0),
    dueAt: at(0),
    at: at(0),
    ...given,
  };
}

/** An endpoint that listens for some events on all boards. */
export function exampleHook(id: string, given: Partial<Webhook> = {}): Webhook {
  return {
    ...{ id, url: `https://${id}.example.org/`, events: ["theme.created", "theme.status_changed"] },
    ...{ createdAt: at(0), revision: 1 },
    ...given,
  };
}

export function exampleIssue(number: number): IssueLink {
  return {
    repository: "acme/app",
    repositoryId: 7,
    issueId: 7_000 + number,
    number,
    url: `https://github.com/acme/app/issues/${number}`,
  };
}
