import type { Visibility } from "@earshot/core/feedback.ts";
import { prevailingKind } from "@earshot/core/kind.ts";
import type { Delivery } from "@earshot/core/outbox.ts";
import type { Evidence, Page, PageRequest, ThemeList, ThemeStore } from "@earshot/core/ports.ts";
import { hasProgressed, type Progressed, statusSince } from "@earshot/core/progress.ts";
import { type Sort, Standing, Theme, type ThemeCard } from "@earshot/core/theme.ts";
import type { Tell } from "@earshot/core/webhook/happening.ts";
import * as z from "zod";
import { toMembership } from "./feedback.ts";
import { headKey, memberPrefix, owedKey, owedPartition, rankPartition, statusQueue, votePrefix } from "./keys.ts";
import { newDelivery } from "./outbox.ts";
import { keyNumber, keyText, type Lane, mergedPage } from "./pages.ts";
import { queueLane } from "./queue-lane.ts";
import type { Recent } from "./recent.ts";
import { schema } from "./schema.ts";
import { type Row, type Step, type Table, unchanged } from "./table.ts";

/** Theme heads, the evidence behind them, and the ranked lists by index. */
export class ThemeRows implements ThemeStore {
  readonly #table: Table;
  readonly #tell: Tell;
  readonly #recent: Recent;

  /**
   * @param tell what other systems are to be told of heads that are written, whoever writes them
   * @param recent ranked lists of a moment ago, forgotten by whoever writes heads
   */
  constructor(table: Table, tell: Tell, recent: Recent) {
    this.#table = table;
    this.#tell = tell;
    this.#recent = recent;
  }

  async get(id: string): Promise<Theme | undefined> {
    const row = await this.#table.get(headKey(id), true);
    return row && fromRow(row);
  }

  async getMany(ids: readonly string[]): Promise<Map<string, Theme>> {
    const rows = await this.#table.getMany(ids.map(headKey));
    return new Map(rows.map((row) => [row.id as string, fromRow(row)]));
  }

  async standing(id: string): Promise<Standing | undefined> {
    const row = await this.#table.get(headKey(id), true, Object.keys(Standing.unwrap().shape));
    return row && Standing.parse(row);
  }

  async titles(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.#table.getMany(ids.map(headKey), false, ["title"]);
    return new Map(rows.map(({ pk, title }) => [pk as string, title as string]));
  }

  list(list: ThemeList, request: PageRequest): Promise<Page<ThemeCard>> {
    return this.#recent.get(JSON.stringify([list, request]), () => this.#list(list, request));
  }

  async #list(
    { boards, visibilities, sort, statuses, kinds }: ThemeList,
    request: PageRequest,
  ): Promise<Page<ThemeCard>> {
    const range = schema.indexes[sort].range;
    const lanes = boards.flatMap((board) => visibilities.map((visibility) => this.#lane(sort, visibility, board)));
    const wanted = statuses && new Set<unknown>(statuses);
    const about = kinds && new Set<unknown>(kinds);
    const fits = ({ status, kind }: Row): boolean => (wanted?.has(status) ?? true) && (about?.has(kind) ?? true);
    return mergedPage(
      lanes,
      (a, b) => (b[range] as number) - (a[range] as number),
      (row) => (fits(row) ? toCard(row) : undefined),
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

  async progressed(
    statuses: readonly Progressed[],
    request: PageRequest,
    visibilities: readonly Visibility[] = ["public"],
  ): Promise<Page<Theme>> {
    const { items, next } = await mergedPage(
      statuses.flatMap((status) =>
        visibilities.map((visibility) => queueLane(this.#table, statusQueue(status, visibility), headKey("").sk)),
      ),
      (a, b) => ((a.due as string) < (b.due as string) ? 1 : -1),
      ({ pk }) => pk as string,
      request,
    );
    const found = await this.getMany(items);
    const wanted = new Set<string>(statuses);
    const shown = items.flatMap((id) => found.get(id) ?? []);
    // The index may lag behind the heads.
    return {
      items: shown.filter(({ visibility, status }) => visibilities.includes(visibility) && wanted.has(status)),
      next,
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
    const [head, ...more] = headSteps(next, previous);
    const outgoing = [...deliveries, ...(await this.#tell([{ next, previous }]))];
    try {
      if (more.length + outgoing.length > 0)
        return await this.#table.transact([head, ...more, ...outgoing.map(newDelivery)]);
      await this.#table.put(head.put, {
        ConditionExpression: head.condition,
        ...(head.values && { ExpressionAttributeValues: head.values }),
      });
    } finally {
      // Written or not: an answer can be lost.
      this.#recent.forget();
    }
  }

  async owing(request: PageRequest): Promise<Page<Theme>> {
    const lane: Lane = {
      name: owedPartition,
      read: (from, limit) =>
        this.#table.page({
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": owedPartition },
          Limit: limit,
          ...(from && { ExclusiveStartKey: from }),
        }),
      position: z.object({ pk: z.literal(owedPartition), sk: keyText }),
    };
    const { items, next } = await mergedPage(
      [lane],
      () => 0,
      ({ sk }) => sk as string,
      request,
    );
    const found = await this.getMany(items);
    return { items: items.flatMap((id) => found.get(id) ?? []).filter(owes), next };
  }

  async *all(): AsyncGenerator<Theme> {
    for await (const row of this.#table.scan({ expression: "sk = :sk", values: { ":sk": headKey("").sk } }))
      yield fromRow(row);
  }
}

const owes = ({ answerOwed, status }: Theme): boolean => answerOwed !== undefined && status !== "merged";

/** The steps that write a head as long as it is as it was read; mostly one. */
export function headSteps(next: Theme, previous: Theme | undefined) {
  const owed: Step[] = [];
  if (owes(next) && !(previous && owes(previous))) owed.push({ put: { ...owedKey(next.id) } });
  if (!owes(next) && previous && owes(previous)) owed.push({ delete: owedKey(next.id) });
  return [{ put: toRow(next), ...unchanged(previous?.revision) }, ...owed] as const;
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

/** Where a head stands among those of its status, for the roadmap, the changelog and the digests, with people behind. */
function progress(theme: Theme): Row {
  const { status, supporters, visibility } = theme;
  if (!hasProgressed(status) || supporters === 0) return {};
  return { queue: statusQueue(status, visibility), due: statusSince(theme) };
}

function toRow(theme: Theme): Row {
  return { ...headKey(theme.id), ...theme, kind: prevailingKind(theme.kinds), ...ranks(theme), ...progress(theme) };
}

const fromRow = (row: Row): Theme => Theme.parse(row);

function toCard({ pk: _pk, sk: _sk, rank: _rank, top: _top, trending: _t, newest: _n, rising: _r, ...card }: Row) {
  return card as unknown as ThemeCard;
}
