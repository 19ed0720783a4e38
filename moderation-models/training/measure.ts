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
import { textLabels, type TextLabel, type TextScores } from '../src/types.ts';
import { areaUnderRoc, shareOf, thresholdFor } from './figures.ts';
import { licences } from './licences.ts';
import { neverTrained, readSplit, readSuite, type LabelledLine } from './records.ts';
import { openTextModel } from './session.ts';

type Scored = LabelledLine & { readonly scores: TextScores };

const [folder = process.env['MODERATION_DATA'] ?? '', named = 'en'] = process.argv.slice(2);
const language = named as TextLanguage;
const models = new URL('../models/', import.meta.url);
const file = `text-${language}.onnx`;
const bytes = readFileSync(new URL(file, models));
/** Share of everyday lines that may be hidden, all labels together, for each strictness. */
const budgets = { strict: 0.03, standard: 0.011, relaxed: 0.006 };
/** How the labels part that budget; what is common and told well gets more of it. */
const parts: Readonly<Partial<Record<TextLabel, number>>> = {
  toxic: 3,
  hate: 2.5,
  threat: 0.5,
  sexual: 0.3,
  spam: 0.3,
};
const keptLabels: readonly TextLabel[] = ['hate', 'threat'];
/** The labels that hide a line at the standard setting. */
const hiding: readonly TextLabel[] = ['toxic', 'hate', 'threat', 'insult', 'sexual', 'spam'];
const everyday: readonly string[] = ['ubuntu_irc', 'goemotions_positive', 'goemotions_neutral', 'xpersona'];

async function scoreAll(model: TextModel, lines: readonly LabelledLine[]): Promise<Scored[]> {
  const scored: Scored[] = [];
  for (const line of lines) scored.push({ ...line, scores: await model.score(line.text) });
  return scored;
}

/**
 * A share of everyday lines for each label, in fixed proportion, the largest at which the labels that hide a line stay under the
 * budget together. Where a language has no everyday lines, its harmless lines set the thresholds, with a wider budget.
 */
function thresholdsOf(dev: readonly Scored[]): TextManifest['thresholds'] {
  const calm = dev.filter((line) => everyday.includes(line.source));
  const harmless = calm.length > 0 ? calm : dev.filter((line) => line.labels.toxic === 0);
  const wider = calm.length > 0 ? 1 : 10;
  const at = (budget: number) => {
    for (let share = budget; ; share *= 0.9) {
      const found = textLabels.map((label) => {
        const scores = harmless.map((line) => line.scores[label]);
        return [label, thresholdFor(scores, share * (parts[label] ?? 1), 0.1)] as const;
      });
      const limits = Object.fromEntries(found) as Record<TextLabel, number>;
      const alarm = ({ scores }: Scored) => hiding.some((label) => scores[label] >= limits[label]);
      if (harmless.length === 0 || shareOf(harmless, alarm) <= budget) return limits;
    }
  };
  const [strict, standard, relaxed] = [budgets.strict, budgets.standard, budgets.relaxed].map((budget) =>
    at(budget * wider),
  ) as [Record<TextLabel, number>, Record<TextLabel, number>, Record<TextLabel, number>];
  const entries = textLabels.map((label) => {
    const least = keptLabels.includes(label) ? standard[label] : Math.max(standard[label], relaxed[label]);
    const row = {
      strict: Math.min(strict[label], standard[label]),
      standard: standard[label],
      relaxed: least,
    };
    return [label, { ...row, certain: Math.max(0.98, least) }] as const;
  });
  return Object.fromEntries(entries) as TextManifest['thresholds'];
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
const dev = await scoreAll(model, readSplit(folder, `${language}-dev`).filter(trainable));
const thresholds = thresholdsOf(dev);
const fires = ({ scores }: Scored) => hiding.some((label) => scores[label] >= thresholds[label].standard);
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
  const anyFires = (line: Scored) =>
    textLabels.some((label) => line.scores[label] >= thresholds[label].standard);
  const right = (line: Scored) => wanted(line) === anyFires(line);
  note('suite', 'accuracy', shareOf(suite, right), suite.length);
  for (const harmful of [false, true]) {
    const part = suite.filter((line) => wanted(line) === harmful);
    note('suite', `accuracy ${harmful ? 'harmful' : 'harmless'}`, shareOf(part, right), part.length);
  }
  const calm = suite.filter((line) => !wanted(line));
  for (const group of [...new Set(calm.flatMap((line) => line.group ?? []))]) {
    const part = calm.filter((line) => line.group === group);
    note(`suite, harmless, ${group}`, 'false alarms at standard', shareOf(part, fires), part.length);
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
    source: 'suites/training.jsonl',
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
