import type { Action, Reason, Verdict } from '@sotto/moderation-models';
import { describe, expect, it } from 'vitest';
import { ownScreeningOf, screeningOf } from './screening.ts';

const picture = (action: Action): Reason => ({
  from: 'picture',
  kind: 'explicit',
  pictureClass: 'porn',
  score: 0.6,
  threshold: 0.5,
  action,
});
const context = (action: Action): Reason => ({ from: 'context', pattern: 'after_stop', action });
const verdict = (action: Action, ...reasons: Reason[]): Verdict => ({ action, reasons, offersHelp: false });

describe('what a picture is called', () => {
  it('is sexual where the model says so, and unwanted where only the chat does', () => {
    expect(screeningOf(verdict('allow'))).toBe('clear');
    expect(screeningOf(verdict('hide', picture('hide')))).toBe('flagged');
    expect(screeningOf(verdict('escalate', context('escalate'), picture('hide')))).toBe('flagged');
    expect(screeningOf(verdict('warn', context('warn'), picture('allow')))).toBe('unwanted');
  });

  it('tells its sender whether the picture or the chat keeps it from being sent', () => {
    expect(ownScreeningOf(verdict('warn', picture('warn')))).toBe('flagged');
    expect(ownScreeningOf(verdict('hold', picture('hold')))).toBe('held');
    expect(ownScreeningOf(verdict('hold', context('hold'), picture('warn')))).toBe('held-here');
  });
});
