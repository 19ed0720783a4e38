import type {
  ModelState,
  NotedLine,
  Policy,
  RuleHit,
  Side,
  Strictness,
  TextScores,
  Verdict,
} from '@sotto/moderation-models';

/**
 * The vocabulary of the pipeline: rules at once, then the model, one line at a time and in order, then the decision by
 * the conversation so far. Each line goes from *asked* over *ruled* (a first verdict) to *settled* (a final one).
 */
export interface Pipeline {
  readonly policy: Policy;
  readonly strictness: Strictness;
  readonly model: ModelState;
  readonly startedAtMs: number;
  /** The newest lines of the chat, oldest first, drafts included. */
  readonly entries: readonly Entry[];
  /** The line that the model has now. */
  readonly scoring: number | undefined;
  /** Lines in a row for which the model took too long. */
  readonly slowInARow: number;
  /** How often chats of this tab began with the same line of the partner's, by its key. */
  readonly openings: ReadonlyMap<string, number>;
}

/** One line on its way through the pipeline, or a picture, whose text is empty. */
export interface Entry {
  readonly id: number;
  readonly side: Side;
  readonly text: string;
  readonly atMs: number;
  readonly hits: readonly RuleHit[];
  readonly verdict: Verdict;
  /** What the conversation remembers of it. */
  readonly note: NotedLine;
  /** Part of the conversation. A draft is not, until it went out. */
  readonly counted: boolean;
  /** The model has yet to read it. */
  readonly waiting: boolean;
}

export type PipelineEvent =
  | { readonly type: 'begin'; readonly atMs: number; readonly strictness: Strictness }
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly side: Side;
      readonly text: string;
      readonly atMs: number;
    }
  /** A picture, with the verdict on it alone. */
  | {
      readonly type: 'picture';
      readonly id: number;
      readonly side: Side;
      readonly verdict: Verdict;
      readonly atMs: number;
    }
  /** A draft of the writer's went out. */
  | { readonly type: 'sent'; readonly id: number }
  | { readonly type: 'dropped'; readonly id: number }
  /** The model has become ready, or never will. */
  | { readonly type: 'model'; readonly model: ModelState }
  /** Decide by this table from now on. */
  | { readonly type: 'policy'; readonly policy: Policy }
  /** Answers the effect `score`; without scores the model has failed. */
  | {
      readonly type: 'scored';
      readonly id: number;
      readonly scores: TextScores | undefined;
      readonly tookMs: number;
    };

export type PipelineEffect =
  | { readonly type: 'verdict'; readonly id: number; readonly verdict: Verdict; readonly final: boolean }
  /** Have the model read a line; answered by `scored`. */
  | { readonly type: 'score'; readonly id: number; readonly text: string }
  /** The model is given up. */
  | { readonly type: 'gave-up'; readonly why: 'crashed' | 'slow' };

export interface PipelineStep {
  readonly pipeline: Pipeline;
  readonly effects: readonly PipelineEffect[];
}

/** More lines than these are neither remembered nor waited for: whoever sends faster than a model reads gets the rules. */
export const entriesKept = 64;
/** A model that takes longer than this for a line, {@link slowLines} times in a row, is too slow for this device. */
export const slowMs = 250;
export const slowLines = 3;
/** A model that has not read a line for so long hangs. */
export const hungMs = 3_000;

export function newPipeline(policy: Policy): Pipeline {
  return {
    policy,
    strictness: 'standard',
    model: 'loading',
    startedAtMs: 0,
    entries: [],
    scoring: undefined,
    slowInARow: 0,
    openings: new Map(),
  };
}
