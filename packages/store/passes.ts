import { Pass, type Passes } from "@earshot/core/pass.ts";
import { passKey } from "./keys.ts";
import { schema } from "./schema.ts";
import type { Row, Table } from "./table.ts";

/**
 * What is good for one use. DynamoDB removes rows some time after they have expired, up to days: until then they are
 * taken for gone by their own time.
 */
export class PassRows implements Passes {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async put(pass: Pass): Promise<boolean> {
    const expires = Math.ceil(Date.parse(pass.until) / 1000);
    return this.#table.putNew({ ...passKey(pass.id), ...pass, [schema.ttl]: expires });
  }

  async get(id: string, now: string): Promise<Pass | undefined> {
    return current(await this.#table.get(passKey(id), true), now);
  }

  async take(id: string, now: string): Promise<Pass | undefined> {
    return current(await this.#table.delete(passKey(id)), now);
  }
}

function current(row: Row | undefined, now: string): Pass | undefined {
  const pass = row && Pass.parse(row);
  return pass && pass.until > now ? pass : undefined;
}
