import { fourLetters, u16le, u24le, u32le, u8 } from './bytes.ts';
import type { HeaderReader, PictureHeader, PictureRefusal } from './types.ts';

const riffHeader = 12;
const chunkHeader = 8;

export const isWebp = (bytes: Uint8Array): boolean =>
  bytes.length >= riffHeader && fourLetters(bytes, 0) === 'RIFF' && fourLetters(bytes, 8) === 'WEBP';

/** The size that one chunk names, where it is of a kind that does; `data` is where its content begins. */
function sizeIn(
  bytes: Uint8Array,
  name: string,
  data: number,
  length: number,
): Omit<PictureHeader, 'frames'> | PictureRefusal | undefined {
  if (name === 'VP8X') {
    if (length < 10) return 'damaged';
    return { width: u24le(bytes, data + 4) + 1, height: u24le(bytes, data + 7) + 1 };
  }
  if (name === 'VP8 ') {
    if (length < 10) return 'damaged';
    const startCode = u24le(bytes, data + 3) === 0x2a019d;
    const isKeyFrame = (u8(bytes, data) & 1) === 0;
    if (!startCode || !isKeyFrame) return 'damaged';
    return { width: u16le(bytes, data + 6) & 0x3fff, height: u16le(bytes, data + 8) & 0x3fff };
  }
  if (name === 'VP8L') {
    if (length < 5 || u8(bytes, data) !== 0x2f) return 'damaged';
    const packed = u32le(bytes, data + 1);
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
  }
  if (name === 'ANMF') {
    if (length < 16) return 'damaged';
    return { width: u24le(bytes, data + 6) + 1, height: u24le(bytes, data + 9) + 1 };
  }
  return undefined;
}

/**
 * WebP (RFC 9649): chunks within a RIFF frame whose length must be there. The size is the largest that a chunk
 * names; each `ANMF` is a frame.
 */
export const readWebp: HeaderReader = (bytes, { maxFrames }) => {
  const end = chunkHeader + u32le(bytes, 4);
  if (end > bytes.length) return 'truncated';
  let [width, height, frames] = [0, 0, 0];
  let at = riffHeader;
  while (at + chunkHeader <= end) {
    const name = fourLetters(bytes, at);
    const length = u32le(bytes, at + 4);
    const data = at + chunkHeader;
    if (data + length > end) return 'truncated';
    const size = sizeIn(bytes, name, data, length);
    if (typeof size === 'string') return size;
    width = Math.max(width, size?.width ?? 0);
    height = Math.max(height, size?.height ?? 0);
    if (name === 'ANMF') frames += 1;
    if (frames > maxFrames) return 'too_many_frames';
    at = data + length + (length % 2);
  }
  return { width, height, frames: Math.max(1, frames) };
};
