/**
 * 53 bits of a string as one number (the cyrb53 mix), so that avoiding somebody is a comparison of numbers and
 * a list of sixteen people is 128 bytes. Two people with one fingerprint are kept apart needlessly, with a chance of
 * 2^-53 a pair; nobody is ever let together by it.
 */
export function fingerprint(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (b & 0x1fffff) + (a >>> 0);
}

/** One of 32 bits for a fingerprint: the signature of a set tells at once of most others that they are not in it. */
export function fingerprintBit(print: number): number {
  return 1 << (print & 31);
}
