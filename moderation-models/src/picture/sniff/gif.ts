import { startsWith, u16le, u8 } from './bytes.ts';
import type { HeaderReader } from './types.ts';

const screenLength = 13;
const [extension, image, trailer] = [0x21, 0x2c, 0x3b];

export const isGif = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0x47, 0x49, 0x46, 0x38]) &&
  (bytes[4] === 0x37 || bytes[4] === 0x39) &&
  bytes[5] === 0x61;

const colourTableLength = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 0x07) + 1) : 0);

/** Behind the run of sub-blocks at this place; `undefined` where the file ends within them. */
function afterSubBlocks(bytes: Uint8Array, start: number): number | undefined {
  let at = start;
  while (at < bytes.length) {
    const length = u8(bytes, at);
    at += 1 + length;
    if (length === 0) return at;
  }
  return undefined;
}

/**
 * GIF87a and GIF89a: blocks up to the trailer. Many files lack the trailer, so one may end behind a block. The
 * size is that of the screen or of the frame that reaches furthest, for decoders widen the screen.
 */
export const readGif: HeaderReader = (bytes, { maxFrames }) => {
  if (bytes.length < screenLength) return 'truncated';
  let width = u16le(bytes, 6);
  let height = u16le(bytes, 8);
  let frames = 0;
  let at = screenLength + colourTableLength(u8(bytes, 10));
  while (at < bytes.length && u8(bytes, at) !== trailer) {
    const kind = u8(bytes, at);
    let data: number;
    if (kind === image) {
      if (at + 10 > bytes.length) return 'truncated';
      frames += 1;
      if (frames > maxFrames) return 'too_many_frames';
      width = Math.max(width, u16le(bytes, at + 1) + u16le(bytes, at + 5));
      height = Math.max(height, u16le(bytes, at + 3) + u16le(bytes, at + 7));
      // The size of the code units stands before the data.
      data = at + 10 + colourTableLength(u8(bytes, at + 9)) + 1;
    } else if (kind === extension) {
      data = at + 2;
    } else {
      return 'damaged';
    }
    const next = afterSubBlocks(bytes, data);
    if (next === undefined) return 'truncated';
    at = next;
  }
  return frames > 0 ? { width, height, frames } : 'truncated';
};
