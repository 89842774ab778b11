import { minute } from "../clock.ts";
import { EarshotError } from "../error.ts";
import type { Feedback } from "../feedback.ts";
import { vectorOf } from "../meaning.ts";
import { type Assignment, NeighbourIndex } from "../neighbours.ts";
import type { Announcement, Change, Readable } from "../ports/clustering.ts";
import { Vocabulary, type VocabularySnapshot } from "../vocabulary.ts";
import type { Granularity } from "./granularity.ts";

/** Announced, and not yet to be seen in the feedback: written in a moment, or never. */
interface Pending extends Change {
  since: number;
}

/** What was announced so long ago and has not happened never will: whoever meant to do it repeats all of it. */
const pendingFor = 15 * minute;

/** Words that could not be unlearned may be so many, and such a share of the items, before all are learned anew. */
const wearAtLeast = 200;
const wearShare = 0.05;

/** What clustering knows of one board, up to a position of its log. */
export class ClusterState {
  index: NeighbourIndex;
  vocabulary: Vocabulary;
  /** Everything announced up to here has been seen, or is pending. */
  position: number;
  /** The embedding model whose vectors are in the index; those of others are passed over. */
  readonly model: string | undefined;
  /** Texts whose words stay in the vocabulary, because they were changed elsewhere and what they were is not known. */
  #worn: number;
  #pending = new Map<string, Pending>();

  constructor(index: NeighbourIndex, position: number, model?: string) {
    this.index = index;
    this.model = model;
    this.vocabulary = new Vocabulary();
    this.position = position;
    this.#worn = 0;
  }

  /** Whether the vocabulary should be learned anew from the feedback. */
  get isWorn(): boolean {
    return this.#worn > Math.max(wearAtLeast, this.index.size * wearShare);
  }

  /** Where feedback belongs by its words, and by what they mean. */
  assign({ id, text, meaning }: Readable): Assignment {
    return this.index.assign(text, id, vectorOf(meaning, this.model));
  }

  place({ id, theme, text, meaning }: Readable & { theme: string }, before: string | undefined): void {
    const vector = vectorOf(meaning, this.model);
    if (!this.index.has(id)) this.vocabulary.add(text);
    else if (before === text || this.index.reads(id, text)) {
      this.index.move(id, theme);
      this.index.mean(id, vector);
      return;
    } else {
      this.#unlearn(before);
      this.vocabulary.add(text);
    }
    this.index.add(id, theme, text, vector);
  }

  remove(feedback: string, before: string | undefined): void {
    if (this.index.remove(feedback)) this.#unlearn(before);
  }

  #unlearn(before: string | undefined): void {
    if (before === undefined) this.#worn++;
    else this.vocabulary.remove(before);
  }

  /** The changes that have to be looked up: those announced, and those that have not been seen to happen before. */
  wanted(log: readonly Announcement[]): Change[] {
    const newest = new Map<string, Change>(this.#pending);
    for (const { changes } of log) for (const change of changes) newest.set(change.feedback, change);
    return [...newest.values()];
  }

  /**
   * Follows what was announced, by the feedback as it is: whatever the order in which changes were announced and
   * written, the row is right.
   */
  follow(board: string, log: readonly Announcement[], rows: ReadonlyMap<string, Feedback>, now: number): void {
    for (const { position, changes } of log) {
      for (const change of changes) this.#pending.set(change.feedback, { ...change, since: now });
      this.position = Math.max(this.position, position);
    }
    for (const { feedback, revision, since } of [...this.#pending.values()]) {
      const row = rows.get(feedback);
      if (row) this.#see(board, row);
      if ((row && row.revision >= revision) || since < now - pendingFor) this.#pending.delete(feedback);
    }
  }

  #see(board: string, { id, board: stands, theme, text, meaning }: Feedback): void {
    if (stands === board && theme !== undefined) this.place({ id, theme, text, meaning }, undefined);
    else this.remove(id, undefined);
  }

  /** Passes over an announcement of one's own, which one does oneself. */
  announced({ position }: Announcement): void {
    this.position = position;
  }

  /** Has feedback looked up again that one tried to write, and does not know whether that happened. */
  doubt(change: Change, now: number): void {
    this.#pending.set(change.feedback, { ...change, since: now });
  }

  /** All of it as bytes, for `unpack`. */
  pack(): Uint8Array {
    const index = this.index.snapshot();
    const rest: Rest = {
      position: this.position,
      worn: this.#worn,
      model: this.model,
      pending: [...this.#pending.values()],
      vocabulary: this.vocabulary.toJSON(),
    };
    const words = new TextEncoder().encode(JSON.stringify(rest));
    const bytes = new Uint8Array(4 + index.length + words.length);
    new DataView(bytes.buffer).setUint32(0, index.length, true);
    bytes.set(index, 4);
    bytes.set(words, 4 + index.length);
    return bytes;
  }

  /**
   * Where another model is in use by now, or none, the vectors are left behind: those of the one in use are with the
   * feedback, or will be (understanding.ts).
   *
   * @throws EarshotError `input` when the bytes are damaged or of another version.
   */
  static unpack(bytes: Uint8Array, granularity: Granularity, model?: string): ClusterState {
    try {
      const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
      const index = NeighbourIndex.restore(bytes.subarray(4, 4 + length), granularity);
      const rest = JSON.parse(new TextDecoder().decode(bytes.subarray(4 + length))) as Rest;
      if (rest.model !== model) for (const id of index.ids()) index.mean(id, undefined);
      const state = new ClusterState(index, rest.position, model);
      state.vocabulary = Vocabulary.from(rest.vocabulary);
      state.#worn = rest.worn;
      state.#pending = new Map(rest.pending.map((one) => [one.feedback, one]));
      return state;
    } catch (cause) {
      throw new EarshotError("input", "The snapshot of a board cannot be read.", { cause });
    }
  }
}

interface Rest {
  position: number;
  pending: Pending[];
  worn: number;
  model?: string | undefined;
  vocabulary: VocabularySnapshot;
}
