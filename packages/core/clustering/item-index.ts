import { type Effort, quick, thorough } from "./effort.ts";
import { FeatureIndex, type Match, type Rarity } from "./feature-index.ts";
import type { Features } from "./features.ts";
import { Vectors } from "./vectors.ts";

/** Below this cosine, two texts share a word by chance; rare words alone make less of it. */
const leastSimilarity: Record<Rarity, number> = { damped: 0.12, full: 0.03 };

/** Reports are long and their duplicates few: a search for one is worth three times as much time. */
const searchEffort: Record<Rarity, Effort> = { damped: quick, full: thorough };

/** Of those near by words, so many times those sought are looked at in meaning too. */
const widened = 3;

/**
 * How much meaning counts beside words where both are known of two items. Models take "card arrived" and "card did not
 * arrive" for nearly the same, words miss every paraphrase. Half of each also keeps similarities on the scale for which
 * the resistance of themes was measured (granularity.ts), with any share of items whose meaning is known.
 *
 * No embedding model was within reach. Measured on bank_test, dstc_bank and dstc_dev with stand-ins at 256 dimensions:
 * random projections of the words, which say nothing new (pairwise F1 .43, .59, .52; by words alone .44, .59, .52), and
 * the same mixed with a direction for each label, noise and a part that all share (.59, .79; where half of the items
 * have one, .46 on bank_test). Resistances of 0.8 to 1.3 times the usual do as well within .02, but on dstc_bank, whose
 * few hundred items spread by .07. With vectors alone, random projections lose .04. Measure again with the model that
 * is used: `npm run bench -- clustering --embeddings`.
 */
const meaningShare = 0.5;

/** Items by their words, and by what they mean where an embedding model has said so. */
export class ItemIndex {
  readonly features: FeatureIndex;
  readonly vectors = new Vectors();

  constructor(rarity: Rarity) {
    this.features = new FeatureIndex(rarity);
  }

  get bytes(): number {
    return this.features.bytes + this.vectors.bytes;
  }

  /** Takes an item in; gives its number. */
  add(features: Features, vector: Int8Array | undefined): number {
    const item = this.features.add(features);
    if (vector) this.vectors.set(item, vector);
    return item;
  }

  remove(item: number): void {
    this.features.remove(item);
    this.vectors.remove(item);
  }

  /** The items nearest by words, and in meaning as well where a vector tells what is meant; best first. */
  near(
    features: Features,
    vector: Int8Array | undefined,
    limit: number,
    except?: number,
    effort = searchEffort[this.features.rarity],
  ): Match[] {
    const least = leastSimilarity[this.features.rarity];
    if (vector === undefined || this.vectors.size === 0)
      return this.features.nearest(features, limit, least, effort, except);
    const byWords = this.features.nearest(features, limit * widened, least, effort, except);
    const inMeaning = this.vectors.nearest(vector, limit, except);
    return blended(byWords, inMeaning, this.vectors.likenessTo(vector))
      .filter(({ similarity }) => similarity >= least)
      .slice(0, limit);
  }
}

/**
 * What is near by words and what is near in meaning as one list, best first. An item whose meaning is unknown is as near
 * as its words say.
 */
function blended(
  byWords: readonly Match[],
  inMeaning: readonly Match[],
  likeness: (item: number) => number | undefined,
): Match[] {
  const mixed = (worded: number, meant: number) => (1 - meaningShare) * worded + meaningShare * meant;
  const worded = new Set(byWords.map(({ item }) => item));
  const others = inMeaning.filter(({ item }) => !worded.has(item));
  // Of equals those by words stay before the others, in the order in which they were found.
  return [
    ...byWords.map(({ item, similarity }) => ({ item, similarity: mixed(similarity, likeness(item) ?? similarity) })),
    ...others.map(({ item, similarity }) => ({ item, similarity: mixed(0, similarity) })),
  ].sort((a, b) => b.similarity - a.similarity);
}
