/** What the text model tells of a message; each label has a score of its own. */
export const textLabels = [
  'toxic',
  'hate',
  'threat',
  'insult',
  'sexual',
  'obscene',
  'self_harm',
  'spam',
] as const;
export type TextLabel = (typeof textLabels)[number];

/** Scores from 0 to 1, a calibrated guess at how likely a person would give the label. */
export type TextScores = Readonly<Record<TextLabel, number>>;

/** The classes of the picture model, in the order of its outputs. */
export const pictureClasses = ['drawing', 'hentai', 'neutral', 'porn', 'sexy'] as const;
export type PictureClass = (typeof pictureClasses)[number];

/** Scores that add up to 1. */
export type PictureScores = Readonly<Record<PictureClass, number>>;

/** What the rules look for. */
export const ruleNames = [
  'profanity',
  'slur',
  'threat',
  'self_harm',
  'sexual',
  'spam',
  'link',
  'personal_data',
  'invitation',
  'scripted',
] as const;
export type RuleName = (typeof ruleNames)[number];

/** One rule that fired, and on what. */
export interface RuleHit {
  readonly rule: RuleName;
  /** Which pattern of the rule fired, as a stable name for texts and tests (`phone`, `mail`, `repeated_line`). */
  readonly detail: string;
  /** Where in the text as it was written, in UTF-16 units; both 0 where the whole line is meant. */
  readonly start: number;
  readonly end: number;
}

/** From mild to grave; a verdict is the gravest action that anything in it asks for. */
export const actions = ['allow', 'warn', 'hide', 'hold', 'escalate'] as const;
export type Action = (typeof actions)[number];

/** How much a person wants to be spared. */
export const strictnesses = ['strict', 'standard', 'relaxed'] as const;
export type Strictness = (typeof strictnesses)[number];

/** Whose device decides: the writer's, before sending, or the reader's, before showing. */
export type Side = 'sender' | 'receiver';
