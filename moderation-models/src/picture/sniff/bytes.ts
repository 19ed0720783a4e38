/** Whole numbers at a place of a file; the caller has made sure that the bytes are there. */
export const u8 = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;
export const u16be = (bytes: Uint8Array, at: number): number => u8(bytes, at) * 0x100 + u8(bytes, at + 1);
export const u16le = (bytes: Uint8Array, at: number): number => u8(bytes, at) + u8(bytes, at + 1) * 0x100;
export const u24le = (bytes: Uint8Array, at: number): number =>
  u16le(bytes, at) + u8(bytes, at + 2) * 0x1_0000;
export const u32be = (bytes: Uint8Array, at: number): number =>
  u16be(bytes, at) * 0x1_0000 + u16be(bytes, at + 2);
export const u32le = (bytes: Uint8Array, at: number): number =>
  u16le(bytes, at) + u16le(bytes, at + 2) * 0x1_0000;

/** Four letters that name a chunk or box. */
export const fourLetters = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + 4));

export const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  bytes.length >= start.length && start.every((byte, at) => bytes[at] === byte);
