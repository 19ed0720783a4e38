import type { PictureType } from '@sotto/moderation-models';

/** Most bytes of a picture that is sent. */
export const maxPictureBytes = 10_000_000;
/** Above this, a drawing or screenshot is worth less than the wait for it, and goes as a JPEG. */
const maxLosslessBytes = 2_000_000;
const jpegQuality = 0.87;

/** A picture that holds nothing but its pixels: no place, time, camera or thumbnail. */
export interface PlainPicture {
  readonly blob: Blob;
  readonly type: 'image/jpeg' | 'image/webp' | 'image/png';
  readonly width: number;
  readonly height: number;
}

/** Types in which photographs come. The others are mostly drawings and screenshots, whose edges a JPEG blurs. */
const photographs: readonly PictureType[] = ['image/jpeg', 'image/webp', 'image/avif'];

/** Writes a canvas as a new file. `from` is the type of the file that the pixels came from. */
export async function encode(canvas: OffscreenCanvas, from: PictureType): Promise<PlainPicture> {
  const { width, height } = canvas;
  if (!photographs.includes(from)) {
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    if (blob.size <= maxLosslessBytes) return { blob, type: 'image/png', width, height };
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
  // 2,048 × 2,048 pixels of pure noise are 5 MB.
  if (blob.size > maxPictureBytes) throw new Error(`a JPEG of ${width} × ${height} takes ${blob.size} bytes`);
  return { blob, type: 'image/jpeg', width, height };
}
