/** Rows and columns of what the model sees. */
export const modelSize = 224;

/** Decoded pixels, four bytes each (red, green, blue, alpha), row by row, as `ImageData` holds them. */
export interface Pixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Where one row or column of the model's picture is read: between `low` and `high`, `share` of the way. */
interface Tap {
  readonly low: number;
  readonly high: number;
  readonly share: number;
}

/** The first and last of `from` places fall on the first and last of `to`. */
function taps(from: number, to: number): Tap[] {
  const step = (from - 1) / (to - 1);
  return Array.from({ length: to }, (_, at) => {
    const place = at * step;
    const low = Math.min(Math.floor(place), from - 1);
    return { low, high: Math.min(Math.ceil(place), from - 1), share: place - low };
  });
}

/**
 * The picture as the model takes it: three planes (red, green, blue) of 224 × 224 values from 0 to 1. Shrunk as
 * nsfwjs does: bilinear, corners on corners, each value from four pixels. A canvas shrinks by averages of many
 * more, and that shifts scores by up to 0.19. Alpha is not looked at. Takes the same time whatever the size.
 * @throws RangeError where the data doesn't fit the size
 */
export function planesOf({ data, width, height }: Pixels): Float32Array<ArrayBuffer> {
  if (!(width >= 1 && height >= 1) || data.length !== width * height * 4)
    throw new RangeError(`${data.length} bytes are no ${width} × ${height} pixels`);
  const plane = modelSize * modelSize;
  const planes = new Float32Array(3 * plane);
  const columns = taps(width, modelSize);
  let at = 0;
  for (const row of taps(height, modelSize)) {
    const above = row.low * width;
    const below = row.high * width;
    for (const column of columns) {
      const topLeft = (above + column.low) * 4;
      const topRight = (above + column.high) * 4;
      const bottomLeft = (below + column.low) * 4;
      const bottomRight = (below + column.high) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        const top = mix(data[topLeft + channel], data[topRight + channel], column.share);
        const bottom = mix(data[bottomLeft + channel], data[bottomRight + channel], column.share);
        planes[channel * plane + at] = mix(top, bottom, row.share) / 255;
      }
      at += 1;
    }
  }
  return planes;
}

const mix = (from = 0, to = 0, share: number): number => from + (to - from) * share;
