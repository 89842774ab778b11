import { lookup } from "node:dns/promises";
import { EarshotError } from "@earshot/core/error.ts";

/**
 * All addresses of a host, as this machine resolves it.
 * @throws EarshotError `upstream` when it has none, or nobody answers.
 */
export async function resolve(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (cause) {
    throw new EarshotError("upstream", `${host} cannot be found.`, { cause });
  }
}
