import type { Pixels, Side, Strictness, Verdict } from '@sotto/moderation-models';

/** What the page asks the picture worker: one picture, frame by frame. */
export interface PictureQuestion {
  readonly id: number;
  readonly side: Side;
  readonly strictness: Strictness;
  readonly frames: readonly Pixels[];
}

export interface PictureAnswer {
  readonly id: number;
  readonly verdict: Verdict;
  /** Whether the model has seen it. If not, the verdict is that on an unseen picture. */
  readonly seen: boolean;
}
