import type { Follow, Follows } from "@earshot/core/following.ts";
import { followKey } from "./keys.ts";
import type { Table } from "./table.ts";

/** Who wants to hear of which theme: one row each, apart from what is counted. */
export class FollowRows implements Follows {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async put(follow: Follow): Promise<boolean> {
    return this.#table.putNew({ ...followKey(follow.theme, follow.person), ...follow });
  }

  async remove(theme: string, person: string): Promise<boolean> {
    return (await this.#table.delete(followKey(theme, person))) !== undefined;
  }

  async has(theme: string, person: string): Promise<boolean> {
    return (await this.#table.get(followKey(theme, person), true)) !== undefined;
  }
}
