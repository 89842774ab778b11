import { type Feedback, reviewState, type Visibility } from "@earshot/core/feedback.ts";
import type { Hold } from "@earshot/core/ports/clustering.ts";
import type { FeedbackStore, Page, PageRequest } from "@earshot/core/ports.ts";
import type { Membership } from "@earshot/core/tally.ts";
import * as z from "zod";
import { compact, restored } from "./compact.ts";
import { feedbackKey, type Key, memberKey, memberPrefix, reviewKey, reviewPartition } from "./keys.ts";
import { whileHeld } from "./leases.ts";
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
    return row && restored(row);
  }

  async getMany(ids: readonly string[]): Promise<Map<string, Feedback>> {
    const rows = await this.#table.getMany(ids.map(feedbackKey), true);
    return new Map(rows.map((row) => [row.id as string, restored(row)]));
  }

  async put(next: Feedback, previous: Feedback | undefined, hold?: Hold): Promise<void> {
    await this.putTogether([{ next, previous }], hold);
  }

  async putTogether(writes: readonly { next: Feedback; previous: Feedback | undefined }[], hold?: Hold): Promise<void> {
    const steps = writes.flatMap(({ next, previous }) => feedbackSteps(next, previous));
    await this.#table.transact([...steps, ...(hold ? [whileHeld(hold)] : [])]);
  }

  async ofTheme(
    themes: readonly string[],
    visibility: Visibility | undefined,
    request: PageRequest,
  ): Promise<Page<Feedback>> {
    const { items, next } = await mergedPage(
      [this.#lane(themes)],
      () => 0,
      (row) => (visibility === undefined || row.visibility === visibility ? (row.feedback as string) : undefined),
      request,
    );
    const found = await this.getMany(items);
    // The list may lag behind: what was hidden or moved a moment ago is not shown by it.
    const shown = (one: Feedback): boolean =>
      one.theme !== undefined && themes.includes(one.theme) && (visibility ?? one.visibility) === one.visibility;
    return { items: items.flatMap((id) => found.get(id) ?? []).filter(shown), next };
  }

  /**
   * Several themes as one lane: their rows are in one order, so a place in it says where to read on in each of them, and
   * the cursor stays short however many there are.
   */
  #lane(themes: readonly string[]): Lane {
    const [name = ""] = themes;
    return {
      name,
      read: async (from, limit) => {
        const pages = await Promise.all(themes.map((theme) => this.#membersOf(theme, from?.sk, limit)));
        // Below where a page was cut off there may be rows that were not read.
        const floor = pages
          .flatMap(({ last }) => (last?.sk as string | undefined) ?? [])
          .sort()
          .at(-1);
        const read = pages.flatMap(({ rows }) => rows).sort((a, b) => ((a.sk as string) < (b.sk as string) ? 1 : -1));
        const rows = read.filter(({ sk }) => floor === undefined || (sk as string) >= floor).slice(0, limit);
        const more = floor !== undefined || rows.length < read.length;
        const last = rows.at(-1);
        return {
          rows: rows.map((row) => ({ ...row, pk: name })),
          last: more && last ? { pk: name, sk: last.sk } : undefined,
        };
      },
      position: z.object({ pk: z.literal(name), sk: keyText.startsWith(memberPrefix) }),
    };
  }

  #membersOf(theme: string, after: unknown, limit: number): ReturnType<Table["page"]> {
    return this.#table.page({
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: { ":pk": theme, ":prefix": memberPrefix },
      ScanIndexForward: false,
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: { pk: theme, sk: after } }),
    });
  }

  async waiting(request: PageRequest): Promise<Page<Feedback>> {
    const lane: Lane = {
      name: reviewPartition,
      read: (from, limit) =>
        this.#table.page({
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": reviewPartition },
          ScanIndexForward: false,
          Limit: limit,
          ...(from && { ExclusiveStartKey: from }),
        }),
      position: z.object({ pk: z.literal(reviewPartition), sk: keyText }),
    };
    const { items, next } = await mergedPage(
      [lane],
      () => 0,
      ({ sk }) => (sk as string).split("#")[1] ?? "",
      request,
    );
    const found = await this.getMany(items);
    return { items: items.flatMap((id) => found.get(id) ?? []).filter((one) => reviewRow(one) !== undefined), next };
  }

  async hasPublic(people: readonly string[]): Promise<boolean> {
    const keys = (await Promise.all(people.map((person) => this.#table.ofPerson(person)))).flat();
    const said = keys.filter(({ sk }) => sk === feedbackKey("").sk).map(({ pk }) => pk);
    // Her latest are enough: who has been published once is published from then on.
    const found = await this.getMany(said.slice(-50));
    return [...found.values()].some(({ visibility, withdrawn }) => visibility === "public" && !withdrawn);
  }

  async *all(): AsyncGenerator<Feedback> {
    const expression = "sk = :sk AND attribute_not_exists(erased)";
    for await (const row of this.#table.scan({ expression, values: { ":sk": feedbackKey("").sk } }))
      yield restored(row);
  }
}

/** The steps that write feedback with its membership and its place before staff, and take away those before. */
export function feedbackSteps(next: Feedback, previous: Feedback | undefined): Step[] {
  const before = previous && membership(previous);
  const after = membership(next);
  const steps: Step[] = [{ put: { ...feedbackKey(next.id), ...compact(next) }, ...unchanged(previous?.revision) }];
  if (before && (before.pk !== after?.pk || before.sk !== after.sk))
    steps.push({ delete: { pk: before.pk, sk: before.sk } });
  if (after) steps.push({ put: after });
  const [waited, waits] = [previous && reviewRow(previous), reviewRow(next)];
  if (waits && waited?.sk !== waits.sk) steps.push({ put: waits });
  if (waited && waited.sk !== waits?.sk) steps.push({ delete: waited });
  return steps;
}

/** The row by which staff find what waits for them. */
function reviewRow(feedback: Feedback): (Key & Row) | undefined {
  const waits = reviewState(feedback) === "waiting" && !feedback.withdrawn;
  return waits ? { ...reviewKey(feedback.id, feedback.receivedAt) } : undefined;
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
    ...(feedback.segment !== undefined && { segment: feedback.segment }),
    visibility: feedback.visibility,
    kind: feedback.kind,
    heat: feedback.heat,
    // Makes an edit of the text alone a change that the stream tells.
    revision: feedback.revision,
  };
}

/** What counting needs of a membership row. */
export function toMembership(row: Row): Membership {
  const { feedback, who, at, source, segment, visibility, kind, heat, revision } = row as unknown as MemberRow;
  const told = { feedback, person: who, at, source, visibility, kind, heat, revision };
  return segment === undefined ? told : { ...told, segment };
}
