import { NeighbourIndex } from "@earshot/core/neighbours.ts";
import { isDue, recluster, reclusterGently, undecided } from "@earshot/core/recluster.ts";

/**
 * The theme of each text, as the product forms them where nobody decides anything: texts are assigned as they come, and
 * themes formed anew after each quarter of growth and once when intake rests.
 *
 * @param vectors what texts mean, as far as that is known
 */
export async function formed(
  texts: readonly string[],
  vectors: ReadonlyMap<string, Int8Array> = new Map(),
): Promise<string[]> {
  const index = new NeighbourIndex();
  let opened = 0;
  let sizeAtLast = 0;
  const openTheme = () => `theme ${opened++}`;
  const formAnew = async () => {
    const { moves } = await reclusterGently(recluster(index, undecided, openTheme));
    for (const { feedback, to } of moves) index.move(feedback, to);
    sizeAtLast = index.size;
  };
  for (const [i, text] of texts.entries()) {
    const vector = vectors.get(text);
    index.add(String(i), index.assign(text, undefined, vector).theme ?? openTheme(), text, vector);
    if (isDue(index.size, sizeAtLast)) await formAnew();
  }
  if (isDue(index.size, sizeAtLast, true)) await formAnew();
  return texts.map((_, i) => index.themeOf(String(i)) ?? "");
}
