import { type Effort, forming } from "./clustering/effort.ts";
import type { Rarity } from "./clustering/feature-index.ts";
import { type Features, featuresOf } from "./clustering/features.ts";
import { type Granularity, resistanceOf } from "./clustering/granularity.ts";
import { Homes } from "./clustering/homes.ts";
import { ItemIndex } from "./clustering/item-index.ts";
import { Names } from "./clustering/names.ts";
import { type IndexedItem, readSnapshot, writeSnapshot } from "./clustering/snapshot.ts";
import type { Neighbour } from "./feedback.ts";
import { spacedLanguages, toldLanguage } from "./language.ts";

export interface Assignment {
  /** The theme to join; none to open a new one. */
  theme: string | undefined;
  /** The nearest feedback of any theme, best first: why. */
  neighbours: Neighbour[];
}

/** What people have decided about themes: which stand behind which, and which the machine leaves alone (facts.ts). */
export interface ThemeStanding {
  /** The theme that stands for a theme: itself, unless it was merged. */
  rootOf(theme: string): string;
  /** A theme with all that stand behind it. */
  familyOf(root: string): readonly string[];
  isLocked(theme: string): boolean;
  /** Whether what is worded like this asks for nothing. */
  isUnwanted(text: string): boolean;
}

export interface IndexOptions {
  granularity?: Granularity;
  /** `full` finds duplicates of the same report; `damped`, the default, feedback about the same need. */
  rarity?: Rarity;
}

/** How many neighbours decide where feedback belongs. */
export const decidingNeighbours = 10;

/**
 * A newcomer knows whom it is near to, not yet who will be near to it: it brings about so much of the similarity that it
 * will have in the graph that themes are formed from.
 */
const newcomersShare = 0.9;

const itemsAtOnce = 2000;

/** A text of more terms, in which no word tells its language, is a list of names and numbers. */
const fewTerms = 5;

/** The share of removed items above which the arrays are written anew, and the number below which it never matters. */
const wasteShare = 0.25;
const wasteAtLeast = 1000;

/**
 * Finds the feedback most like a text, and from it the theme that the text belongs to: one index for a board, 0.3 kB an
 * item with its id, and as much again where it is known what it means (`bench -- memory`). Similarity is the cosine of
 * `(1 + ln count) · idf^0.4` over terms, pairs of them, their concepts and beginnings. Damping keeps rare words from
 * deciding alone: about the same need, people say the usual words.
 */
export class NeighbourIndex {
  granularity: Granularity;
  /** What people have decided; nothing, as long as nobody says. */
  standing: ThemeStanding | undefined;
  #index: ItemIndex;
  #ids = new Names();
  #homes = new Homes();

  constructor(options: IndexOptions = {}) {
    this.granularity = options.granularity ?? "normal";
    this.#index = new ItemIndex(options.rarity ?? "damped");
  }

  /** How many items there are. */
  get size(): number {
    return this.#index.features.size;
  }

  has(id: string): boolean {
    return this.#itemOf(id) !== undefined;
  }

  /** Whether an item is there and reads as this text does. */
  reads(id: string, text: string): boolean {
    const item = this.#itemOf(id);
    if (item === undefined) return false;
    const known = this.#index.features.featuresOf(item);
    const { keys, weights, wording } = featuresOf(text);
    const equal = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      a.length === b.length && Array.prototype.every.call(a, (value, i) => value === b[i]);
    return known.wording === wording && equal(known.keys, keys) && equal(known.weights, weights);
  }

  /** How many bytes its arrays take: all that it holds but the names of themes. */
  get bytes(): number {
    return this.#index.bytes + this.#ids.bytes + this.#homes.bytes;
  }

  /** The theme that an item counts for. */
  themeOf(id: string): string | undefined {
    const home = this.homeOf(id);
    return home === undefined ? undefined : this.#rootOf(home);
  }

  /** The theme that an item is in, which may have been merged into another. */
  homeOf(id: string): string | undefined {
    const item = this.#itemOf(id);
    return item === undefined ? undefined : this.#homes.of(item);
  }

  /** How many items a theme has, with those of themes that were merged into it. */
  themeSize(theme: string): number {
    const family = this.standing?.familyOf(theme) ?? [theme];
    return family.reduce((size, one) => size + this.#homes.sizeOf(one), 0);
  }

  /** The ids of all items, oldest first. */
  *ids(): Generator<string> {
    for (let item = 0; item < this.#index.features.items; item++) {
      if (this.#index.features.has(item)) yield this.#ids.of(item);
    }
  }

  /** Takes an item in as the newest; in place of the one with the same id, if there is one. */
  add(id: string, theme: string, text: string, vector?: Int8Array): void {
    this.remove(id);
    this.#append({ id, theme, features: featuresOf(text), vector });
  }

  /** Forgets an item as if it had never been; tells whether it was there. */
  remove(id: string): boolean {
    const item = this.#itemOf(id);
    if (item === undefined) return false;
    this.#index.remove(item);
    this.#homes.leave(item);
    this.#ids.remove(id);
    const waste = this.#index.features.items - this.size;
    if (waste > wasteAtLeast && waste > this.#index.features.items * wasteShare) this.#rewrite();
    return true;
  }

  /** Whether it is known what an item means. */
  isUnderstood(id: string): boolean {
    return this.#index.vectors.of(this.#itemOf(id) ?? -1) !== undefined;
  }

  /** Says what an item means by now; without a vector that it is not known. */
  mean(id: string, vector: Int8Array | undefined): void {
    const item = this.#itemOf(id);
    if (item === undefined) return;
    if (vector) this.#index.vectors.set(item, vector);
    else this.#index.vectors.remove(item);
  }

  /** Puts an item into another theme; what it is near to stays as it is. */
  move(id: string, theme: string): void {
    const item = this.#itemOf(id);
    if (item === undefined || this.#homes.of(item) === theme) return;
    this.#homes.leave(item);
    this.#homes.join(item, theme);
  }

  /** The items most like a text, best first, newest first among equals. */
  nearest(text: string, options: { limit?: number; except?: string } = {}): Neighbour[] {
    const { limit = decidingNeighbours, except } = options;
    return this.#near(featuresOf(text), undefined, limit, this.#itemOf(except ?? ""));
  }

  /** The items most like an item, best first, sought more thoroughly than those like a text. */
  nearestTo(id: string, limit: number = decidingNeighbours): Neighbour[] {
    const item = this.#itemOf(id);
    if (item === undefined) return [];
    return this.#near(this.#index.features.featuresOf(item), this.#index.vectors.of(item), limit, item, forming);
  }

  /** The different terms of an item, as numbers of this index, ascending. */
  termsOf(id: string): Uint32Array {
    const item = this.#itemOf(id);
    return item === undefined ? new Uint32Array(0) : this.#index.features.termsOf(item);
  }

  /**
   * The words of an item that may be a subject, as numbers of this index.
   *
   * @param isGeneral whether a word, by its key, is none
   */
  subjectsOf(id: string, isGeneral: (key: number) => boolean): Uint32Array {
    const item = this.#itemOf(id);
    return item === undefined ? new Uint32Array(0) : this.#index.features.subjectsOf(item, isGeneral);
  }

  /** The ids of items worded alike, each group of two or more by itself. Pauses every few milliseconds of work. */
  *copies(): Generator<undefined, string[][]> {
    const { features } = this.#index;
    const byNewest = new Map<number, number[]>();
    for (let item = 0; item < features.items; item++) {
      if (item % itemsAtOnce === itemsAtOnce - 1) yield;
      if (!features.has(item)) continue;
      const [newest] = features.copies(features.featuresOf(item), 1);
      if (newest === undefined) continue;
      const group = byNewest.get(newest) ?? [];
      byNewest.set(newest, group);
      group.push(item);
    }
    return [...byNewest.values()]
      .filter((group) => group.length > 1)
      .map((group) => group.map((item) => this.#ids.of(item)));
  }

  /**
   * Where a text belongs: where the same was said before; else the theme whose members among the nearest are most
   * similar in sum, less a penalty that grows with its size as the cost of one more member does when themes are formed
   * anew (`communities`).
   */
  assign(text: string, except?: string, vector?: Int8Array): Assignment {
    const features = featuresOf(text);
    const excluded = this.#itemOf(except ?? "");
    const neighbours = this.#near(features, vector, decidingNeighbours, excluded);
    return { theme: this.#themeOfCopies(features, excluded) ?? this.#bestOf(neighbours), neighbours };
  }

  /** The theme of most of the newest items worded as the features given are, of those that are open to more. */
  #themeOfCopies(features: Features, excluded: number | undefined): string | undefined {
    const counts = new Map<string, number>();
    for (const item of this.#index.features.copies(features, decidingNeighbours, excluded)) {
      const theme = this.#rootOf(this.#homes.of(item));
      if (!this.standing?.isLocked(theme)) counts.set(theme, (counts.get(theme) ?? 0) + 1);
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    return most?.[0];
  }

  /** The theme that the nearest speak for most. */
  #bestOf(neighbours: readonly Neighbour[]): string | undefined {
    const sums = new Map<string, number>();
    for (const { theme, similarity } of neighbours) sums.set(theme, (sums.get(theme) ?? 0) + similarity);
    const penalty = newcomersShare * resistanceOf(this.granularity, this.size);
    let best: string | undefined;
    let most = 0;
    for (const [theme, sum] of sums) {
      if (this.standing?.isLocked(theme)) continue;
      const gain = sum - penalty * Math.cbrt(this.themeSize(theme));
      if (gain > most) {
        best = theme;
        most = gain;
      }
    }
    return best;
  }

  /**
   * The themes nearest to a text: how likely any of the theme's members means the same, 0 to 1, best first. By words
   * alone, since somebody types: no model answers between two keystrokes.
   */
  similarThemes(text: string, limit: number): { theme: string; score: number }[] {
    const doubts = new Map<string, number>();
    for (const { theme, similarity } of this.#near(this.#read(text), undefined, 30)) {
      doubts.set(theme, (doubts.get(theme) ?? 1) * (1 - similarity));
    }
    return [...doubts]
      .map(([theme, doubt]) => ({ theme, score: 1 - doubt }))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  }

  /** A word or two may be of any language: they are read in the one in which most of them are known here. */
  #read(text: string): Features {
    const told = featuresOf(text);
    if (told.terms > fewTerms || toldLanguage(text) !== undefined) return told;
    const known = (features: Features) => this.#index.features.known(features);
    const readings = spacedLanguages.map((language) => featuresOf(text, language));
    return readings.reduce((best, reading) => (known(reading) > known(best) ? reading : best), told);
  }

  /** Everything there is to know, as bytes; `restore` gives the same index back. */
  snapshot(): Uint8Array {
    return writeSnapshot({
      granularity: this.granularity,
      rarity: this.#index.features.rarity,
      size: this.size,
      items: this.#items(),
    });
  }

  /**
   * An index from its snapshot, of another granularity if one is given. Throws an `input` error when the snapshot is of
   * another version or damaged: build the index from the feedback then.
   */
  static restore(snapshot: Uint8Array, granularity?: Granularity): NeighbourIndex {
    const kept = readSnapshot(snapshot);
    const index = new NeighbourIndex({ granularity: granularity ?? kept.granularity, rarity: kept.rarity });
    for (const item of kept.items) index.#append(item);
    return index;
  }

  *#items(): Generator<IndexedItem> {
    for (const id of this.ids()) {
      const item = this.#itemOf(id) ?? 0;
      const features = this.#index.features.featuresOf(item);
      yield { id, theme: this.#homes.of(item), features, vector: this.#index.vectors.of(item)?.slice() };
    }
  }

  #append({ id, theme, features, vector }: IndexedItem): void {
    const item = this.#index.add(features, vector);
    this.#ids.add(id);
    this.#homes.join(item, theme);
  }

  #near(
    features: Features,
    vector: Int8Array | undefined,
    limit: number,
    excluded?: number,
    depth?: Effort,
  ): Neighbour[] {
    return this.#index.near(features, vector, limit, excluded, depth).map(({ item, similarity }) => ({
      feedback: this.#ids.of(item),
      theme: this.#rootOf(this.#homes.of(item)),
      similarity,
    }));
  }

  #itemOf(id: string): number | undefined {
    const item = this.#ids.numberOf(id);
    return item < 0 ? undefined : item;
  }

  #rootOf(theme: string): string {
    return this.standing?.rootOf(theme) ?? theme;
  }

  /** Writes everything anew, without what was removed. */
  #rewrite(): void {
    const items = [...this.#items()];
    this.#index = new ItemIndex(this.#index.features.rarity);
    this.#ids = new Names();
    this.#homes = new Homes();
    for (const item of items) this.#append(item);
  }
}
