/** Copies of typed arrays with more room; the new part is zero. Lengths never shrink. */

export function growInt32(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(length, old.length));
  grown.set(old);
  return grown;
}

export function growUint32(old: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(Math.max(length, old.length));
  grown.set(old);
  return grown;
}

export function growUint8(old: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const grown = new Uint8Array(Math.max(length, old.length));
  grown.set(old);
  return grown;
}

export function growFloat32(old: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const grown = new Float32Array(Math.max(length, old.length));
  grown.set(old);
  return grown;
}

export function growFloat64(old: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(Math.max(length, old.length));
  grown.set(old);
  return grown;
}
