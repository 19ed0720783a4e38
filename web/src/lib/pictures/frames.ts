import type { Pixels } from '@sotto/moderation-models';
import { openCanvas } from './canvas.ts';
import type { OpenedPicture } from './open.ts';
import { maxSidePx } from './still.ts';

/** So many frames of an animation are looked at, the first, the middle and the last among them. */
const maxLooks = 8;

/** Which frames of an animation to look at: all of a few, else evenly spread from the first to the last. */
export function framesToLookAt(count: number): number[] {
  if (count <= maxLooks) return Array.from({ length: count }, (_, at) => at);
  const spread = Array.from({ length: maxLooks }, (_, at) => Math.round((at * (count - 1)) / (maxLooks - 1)));
  // The middle in place of its neighbour, for eight looks have none in the middle.
  spread[maxLooks / 2] = Math.floor((count - 1) / 2);
  return [...new Set(spread)].sort((a, b) => a - b);
}

/**
 * The pixels for the model, one frame after the other: first the picture as it is shown, then, of an animation, up to
 * seven more frames where the browser can take them apart. A frame that can't be decoded ends the sequence; none
 * of the further ones is ever shown.
 */
export async function* framesOf(picture: OpenedPicture): AsyncGenerator<Pixels, void, undefined> {
  yield pixelsOf(picture.still.canvas);
  const { bytes, file } = picture.still;
  if (
    file.frames < 2 ||
    typeof ImageDecoder === 'undefined' ||
    !(await ImageDecoder.isTypeSupported(file.type))
  )
    return;
  const decoder = new ImageDecoder({ data: bytes, type: file.type, preferAnimation: true });
  try {
    await decoder.tracks.ready;
    const found = decoder.tracks.selectedTrack?.frameCount ?? 1;
    for (const frameIndex of framesToLookAt(Math.min(found, file.frames)).slice(1)) {
      const { image } = await decoder.decode({ frameIndex });
      yield pixelsOfFrame(image);
    }
  } catch {
    // What can't be decoded can't be shown either.
  } finally {
    decoder.close();
  }
}

function pixelsOf(canvas: OffscreenCanvas): Pixels {
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the canvas has lost its pixels');
  return { data: context.getImageData(0, 0, width, height).data, width, height };
}

function pixelsOfFrame(frame: VideoFrame): Pixels {
  try {
    const scale = Math.min(1, maxSidePx / Math.max(frame.displayWidth, frame.displayHeight));
    const width = Math.max(1, Math.round(frame.displayWidth * scale));
    const height = Math.max(1, Math.round(frame.displayHeight * scale));
    const { canvas, context } = openCanvas(width, height);
    context.drawImage(frame, 0, 0, width, height);
    return pixelsOf(canvas);
  } finally {
    frame.close();
  }
}
