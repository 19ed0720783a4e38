import type { Verdict } from '@sotto/moderation-models';
import type { TextScreening } from './state.ts';
import type { PipelineEvent } from './worker/pipeline.ts';

/** What the page tells the worker. */
export type ToWorker =
  /** First, and once. The rules screen from then on. */
  | {
      readonly type: 'start';
      /** Leave the model away, for so it ended before. */
      readonly without?: 'slow' | 'crashed';
    }
  /** Load what a chat in these languages (BCP 47 tags) will need. */
  | { readonly type: 'prepare'; readonly languages: readonly string[] }
  /** What the pipeline is to know of a chat and its lines. */
  | Extract<PipelineEvent, { type: 'begin' | 'ask' | 'picture' | 'sent' | 'dropped' }>;

/** What the worker tells the page. */
export type FromWorker =
  | { readonly type: 'state'; readonly state: TextScreening }
  /** Not `final`: the model has yet to speak. */
  | { readonly type: 'verdict'; readonly id: number; readonly verdict: Verdict; readonly final: boolean };
