import type { Policy } from '../decision/policy.ts';
import { gravity } from '../decision/verdict.ts';
import { textLabels, type Strictness, type TextLabel } from '../types.ts';

/** A line whose labels people gave. A label that nobody stated is absent. */
export interface EvaluatedLine {
  readonly text: string;
  /** The set that it comes from. */
  readonly source: string;
  /** As a BCP 47 tag. */
  readonly language: string;
  readonly labels: Partial<Record<TextLabel, 0 | 1>>;
  /** The kind of line that a functional suite makes it. */
  readonly category?: string;
  /** The group that the line speaks of. */
  readonly group?: string;
}

/** The labels that hide a line from its reader, by the policy's table. */
export const hidingLabels = (policy: Policy, strictness: Strictness = 'standard'): readonly TextLabel[] =>
  textLabels.filter((label) => gravity(policy.labels[label].fires.receiver[strictness]) >= gravity('hide'));

/** What should become of a line: `hide` it from its reader, `help` its writer (self-harm), or let it `pass`. */
export type Wanted = 'hide' | 'help' | 'pass';

/**
 * What the labels ask for where `hiding` are the labels that hide a line. Swearing alone may pass. Undefined where the
 * labels leave it open.
 */
export function wantedOf(labels: EvaluatedLine['labels'], hiding: readonly TextLabel[]): Wanted | undefined {
  if (hiding.some((label) => labels[label] === 1)) return 'hide';
  if (labels.self_harm === 1) return 'help';
  return labels.toxic === 0 ? 'pass' : undefined;
}
