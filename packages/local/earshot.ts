import { EarshotError } from "@earshot/core/error.ts";
import { fail, fileLog, usage, variables } from "./console.ts";
import { type House, openHouse } from "./house.ts";

/** A command of the line: what it does in a house, given its words. Each lives in a file of its own. */
export type Command = (house: House, words: string[]) => Promise<void>;

const corrections = () => import("./commands/corrections.ts");

const commands: Record<string, { about: string; load: () => Promise<{ run: Command }>; works?: false }> = {
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
  merge: {
    about: "merge <theme> <into>    its people count there from now on, each once",
    load: async () => ({ run: (await corrections()).merge }),
  },
  unmerge: {
    about: "unmerge <theme>    give a merged theme back to itself, with exactly what was its own",
    load: async () => ({ run: (await corrections()).unmerge }),
  },
  split: {
    about: "split <theme> <feedback…> [--title t]    make a theme of its own of some of its feedback",
    load: async () => ({ run: (await corrections()).split }),
  },
  move: {
    about: "move <feedback> <theme|none>    put feedback where it belongs; none: it is no request",
    load: async () => ({ run: (await corrections()).move }),
  },
  lock: {
    about: "lock <theme>    the machine neither adds feedback to it nor takes any away",
    load: async () => ({ run: (await corrections()).lock }),
  },
  unlock: {
    about: "unlock <theme>    the machine may again",
    load: async () => ({ run: (await corrections()).unlock }),
  },
  audit: {
    about: "audit [--theme t] [--undo id] [--json]    what people corrected; with --undo take one of it back",
    load: async () => ({ run: (await corrections()).audit }),
  },
  recluster: {
    about:
      "recluster [--board b] [--preview [--granularity coarse|normal|fine]]    form themes anew, or say what it would do",
    load: () => import("./commands/recluster.ts"),
  },
  proposals: {
    about:
      "proposals [--board b] [--accept id] [--dismiss id] [--json]    changes proposed to themes that people touched",
    load: () => import("./commands/proposals.ts"),
  },
  route: {
    about: "route --explain <theme> | --dry-run    which team a theme goes to and why; what the rules would move",
    load: () => import("./commands/route.ts"),
  },
  person: {
    about: "person export|erase <alias>    everything that is kept about somebody, as JSON; or all of it erased",
    load: () => import("./commands/person.ts"),
  },
  rebuild: {
    about: "rebuild [--verify]    count everything anew; with --verify only say what differs",
    load: () => import("./commands/rebuild.ts"),
  },
  "sign-in": {
    about: "sign-in [address]    a link that signs in as staff, once, within a day: where no mail is sent",
    load: () => import("./commands/sign-in.ts"),
  },
  export: {
    about: "export --out dir    everything that is kept, into files that restore puts back",
    load: () => import("./commands/export.ts"),
  },
  restore: {
    about: "restore <dir> [--force]    an export back into an empty table; with --force in the place of what is there",
    load: () => import("./commands/restore.ts"),
    works: false,
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
  const house = await openHouse({ variables: given, log: fileLog(given), works: command.works ?? true });
  try {
    await run(house, words);
  } finally {
    await house.close();
  }
}

main().then(() => process.exit(process.exitCode ?? 0), fail);
