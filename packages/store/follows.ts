import { isError } from "@earshot/core/error.ts";
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
    try {
      await this.#table.put(
        { ...followKey(follow.theme, follow.person), ...follow },
        { ConditionExpression: "attribute_not_exists(pk)" },
      );
      return true;
    } catch (error) {
      if (isError(error, "conflict")) return false;
      throw error;
    }
  }

  async remove(theme: string, person: string): Promise<boolean> {
    return (await this.#table.delete(followKey(theme, person))) !== undefined;
  }

  async has(theme: string, person: string): Promise<boolean> {
    return (await this.#table.get(followKey(theme, person), true)) !== undefined;
  }
}
