import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import { createPictureModel, type PictureModel } from '../src/picture/model.ts';
import type { Pixels } from '../src/picture/pixels.ts';
import { draw, painters } from '../src/testing/drawings.ts';
import { readSample, sampleClasses } from '../src/testing/samples.ts';
import { pictureClasses } from '../src/types.ts';
import { openNsfwjs } from './nsfwjs.ts';
import { openPictureModel } from './session.ts';

/** What tfjs' own backends differ by among themselves is of this order. */
const tolerance = 1e-4;

const sizes = [
  [224, 224],
  [1, 1],
  [223, 640],
  [1920, 1080],
] as const;

/** Everything at once: hard edges, fine noise, colours all over. */
function noise(seed: number, width: number, height: number): Pixels {
  let state = seed;
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return at % 4 === 3 ? 255 : state >>> 24;
  });
  return { data, width, height };
}

const pictures: [string, Pixels][] = [
  ...Object.entries(painters).map(([name, painter], at): [string, Pixels] => {
    const [width, height] = sizes[at % sizes.length] ?? sizes[0];
    return [`${name}, ${width} × ${height}`, draw(painter, width, height)];
  }),
  ...[1, 2, 3].map((seed): [string, Pixels] => [`noise ${seed}`, noise(seed, 300 + seed, 200)]),
  ...sampleClasses.map((name): [string, Pixels] => [`the sample ${name}`, readSample(name)]),
];

let ours: PictureModel;
let theirs: Awaited<ReturnType<typeof openNsfwjs>>;

beforeAll(async () => {
  theirs = await openNsfwjs();
  const file = new URL('../models/picture.onnx', import.meta.url);
  ours = createPictureModel(await openPictureModel(readFileSync(file)));
}, 60_000);

describe('the converted picture model', () => {
  it.each(pictures)('scores as nsfwjs does: %s', async (_name, pixels) => {
    const expected = await theirs(pixels);
    const found = await ours.scores(pixels.data, pixels.width, pixels.height);
    pictureClasses.forEach((name, at) => {
      expect(Math.abs(found[name] - (expected[at] ?? NaN)), name).toBeLessThanOrEqual(tolerance);
    });
  });
});
