import { EarshotError } from "@earshot/core/error.ts";
import { people } from "@earshot/core/phrase.ts";
import type { Tried } from "@earshot/core/route.ts";
import { explainRoute, rehearseRouting } from "@earshot/core/routing.ts";
import { colour, printable, usage } from "../console.ts";
import type { Command } from "../earshot.ts";
import { wordsOf } from "./words.ts";

/** Why a theme goes to which team, or what the rules as they are would move among the themes there are. */
export const run: Command = async ({ runtime: { store } }, words) => {
  const { values } = wordsOf(words, { explain: { type: "string" }, "dry-run": { type: "boolean", default: false } });
  if ((values.explain === undefined) === !values["dry-run"])
    throw new EarshotError("input", "Say which: --explain <theme>, or --dry-run for all of them.", { status: usage });
  console.log(values.explain === undefined ? await rehearsal(store) : await explanation(store, values.explain));
};

type Deps = Parameters<typeof explainRoute>[0];

async function explanation(deps: Deps, id: string): Promise<string> {
  const { theme, team, because, tried } = await explainRoute(deps, id);
  const here = `${theme.team ?? "no team"}${theme.teamBy === undefined ? "" : ` (by ${theme.teamBy})`}`;
  const stays = theme.teamBy === "person" && team !== theme.team ? " A person chose its team, so it stays." : "";
  return [
    colour(printable(theme.title)),
    `It is with ${here}. By the rules: ${team ?? "no team"}.`,
    `${because}${stays}`,
    ...(tried.length === 0 ? ["No team has a rule."] : tried.map(triedLine)),
  ].join("\n");
}

function triedLine({ team, holds, asked }: Tried): string {
  const parts = asked.map(
    ({ what, of, found, holds: one }) =>
      `${what} ${of.join("|")}: ${one ? "yes" : "no"}${found === "" ? "" : ` (${printable(found)})`}`,
  );
  return `  ${holds ? "holds" : "no   "}  ${team}  ${parts.join("; ")}`;
}

async function rehearsal(deps: Deps): Promise<string> {
  const { moves, moved, stayed, decided } = await rehearseRouting(deps);
  return [
    `${moved} would move when next worded, ${stayed} stay, ${decided} are where a person put them.`,
    ...moves.map(
      ({ theme, title, supporters, from, to, because }) =>
        `  ${from ?? "no team"} → ${to}  ${printable(title)} (${people(supporters)}, ${theme})\n      ${because}`,
    ),
  ].join("\n");
}
