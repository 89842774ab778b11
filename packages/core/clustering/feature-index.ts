import { isConcept } from "./concepts.ts";
import { Copies } from "./copies.ts";
import { type Effort, spread, thorough } from "./effort.ts";
import { type Features, weightUnit } from "./features.ts";
import { roomFor } from "./growing.ts";
import { Postings } from "./postings.ts";
import { Vocabulary } from "./vocabulary.ts";

/** An item that is like what was asked for: its cosine, 0 to 1. */
export interface Match {
  item: number;
  similarity: number;
}

/** How much rarity says: damped for themes, in full for duplicates (measured; see `NeighbourIndex`). */
export type Rarity = "damped" | "full";
const rarityExponent: Record<Rarity, number> = { damped: 0.4, full: 1 };

/** How much a pair of terms counts beside a term, and how far apart its two terms may stand. */
const pairWeight = 0.45;
const pairReach = 2;

/** The number of items that rarity is worked out for is rounded, so that it need not be worked out for each search. */
const stepsPerDoubling = 8;

/** A feature that more than a fifth of the items hold finds nobody, unless those are few or nothing rarer finds enough. */
const commonShare = 0.2;
const commonAtLeast = 50;

/**
 * Scratch of a search, for all indexes: none is broken off by another. The weights of what is asked for, by its place in
 * the query; the items met, by their seat, and what each shares with the query.
 */
let weightsAsked = new Float64Array(0);
const holders = new Uint32Array(thorough.perFeature);
const met = new Uint32Array(thorough.inAll);
const shared = new Float64Array(thorough.inAll);
const closeness = new Float64Array(thorough.inAll);

/**
 * Items by their features, numbered in the order in which they came, in packed arrays. It is a function of that list
 * alone: rarity and lengths are worked out when asked, so that an item removed leaves no trace.
 */
export class FeatureIndex {
  readonly rarity: Rarity;
  /** One more than the greatest item number given. */
  items = 0;
  /** How many items there are. */
  size = 0;
  #vocabulary = new Vocabulary();
  #postings = new Postings();
  #copies = new Copies();
  #present = new Uint8Array(0);
  /** Per item: how many of its features are terms. */
  #terms = new Uint16Array(0);
  /** Per item: where its features start; they end where the next item's start. */
  #starts = new Uint32Array(1);
  #features = new Uint32Array(0);
  #weights = new Uint8Array(0);
  /** What rarity says by number of holders, worked out for a rounded number of items. */
  #rarities = new Float64Array(4096);
  #roundedSize = 0;
  #raritiesFor = -1;

  /** Scratch, all zero between searches: a feature's place in the query and an item's seat among those met, and one. */
  #places = new Uint16Array(0);
  #seats = new Uint16Array(0);

  constructor(rarity: Rarity) {
    this.rarity = rarity;
  }

  get bytes(): number {
    const parts = [this.#vocabulary, this.#postings, this.#copies].map(({ bytes }) => bytes);
    const { byteLength } = this.#rarities;
    const perItem = [this.#present, this.#terms, this.#starts, this.#seats].map((array) => array.byteLength);
    const perFeature = [this.#features, this.#weights, this.#places].map((array) => array.byteLength);
    return [...parts, byteLength, ...perItem, ...perFeature].reduce((sum, bytes) => sum + bytes, 0);
  }

  has(item: number): boolean {
    return this.#present[item] === 1;
  }

  /** Takes an item in; gives its number. */
  add({ keys, weights, terms, wording }: Features): number {
    const item = this.items++;
    this.size++;
    const start = this.#start(item);
    const end = start + keys.length;
    this.#starts = roomFor(this.#starts, item + 2);
    this.#starts[item + 1] = end;
    this.#terms = roomFor(this.#terms, item + 1);
    this.#terms[item] = terms;
    this.#present = roomFor(this.#present, item + 1);
    this.#present[item] = 1;
    this.#features = roomFor(this.#features, end);
    this.#weights = roomFor(this.#weights, end);
    this.#weights.set(weights, start);
    for (let i = 0; i < keys.length; i++) {
      const feature = this.#vocabulary.learn(keys[i] ?? 0);
      this.#features[start + i] = feature;
      this.#vocabulary.count(feature, 1);
      this.#postings.add(feature, item);
    }
    this.#copies.add(wording, item);
    return item;
  }

  remove(item: number): void {
    for (let at = this.#start(item); at < this.#start(item + 1); at++) {
      this.#vocabulary.count(this.#features[at] ?? 0, -1);
    }
    this.#present[item] = 0;
    this.size--;
  }

  featuresOf(item: number): Features {
    const from = this.#start(item);
    const to = this.#start(item + 1);
    const keys = new Uint32Array(to - from);
    for (let at = from; at < to; at++) keys[at - from] = this.#vocabulary.keyOf(this.#features[at] ?? 0);
    return {
      keys,
      weights: this.#weights.slice(from, to),
      terms: this.#terms[item] ?? 0,
      wording: this.#copies.wordingOf(item),
    };
  }

  /** The different terms of an item, as numbers of the vocabulary, ascending. */
  termsOf(item: number): Uint32Array {
    const start = this.#start(item);
    return this.#features.slice(start, start + (this.#terms[item] ?? 0)).sort();
  }

  /**
   * The words of an item that may be a subject, and what they stand for, as numbers of the vocabulary.
   *
   * @param isGeneral whether a word, by its key, is none: only forming themes anew asks, and brings the list along
   */
  subjectsOf(item: number, isGeneral: (key: number) => boolean): Uint32Array {
    const start = this.#start(item);
    const end = this.#start(item + 1);
    const lastTerm = start + (this.#terms[item] ?? 0);
    return this.#features.slice(start, end).filter((feature, i) => {
      const key = this.#vocabulary.keyOf(feature);
      return start + i < lastTerm ? !isGeneral(key) : isConcept(key);
    });
  }

  /** How many of some features' terms any item holds. */
  known({ keys, terms }: Features): number {
    return keys.subarray(0, terms).filter((key) => this.#vocabulary.holdersOf(this.#vocabulary.find(key)) > 0).length;
  }

  /** The items worded as the features given are, the newest first: found however many there are. */
  copies({ keys, wording }: Features, limit: number, except = -1): number[] {
    const found = this.#copies.newest(wording, limit + 1, this.#present);
    // Different wordings may share a hash.
    const isCopy = (item: number) =>
      this.#start(item + 1) - this.#start(item) === keys.length &&
      keys.every((key, i) => this.#vocabulary.keyOf(this.#features[this.#start(item) + i] ?? 0) === key);
    return found.filter((item) => item !== except && isCopy(item)).slice(0, limit);
  }

  /** The items most like the features given, best first. */
  nearest(features: Features, limit: number, least: number, effort: Effort, except = -1): Match[] {
    this.#seats = roomFor(this.#seats, this.items);
    this.#places = roomFor(this.#places, this.#vocabulary.size);
    const asked: number[] = [];
    const length = this.#ask(features, asked);
    const count = this.#meet(asked, effort, limit);
    const matches: Match[] = [];
    const copies = this.copies(features, limit, except);
    for (const item of new Set([...copies, ...this.#closest(count, effort.compared)])) {
      if (item === except) continue;
      const similarity = this.#cosine(item, length, features.terms);
      if (similarity >= least) matches.push({ item, similarity });
    }
    for (let m = 0; m < count; m++) this.#seats[met[m] ?? 0] = 0;
    for (const feature of asked) this.#places[feature] = 0;
    matches.sort((a, b) => b.similarity - a.similarity || b.item - a.item);
    const last = matches[limit * effort.spreadFrom - 1];
    if (last !== undefined && last.similarity === matches[limit - 1]?.similarity) spread(matches, except);
    if (matches.length > limit) matches.length = limit;
    return matches;
  }

  /** Spreads a query out by feature; gives its squared length, and the features that any item holds. */
  #ask({ keys, weights, terms }: Features, asked: number[]): number {
    weightsAsked = roomFor(weightsAsked, keys.length);
    let length = 0;
    let before = 0;
    let beforeThat = 0;
    for (let i = 0; i < keys.length; i++) {
      const feature = this.#vocabulary.find(keys[i] ?? 0);
      const holders = feature < 0 ? 0 : this.#vocabulary.holdersOf(feature);
      const rarity = this.#rarity(holders);
      const weight = (weights[i] ?? 0) * weightUnit * rarity;
      length += weight * weight;
      if (i < terms) {
        length += pairLength(rarity, before) + pairLength(rarity, beforeThat);
        beforeThat = before;
        before = rarity;
      }
      if (holders === 0) continue;
      asked.push(feature);
      weightsAsked[i] = weight;
      this.#places[feature] = i + 1;
    }
    return length;
  }

  /**
   * Notes the items that hold what is asked, rarest first for as long as there is time, and what they share. What very
   * many hold is looked at only where too few are met otherwise: by a campaign's words the campaign is found.
   */
  #meet(asked: readonly number[], { perFeature, inAll }: Effort, enough: number): number {
    const common = Math.max(commonAtLeast, this.size * commonShare);
    const holdersOf = (feature: number) => this.#vocabulary.holdersOf(feature);
    let count = 0;
    let left = inAll;
    for (const feature of asked.toSorted((a, b) => holdersOf(a) - holdersOf(b))) {
      if (left <= 0 || (holdersOf(feature) > common && count >= enough)) break;
      const found = this.#postings.newest(feature, holders, Math.min(left, perFeature), this.#present);
      left -= found;
      const gain = (weightsAsked[(this.#places[feature] ?? 0) - 1] ?? 0) ** 2;
      for (let h = 0; h < found; h++) {
        const item = holders[h] ?? 0;
        const seat = this.#seats[item] ?? 0;
        if (seat === 0) {
          met[count] = item;
          shared[count] = gain;
          this.#seats[item] = ++count;
        } else shared[seat - 1] = (shared[seat - 1] ?? 0) + gain;
      }
    }
    return count;
  }

  /** Of the items met, those that share most for their length, to within a 256th of the most; newest of equals. */
  #closest(count: number, limit: number): number[] {
    let most = 0;
    for (let m = 0; m < count; m++) {
      const item = met[m] ?? 0;
      const close = (shared[m] ?? 0) / Math.sqrt(this.#start(item + 1) - this.#start(item));
      closeness[m] = close;
      if (close > most) most = close;
    }
    const counts = new Uint32Array(256);
    const scale = 255 / most;
    for (let m = 0; m < count; m++) {
      const rank = Math.floor((closeness[m] ?? 0) * scale);
      counts[rank] = (counts[rank] ?? 0) + 1;
    }
    let edge = 255;
    let above = 0;
    while (edge > 0 && above + (counts[edge] ?? 0) < limit) above += counts[edge--] ?? 0;
    const closest: number[] = [];
    const onEdge: number[] = [];
    for (let m = 0; m < count; m++) {
      const rank = Math.floor((closeness[m] ?? 0) * scale);
      if (rank > edge) closest.push(met[m] ?? 0);
      else if (rank === edge) onEdge.push(met[m] ?? 0);
    }
    onEdge.sort((a, b) => b - a);
    return closest.concat(onEdge.slice(0, limit - above));
  }

  /** Cosine of an item and the query spread out, of which the squared length and the number of terms are given. */
  #cosine(item: number, length: number, termsAsked: number): number {
    const start = this.#start(item);
    const end = this.#start(item + 1);
    const lastTerm = start + (this.#terms[item] ?? 0);
    let dot = 0;
    let own = 0;
    let before = 0;
    let beforeThat = 0;
    let place = 0;
    let placeBefore = 0;
    for (let at = start; at < end; at++) {
      const feature = this.#features[at] ?? 0;
      const rarity = this.#rarity(this.#vocabulary.holdersOf(feature));
      const weight = (this.#weights[at] ?? 0) * weightUnit * rarity;
      own += weight * weight;
      const here = this.#places[feature] ?? 0;
      if (here !== 0) dot += weight * (weightsAsked[here - 1] ?? 0);
      if (at >= lastTerm) continue;
      const first = pairLength(rarity, before);
      const second = pairLength(rarity, beforeThat);
      own += first + second;
      const hereAsTerm = here <= termsAsked ? here : 0;
      if (hereAsTerm !== 0) {
        if (place !== 0 && Math.abs(hereAsTerm - place) <= pairReach) dot += first;
        if (placeBefore !== 0 && Math.abs(hereAsTerm - placeBefore) <= pairReach) dot += second;
      }
      placeBefore = place;
      place = hereAsTerm;
      beforeThat = before;
      before = rarity;
    }
    return dot === 0 ? 0 : dot / Math.sqrt(own * length);
  }

  /** `ln(1 + (items + 1) / (holders + ½))`, damped or in full; the number of items to within a tenth. */
  #rarity(holders: number): number {
    if (this.#raritiesFor !== this.size) {
      this.#raritiesFor = this.size;
      const items = 2 ** (Math.round(Math.log2(this.size + 1) * stepsPerDoubling) / stepsPerDoubling);
      if (items !== this.#roundedSize) {
        this.#roundedSize = items;
        this.#rarities.fill(0);
      }
    }
    const known = this.#rarities[holders];
    if (known !== undefined && known !== 0) return known;
    const rarity = Math.log(1 + this.#roundedSize / (holders + 0.5)) ** rarityExponent[this.rarity];
    if (known !== undefined) this.#rarities[holders] = rarity;
    return rarity;
  }

  #start(item: number): number {
    return this.#starts[item] ?? 0;
  }
}

/** The squared weight of a pair whose terms have these rarities; none when one is missing. */
function pairLength(rarity: number, other: number): number {
  return pairWeight * pairWeight * rarity * other;
}
