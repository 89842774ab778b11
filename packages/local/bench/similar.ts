import { isoTime } from "@earshot/core/clock.ts";
import { ClusterState } from "@earshot/core/clustering/state.ts";
import { feedbackId } from "@earshot/core/feedback.ts";
import { newId } from "@earshot/core/id.ts";
import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import { tally } from "@earshot/core/tally.ts";
import { newTheme } from "@earshot/core/theme.ts";
import { inTurns } from "@earshot/core/turns.ts";
import { wordsOf } from "../commands/words.ts";
import type { House } from "../house.ts";
import { inEmptyHouse, print } from "./folder.ts";
import { seeded, voice } from "./voices.ts";

const typed = 60;
/** The first requests find cold code and no connection. */
const warming = 100;

/**
 * Milliseconds of `GET /api/v1/similar` for each keystroke of texts as people type them, on boards of so many pieces of
 * feedback, which looks for news in the log every two seconds; and how long the board takes to load.
 */
export async function run(words: string[]): Promise<void> {
  const { values } = wordsOf(words, { sizes: { type: "string", default: "10000,100000" } });
  // The minute's work would look for the board before it is there, and not again for a while.
  for (const size of values.sizes.split(",").map(Number))
    await inEmptyHouse({ everyMinute: false }, (house) => measure(house, size));
}

async function measure({ runtime, key }: House, size: number): Promise<void> {
  await fill(runtime, size);
  const from = performance.now();
  await runtime.clusters.prepare(["ideas"]);
  const load = performance.now() - from;
  const times: number[] = [];
  let found = 0;
  const random = seeded(3);
  for (let i = 0; i < typed; i++) {
    const text = voice(random, i, Date.now()).body ?? "";
    for (let end = 3; end <= Math.min(text.length, 60); end += 3) {
      const begun = performance.now();
      const answer = await runtime.portal.request(`/api/v1/similar?text=${encodeURIComponent(text.slice(0, end))}`, {
        headers: { authorization: `Bearer ${key.value}` },
      });
      found += ((await answer.json()) as { items: unknown[] }).items.length;
      times.push(performance.now() - begun);
    }
  }
  times.splice(0, warming);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  print("similar", String(size), {
    ...{ p50_ms: at(0.5), p99_ms: at(0.99), max_ms: at(0.9999), requests: times.length, found, load_ms: load },
  });
}

/** A board as the worker would leave it: themes formed by what came, their heads, and the state as a snapshot. */
async function fill({ store }: House["runtime"], size: number): Promise<void> {
  const random = seeded(1);
  const now = Date.now();
  const state = new ClusterState(new NeighbourIndex(), 0);
  const themes = new Set<string>();
  for (let i = 0; i < size; i++) {
    const { body = "", source, externalId } = voice(random, i, now);
    const theme = state.index.assign(body).theme ?? newId("theme", now);
    themes.add(theme);
    state.place({ id: feedbackId(source, externalId), theme, text: body }, undefined);
  }
  await inTurns([...themes], 16, (id) => {
    const head = newTheme(
      { id, board: "ideas", team: undefined, createdAt: isoTime(now), countedAt: isoTime(now) },
      tally([], []),
    );
    return store.themes.put({ ...head, title: `Theme ${id}`, revision: 1 }, undefined);
  });
  const head = { generation: "bench", position: 0, items: size, at: isoTime(now) };
  await store.clustering.write("ideas", head, state.pack(), undefined);
}
