import { textLabels, type TextLabel, type TextScores } from '../types.ts';
import { englishLexicon } from './english.ts';
import { featuresOf, maxPieces } from './features.ts';
import { noLexicon } from './lexicon.ts';
import type { TextManifest } from './manifest.ts';
import { normalise } from './normalise.ts';

/** A tensor as the runtime takes it: 32-bit integers with their shape. */
export interface IdTensor {
  readonly type: 'int32';
  readonly data: Int32Array<ArrayBuffer>;
  readonly dims: readonly number[];
}

/** The two inputs of a text model: ids of word pieces, `[words, maxPieces]`, and of word sequences, `[grams]`. */
export interface TextFeeds {
  readonly pieces: IdTensor;
  readonly grams: IdTensor;
}

/** Runs the model; the edge that holds the runtime makes its tensors of the feeds. Rejects where the runtime fails. */
export type RunTextModel = (feeds: TextFeeds) => Promise<{ readonly scores: ArrayLike<number> }>;

export interface TextModel {
  /** The scores of one line; what goes beyond `maxTextChars` and `maxWords` is not looked at. */
  score(text: string): Promise<TextScores>;
}

/**
 * A text model around a loaded session. Rejects where the runtime fails or where it answers with something other
 * than a score for each label, for then the file is not the manifest's.
 */
export function createTextModel(run: RunTextModel, manifest: TextManifest): TextModel {
  const lexicon = manifest.file === 'text-en.onnx' ? englishLexicon : noLexicon;
  return {
    async score(text) {
      const { pieces, words, grams } = featuresOf(normalise(text, lexicon));
      const { scores } = await run({
        pieces: { type: 'int32', data: pieces, dims: [words, maxPieces] },
        grams: { type: 'int32', data: grams, dims: [grams.length] },
      });
      if (scores.length !== textLabels.length) throw new Error(`the model gave ${scores.length} scores`);
      const named = textLabels.map((label, at): [TextLabel, number] => {
        const score = scores[at] ?? NaN;
        if (!(score >= 0 && score <= 1)) throw new Error(`the model's score for ${label} is ${score}`);
        return [label, score];
      });
      return Object.fromEntries(named) as TextScores;
    },
  };
}
