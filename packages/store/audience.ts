import type { Audience, Hearer } from "@earshot/core/audience.ts";
import type { Follow } from "@earshot/core/following.ts";
import type { Vote } from "@earshot/core/vote.ts";
import type { FeedbackRows } from "./feedback.ts";
import { followPrefix, memberPrefix, votePrefix } from "./keys.ts";
import type { Row, Table } from "./table.ts";

/** Those who are to hear of a theme: its followers' partition, then its own, in which votes and memberships lie. */
export class AudienceRows implements Audience {
  readonly #table: Table;
  readonly #feedback: FeedbackRows;

  constructor(table: Table, feedback: FeedbackRows) {
    this.#table = table;
    this.#feedback = feedback;
  }

  /** One query of one partition at a time; the feedback of those who spoke on our pages is read besides. */
  async of(
    themes: readonly string[],
    after: string | undefined,
    limit: number,
  ): Promise<{ hearers: Hearer[]; next: string | undefined }> {
    const partitions = [...themes.map((theme) => `${followPrefix}${theme}`), ...themes];
    const [partition = "", from] = after?.split(" ") ?? [partitions[0]];
    // The family may have changed meanwhile: whoever is met again is not told again.
    const at = Math.max(0, partitions.indexOf(partition));
    const pk = partitions[at] ?? "";
    const { rows, last } = await this.#table.page({
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": pk },
      Limit: limit,
      ...(from !== undefined && pk === partition && { ExclusiveStartKey: { pk, sk: from } }),
    });
    const next = last ? `${pk} ${last.sk}` : partitions[at + 1];
    return { hearers: await this.#hearersOf(rows), next };
  }

  async #hearersOf(rows: readonly Row[]): Promise<Hearer[]> {
    const said = rows.filter(({ sk, source }) => (sk as string).startsWith(memberPrefix) && source === "portal");
    const words = await this.#feedback.getMany(said.map(({ feedback }) => feedback as string));
    // It knows languages by their words, which are loaded only where somebody is told something.
    const { hearsOf } = await import("@earshot/core/saying.ts");
    return rows.flatMap((row): Hearer[] => {
      const { pk, sk } = row as { pk: string; sk: string };
      if (pk.startsWith(followPrefix) || sk.startsWith(votePrefix)) {
        const { person, hears } = row as unknown as Follow | Vote;
        return hears ? [{ person, hears }] : [];
      }
      const one = words.get(row.feedback as string);
      const hears = one && hearsOf(one);
      return hears ? [{ person: one.person, hears }] : [];
    });
  }
}
