import type { Side, TextLanguage, Verdict } from '@sotto/moderation-models';

/** Why the rules stand alone. */
export type RulesOnly =
  /** The model's file could not be fetched. */
  | 'missing'
  /** What was fetched is not the file that the manifest names. */
  | 'corrupt'
  /** The runtime or the model failed. */
  | 'crashed'
  /** The device takes so long for a line that screening would hold up the chat. */
  | 'slow'
  /** There is no model for the languages of this chat. */
  | 'no-language';

/** How text is screened now. */
export type TextScreening =
  | { readonly at: 'off' }
  /** The rules screen already; the model is on its way. */
  | { readonly at: 'loading'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly at: 'ready'; readonly language: TextLanguage }
  | { readonly at: 'rules-only'; readonly why: RulesOnly }
  /** The worker itself could not be started: nothing is screened. */
  | { readonly at: 'unscreened' };

/** A line to be screened. */
export interface LineToScreen {
  readonly side: Side;
  readonly text: string;
}

/** A picture with the verdict on it alone, to be judged by the conversation and to count in it. */
export interface PictureToWeigh {
  readonly side: Side;
  readonly verdict: Verdict;
}

/** Hears of a line first within {@link maxWaitMs}: what is known then, `undefined` where that is nothing. Later verdicts revise it. */
export type HearVerdict = (verdict: Verdict | undefined) => void;

/** What becomes of a draft or a picture of the writer's that was screened; what was received needs neither. */
export interface ScreenedDraft {
  /** It went out: from now on it counts in the conversation. */
  sent(): void;
  dropped(): void;
}

/** The longest that a line waits for a verdict before it is shown or sent. */
export const maxWaitMs = 50;
