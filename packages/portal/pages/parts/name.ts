import type { Session } from "@earshot/core/session.ts";

/** What a member is called to herself: her name where one was told, else the address she signed in with. */
export function nameOf({ name, alias }: Session): string {
  return name ?? alias.slice(alias.indexOf(":") + 1);
}
