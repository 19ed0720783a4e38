import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { readFileSync } from 'node:fs';

import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { load, type NSFWJS } from 'nsfwjs/core';
import { MobileNetV2MidModel } from 'nsfwjs/models/mobilenet_v2_mid';
import { beforeAll, describe, expect, it } from 'vitest';

import { createPictureModel, type PictureModel } from '../src/picture/model.ts';
import type { Pixels } from '../src/picture/pixels.ts';
import { draw, painters } from '../src/testing/drawings.ts';
import { readSample, sampleClasses } from '../src/testing/samples.ts';
import { pictureClasses } from '../src/types.ts';
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
let theirs: NSFWJS;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  setWasmPaths(`${dirname(wasm)}/dist/`);
  tf.enableProdMode();
  await tf.setBackend('wasm');
  theirs = await load('MobileNetV2Mid', { modelDefinitions: [MobileNetV2MidModel] });
  const file = new URL('../models/picture.onnx', import.meta.url);
  ours = createPictureModel(await openPictureModel(readFileSync(file)));
}, 60_000);

describe('the converted picture model', () => {
  it.each(pictures)('scores as nsfwjs does: %s', async (_name, { data, width, height }) => {
    const rgb = tf.tidy(() =>
      tf.tensor3d(Uint8Array.from(data), [height, width, 4], 'int32').slice([0, 0, 0], [-1, -1, 3]),
    );
    const expected = await theirs.classify(rgb as tf.Tensor3D);
    rgb.dispose();
    const found = await ours.scores(data, width, height);
    for (const name of pictureClasses) {
      const probability = expected.find(({ className }) => className.toLowerCase() === name)?.probability;
      expect(Math.abs(found[name] - (probability ?? NaN)), name).toBeLessThanOrEqual(tolerance);
    }
  });
});
