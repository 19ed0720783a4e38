import type { Side, Strictness, Verdict } from '@sotto/moderation-models';
import type { TextScreening } from './state.ts';

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
  /** A chat opens; what was said before is forgotten. */
  | {
      readonly type: 'begin';
      readonly atMs: number;
      readonly strictness: Strictness;
    }
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly side: Side;
      readonly text: string;
      readonly atMs: number;
    }
  | { readonly type: 'sent'; readonly id: number }
  | { readonly type: 'dropped'; readonly id: number };

/** What the worker tells the page. */
export type FromWorker =
  | { readonly type: 'state'; readonly state: TextScreening }
  /** Not `final`: the model has yet to speak. */
  | { readonly type: 'verdict'; readonly id: number; readonly verdict: Verdict; readonly final: boolean };
