/**
 * `npm run models:measure-pictures -- FOLDER`: scores harmless pictures, sets the thresholds from the precision targets in the
 * manifest, and writes both figures and thresholds there. FOLDER holds a folder a set, in it PNG files of three
 * channels of 8 bits. `MODEL_CARD.md` tells which sets the shipped figures come from.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { wilson } from '../src/evaluation/intervals.ts';
import { pictureManifestSchema, type PictureManifest } from '../src/picture/manifest.ts';
import { createPictureModel } from '../src/picture/model.ts';
import { pictureClasses, type PictureScores } from '../src/types.ts';
import { openNsfwjs } from './nsfwjs.ts';
import { readPng } from './png.ts';
import { allowedFalseAlarms, thresholdFor } from './precision.ts';
import { openPictureModel } from './session.ts';

/**
 * Below these a flag would say little: the model itself finds another class likelier. Higher for what is only suggestive,
 * for most sets of harmless pictures show few people, and who shows skin on a beach does nobody wrong.
 */
const floors = {
  explicit: { strict: 0.3, standard: 0.5, certain: 0.9 },
  suggestive: { strict: 0.5, standard: 0.8, certain: 0.95 },
} as const;
const kinds = {
  explicit: ({ porn, hentai }: PictureScores) => porn + hentai,
  suggestive: ({ porn, hentai, sexy }: PictureScores) => porn + hentai + sexy,
} as const;
/** Every so many pictures are scored by nsfwjs too. */
const compareEvery = 5;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder of harmless pictures?');
const models = new URL('../models/', import.meta.url);
const manifestFile = new URL('manifest-picture.json', models);
const manifest = pictureManifestSchema.parse(JSON.parse(readFileSync(manifestFile, 'utf8')));
const model = createPictureModel(await openPictureModel(readFileSync(new URL(manifest.file, models))));
const nsfwjs = await openNsfwjs();

const sets = new Map<string, PictureScores[]>();
let largest = 0;
let compared = 0;
for (const set of readdirSync(folder).sort()) {
  const files = readdirSync(join(folder, set)).filter((file) => file.endsWith('.png'));
  const scored: PictureScores[] = [];
  for (const [at, file] of files.sort().entries()) {
    const pixels = readPng(join(folder, set, file));
    const scores = await model.scores(pixels.data, pixels.width, pixels.height);
    scored.push(scores);
    if (kinds.suggestive(scores) >= floors.explicit.strict) tell(join(set, file), scores);
    if (at % compareEvery !== 0) continue;
    const theirs = await nsfwjs(pixels);
    compared += 1;
    for (const [place, name] of pictureClasses.entries())
      largest = Math.max(largest, Math.abs(scores[name] - (theirs[place] ?? NaN)));
  }
  sets.set(set, scored);
}

const thresholds = {
  explicit: thresholdsOf('explicit'),
  suggestive: thresholdsOf('suggestive'),
};
const figures = [
  {
    set: 'compared with nsfwjs',
    measure: 'largest difference of a score',
    value: largest,
    pictures: compared,
  },
  ...[...sets, ['all sets', [...sets.values()].flat()] as const].flatMap(([set, scores]) =>
    (['explicit', 'suggestive'] as const).map((kind) => ({
      set,
      measure: `false alarms at standard, ${kind}`,
      value: rounded(
        wilson(scores.filter((one) => kinds[kind](one) >= thresholds[kind].standard).length, scores.length)
          ?.value ?? 0,
      ),
      pictures: scores.length,
    })),
  ),
];
const measured: PictureManifest = { ...manifest, thresholds, figures };
writeFileSync(manifestFile, `${JSON.stringify(pictureManifestSchema.parse(measured), null, 2)}\n`);
process.stdout.write(`${JSON.stringify({ thresholds, figures }, null, 2)}\n`);

function thresholdsOf(kind: keyof typeof kinds): PictureManifest['thresholds'][typeof kind] {
  const harmless = [...sets.values()].flat().map(kinds[kind]);
  const { assumedShare: share, assumedRecall: recall, ...targets } = manifest.precision;
  const at = (level: 'strict' | 'standard' | 'certain') => {
    const allowed = allowedFalseAlarms({ precision: targets[level], share, recall });
    const threshold = thresholdFor(harmless, allowed, floors[kind][level]);
    if (threshold === undefined) throw new Error(`no threshold reaches the target for ${level}`);
    return threshold;
  };
  const [strict, standard] = [at('strict'), at('standard')];
  // Pictures that nobody asked for are not relaxed.
  return { strict, standard, relaxed: standard, certain: Math.max(standard, at('certain')) };
}

function tell(file: string, scores: PictureScores): void {
  const words = pictureClasses.map((name) => `${name} ${scores[name].toFixed(2)}`).join(', ');
  process.stdout.write(`${file}: ${words}\n`);
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
