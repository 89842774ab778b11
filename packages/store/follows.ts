import { Follow, type Follows } from "@earshot/core/following.ts";
import { followKey } from "./keys.ts";
import type { Table } from "./table.ts";

/** Who wants to hear of which theme, and who does not: one row each, apart from what is counted. */
export class FollowRows implements Follows {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async put(follow: Follow): Promise<void> {
    await this.#table.put({ ...followKey(follow.theme, follow.person), ...follow });
  }

  async remove(theme: string, person: string): Promise<boolean> {
    return (await this.#table.delete(followKey(theme, person))) !== undefined;
  }

  async among(themes: readonly string[], people: readonly string[]): Promise<Follow[]> {
    const keys = themes.flatMap((theme) => people.map((person) => followKey(theme, person)));
    return (await this.#table.getMany(keys, true)).map((row) => Follow.parse(row));
  }
}
