import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import { openPictureModel } from '../../convert/session.ts';
import { draw, painters } from '../testing/drawings.ts';
import { readSample, sampleClasses } from '../testing/samples.ts';
import { pictureManifestSchema } from './manifest.ts';
import { createPictureModel, type PictureModel } from './model.ts';

const folder = new URL('../../models/', import.meta.url);
const manifest = pictureManifestSchema.parse(
  JSON.parse(readFileSync(new URL('manifest-picture.json', folder), 'utf8')),
);
const content = readFileSync(new URL(manifest.file, folder));

describe('the shipped picture model', () => {
  let model: PictureModel;
  beforeAll(async () => {
    model = createPictureModel(await openPictureModel(content));
  });

  it('is the file that the manifest names', () => {
    expect(content.length).toBe(manifest.bytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(manifest.sha256);
  });

  it.each(sampleClasses)('scores the synthetic positive %s above the standard threshold', async (name) => {
    const { data, width, height } = readSample(name);
    const { hentai, porn, sexy } = await model.scores(data, width, height);
    expect(hentai + porn + sexy).toBeGreaterThanOrEqual(manifest.thresholds.suggestive.standard);
    if (name !== 'sexy') expect(hentai + porn).toBeGreaterThanOrEqual(manifest.thresholds.explicit.standard);
  });

  it.each(Object.entries(painters))(
    'lets %s pass, even where the person is strict',
    async (_name, painter) => {
      const { data, width, height } = draw(painter, 640, 480);
      const { hentai, porn, sexy } = await model.scores(data, width, height);
      expect(hentai + porn).toBeLessThan(manifest.thresholds.explicit.strict);
      expect(hentai + porn + sexy).toBeLessThan(manifest.thresholds.suggestive.strict);
    },
  );
});

describe('createPictureModel', () => {
  const pixels = draw(() => [0, 0, 0], 2, 2);

  it('refuses scores that are not one a class', async () => {
    const model = createPictureModel(async () => ({ scores: [0.5, 0.5] }));
    await expect(model.scores(pixels.data, 2, 2)).rejects.toThrow('2 scores');
  });

  it('refuses what is no score', async () => {
    const model = createPictureModel(async () => ({ scores: [0, NaN, 1, 0, 0] }));
    await expect(model.scores(pixels.data, 2, 2)).rejects.toThrow('hentai is NaN');
  });

  it('refuses pixels that do not fit their size', async () => {
    const model = createPictureModel(async () => ({ scores: [0, 0, 1, 0, 0] }));
    await expect(model.scores(pixels.data, 2, 3)).rejects.toThrow(RangeError);
    await expect(model.scores(new Uint8Array(0), 0, 0)).rejects.toThrow(RangeError);
  });
});
