import type { Alias } from "./person.ts";

/**
 * Who sits at the one machine that everything runs on, as long as nobody is named as staff. No mail reaches her and no
 * form takes her address: she comes in by a link that only that machine makes.
 */
export const operator = "operator@localhost";

/**
 * Whether somebody is staff: she is known by an e-mail address that the operator has named (`EARSHOT_ADMINS`). Whoever
 * asks has to have seen that the address is hers: by a link sent there, or by the word of a system that is trusted.
 *
 * @param admins addresses in lower case
 */
export function isStaff(admins: readonly string[], alias: Alias | undefined): boolean {
  const [kind, address = ""] = alias?.split(/:(.*)/s) ?? [];
  return kind === "email" && admins.includes(address.toLowerCase());
}
