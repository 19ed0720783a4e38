/** A copy of an array with more room; the new part is zero. Never shorter than before. */
export function growInt32(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(length, old.length));
  grown.set(old);
  return grown;
}
