/** What is accepted; each decodes in every browser that the app runs in. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** Why a file is not taken as a picture. */
export const pictureRefusals = [
  /** More bytes than allowed. */
  'too_big',
  /** More pixels than allowed, in one frame or in all of them. */
  'pixel_bomb',
  'too_many_frames',
  /** Text, a page, a program, noise: nothing that pictures begin with. */
  'not_a_picture',
  /** A picture or video of a kind that isn't taken: SVG, HEIC, TIFF, BMP and others. */
  'unsupported_type',
  /** It ends before its own header says that it does. */
  'truncated',
  /** Its header contradicts itself, or the decoder can't read what follows. */
  'damaged',
] as const;
export type PictureRefusal = (typeof pictureRefusals)[number];

/** What a header tells. A still picture has one frame. */
export interface PictureHeader {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** How much a file may ask of the decoder. */
export interface PictureLimits {
  readonly maxBytes: number;
  /** Of one frame: width times height. */
  readonly maxPixels: number;
  readonly maxSide: number;
  readonly maxFrames: number;
  /** Of all frames together; a decoder draws each of them to reach the last. */
  readonly maxTotalPixels: number;
}

/** Reads the header of one type; the limits say when to stop counting. Never reads beyond the bytes. */
export type HeaderReader = (bytes: Uint8Array, limits: PictureLimits) => PictureHeader | PictureRefusal;
