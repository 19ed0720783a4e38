import { startsWith, u16be, u8 } from './bytes.ts';
import type { HeaderReader } from './types.ts';

const endOfImage = 0xd9;
const startOfScan = 0xda;
const startOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** Markers without a length: TEM, restarts, start of image. */
const bare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

export const isJpeg = (bytes: Uint8Array): boolean => startsWith(bytes, [0xff, 0xd8, 0xff]);

/**
 * JPEG (ITU-T T.81): segments up to the end of the image, which must be there. The size is the largest that a frame
 * header names. What follows the end, such as the film of a moving photograph, is not looked at.
 */
export const readJpeg: HeaderReader = (bytes) => {
  let [width, height, scans] = [0, 0, 0];
  let at = 2;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at === -1 || at + 1 >= bytes.length) return 'truncated';
    const marker = u8(bytes, at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // A zero after FF is FF within the data of a scan.
    if (marker === 0x00 || bare(marker)) {
      at += 2;
      continue;
    }
    if (marker === endOfImage) return width > 0 && scans > 0 ? { width, height, frames: 1 } : 'damaged';
    if (at + 4 > bytes.length) return 'truncated';
    const length = u16be(bytes, at + 2);
    if (length < 2) return 'damaged';
    if (at + 2 + length > bytes.length) return 'truncated';
    if (startOfFrame(marker)) {
      if (length < 8) return 'damaged';
      height = Math.max(height, u16be(bytes, at + 5));
      width = Math.max(width, u16be(bytes, at + 7));
    }
    if (marker === startOfScan) scans += 1;
    at += 2 + length;
  }
};
