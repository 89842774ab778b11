import type { VoteStore } from "@earshot/core/ports.ts";
import type { Vote } from "@earshot/core/vote.ts";
import { voteKey, votePrefix } from "./keys.ts";
import type { Table } from "./table.ts";

/** Votes: one row a person and theme, and so one vote however often, at once or not, somebody votes. */
export class VoteRows implements VoteStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async put(vote: Vote): Promise<boolean> {
    return this.#table.putNew({ ...voteKey(vote.theme, vote.person), ...vote });
  }

  async remove(theme: string, person: string): Promise<boolean> {
    return (await this.#table.delete(voteKey(theme, person))) !== undefined;
  }

  async has(theme: string, person: string): Promise<boolean> {
    return (await this.#table.get(voteKey(theme, person))) !== undefined;
  }

  /** Read consistently: she sees her own vote on the page that her voting leads back to. */
  async among(themes: readonly string[], people: readonly string[]): Promise<Set<string>> {
    const keys = themes.flatMap((theme) => people.map((person) => voteKey(theme, person)));
    const rows = await this.#table.getMany(keys, true);
    return new Set(rows.map(({ theme }) => theme as string));
  }

  async castBy(person: string): Promise<string[]> {
    const keys = await this.#table.ofPerson(person);
    return keys.filter(({ sk }) => sk.startsWith(votePrefix)).map(({ pk }) => pk);
  }
}
