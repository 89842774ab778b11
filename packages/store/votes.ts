import type { VoteStore } from "@earshot/core/ports.ts";
import { Vote } from "@earshot/core/vote.ts";
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
  async among(themes: readonly string[], people: readonly string[]): Promise<Vote[]> {
    const keys = themes.flatMap((theme) => people.map((person) => voteKey(theme, person)));
    return (await this.#table.getMany(keys, true)).map((row) => Vote.parse(row));
  }

  async castBy(person: string): Promise<string[]> {
    const keys = await this.#table.ofPerson(person);
    return keys.filter(({ sk }) => sk.startsWith(votePrefix)).map(({ pk }) => pk);
  }
}
