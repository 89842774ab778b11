import type { Feedback, Visibility } from "@earshot/core/feedback.ts";
import { Feedback as FeedbackSchema } from "@earshot/core/feedback.ts";
import type { FeedbackStore, Page, PageRequest } from "@earshot/core/ports.ts";
import type { Membership } from "@earshot/core/tally.ts";
import * as z from "zod";
import { feedbackKey, type Key, memberKey, memberPrefix } from "./keys.ts";
import { keyText, type Lane, mergedPage } from "./pages.ts";
import { type Row, type Step, type Table, unchanged } from "./table.ts";

/** Feedback, and its membership of a theme: two rows that are written as one. */
export class FeedbackRows implements FeedbackStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async get(id: string): Promise<Feedback | undefined> {
    const row = await this.#table.get(feedbackKey(id), true);
    return row && fromRow(row);
  }

  async getMany(ids: readonly string[]): Promise<Map<string, Feedback>> {
    const rows = await this.#table.getMany(ids.map(feedbackKey), true);
    return new Map(rows.map((row) => [row.id as string, fromRow(row)]));
  }

  async put(next: Feedback, previous: Feedback | undefined): Promise<void> {
    const before = previous && membership(previous);
    const after = membership(next);
    const steps: Step[] = [{ put: { ...feedbackKey(next.id), ...next }, ...unchanged(previous?.revision) }];
    if (before && (before.pk !== after?.pk || before.sk !== after.sk))
      steps.push({ delete: { pk: before.pk, sk: before.sk } });
    if (after) steps.push({ put: after });
    await this.#table.transact(steps);
  }

  async ofTheme(
    themes: readonly string[],
    visibility: Visibility | undefined,
    request: PageRequest,
  ): Promise<Page<Feedback>> {
    const { items, next } = await mergedPage(
      themes.map((theme) => this.#lane(theme)),
      (a, b) => ((a.sk as string) < (b.sk as string) ? 1 : -1),
      (row) => (visibility === undefined || row.visibility === visibility ? (row.feedback as string) : undefined),
      request,
    );
    const found = await this.getMany(items);
    // The list may lag behind: what was hidden or moved a moment ago is not shown by it.
    const shown = (one: Feedback): boolean =>
      one.theme !== undefined && themes.includes(one.theme) && (visibility ?? one.visibility) === one.visibility;
    return { items: items.flatMap((id) => found.get(id) ?? []).filter(shown), next };
  }

  #lane(theme: string): Lane {
    return {
      name: theme,
      read: (from, limit) =>
        this.#table.page({
          KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
          ExpressionAttributeValues: { ":pk": theme, ":prefix": memberPrefix },
          ScanIndexForward: false,
          Limit: limit,
          ...(from && { ExclusiveStartKey: from }),
        }),
      position: z.object({ pk: z.literal(theme), sk: keyText.startsWith(memberPrefix) }),
    };
  }

  async *all(): AsyncGenerator<Feedback> {
    for await (const row of this.#table.scan({ expression: "sk = :sk", values: { ":sk": feedbackKey("").sk } }))
      yield fromRow(row);
  }
}

interface MemberRow extends Key, Omit<Membership, "person"> {
  /** Not `person`: only feedback and votes stand in the index by person, so that joining moves each once. */
  who: string;
}

function membership(feedback: Feedback): (MemberRow & Row) | undefined {
  if (feedback.theme === undefined) return undefined;
  return {
    ...memberKey(feedback.theme, feedback.at, feedback.id),
    feedback: feedback.id,
    who: feedback.person,
    at: feedback.at,
    source: feedback.source,
    visibility: feedback.visibility,
    kind: feedback.kind,
    heat: feedback.heat,
    // Makes an edit of the text alone a change that the stream tells.
    revision: feedback.revision,
  };
}

/** What counting needs of a membership row. */
export function toMembership(row: Row): Membership {
  const { feedback, who, at, source, visibility, kind, heat, revision } = row as unknown as MemberRow;
  return { feedback, person: who, at, source, visibility, kind, heat, revision };
}

function fromRow(row: Row): Feedback {
  return FeedbackSchema.parse(row);
}
