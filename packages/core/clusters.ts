import type { Clock } from "./clock.ts";
import type { Feedback, Neighbour } from "./feedback.ts";
import { newId, type Randomness } from "./id.ts";
import { NeighbourIndex } from "./neighbours.ts";
import type { Clusters, MachineWording, Member } from "./ports.ts";
import { Vocabulary } from "./vocabulary.ts";
import { wordTheme } from "./wording.ts";

interface BoardState {
  index: NeighbourIndex;
  vocabulary: Vocabulary;
  /** The text of each item, as the vocabulary has to be told of it again when it goes. */
  texts: Map<string, string>;
}

/**
 * The clustering state of all boards in memory: a cache of facts, made from the feedback that is stored, when first
 * needed, and kept up with what this worker writes.
 */
export class BoardClusters implements Clusters {
  readonly #boards = new Map<string, BoardState>();
  readonly #load: () => AsyncIterable<Feedback>;
  readonly #clock: Clock;
  readonly #randomness: Randomness;
  #loading: Promise<void> | undefined;

  constructor(load: () => AsyncIterable<Feedback>, clock: Clock, randomness: Randomness) {
    this.#load = load;
    this.#clock = clock;
    this.#randomness = randomness;
  }

  async prepare(_boards: readonly string[]): Promise<void> {
    this.#loading ??= this.#loadAll().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    await this.#loading;
  }

  /** In the order of their times, so that the same rows give the same state. */
  async #loadAll(): Promise<void> {
    this.#boards.clear();
    const placed: Feedback[] = [];
    for await (const feedback of this.#load()) if (feedback.theme !== undefined) placed.push(feedback);
    placed.sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
    for (const { board, id, theme, text } of placed) if (theme !== undefined) this.place(board, id, theme, text);
  }

  assign(board: string, feedback: string, text: string): { theme: string; why: Neighbour[] } {
    const { theme, neighbours } = this.#of(board).index.assign(text, feedback);
    return { theme: theme ?? newId("theme", this.#clock(), this.#randomness), why: neighbours };
  }

  place(board: string, feedback: string, theme: string, text: string): void {
    const { index, vocabulary, texts } = this.#of(board);
    const known = texts.get(feedback);
    if (known === text) {
      index.move(feedback, theme);
      return;
    }
    if (known !== undefined) vocabulary.remove(known);
    index.add(feedback, theme, text);
    vocabulary.add(text);
    texts.set(feedback, text);
  }

  remove(board: string, feedback: string): void {
    const { index, vocabulary, texts } = this.#of(board);
    const known = texts.get(feedback);
    if (known === undefined) return;
    index.remove(feedback);
    vocabulary.remove(known);
    texts.delete(feedback);
  }

  word(board: string, members: readonly Member[]): MachineWording {
    return wordTheme(members, this.#of(board).vocabulary);
  }

  similar(board: string, text: string, limit: number): { theme: string; score: number }[] {
    return this.#of(board).index.similarThemes(text, limit);
  }

  #of(board: string): BoardState {
    let state = this.#boards.get(board);
    if (!state) {
      state = { index: new NeighbourIndex(), vocabulary: new Vocabulary(), texts: new Map() };
      this.#boards.set(board, state);
    }
    return state;
  }
}
