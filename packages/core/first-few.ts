/** So many are named of what may be dozens. */
const mostNamed = 4;

/** The first few of a list, and how many others there are. */
export function firstFew<T>(all: readonly T[]): { first: readonly T[]; others: number } {
  return { first: all.slice(0, mostNamed), others: Math.max(0, all.length - mostNamed) };
}
