import {
  actions,
  type Action,
  type PictureClass,
  type RuleHit,
  type RuleName,
  type TextLabel,
} from '../types.ts';

export const gravity = (action: Action): number => actions.indexOf(action);

/** The gravest of the actions; to allow where there are none. */
export const gravest = (asked: readonly Action[]): Action =>
  asked.reduce((worst, action) => (gravity(action) > gravity(worst) ? action : worst), 'allow');

/** Whether a model could speak, and if not, why. */
export const modelStates = ['ready', 'loading', 'failed', 'late', 'no_language'] as const;
export type ModelState = (typeof modelStates)[number];

/** What the conversation adds to a line. */
export const contextPatterns = ['after_stop', 'unwanted_contact', 'repeated', 'escalation'] as const;
export type ContextPattern = (typeof contextPatterns)[number];

/** One cause of a verdict and the action that it asks for alone. */
export type Reason =
  | {
      readonly from: 'rule';
      readonly rule: RuleHit['rule'];
      readonly detail: string;
      readonly start: number;
      readonly end: number;
      readonly action: Action;
    }
  | {
      readonly from: 'label';
      readonly label: TextLabel;
      readonly score: number;
      readonly threshold: number;
      readonly action: Action;
    }
  | {
      readonly from: 'picture';
      readonly kind: 'explicit' | 'suggestive';
      /** The class that weighed most. */
      readonly pictureClass: PictureClass;
      readonly score: number;
      readonly threshold: number;
      readonly action: Action;
    }
  | { readonly from: 'context'; readonly pattern: ContextPattern; readonly action: Action }
  | {
      readonly from: 'model';
      readonly model: 'text' | 'picture';
      readonly state: ModelState;
      readonly action: Action;
    };

export interface Verdict {
  readonly action: Action;
  /** The gravest first. A verdict to allow may have reasons too: what was seen but may pass, or a model that is missing. */
  readonly reasons: readonly Reason[];
  /** The writer speaks of ending or hurting themself: their device shows where help is. Never on the reader's. */
  readonly offersHelp: boolean;
}

/** What a line was found to be about. */
export type Concern = TextLabel | RuleName | 'picture';

/**
 * What says nothing against the writer: warnings for their own sake, and lines that look like a script's. Who counts
 * aloud or sends a list writes such lines too, and many of them are no escalation.
 */
const notHeld: readonly Concern[] = ['personal_data', 'self_harm', 'scripted'];

/** What a verdict holds against the writer: the gravest action of what was found in the line itself, and the concerns. */
export function heldAgainst(verdict: Verdict): { action: Action; concerns: readonly Concern[] } {
  const found = verdict.reasons.flatMap((reason): { concern: Concern; action: Action }[] => {
    if (reason.from === 'context' || reason.from === 'model') return [];
    const concern =
      reason.from === 'rule' ? reason.rule : reason.from === 'label' ? reason.label : ('picture' as const);
    return notHeld.includes(concern) ? [] : [{ concern, action: reason.action }];
  });
  return {
    action: gravest(found.map(({ action }) => action)),
    concerns: [...new Set(found.filter(({ action }) => action !== 'allow').map(({ concern }) => concern))],
  };
}
