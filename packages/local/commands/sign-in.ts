import { EarshotError } from "@earshot/core/error.ts";
import { usage } from "../console.ts";
import type { Command } from "../earshot.ts";
import { staffLink } from "../staff-link.ts";
import { wordsOf } from "./words.ts";

/** Prints a link that signs in as one of the staff: the way in where no mail is sent. */
export const run: Command = async ({ runtime }, words) => {
  const { positionals } = wordsOf(words, {}, "any");
  const admins = runtime.environment.EARSHOT_ADMINS ?? [];
  const [asked = admins[0] ?? "", ...more] = positionals.map((word) => word.toLowerCase());
  if (more.length > 0 || !admins.includes(asked))
    throw new EarshotError("input", `Staff are ${admins.join(", ")} (EARSHOT_ADMINS): sign-in [one of these]`, {
      status: usage,
    });
  console.log(await staffLink(runtime, asked));
};
