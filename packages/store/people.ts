import { EarshotError, isError } from "@earshot/core/error.ts";
import { Feedback } from "@earshot/core/feedback.ts";
import { keeperOf } from "@earshot/core/person.ts";
import type { PersonStore } from "@earshot/core/ports.ts";
import type { Vote } from "@earshot/core/vote.ts";
import type { FeedbackRows } from "./feedback.ts";
import {
  feedbackKey,
  followKey,
  followPrefix,
  joinKey,
  joinPartition,
  type Key,
  personKey,
  voteKey,
  votePrefix,
} from "./keys.ts";
import type { Row, Table } from "./table.ts";

/** Who is who. Most people have no row at all (core/person.ts): only those who were found to be another do. */
export class PersonRows implements PersonStore {
  readonly #table: Table;
  readonly #feedback: FeedbackRows;

  constructor(table: Table, feedback: FeedbackRows) {
    this.#table = table;
    this.#feedback = feedback;
  }

  async rootsOf(people: readonly string[], consistent = false): Promise<Map<string, string>> {
    const roots = new Map(people.map((person) => [person, person]));
    for (;;) {
      const rows = await this.#table.getMany([...new Set(roots.values())].map(personKey), consistent);
      const into = new Map(rows.flatMap((row) => (row.into ? [[row.id as string, row.into as string]] : [])));
      if (into.size === 0) return roots;
      for (const [joined, keeper] of into)
        if (keeperOf(joined, keeper).keeper !== keeper)
          throw new EarshotError("upstream", "The joins of a person lead in a circle.", { final: true });
      for (const [person, root] of roots) roots.set(person, into.get(root) ?? root);
    }
  }

  async oneWith(person: string): Promise<string[]> {
    const root = (await this.rootsOf([person], true)).get(person) ?? person;
    const everybody: string[] = [];
    for (let joined = [root]; joined.length > 0; ) {
      everybody.unshift(...joined);
      const rows = await this.#table.getMany(joined.map(personKey), true);
      joined = rows.flatMap((row) => (row.joined as string[] | undefined) ?? []);
    }
    return everybody;
  }

  /**
   * Of two people found to be one, both by somebody else at the same time, only one pair of writes can win:
   *
   *   A reads roots p, q                     B reads roots p, q
   *   A: q into p, if neither is joined
   *                                          B: p into q, if neither is joined → conflict, reads again: one root
   */
  async join(people: readonly { person: string; alias: string }[], at: string): Promise<string> {
    for (let attempt = 0; attempt < 8; attempt++) {
      const roots = await this.rootsOf(
        people.map(({ person }) => person),
        true,
      );
      const [first, ...others] = [...new Set(roots.values())].sort();
      if (first === undefined) throw new EarshotError("input", "There is nobody to join.");
      if (others.length === 0) return first;
      try {
        let keeper = first;
        for (const other of others) keeper = await this.#joinTwo(keeper, other, people, at);
        return keeper;
      } catch (error) {
        if (!isError(error, "conflict")) throw error;
      }
    }
    throw new EarshotError("conflict", "Too many people join these people at once.");
  }

  async #joinTwo(
    a: string,
    b: string,
    people: readonly { person: string; alias: string }[],
    at: string,
  ): Promise<string> {
    const { keeper, joining } = keeperOf(a, b);
    const aliasOf = (person: string) => people.find((one) => one.person === person)?.alias;
    const remember = (person: string) => {
      const alias = aliasOf(person);
      return alias === undefined
        ? { set: "", values: {} }
        : { set: ", alias = if_not_exists(alias, :alias)", values: { ":alias": alias } };
    };
    const kept = remember(keeper);
    const joined = remember(joining);
    await this.#table.transact([
      {
        update: personKey(joining),
        set: `SET id = :id, #into = :keeper, joinedAt = :at${joined.set}`,
        condition: "attribute_not_exists(#into)",
        names: { "#into": "into" },
        values: { ":id": joining, ":keeper": keeper, ":at": at, ...joined.values },
      },
      {
        update: personKey(keeper),
        set: `SET id = :id, joined = list_append(if_not_exists(joined, :none), :one)${kept.set}`,
        condition: "attribute_not_exists(#into)",
        names: { "#into": "into" },
        values: { ":id": keeper, ":none": [], ":one": [joining], ...kept.values },
      },
      { put: { ...joinKey(joining), since: at } },
    ]);
    return keeper;
  }

  async repoint(person: string): Promise<number> {
    const root = (await this.rootsOf([person], true)).get(person) ?? person;
    if (root === person) return 0;
    const { rows } = await this.#table.page({
      IndexName: "person",
      KeyConditionExpression: "person = :person",
      ExpressionAttributeValues: { ":person": person },
    });
    for (const key of rows as unknown as Key[])
      await this.#repointRow(key, person, root).catch((error: unknown) => {
        // Somebody changes the row at this moment: it counts as one that may still have to be moved.
        if (!isError(error, "conflict")) throw error;
      });
    return rows.length;
  }

  async #repointRow({ pk, sk }: Key, person: string, root: string): Promise<void> {
    if (sk === feedbackKey("").sk) await this.#repointFeedback(pk, person, root);
    else if (sk.startsWith(votePrefix)) await this.#repointVote(pk, person, root);
    else if (pk.startsWith(followPrefix)) await this.#repointFollow(pk.slice(followPrefix.length), person, root);
  }

  async #repointFeedback(id: string, person: string, root: string): Promise<void> {
    const feedback = await this.#feedback.get(id);
    if (feedback?.person !== person) return;
    await this.#feedback.put(Feedback.parse({ ...feedback, person: root, revision: feedback.revision + 1 }), feedback);
  }

  /** Two votes of two people who are one become one vote: the earlier, and her own rather than one by proxy. */
  async #repointVote(theme: string, person: string, root: string): Promise<void> {
    const [from, to] = await Promise.all([
      this.#table.get(voteKey(theme, person), true) as Promise<(Vote & Row) | undefined>,
      this.#table.get(voteKey(theme, root), true) as Promise<(Vote & Row) | undefined>,
    ]);
    if (!from) return;
    const own = [from, to].flatMap((vote) => (vote ? [vote] : [])).sort((a, b) => (a.at < b.at ? -1 : 1));
    const kept = own.find(({ proxy }) => proxy === undefined) ?? own[0];
    await this.#table.transact([
      { delete: voteKey(theme, person), condition: "attribute_exists(pk)" },
      {
        put: { ...kept, ...voteKey(theme, root), person: root },
        condition: to ? "attribute_exists(pk)" : "attribute_not_exists(pk)",
      },
    ]);
  }

  /** Of two words of one person the later one counts. */
  async #repointFollow(theme: string, person: string, root: string): Promise<void> {
    const [from, to] = await Promise.all([
      this.#table.get(followKey(theme, person), true),
      this.#table.get(followKey(theme, root), true),
    ]);
    if (!from) return;
    const kept = to && (to.at as string) > (from.at as string) ? to : from;
    await this.#table.transact([
      { delete: followKey(theme, person), condition: "attribute_exists(pk)" },
      { put: { ...kept, ...followKey(theme, root), person: root }, ...unchangedAt(to) },
    ]);
  }

  async joining(): Promise<{ person: string; since: string }[]> {
    const rows = await this.#table.partition(joinPartition, "", true);
    return rows.map(({ sk, since }) => ({ person: sk as string, since: since as string }));
  }

  async settled(person: string): Promise<void> {
    await this.#table.delete(joinKey(person));
  }

  async aliasesOf(people: readonly string[]): Promise<string[]> {
    const rows = await this.#table.getMany(people.map(personKey), true);
    return rows.flatMap(({ alias }) => (alias as string | undefined) ?? []);
  }

  async forget(people: readonly string[], joinedUntil?: string): Promise<boolean> {
    const rows = await this.#table.getMany(people.map(personKey), true);
    const anew = rows.some(({ joinedAt = "" }) => joinedUntil !== undefined && (joinedAt as string) > joinedUntil);
    if (anew || rows.length === 0) return false;
    await this.#table.deleteMany(people.flatMap((person) => [personKey(person), joinKey(person)]));
    return true;
  }
}

/** As long as nobody has said anything else meanwhile. */
const unchangedAt = (row: Row | undefined) =>
  row === undefined
    ? { condition: "attribute_not_exists(pk)" }
    : { condition: "#at = :at", names: { "#at": "at" }, values: { ":at": row.at } };
