import { Correction, Fact } from "@earshot/core/correction.ts";
import { EarshotError } from "@earshot/core/error.ts";
import type { CorrectionStore, CorrectionWrite, Page, PageRequest, Versions } from "@earshot/core/ports.ts";
import type { Tell } from "@earshot/core/webhook/happening.ts";
import * as z from "zod";
import { feedbackSteps } from "./feedback.ts";
import { suggestionStep } from "./forming.ts";
import { auditPartition, begunKey, begunPartition, correctionKey, countKey, factKey, factPartition } from "./keys.ts";
import { newDelivery } from "./outbox.ts";
import { keyText, type Lane, mergedPage } from "./pages.ts";
import type { Recent } from "./recent.ts";
import { settingStep } from "./settings.ts";
import { type Row, type Step, type Table, unchanged } from "./table.ts";
import { headSteps } from "./themes.ts";

/** The audit trail, and beside it what each correction taught. */
export class CorrectionRows implements CorrectionStore {
  readonly #table: Table;
  readonly #tell: Tell;
  readonly #recent: readonly Recent[];

  /**
   * @param tell what other systems are to be told of heads that are written
   * @param recent what was read a moment ago, in which all that is written stands as it was
   */
  constructor(table: Table, tell: Tell, recent: readonly Recent[]) {
    this.#table = table;
    this.#tell = tell;
    this.#recent = recent;
  }

  /** Numbers of facts have no gap: of two at once, the second finds its number taken, and begins again. */
  async write(write: CorrectionWrite): Promise<void> {
    const { corrections, heads, feedback, settings = [], proposals = [], deliveries, fact, count } = write;
    const [first] = corrections;
    if (first === undefined) throw new EarshotError("input", "A correction is written with its entry.");
    const { id, at, board } = first.next;
    const steps: Step[] = [
      ...corrections.flatMap(correctionSteps),
      ...heads.flatMap(({ next, previous }) => headSteps(next, previous)),
      ...feedback.flatMap(({ next, previous }) => feedbackSteps(next, previous)),
      ...settings.map(settingStep),
      ...proposals.map(suggestionStep),
      ...[...deliveries, ...(await this.#tell(heads))].map(newDelivery),
      // Touched from the start, so that the stream hands it to the worker at once.
      ...count.map((theme): Step => ({ put: { ...countKey(theme), due: at, nudged: id } })),
    ];
    if (fact && board !== undefined)
      steps.push({
        put: { ...factKey(board, (await this.#lastFact(board)) + 1), ...fact },
        condition: "attribute_not_exists(pk)",
      });
    await this.#table.transact(steps).finally(() => {
      for (const recent of this.#recent) recent.forget();
    });
  }

  async #lastFact(board: string): Promise<number> {
    const { rows } = await this.#table.page({
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": factPartition(board) },
      ProjectionExpression: "sk",
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: 1,
    });
    return Number(rows[0]?.sk ?? 0);
  }

  async get(id: string): Promise<Correction | undefined> {
    const row = await this.#table.get(correctionKey(id), true);
    return row && Correction.parse(row);
  }

  async list(theme: string | undefined, request: PageRequest): Promise<Page<Correction>> {
    const { items, next } = await mergedPage(
      [this.#lane(auditPartition(theme))],
      () => 0,
      ({ sk }) => sk as string,
      request,
    );
    const found = await this.#getMany(items);
    return { items: items.flatMap((id) => found.get(id) ?? []), next };
  }

  #lane(pk: string): Lane {
    return {
      name: pk,
      read: (from, limit) =>
        this.#table.page({
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": pk },
          ProjectionExpression: "pk, sk",
          ScanIndexForward: false,
          Limit: limit,
          ...(from && { ExclusiveStartKey: from }),
        }),
      position: z.object({ pk: z.literal(pk), sk: keyText }),
    };
  }

  async begun(): Promise<Correction[]> {
    const rows = await this.#table.partition(begunPartition, "", true);
    const found = await this.#getMany(rows.map(({ sk }) => sk as string));
    return [...found.values()].filter(({ state }) => state === "begun").sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async #getMany(ids: readonly string[]): Promise<Map<string, Correction>> {
    const rows = await this.#table.getMany(
      ids.map((id) => correctionKey(id)),
      true,
    );
    return new Map(rows.map((row) => [row.id as string, Correction.parse(row)]));
  }

  async facts(board: string, after: number): Promise<{ number: number; fact: Fact }[]> {
    const rows: Row[] = [];
    let from: Row | undefined;
    do {
      const page = await this.#table.page({
        KeyConditionExpression: "pk = :pk AND sk > :after",
        ExpressionAttributeValues: { ":pk": factPartition(board), ":after": factKey(board, after).sk },
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      });
      rows.push(...page.rows);
      from = page.last;
    } while (from);
    return rows.map((row) => ({ number: Number(row.sk), fact: Fact.parse(row) }));
  }
}

/** The entry, where each of its themes lists it, and the mark on one that is not done. */
export function correctionSteps({ next, previous }: Versions<Correction>): Step[] {
  const steps: Step[] = [{ put: { ...correctionKey(next.id), ...next }, ...unchanged(previous?.revision) }];
  if (!previous)
    for (const theme of new Set(next.themes)) steps.push({ put: correctionKey(next.id, theme) as unknown as Row });
  if (next.state === "begun" && !previous) steps.push({ put: begunKey(next.id) as unknown as Row });
  if (next.state === "done" && previous?.state === "begun") steps.push({ delete: begunKey(next.id) });
  return steps;
}
