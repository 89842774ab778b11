import type { Visibility } from "@earshot/core/feedback.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Evidence, Page, PageRequest, ThemeList, ThemeStore } from "@earshot/core/ports.ts";
import { type Sort, Theme, type ThemeCard } from "@earshot/core/theme.ts";
import * as z from "zod";
import { toMembership } from "./feedback.ts";
import { headKey, memberPrefix, rankPartition, votePrefix } from "./keys.ts";
import { newDelivery } from "./outbox.ts";
import { keyNumber, keyText, type Lane, mergedPage } from "./pages.ts";
import { schema } from "./schema.ts";
import { type Row, type Table, unchanged } from "./table.ts";

/** Theme heads, the evidence behind them, and the ranked lists by index. */
export class ThemeRows implements ThemeStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async get(id: string): Promise<Theme | undefined> {
    const row = await this.#table.get(headKey(id), true);
    return row && fromRow(row);
  }

  async getMany(ids: readonly string[]): Promise<Map<string, Theme>> {
    const rows = await this.#table.getMany(ids.map(headKey));
    return new Map(rows.map((row) => [row.id as string, fromRow(row)]));
  }

  async list({ boards, visibilities, sort, statuses }: ThemeList, request: PageRequest): Promise<Page<ThemeCard>> {
    const range = schema.indexes[sort].range;
    const lanes = boards.flatMap((board) => visibilities.map((visibility) => this.#lane(sort, visibility, board)));
    const wanted = statuses && new Set<string>(statuses);
    return mergedPage(
      lanes,
      (a, b) => (b[range] as number) - (a[range] as number),
      (row) => (!wanted || wanted.has(row.status as string) ? toCard(row) : undefined),
      request,
    );
  }

  #lane(sort: Sort, visibility: Visibility, board: string): Lane {
    const range = schema.indexes[sort].range;
    const rank = rankPartition(visibility, board);
    return {
      name: rank,
      read: (from, limit) =>
        this.#table.page({
          IndexName: sort,
          KeyConditionExpression: "#rank = :rank",
          ExpressionAttributeNames: { "#rank": "rank" },
          ExpressionAttributeValues: { ":rank": rank },
          ScanIndexForward: false,
          Limit: limit,
          ...(from && { ExclusiveStartKey: from }),
        }),
      position: z.object({ pk: keyText, sk: z.literal(headKey("").sk), rank: z.literal(rank), [range]: keyNumber }),
    };
  }

  async evidence(theme: string): Promise<Evidence> {
    const rows = await this.#table.partition(theme, "", true);
    const row = rows.find(({ sk }) => sk === headKey(theme).sk);
    const head = row && fromRow(row);
    const absorbed = (head?.absorbed ?? []).map((one) => this.#table.partition(one, "", true));
    if (absorbed.length > 0) {
      rows.push(...(await Promise.all(absorbed)).flat());
      rows.sort((a, b) => ((a.sk as string) < (b.sk as string) ? -1 : 1));
    }
    return {
      head,
      memberships: rows.filter(({ sk }) => (sk as string).startsWith(memberPrefix)).map(toMembership),
      votes: rows
        .filter(({ sk }) => (sk as string).startsWith(votePrefix))
        .map(({ person, at, proxy, guest }) => ({
          person: person as string,
          at: at as string,
          proxy: proxy !== undefined,
          ...(guest === true && { guest }),
        })),
    };
  }

  async put(next: Theme, previous: Theme | undefined, deliveries: readonly Delivery[] = []): Promise<void> {
    const head = headStep(next, previous);
    if (deliveries.length > 0) return this.#table.transact([head, ...deliveries.map(newDelivery)]);
    await this.#table.put(head.put, {
      ConditionExpression: head.condition,
      ...(head.values && { ExpressionAttributeValues: head.values }),
    });
  }

  async *all(): AsyncGenerator<Theme> {
    for await (const row of this.#table.scan({ expression: "sk = :sk", values: { ":sk": headKey("").sk } }))
      yield fromRow(row);
  }
}

/** The step that writes a head as long as it is as it was read. */
export function headStep(next: Theme, previous: Theme | undefined) {
  return { put: toRow(next), ...unchanged(previous?.revision) };
}

/**
 * Where a head stands in the ranking indexes. A head without these attributes stands in none: nobody is behind it, or
 * it was merged. Equal numbers of people are ordered by score, which is below 4,096 for some centuries to come.
 */
function ranks(theme: Theme): Row {
  if (theme.supporters === 0 || theme.status === "merged" || theme.score === undefined) return {};
  return {
    rank: rankPartition(theme.visibility, theme.board),
    top: theme.supporters + theme.score / 4096,
    trending: theme.score,
    newest: Date.parse(theme.createdAt),
    rising: theme.rise,
  };
}

function toRow(theme: Theme): Row {
  return { ...headKey(theme.id), ...theme, ...ranks(theme) };
}

const fromRow = (row: Row): Theme => Theme.parse(row);

function toCard({ pk: _pk, sk: _sk, rank: _rank, top: _top, trending: _t, newest: _n, rising: _r, ...card }: Row) {
  return card as unknown as ThemeCard;
}
