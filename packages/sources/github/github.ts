import { Time } from "@earshot/core/feedback.ts";
import type { WebhookDelivery } from "@earshot/core/inbox.ts";
import { type IssueEvent, toldStanding } from "@earshot/core/issue-event.ts";
import { lazily } from "@earshot/core/lazily.ts";
import type { Tracker } from "@earshot/core/ports/sources.ts";
import * as z from "zod";
import { parseJson, shaped } from "../json.ts";
import { numbersNamed } from "./named.ts";
import { githubVerifier } from "./verify.ts";

const Id = z.number().int().positive();
const Repository = lazily(() => z.object({ id: Id, full_name: z.string() }));
const Action = lazily(() => z.object({ action: z.string().optional() }));

/** An issue as webhooks tell it: what we need of it, since of GitHub's own examples a third fail its own schema. */
const Issue = lazily(() =>
  z.object({
    id: Id,
    number: Id,
    html_url: z.string(),
    /** Absent in old deliveries, and null where nobody chose; a reason that is new to us counts as none. */
    state_reason: z.enum(["completed", "not_planned", "duplicate"]).optional().catch(undefined),
    updated_at: Time,
  }),
);

const IssueDelivery = lazily(() => z.object({ issue: Issue, repository: Repository }));
const Transfer = lazily(() => z.object({ changes: z.object({ new_issue: Issue, new_repository: Repository }) }));

const ReleaseDelivery = lazily(() =>
  z.object({
    release: z.object({
      tag_name: z.string().max(300),
      html_url: z.string(),
      body: z.string().nullish(),
      draft: z.boolean().nullish(),
      prerelease: z.boolean().nullish(),
      published_at: Time.nullish(),
    }),
    repository: Repository,
  }),
);

/**
 * GitHub by webhook: what becomes of issues that stand for themes, and of releases that name them. Of a repository's
 * hook or an app's; pings, installations and everything else are acknowledged and say nothing.
 */
export function github({ webhookSecret }: { webhookSecret: string | undefined }): Tracker {
  return { ...githubVerifier(webhookSecret), interpret };
}

function interpret({ headers, body, receivedAt }: WebhookDelivery): IssueEvent[] {
  const event = headers["x-github-event"];
  if (event !== "issues" && event !== "release") return [];
  const told = parseJson(jsonIn(body, headers["content-type"]), "The delivery of GitHub");
  const { action } = shaped(Action, told, "The delivery of GitHub");
  return event === "issues" ? ofIssue(action, told, receivedAt) : ofRelease(action, told);
}

/** A hook may be set to send forms: the JSON is then the field `payload`. */
function jsonIn(body: string, type: string | undefined): string {
  return type?.startsWith("application/x-www-form-urlencoded")
    ? (new URLSearchParams(body).get("payload") ?? "")
    : body;
}

const heard = new Set(["closed", "reopened", "transferred", "deleted"]);

/** Edits, labels and the like are no business of ours, our own edits among them. */
function ofIssue(action: string | undefined, told: unknown, receivedAt: string): IssueEvent[] {
  if (action === undefined || !heard.has(action)) return [];
  const { issue, repository } = shaped(IssueDelivery, told, "The issue of GitHub");
  const name = { repositoryId: repository.id, issueId: issue.id };
  if (action === "deleted") return [{ what: "deleted", issue: name, at: receivedAt }];
  if (action === "transferred") {
    const { new_issue: to, new_repository: home } = shaped(Transfer, told, "The transfer of GitHub").changes;
    const link = {
      repository: home.full_name,
      repositoryId: home.id,
      issueId: to.id,
      number: to.number,
      url: to.html_url,
    };
    return [{ what: "moved", issue: name, to: link }];
  }
  const open = action === "reopened";
  const reason = open ? undefined : issue.state_reason;
  return [{ what: "stands", issue: name, standing: toldStanding({ open, reason, at: issue.updated_at }) }];
}

/** A draft is nobody's yet; a trial for some (a pre-release) is not what members have. */
function ofRelease(action: string | undefined, told: unknown): IssueEvent[] {
  if (action !== "published" && action !== "released") return [];
  const { release, repository } = shaped(ReleaseDelivery, told, "The release of GitHub");
  const { tag_name: version, html_url: url, published_at: at, body } = release;
  if (release.draft || release.prerelease || !at) return [];
  const numbers = numbersNamed(body ?? "", repository.full_name);
  const { id: repositoryId, full_name: name } = repository;
  return [{ what: "released", repository: name, repositoryId, numbers, release: { version, url, at } }];
}
