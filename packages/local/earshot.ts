import { EarshotError } from "@earshot/core/error.ts";
import { fail, fileLog, usage, variables } from "./console.ts";
import { type House, openHouse } from "./house.ts";

/** A command of the line: what it does in a house, given its words. Each lives in a file of its own. */
export type Command = (house: House, words: string[]) => Promise<void>;

const commands: Record<string, { about: string; load: () => Promise<{ run: Command }> }> = {
  import: {
    about: "import <file> --source csv|jsonl|tsv [--board b]    take feedback in from a file",
    load: () => import("./commands/import.ts"),
  },
  themes: {
    about: "themes [--sort top|trending|new|rising] [--board b] [--limit n] [--json]    the ranked list",
    load: () => import("./commands/themes.ts"),
  },
  digest: {
    about: "digest --team t [--week 2026-W47] [--dry-run]    a team's week: shown, or written into the outbox",
    load: () => import("./commands/digest.ts"),
  },
  outbox: {
    about:
      "outbox [--state sent|dry_run|waiting|parked] [--retry] [--json]    what was or would be sent, word for word",
    load: () => import("./commands/outbox.ts"),
  },
  rebuild: {
    about: "rebuild [--verify]    count everything anew; with --verify only say what differs",
    load: () => import("./commands/rebuild.ts"),
  },
  parked: {
    about: "parked [--retry]    what could not be taken in or sent, and why",
    load: () => import("./commands/parked.ts"),
  },
};

const help = ["Usage: npm run earshot -- <command>", ...Object.values(commands).map(({ about }) => `  ${about}`)].join(
  "\n",
);

async function main(): Promise<void> {
  const [name, ...words] = process.argv.slice(2);
  if (name === undefined || name === "help" || name === "--help") {
    console.log(help);
    return;
  }
  const command = commands[name];
  if (!command) throw new EarshotError("input", `There is no command "${name}".\n${help}`, { status: usage });
  const { run } = await command.load();
  const given = variables();
  const house = await openHouse({ variables: given, log: fileLog(given) });
  try {
    await run(house, words);
  } finally {
    await house.close();
  }
}

main().then(() => process.exit(process.exitCode ?? 0), fail);
