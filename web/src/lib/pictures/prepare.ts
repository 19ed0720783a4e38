import { ownPictureLimits } from '@sotto/moderation-models';
import { encode, type PlainPicture } from './encode.ts';
import { readStill, type Refused } from './still.ts';

export interface PreparedPicture {
  readonly ok: true;
  readonly picture: PlainPicture;
  /** Whether the file is an animation, of which only the first frame is sent. */
  readonly wasAnimated: boolean;
}

/**
 * Makes of a file that a person chose the picture that is sent: upright, at most 2,048 pixels a side and 10 MB,
 * written anew, so that nothing of the file is left but its pixels. Works in a page and in a worker.
 * Rejects only where the browser itself fails, or where the file can't be read.
 */
export async function preparePicture(file: Blob): Promise<PreparedPicture | Refused> {
  const still = await readStill(file, ownPictureLimits);
  if (!still.ok) return still;
  const picture = await encode(still.canvas, still.file.type);
  return { ok: true, picture, wasAnimated: still.file.frames > 1 };
}
