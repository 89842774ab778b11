import { week } from "@earshot/core/clock.ts";
import { Digest } from "@earshot/core/digest.ts";
import type { DigestStore } from "@earshot/core/ports/digests.ts";
import { digestKey, digestPartition } from "./keys.ts";
import { schema } from "./schema.ts";
import type { Row, Table } from "./table.ts";

/** It quotes people: half a year is as long as anybody looks back at a week. */
const kept = 26 * week;

/** What teams were told of their weeks: one row each, some 30 kB at most (20 themes of 26 weeks and a quote). */
export class DigestRows implements DigestStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async get(team: string, name: string): Promise<Digest | undefined> {
    return digestOf(await this.#table.get(digestKey(team, name), true));
  }

  async before(team: string, name: string): Promise<Digest | undefined> {
    const { rows } = await this.#table.page({
      KeyConditionExpression: "pk = :pk AND sk < :week",
      ExpressionAttributeValues: { ":pk": digestPartition(team), ":week": name },
      ConsistentRead: true,
      ScanIndexForward: false,
      Limit: 1,
    });
    return digestOf(rows[0]);
  }

  async put(digest: Digest): Promise<boolean> {
    const expires = Math.ceil((Date.parse(digest.composedAt) + kept) / 1000);
    return this.#table.putNew({ ...digestKey(digest.team, digest.week), digest, [schema.ttl]: expires });
  }
}

const digestOf = (row: Row | undefined): Digest | undefined => row && Digest.parse(row.digest);
