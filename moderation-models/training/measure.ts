/**
 * `node training/measure.ts DATA LANGUAGE`: sets the thresholds of the shipped model on the development lines,
 * measures it on lines that it never saw, and writes both into `models/manifest-text.json`.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { obfuscate, obfuscations } from '../src/evaluation/obfuscation.ts';
import { seededRandom } from '../src/evaluation/random.ts';
import { gramRows, maxPieces, pieceRows } from '../src/text/features.ts';
import { textManifestSchema, type TextLanguage, type TextManifest } from '../src/text/manifest.ts';
import { createTextModel, type TextModel } from '../src/text/model.ts';
import { textLabels, type TextLabel } from '../src/types.ts';
import { areaUnderRoc, shareOf } from './figures.ts';
import { licences } from './licences.ts';
import { neverTrained, readSplit, readSuite, type LabelledLine } from './records.ts';
import { openTextModel } from './session.ts';
import { firesAt, thresholdsOf, type Scored } from './thresholds.ts';

const [folder = process.env['MODERATION_DATA'] ?? '', named = 'en'] = process.argv.slice(2);
const language = named as TextLanguage;
const models = new URL('../models/', import.meta.url);
const file = `text-${language}.onnx`;
const bytes = readFileSync(new URL(file, models));
async function scoreAll(model: TextModel, lines: readonly LabelledLine[]): Promise<Scored[]> {
  const scored: Scored[] = [];
  for (const line of lines) scored.push({ ...line, scores: await model.score(line.text) });
  return scored;
}

const empty: TextManifest = {
  file,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length,
  labels: [...textLabels],
  features: { pieceRows, gramRows, maxPieces },
  thresholds: thresholdsOf([]),
  figures: [],
  data: [],
};
const model = createTextModel(await openTextModel(new URL(file, models)), empty);
const trainable = (line: LabelledLine) => !neverTrained.includes(line.source);
const development = language === 'en' ? readSuite('development') : [];
const devLines = [...readSplit(folder, `${language}-dev`).filter(trainable), ...development];
const dev = await scoreAll(model, devLines);
const thresholds = thresholdsOf(dev);
const standard = Object.fromEntries(textLabels.map((label) => [label, thresholds[label].standard])) as Record<
  TextLabel,
  number
>;
const fires = firesAt(standard);
const figures: TextManifest['figures'][number][] = [];
const note = (set: string, measure: string, value: number, lines: number) => {
  if (!Number.isFinite(value)) return;
  figures.push({ set, measure, value: Math.round(value * 10_000) / 10_000, lines });
  process.stdout.write(`${set.padEnd(28)} ${measure.padEnd(28)} ${value.toFixed(4)} of ${lines}\n`);
};

function noteSet(set: string, lines: readonly Scored[]) {
  for (const label of textLabels) {
    const known = lines.filter((line) => line.labels[label] !== undefined);
    const labels = known.map((line) => line.labels[label] ?? 0);
    const rocLabel = `AUC ${label}`;
    if (known.length > 0)
      note(
        set,
        rocLabel,
        areaUnderRoc(
          known.map((line) => line.scores[label]),
          labels,
        ),
        known.length,
      );
  }
  const harmless = lines.filter((line) => line.labels.toxic === 0 && line.labels.spam !== 1);
  const harmful = lines.filter((line) => line.labels.toxic === 1);
  note(set, 'false alarms at standard', shareOf(harmless, fires), harmless.length);
  note(set, 'recall at standard', shareOf(harmful, fires), harmful.length);
}

const heldout = language === 'en' ? readSplit(folder, 'en-heldout') : [];
const test = await scoreAll(model, [...heldout, ...readSplit(folder, `${language}-test`)]);
for (const source of [...new Set(test.map((line) => line.source))])
  noteSet(
    source,
    test.filter((line) => line.source === source),
  );

if (language === 'en') {
  const suite = await scoreAll(model, readSuite('test'));
  const wanted = (line: Scored) => Object.values(line.labels).some((label) => label === 1);
  const anyFires = firesAt(standard, textLabels);
  const right = (line: Scored) => wanted(line) === anyFires(line);
  note('suite', 'accuracy', shareOf(suite, right), suite.length);
  for (const harmful of [false, true]) {
    const part = suite.filter((line) => wanted(line) === harmful);
    note('suite', `accuracy ${harmful ? 'harmful' : 'harmless'}`, shareOf(part, right), part.length);
  }
  const openers = Map.groupBy(await scoreAll(model, readSuite('openers')), ({ source }) => source);
  for (const [source, part] of openers)
    note(source.replace('suite:', ''), 'false alarms at standard', shareOf(part, fires), part.length);
  for (const set of ['groups', 'unlisted'] as const) {
    const byGroup = Map.groupBy(await scoreAll(model, readSuite(set)), (line) => line.group ?? '');
    const shares = [...byGroup.values()].map((part) => shareOf(part, fires));
    for (const [group, part] of byGroup)
      note(`${set}, ${group}`, 'false alarms at standard', shareOf(part, fires), part.length);
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    note(set, 'worst by mean', Math.max(...shares) / mean, [...byGroup.values()].flat().length);
  }
  for (const source of [...new Set(suite.map((line) => line.source))]) {
    const part = suite.filter((line) => line.source === source);
    note(source, 'accuracy', shareOf(part, right), part.length);
  }
  const random = seededRandom(7);
  const plain = test.filter((line) => line.source === 'paradetox' && line.labels.toxic === 1);
  note('paradetox, as written', 'recall at standard', shareOf(plain, fires), plain.length);
  for (const trick of obfuscations) {
    const tried = plain.map((line) => ({ ...line, text: obfuscate(line.text, trick, random) }));
    note(
      `paradetox, ${trick}`,
      'recall at standard',
      shareOf(await scoreAll(model, tried), fires),
      plain.length,
    );
  }
}

const trained = readSplit(folder, `${language}-train`).filter(trainable);
const data = [...new Set(trained.map((line) => line.source))].map((source) => ({
  source,
  licence: licences[source] ?? 'unknown',
  lines: trained.filter((line) => line.source === source).length,
}));
if (language === 'en')
  data.push({
    source: 'suites/training',
    licence: 'AGPL-3.0-or-later',
    lines: readSuite('training').length,
  });
const path = new URL('manifest-text.json', models);
const known = existsSync(path) ? textManifestSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).models : {};
const manifest = textManifestSchema.parse({
  version: 1,
  models: { ...known, [language]: { ...empty, thresholds, figures, data } },
});
writeFileSync(path, JSON.stringify(manifest, null, 2) + '\n');
