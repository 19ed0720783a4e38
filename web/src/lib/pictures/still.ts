import {
  sniffPicture,
  type PictureLimits,
  type PictureRefusal as FileRefusal,
  type SniffedPicture,
} from '@sotto/moderation-models';
import { canvasIsReadable, openCanvas } from './canvas.ts';

/** Longest side of a picture that is sent or shown. */
export const maxSidePx = 2_048;
/** Decoded whole up to here, 68 MB; beyond, the decoder is asked for a smaller picture at once. */
const wholePixels = 17_000_000;

/** Why a file doesn't become a picture: what its content tells, or `canvas_blocked` where the browser keeps pixels to itself. */
export type PictureRefusal = FileRefusal | 'canvas_blocked';

/** A decoded picture: what it is as a file, and its first frame, upright, at most {@link maxSidePx} a side. */
export interface Still {
  readonly ok: true;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly file: Extract<SniffedPicture, { ok: true }>;
  readonly canvas: OffscreenCanvas;
}
export interface Refused {
  readonly ok: false;
  readonly reason: PictureRefusal;
}
const refused = (reason: PictureRefusal): Refused => ({ ok: false, reason });

/**
 * Reads a file as a picture, its size and header before its content. Takes in memory what the limits allow to be
 * decoded, for a moment, and afterwards 16 MB at most. Rejects where the file can't be read at all.
 */
export async function readStill(blob: Blob, limits: PictureLimits): Promise<Still | Refused> {
  if (blob.size > limits.maxBytes) return refused('too_big');
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const file = sniffPicture(bytes, limits);
  if (!file.ok) return file;
  if (!canvasIsReadable()) return refused('canvas_blocked');
  const bitmap = await decode(new Blob([bytes], { type: file.type }), file.width, file.height);
  if (bitmap === undefined) return refused('damaged');
  try {
    // Turned by its orientation, a picture's sides change places; none grows.
    const told = Math.max(file.width, file.height);
    if (Math.max(bitmap.width, bitmap.height) > told) return refused('damaged');
    return { ok: true, bytes, file, canvas: drawn(bitmap) };
  } finally {
    bitmap.close();
  }
}

async function decode(blob: Blob, width: number, height: number): Promise<ImageBitmap | undefined> {
  const scale = maxSidePx / Math.max(width, height);
  const options: ImageBitmapOptions =
    width * height > wholePixels
      ? // The width alone, so that a picture that is turned keeps its shape; it may come out a little large.
        { resizeWidth: Math.max(1, Math.round(width * scale)), resizeQuality: 'high' }
      : {};
  try {
    return await createImageBitmap(blob, options);
  } catch {
    // The decoder tells nothing more than that it failed.
    return undefined;
  }
}

function drawn(bitmap: ImageBitmap): OffscreenCanvas {
  const scale = Math.min(1, maxSidePx / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const { canvas, context } = openCanvas(width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}
