import type { TextLanguage, TextManifest, TextScores } from '@sotto/moderation-models';
import type { LoadFailure } from './host.ts';

/** What the worker of the rules tells the worker of the models. */
export type ToModels =
  | { readonly type: 'load'; readonly language: TextLanguage }
  /** Only of a language that was loaded. */
  | { readonly type: 'score'; readonly id: number; readonly language: TextLanguage; readonly text: string };

/** What the worker of the models tells the worker of the rules. */
export type FromModels =
  | {
      readonly type: 'progress';
      readonly language: TextLanguage;
      readonly loadedBytes: number;
      readonly totalBytes: number;
    }
  | {
      readonly type: 'loaded';
      readonly language: TextLanguage;
      readonly thresholds: TextManifest['thresholds'];
    }
  | { readonly type: 'not-loaded'; readonly language: TextLanguage; readonly failure: LoadFailure }
  /** Without scores the model failed. */
  | { readonly type: 'scored'; readonly id: number; readonly scores: TextScores | undefined };
