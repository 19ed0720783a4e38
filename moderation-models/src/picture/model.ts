import { pictureClasses, type PictureClass, type PictureScores } from '../types.ts';
import { modelSize, planesOf, type Pixels } from './pixels.ts';

/** The one input of the picture model, `[1, 3, 224, 224]`: see `planesOf`. */
export interface PictureFeeds {
  readonly pixels: {
    readonly type: 'float32';
    readonly data: Float32Array<ArrayBuffer>;
    readonly dims: readonly number[];
  };
}

/**
 * How onnxruntime is asked to open the model: its 8-bit weights become floats once, when it is loaded. Otherwise they do
 * again at each run, which takes 2 ms of about 50, and the last layer is computed in another way than tfjs does.
 */
export const pictureSessionOptions = { extra: { session: { disable_quant_qdq: '1' } } } as const;

/** Runs the model; the edge that holds the runtime makes its tensor of the feed. Rejects where the runtime fails. */
export type RunPictureModel = (feeds: PictureFeeds) => Promise<{ readonly scores: ArrayLike<number> }>;

export interface PictureModel {
  /** The scores of one still picture or frame; see-through pixels must have been laid on a ground before. */
  scores(rgba: Pixels['data'], width: number, height: number): Promise<PictureScores>;
}

/**
 * The picture model around a loaded session. Rejects where the runtime fails, where the pixels don't fit the size,
 * and where the runtime answers with something other than a score for each class, for then the file is not the
 * manifest's.
 */
export function createPictureModel(run: RunPictureModel): PictureModel {
  return {
    async scores(rgba, width, height) {
      const data = planesOf({ data: rgba, width, height });
      const { scores } = await run({
        pixels: { type: 'float32', data, dims: [1, 3, modelSize, modelSize] },
      });
      if (scores.length !== pictureClasses.length) throw new Error(`the model gave ${scores.length} scores`);
      const named = pictureClasses.map((name, at): [PictureClass, number] => {
        const score = scores[at] ?? NaN;
        if (!(score >= 0 && score <= 1)) throw new Error(`the model's score for ${name} is ${score}`);
        return [name, score];
      });
      return Object.fromEntries(named) as PictureScores;
    },
  };
}
