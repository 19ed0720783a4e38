import { isAvif, readAvif } from './avif.ts';
import { isGif, readGif } from './gif.ts';
import { isJpeg, readJpeg } from './jpeg.ts';
import { isOtherMedia } from './other-types.ts';
import { isPng, readPng } from './png.ts';
import type { HeaderReader, PictureHeader, PictureLimits, PictureRefusal, PictureType } from './types.ts';
import { isWebp, readWebp } from './webp.ts';

export * from './types.ts';

const megabyte = 1_000_000;
const megapixel = 1_000_000;

/** A picture that comes from a stranger: what `preparePicture` makes is far below. */
export const strangersPictureLimits: PictureLimits = {
  maxBytes: 10 * megabyte,
  maxPixels: 17 * megapixel,
  maxSide: 8_192,
  maxFrames: 500,
  maxTotalPixels: 500 * megapixel,
};

/** A picture that somebody chose on the own device, before it is made smaller: photographs of 50 megapixels are common. */
export const ownPictureLimits: PictureLimits = {
  maxBytes: 40 * megabyte,
  maxPixels: 64 * megapixel,
  maxSide: 16_384,
  maxFrames: 2_000,
  maxTotalPixels: 2_000 * megapixel,
};

const readers: readonly [PictureType, (bytes: Uint8Array) => boolean, HeaderReader][] = [
  ['image/jpeg', isJpeg, readJpeg],
  ['image/png', isPng, readPng],
  ['image/gif', isGif, readGif],
  ['image/webp', isWebp, readWebp],
  ['image/avif', isAvif, readAvif],
];

export type SniffedPicture =
  | ({ readonly ok: true; readonly type: PictureType } & PictureHeader)
  | { readonly ok: false; readonly reason: PictureRefusal };

/**
 * What a file is by its content, whatever its name or declared type says, and how much it would take to decode it.
 * Decodes nothing, allocates nothing that grows with the file, and takes time in proportion to the bytes at most. A file that passes may still be damaged: only the decoder can tell.
 */
export function sniffPicture(
  bytes: Uint8Array,
  limits: PictureLimits = strangersPictureLimits,
): SniffedPicture {
  const refused = (reason: PictureRefusal): SniffedPicture => ({ ok: false, reason });
  if (bytes.length > limits.maxBytes) return refused('too_big');
  const [type, , read] = readers.find(([, is]) => is(bytes)) ?? [];
  if (type === undefined || read === undefined)
    return refused(isOtherMedia(bytes) ? 'unsupported_type' : 'not_a_picture');
  const header = read(bytes, limits);
  if (typeof header === 'string') return refused(header);
  const { width, height, frames } = header;
  if (width < 1 || height < 1) return refused('damaged');
  const pixels = width * height;
  if (Math.max(width, height) > limits.maxSide || pixels > limits.maxPixels) return refused('pixel_bomb');
  if (frames > limits.maxFrames) return refused('too_many_frames');
  if (pixels * frames > limits.maxTotalPixels) return refused('pixel_bomb');
  return { ok: true, type, width, height, frames };
}
