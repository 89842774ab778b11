/** How well found themes agree with labels; every figure 0 to 1 (ARI may fall below 0), 1 for the same partition. */
export interface Agreement {
  /** Mutual information over the mean of both entropies. Alone it misleads: singletons score high. */
  nmi: number;
  /** Adjusted Rand index (Hubert, Arabie 1985). */
  ari: number;
  /** F1 over pairs of items that stand together. */
  pairwise_f1: number;
  /** Each item's own precision and recall, averaged, then F1 (Bagga, Baldwin 1998; Amigó et al. 2009). */
  bcubed_f1: number;
}

/** Compares a partition with the labels; both name the group of each item, in the same order. */
export function agreement(found: readonly string[], labels: readonly string[]): Agreement {
  const items = labels.length;
  const foundSizes = new Map<string, number>();
  const labelSizes = new Map<string, number>();
  const cells = new Map<string, { theme: string; label: string; size: number }>();
  for (const [i, label] of labels.entries()) {
    const theme = found[i] ?? "";
    foundSizes.set(theme, (foundSizes.get(theme) ?? 0) + 1);
    labelSizes.set(label, (labelSizes.get(label) ?? 0) + 1);
    const name = JSON.stringify([theme, label]);
    const cell = cells.get(name);
    if (cell === undefined) cells.set(name, { theme, label, size: 1 });
    else cell.size++;
  }

  let information = 0;
  let together = 0;
  let precision = 0;
  let recall = 0;
  for (const { theme, label, size } of cells.values()) {
    const ofTheme = foundSizes.get(theme) ?? 0;
    const ofLabel = labelSizes.get(label) ?? 0;
    information += (size / items) * Math.log((size * items) / (ofTheme * ofLabel));
    together += pairs(size);
    precision += size ** 2 / ofTheme / items;
    recall += size ** 2 / ofLabel / items;
  }
  const foundPairs = sum([...foundSizes.values()].map(pairs));
  const labelPairs = sum([...labelSizes.values()].map(pairs));
  const entropies = entropy(foundSizes, items) + entropy(labelSizes, items);
  const expected = (foundPairs * labelPairs) / Math.max(1, pairs(items));
  const possible = (foundPairs + labelPairs) / 2;
  return {
    nmi: entropies === 0 ? 1 : (2 * information) / entropies,
    ari: possible === expected ? 1 : (together - expected) / (possible - expected),
    pairwise_f1: possible === 0 ? 1 : together / possible,
    bcubed_f1: harmonic(precision, recall),
  };
}

function pairs(n: number): number {
  return (n * (n - 1)) / 2;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

function entropy(sizes: ReadonlyMap<string, number>, items: number): number {
  return -sum([...sizes.values()].map((size) => (size / items) * Math.log(size / items)));
}
