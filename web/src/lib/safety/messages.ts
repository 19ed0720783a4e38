import type { Side, Strictness, Verdict } from '@sotto/moderation-models';
import type { TextScreening } from './state.ts';

/** What the page tells the worker. */
export type ToWorker =
  /** First, and once. */
  | {
      readonly type: 'start';
      /** Of the person at this device, as BCP 47 tags: whose model to load ahead. */
      readonly languages: readonly string[];
      /** Leave the model away, for so it ended before. */
      readonly without?: 'slow' | 'crashed';
    }
  /** A chat opens; what was said before is forgotten. */
  | {
      readonly type: 'begin';
      readonly atMs: number;
      readonly strictness: Strictness;
      readonly languages: readonly string[];
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
