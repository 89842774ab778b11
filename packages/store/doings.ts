import type { Doing, Doings } from "@earshot/core/doing.ts";
import type { Page, PageRequest } from "@earshot/core/ports.ts";
import * as z from "zod";
import { feedbackKey, followPrefix, type Key, votePrefix } from "./keys.ts";
import { keyText, type Lane, mergedPage } from "./pages.ts";
import type { Row, Table } from "./table.ts";

/** What a person did, by the index by person: one query a page and person; the rows themselves are not read. */
export class DoingRows implements Doings {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  by(people: readonly string[], request: PageRequest): Promise<Page<Doing>> {
    return mergedPage(
      people.map((person) => this.#lane(person)),
      (a, b) => ((a.at as string) < (b.at as string) ? 1 : -1),
      toDoing,
      request,
    );
  }

  #lane(person: string): Lane {
    return {
      name: person,
      read: (from, limit) =>
        this.#table.page({
          IndexName: "person",
          KeyConditionExpression: "person = :person",
          ExpressionAttributeValues: { ":person": person },
          ScanIndexForward: false,
          Limit: limit,
          ...(from && { ExclusiveStartKey: from }),
        }),
      position: z.object({ pk: keyText, sk: keyText, person: z.literal(person), at: keyText }),
    };
  }
}

function toDoing(row: Row): Doing | undefined {
  const { pk, sk } = row as unknown as Key;
  const at = row.at as string;
  if (sk === feedbackKey("").sk) return { what: "said", of: pk, at };
  if (sk.startsWith(votePrefix)) return { what: "voted", of: pk, at };
  if (pk.startsWith(followPrefix)) return { what: "follows", of: pk.slice(followPrefix.length), at };
  return undefined;
}
