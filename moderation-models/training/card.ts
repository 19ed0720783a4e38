/** `node training/card.ts`: writes the figures of the manifest into `MODEL_CARD.md`, between its two marks. */
import { readFileSync, writeFileSync } from 'node:fs';

import { textManifestSchema } from '../src/text/manifest.ts';

const path = new URL('../MODEL_CARD.md', import.meta.url);
const manifestPath = new URL('../models/manifest-text.json', import.meta.url);
const { models } = textManifestSchema.parse(JSON.parse(readFileSync(manifestPath, 'utf8')));
const tables = Object.entries(models).map(([language, { bytes, figures }]) => {
  const rows = figures.map(
    ({ set, measure, value, lines }) => `| ${set} | ${measure} | ${value.toFixed(4)} | ${lines} |`,
  );
  const head = `### ${language} (${(bytes / 1e6).toFixed(2)} MB as it lies)\n\n| set | measure | value | lines |\n| --- | --- | --- | --- |\n`;
  return head + rows.join('\n');
});
const card = readFileSync(path, 'utf8');
const marks = /(<!-- figures -->)[\s\S]*(<!-- end of figures -->)/;
writeFileSync(
  path,
  card.replace(marks, (_all, begin: string, end: string) => `${begin}\n\n${tables.join('\n\n')}\n\n${end}`),
);
