import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { openTextModel } from '../../training/session.ts';
import { textLabels } from '../types.ts';
import { chooseLanguageModel } from './language.ts';
import { textManifestSchema } from './manifest.ts';
import { createTextModel } from './model.ts';

const folder = new URL('../../models/', import.meta.url);
const manifests = textManifestSchema.parse(
  JSON.parse(readFileSync(new URL('manifest-text.json', folder), 'utf8')),
).models;
const shipped = Object.entries(manifests);

describe('the shipped text models', () => {
  it.each(shipped)(
    '%s: the file is the one that the manifest names',
    (_language, { file, sha256, bytes }) => {
      const content = readFileSync(new URL(file, folder));
      expect(content.length).toBe(bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    },
  );

  it.each(shipped)('%s: any line gets a score for each label', async (_language, manifest) => {
    const model = createTextModel(await openTextModel(new URL(manifest.file, folder)), manifest);
    for (const text of ['', ' ', '\u200b', '😀', 'hello', 'word '.repeat(5_000), '.'.repeat(3_000), '你好']) {
      const scores = await model.score(text);
      for (const label of textLabels) {
        expect(scores[label]).toBeGreaterThanOrEqual(0);
        expect(scores[label]).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('the English model', async () => {
  const manifest = manifests.en;
  if (!manifest) throw new Error('the English model is missing');
  const model = createTextModel(await openTextModel(new URL(manifest.file, folder)), manifest);
  const fires = async (text: string) => {
    const scores = await model.score(text);
    return textLabels.filter((label) => scores[label] >= manifest.thresholds[label].standard);
  };

  it.each(['you are a fucking idiot', 'f**k you, st*pid b1tch', 'y o u  f u c k i n g  i d i o t'])(
    'finds the abuse in "%s"',
    async (text) => {
      expect(await fires(text)).not.toEqual([]);
    },
  );

  it.each(['hello, how are you today?', 'i love walking my dog in the park', 'what music do you like'])(
    'lets "%s" pass',
    async (text) => {
      expect(await fires(text)).toEqual([]);
    },
  );

  it('gives the same scores to a line and to one with look-alike letters and zero-width signs', async () => {
    expect(await model.score('yоu аre stu\u200bpid')).toEqual(await model.score('you are stupid'));
  });
});

describe('chooseLanguageModel', () => {
  it('reads the primary language of a tag, whatever its case', () => {
    expect(chooseLanguageModel('pt-BR')).toBe('pt');
    expect(chooseLanguageModel('EN_gb')).toBe('en');
  });

  it('knows no model for other languages', () => {
    expect(chooseLanguageModel('es')).toBeUndefined();
    expect(chooseLanguageModel('fr')).toBeUndefined();
    expect(chooseLanguageModel('')).toBeUndefined();
  });
});
