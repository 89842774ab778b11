/** One path for the weeks gone by and one for the present, as strokes from the base line up. */
export function bars(
  people: readonly number[],
  { width, base, height }: { width: number; base: number; height: number },
): { past: string; present: string } {
  // At least eight high, so that three people do not look like a storm; a week without anybody still has its place.
  const scale = height / Math.max(8, ...people);
  const strokes = people.map((n, i) => {
    const x = ((i + 0.5) * width) / people.length;
    return `M${short(x)} ${base}V${short(base - Math.max(1.5, n * scale))}`;
  });
  return { past: strokes.slice(0, -1).join(""), present: strokes.at(-1) ?? "" };
}

/** A coordinate to a tenth, without the zeros that say nothing. */
export const short = (x: number): string => String(Math.round(x * 10) / 10);
