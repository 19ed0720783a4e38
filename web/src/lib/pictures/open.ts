import { strangersPictureLimits } from '@sotto/moderation-models';
import { encode, type PlainPicture } from './encode.ts';
import { readStill, type Refused, type Still } from './still.ts';

/** A picture that was received. */
export interface OpenedPicture {
  readonly ok: true;
  /** What to show, written anew from the very pixels that `framesOf` gives to the model. Never show the file that came. */
  readonly picture: PlainPicture;
  /** How many frames the file has; more than one is an animation, of which `picture` is the first frame. */
  readonly frames: number;
  /** For `framesOf`. Takes 16 MB at most while it is kept; can't cross to another thread. */
  readonly still: Still;
}

/**
 * Decodes what a stranger sent, guarded by its size, type and header. What is shown is what was screened: one
 * opaque still picture, whatever tricks the file knows (see-through pixels, further frames, two sizes).
 * Works in a page and in a worker. Rejects only where the browser itself fails.
 */
export async function openPicture(blob: Blob): Promise<OpenedPicture | Refused> {
  const still = await readStill(blob, strangersPictureLimits);
  if (!still.ok) return still;
  const picture = await encode(still.canvas, still.file.type);
  return { ok: true, picture, frames: still.file.frames, still };
}
