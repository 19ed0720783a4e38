import type { Pixels } from '../picture/pixels.ts';

type Colour = readonly [red: number, green: number, blue: number];
/** The colour at a place; both coordinates run from 0 to 1. */
type Painter = (x: number, y: number) => Colour;

const between = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** Hills before a sky, each nearer row darker; `seed` moves and colours them. */
const landscape =
  (seed: number): Painter =>
  (x, y) => {
    const sky = between([90 + ((seed * 37) % 90), 150, 220], [235, 225, 200], Math.min(1, y * 1.6));
    let colour = sky;
    for (let row = 0; row < 4; row += 1) {
      const ridge =
        0.4 +
        row * 0.14 +
        0.06 * Math.sin(x * (5 + row * 2) + seed * 1.7 + row) +
        0.02 * Math.sin(x * 31 + seed * 3.1 + row * 2);
      if (y > ridge)
        colour = between([120, 160, 110 - ((seed * 13) % 60)], [25, 60, 30], row / 3 + (y - ridge) * 0.4);
    }
    return colour;
  };

/** Each named after what it shows; all of them harmless. */
export const painters: Readonly<Record<string, Painter>> = {
  ...Object.fromEntries(Array.from({ length: 8 }, (_, seed) => [`landscape ${seed + 1}`, landscape(seed)])),
  'a checkered floor': (x, y) =>
    (Math.floor(x * 9) + Math.floor(y * 9)) % 2 ? [230, 230, 225] : [40, 42, 50],
  'a slope of grey': (x) => [x * 255, x * 255, x * 255],
  'a slope of colours': (x, y) => [x * 255, y * 255, 255 - x * 255],
  'a white sheet': () => [255, 255, 255],
  darkness: () => [0, 0, 0],
};

/** A drawing in the size asked for, opaque. The same call gives the same pixels. */
export function draw(painter: Painter, width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const [red, green, blue] = painter((at % width) / width, Math.floor(at / width) / height);
    data.set([red, green, blue, 255], at * 4);
  }
  return { data, width, height };
}
