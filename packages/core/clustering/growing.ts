/**
 * Typed arrays that grow. Half as much again each time: the copying is amortised to two moves an element, and at most
 * a third of the memory waits unused.
 */
export function roomFor<T extends Int8Array | Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  array: T,
  length: number,
): T {
  if (length <= array.length) return array;
  const grown = new (array.constructor as new (length: number) => T)(
    Math.max(64, length, Math.ceil(array.length * 1.5)),
  );
  grown.set(array);
  return grown;
}
