import { linkAtHand } from "@earshot/core/signing-in.ts";
import { operator } from "@earshot/core/staff.ts";
import { addressOf } from "../../functions/base.ts";
import type { Runtime } from "../../functions/runtime.ts";

/** The address of a link that signs in as one of the staff, once, within a day, and leads to their pages. */
export async function staffLink({ environment, world, store }: Runtime, email: string): Promise<string> {
  const { clock, randomness } = world;
  const deps = { passes: store.passes, clock, randomness };
  const token = await linkAtHand(deps, environment.EARSHOT_SECRET ?? "", { email, to: "/admin" });
  return `${addressOf(environment)}/sign-in/link?token=${token}`;
}

/** How staff come in: by their addresses, or, where nobody is named, by a link for whoever reads this. */
export async function staffLine(runtime: Runtime): Promise<string> {
  const admins = runtime.environment.EARSHOT_ADMINS ?? [];
  if (!admins.includes(operator))
    return `Staff sign in at ${addressOf(runtime.environment)}/sign-in?to=/admin (EARSHOT_ADMINS names ${admins.length}).`;
  return [
    "You are staff by this link, once, within a day (another: npm run earshot -- sign-in):",
    `  ${await staffLink(runtime, operator)}`,
  ].join("\n");
}
