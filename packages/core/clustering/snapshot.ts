import { EarshotError } from "../error.ts";
import type { Rarity } from "./feature-index.ts";
import type { Features } from "./features.ts";
import { type Granularity, granularities } from "./granularity.ts";

/** What an index knows of an item. */
export interface IndexedItem {
  id: string;
  theme: string;
  features: Features;
  /** What it means, in a byte a dimension, where an embedding model has said so. */
  vector?: Int8Array | undefined;
}

/** Raised whenever features or layout change: an old snapshot is then rebuilt from the feedback. */
const version = 4;
const magic = 0x45415253;
const none = new Int8Array(0);
const rarities: readonly Rarity[] = ["damped", "full"];

/** An index as it is written: what it was made for, and its items, oldest first. */
export interface IndexContent {
  granularity: Granularity;
  rarity: Rarity;
  size: number;
  items: Iterable<IndexedItem>;
}

/**
 * 32-bit words, little-endian as every platform of Node is: magic, version, granularity, rarity, count of items, of
 * features, bytes of names, of vectors; then per item its theme's number, its count of features and of terms, its
 * wording, and the bytes of its vector; then all keys, all weights as bytes, all vectors, and the names as JSON (themes,
 * ids).
 */
const headerWords = 8;
const itemWords = 5;

export function writeSnapshot({ granularity, rarity, size, items }: IndexContent): Uint8Array {
  const themes: string[] = [];
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  const perItem = new Uint32Array(size * itemWords);
  const features: Features[] = [];
  const vectors: Int8Array[] = [];
  let total = 0;
  let vectorBytes = 0;
  for (const item of items) {
    let number = numbers.get(item.theme);
    if (number === undefined) {
      number = themes.push(item.theme) - 1;
      numbers.set(item.theme, number);
    }
    const { keys, terms, wording } = item.features;
    const { vector = none } = item;
    perItem.set([number, keys.length, terms, wording, vector.length], ids.length * itemWords);
    ids.push(item.id);
    features.push(item.features);
    vectors.push(vector);
    total += keys.length;
    vectorBytes += vector.length;
  }
  const names = new TextEncoder().encode(JSON.stringify([themes, ids]));
  const kinds = [granularities.indexOf(granularity), rarities.indexOf(rarity)];
  const header = [magic, version, ...kinds, size, total, names.length, vectorBytes];
  const bytes = new Uint8Array(4 * (headerWords + size * itemWords + total) + total + vectorBytes + names.length);
  const numbersOut = new Uint32Array(bytes.buffer, 0, headerWords + size * itemWords + total);
  numbersOut.set(header);
  numbersOut.set(perItem, headerWords);
  let at = headerWords + size * itemWords;
  let weightsAt = numbersOut.byteLength;
  for (const { keys, weights } of features) {
    numbersOut.set(keys, at);
    bytes.set(weights, weightsAt);
    at += keys.length;
    weightsAt += weights.length;
  }
  let vectorsAt = weightsAt;
  for (const vector of vectors) {
    bytes.set(vector, vectorsAt);
    vectorsAt += vector.length;
  }
  bytes.set(names, vectorsAt);
  return bytes;
}

export function readSnapshot(snapshot: Uint8Array): IndexContent {
  // A copy, since bytes from a table may start anywhere and 32-bit words may not.
  const bytes = new Uint8Array(snapshot);
  const header = bytes.length < headerWords * 4 ? [] : [...new Uint32Array(bytes.buffer, 0, headerWords)];
  const [found, written, fineness, kind, size = 0, total = 0, nameBytes = 0, vectorBytes = 0] = header;
  const granularity = granularities[fineness ?? -1];
  const rarity = rarities[kind ?? -1];
  const end = 4 * (headerWords + size * itemWords + total) + total + vectorBytes + nameBytes;
  if (
    found !== magic ||
    written !== version ||
    granularity === undefined ||
    rarity === undefined ||
    end !== bytes.length
  ) {
    throw new EarshotError("input", "This is no snapshot of a neighbour index of this version; rebuild the index.");
  }
  const perItem = new Uint32Array(bytes.buffer, headerWords * 4, size * itemWords);
  const keys = new Uint32Array(bytes.buffer, 4 * (headerWords + size * itemWords), total);
  const weights = bytes.subarray(keys.byteOffset + keys.byteLength, keys.byteOffset + keys.byteLength + total);
  const vectors = new Int8Array(bytes.buffer, weights.byteOffset + total, vectorBytes);
  const [themes, ids] = JSON.parse(new TextDecoder().decode(bytes.subarray(end - nameBytes))) as [string[], string[]];
  return { granularity, rarity, size, items: read() };

  function* read(): Generator<IndexedItem> {
    let at = 0;
    let vectorAt = 0;
    for (let item = 0; item < size; item++) {
      const [theme = 0, features = 0, terms = 0, wording = 0, length = 0] = perItem.subarray(
        item * itemWords,
        (item + 1) * itemWords,
      );
      const next = at + features;
      yield {
        id: ids[item] ?? "",
        theme: themes[theme] ?? "",
        features: { keys: keys.subarray(at, next), weights: weights.subarray(at, next), terms, wording },
        ...(length > 0 && { vector: vectors.subarray(vectorAt, vectorAt + length) }),
      };
      at = next;
      vectorAt += length;
    }
  }
}
