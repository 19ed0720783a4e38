import { fourLetters, startsWith, u32be } from './bytes.ts';
import type { HeaderReader } from './types.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, name and checksum around the data of a chunk. */
const chunkOverhead = 12;
const headerLength = 13;

export const isPng = (bytes: Uint8Array): boolean => startsWith(bytes, signature);

/**
 * PNG (ISO/IEC 15948) and APNG: chunks one after the other, `IHDR` first and `IEND` last. Frames of an animation are
 * counted by the frames that are there as well as by the number that `acTL` tells.
 */
export const readPng: HeaderReader = (bytes, { maxFrames }) => {
  if (bytes.length < signature.length + chunkOverhead + headerLength) return 'truncated';
  if (fourLetters(bytes, 12) !== 'IHDR' || u32be(bytes, 8) !== headerLength) return 'damaged';
  const header = { width: u32be(bytes, 16), height: u32be(bytes, 20) };
  let told = 1;
  let found = 0;
  let at = signature.length;
  while (at + chunkOverhead <= bytes.length) {
    const length = u32be(bytes, at);
    const next = at + chunkOverhead + length;
    if (next > bytes.length) return 'truncated';
    const name = fourLetters(bytes, at + 4);
    if (name === 'IEND') return { ...header, frames: Math.max(1, told, found) };
    if (name === 'acTL' && length >= 4) told = Math.max(told, u32be(bytes, at + 8));
    if (name === 'fcTL') found += 1;
    if (Math.max(told, found) > maxFrames) return 'too_many_frames';
    at = next;
  }
  return 'truncated';
};
