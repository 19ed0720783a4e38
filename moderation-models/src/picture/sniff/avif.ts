import { fourLetters, u32be } from './bytes.ts';
import { boxesAt, boxesIn } from './iso-boxes.ts';
import type { HeaderReader } from './types.ts';

/** Brands behind the type of the file: the main one, then, after a version, those that it is compatible with. */
export function brandsOf(bytes: Uint8Array): string[] {
  if (bytes.length < 16 || fourLetters(bytes, 4) !== 'ftyp') return [];
  const end = Math.min(u32be(bytes, 0), bytes.length, 256);
  const brands = [fourLetters(bytes, 8)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(fourLetters(bytes, at));
  return brands;
}

export const isAvif = (bytes: Uint8Array): boolean =>
  brandsOf(bytes).some((brand) => brand === 'avif' || brand === 'avis');

/**
 * AVIF (https://aomediacodec.github.io/av1-avif): the size is the largest that an item's `ispe` or a track's header
 * names; frames of a sequence are the samples of its tracks.
 */
export const readAvif: HeaderReader = (bytes, { maxFrames }) => {
  if (boxesIn(bytes, 0, bytes.length) === undefined) return 'truncated';
  const extents = boxesAt(bytes, ['meta', 'iprp', 'ipco', 'ispe']);
  const tracks = boxesAt(bytes, ['moov', 'trak', 'tkhd']);
  const samples = boxesAt(bytes, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsz']);
  if (extents === undefined || tracks === undefined || samples === undefined) return 'damaged';
  let [width, height, frames] = [0, 0, 1];
  for (const { start, end } of extents) {
    if (end - start < 12) return 'damaged';
    width = Math.max(width, u32be(bytes, start + 4));
    height = Math.max(height, u32be(bytes, start + 8));
  }
  for (const { start, end } of tracks) {
    // The last two fields of a track header, in 1/65536 of a pixel.
    if (end - start < 84) return 'damaged';
    width = Math.max(width, Math.ceil(u32be(bytes, end - 8) / 0x1_0000));
    height = Math.max(height, Math.ceil(u32be(bytes, end - 4) / 0x1_0000));
  }
  for (const { start, end } of samples) {
    if (end - start < 12) return 'damaged';
    frames = Math.max(frames, u32be(bytes, start + 8));
  }
  return frames > maxFrames ? 'too_many_frames' : { width, height, frames };
};
