import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { defaultBoard } from "@earshot/core/board.ts";
import { day, isoTime } from "@earshot/core/clock.ts";
import { ClusterState } from "@earshot/core/clustering/state.ts";
import { wordingMark } from "@earshot/core/counting.ts";
import { EarshotError } from "@earshot/core/error.ts";
import { type Feedback, feedbackId } from "@earshot/core/feedback.ts";
import { idFrom } from "@earshot/core/id.ts";
import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import { personOf } from "@earshot/core/person.ts";
import { tally } from "@earshot/core/tally.ts";
import { newTheme } from "@earshot/core/theme.ts";
import { inTurns } from "@earshot/core/turns.ts";
import type { Vote } from "@earshot/core/vote.ts";
import { voteKey } from "@earshot/store/keys.ts";
import { Store } from "@earshot/store/store.ts";
import { wordsOf } from "../commands/words.ts";
import { usage } from "../console.ts";
import { findEngine, startEngine, thisMachine } from "../engine.ts";
import { pretendCredentials } from "../house.ts";
import { indexStream, skipStream } from "../stream-file.ts";
import { ensureTable } from "../table.ts";
import { print } from "./folder.ts";
import { seeded, voice } from "./voices.ts";

/** A board as large as asked for, in a folder that `EARSHOT_DATA=<folder> npm start` serves. */
export async function run(words: string[]): Promise<void> {
  const { values } = wordsOf(words, {
    themes: { type: "string", default: "10000" },
    votes: { type: "string", default: "100000" },
    out: { type: "string" },
  });
  const { out } = values;
  if (out === undefined) throw new EarshotError("input", "Say where to: --out <folder>.", { status: usage });
  const from = performance.now();
  const size = { themes: count("themes", values.themes), votes: count("votes", values.votes) };
  await seed(path.resolve(out), size);
  print("seed", path.resolve(out), { ...size, seconds: (performance.now() - from) / 1000 });
}

/** A number of something, as an option says it. */
export function count(option: string, value: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new EarshotError("input", `--${option} is a whole number above 0, not "${value}".`, { status: usage });
}

const voters = 5000;
/** A transaction takes a hundred writes, and each piece of feedback is two. */
const together = 40;
const atOnce = 2;

interface Seed {
  feedback: Feedback;
  theme: string;
  votes: Vote[];
}

/**
 * Writes themes of one piece of feedback each and the votes for them, counted, ranked and known to clustering, as if
 * all of it had come in and been worked off: nothing is left on the stream.
 * @throws EarshotError `conflict` when there is something in the folder already.
 */
export async function seed(folder: string, { themes, votes }: { themes: number; votes: number }): Promise<string[]> {
  if (existsSync(path.join(folder, "earshot.db")))
    throw new EarshotError("conflict", `${folder} holds a community already: name another folder, or remove it.`);
  mkdirSync(folder, { recursive: true });
  pretendCredentials();
  const engine = await startEngine(folder, await findEngine(thisMachine()));
  try {
    const table = "earshot";
    const stream = await ensureTable(engine.endpoint, table);
    if (engine.file) indexStream(engine.file);
    const store = new Store(table, { endpoint: engine.endpoint });
    const seeds = invent(themes, votes, Date.now());
    await store.settings.putBoard(defaultBoard);
    await writeFeedback(store, seeds);
    await writeVotes(store, seeds);
    await writeHeads(store, seeds);
    await writeClusters(store, seeds);
    store.close();
    if (engine.file) skipStream(engine.file, stream, path.join(folder, "positions.json"), ["work", "deliver"]);
    return seeds.map(({ theme }) => theme);
  } finally {
    await engine.stop();
  }
}

function invent(themes: number, votes: number, now: number): Seed[] {
  const random = seeded(1);
  const shares = Array.from({ length: themes }, (_, rank) => 1 / (rank + 5));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, i) => {
    const event = voice(random, i, now);
    const { source, externalId, saidAt = isoTime(now), body = "" } = event;
    const id = feedbackId(source, externalId);
    const theme = idFrom("theme", id);
    const aliases = event.author?.aliases ?? [];
    const backers = Math.min(voters, Math.round((share / whole) * votes));
    const first = Math.floor(random() * voters);
    return {
      theme,
      feedback: {
        ...{ id, board: defaultBoard.id, source, externalId, aliases, body, text: body, at: saidAt, theme },
        ...{ person: personOf(aliases[0] ?? ""), receivedAt: saidAt, visibility: "public", withdrawn: false },
        ...{ versions: { body: saidAt }, kind: "request", heat: 0, abusive: false, why: [], placedBy: "machine" },
        revision: 1,
      },
      votes: Array.from({ length: backers }, (_, n) => {
        const alias = `email:voter${(first + n) % voters}@example.org`;
        const at = isoTime(now - Math.floor(random() ** 2 * 80 * day));
        return { theme, person: personOf(alias), alias, at };
      }),
    };
  });
}

async function writeFeedback({ feedback }: Store, seeds: readonly Seed[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(seeds.length / together) }, (_, i) =>
    seeds.slice(i * together, (i + 1) * together),
  );
  await inTurns(batches, atOnce, (batch) =>
    feedback.putTogether(batch.map((one) => ({ next: one.feedback, previous: undefined }))),
  );
}

async function writeVotes({ table }: Store, seeds: readonly Seed[]): Promise<void> {
  const rows = seeds.flatMap(({ votes }) => votes.map((vote) => ({ ...voteKey(vote.theme, vote.person), ...vote })));
  const batches = Array.from({ length: Math.ceil(rows.length / 500) }, (_, i) => rows.slice(i * 500, (i + 1) * 500));
  await inTurns(batches, atOnce, (batch) => table.putMany(batch));
}

async function writeHeads({ themes }: Store, seeds: readonly Seed[]): Promise<void> {
  await inTurns(seeds, 8 * atOnce, ({ feedback, theme, votes }) => {
    const { board, id, person, at, source, visibility, kind, heat, revision, body } = feedback;
    const membership = { feedback: id, person, at, source, visibility, kind, heat, revision };
    const counts = tally(
      [membership],
      votes.map((vote) => ({ person: vote.person, at: vote.at, proxy: false })),
    );
    const head = newTheme({ id: theme, board, team: undefined, createdAt: at, countedAt: isoTime(Date.now()) }, counts);
    const title = body.split(" ").slice(0, 7).join(" ");
    const wordedOver = wordingMark(head, [membership]);
    return themes.put({ ...head, title, summary: body, wordedOver, visibility, revision: 1 }, undefined);
  });
}

async function writeClusters({ clustering }: Store, seeds: readonly Seed[]): Promise<void> {
  const state = new ClusterState(new NeighbourIndex(), 0);
  for (const { feedback, theme } of seeds) state.place({ ...feedback, theme }, undefined);
  const head = { generation: "seed", position: 0, items: seeds.length, at: isoTime(Date.now()) };
  await clustering.write(defaultBoard.id, head, state.pack(), undefined);
}
