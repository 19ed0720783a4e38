import type { PictureScores, RuleHit, Side, Strictness, TextScores } from '../types.ts';
import type { Conversation } from './conversation.ts';
import type { ModelState } from './verdict.ts';

/** All that is known of a line or a picture when its verdict is asked for. */
export interface Evidence {
  readonly side: Side;
  /** What the person at this device has chosen. */
  readonly strictness: Strictness;
  /** Absent until the text model has answered, or where there is none. */
  readonly textScores?: TextScores;
  readonly ruleHits: readonly RuleHit[];
  /** Present where a picture is judged; without scores it is one that no model has seen. */
  readonly picture?: { readonly scores?: PictureScores };
  /** The chat before this line. */
  readonly conversation: Conversation;
  readonly modelState: { readonly text: ModelState; readonly picture?: ModelState };
}
