/**
 * Typed arrays that grow. An eighth more each time: what is kept is moved eight times in all, which is nothing beside
 * taking it in, and at most a ninth of the memory waits unused.
 */
export function roomFor<T extends Int8Array | Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  array: T,
  length: number,
): T {
  if (length <= array.length) return array;
  const grown = new (array.constructor as new (length: number) => T)(
    Math.max(64, length, Math.ceil(array.length * 1.125)),
  );
  grown.set(array);
  return grown;
}
