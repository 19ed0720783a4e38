import { defaultPolicy, pictureClasses, type PictureScores } from '@sotto/moderation-models';
import { describe, expect, it } from 'vitest';
import { pictureVerdict } from './picture-verdict.ts';

const scores = (given: Partial<PictureScores>): PictureScores =>
  Object.fromEntries(pictureClasses.map((name) => [name, given[name] ?? 0])) as unknown as PictureScores;
const calm = scores({ neutral: 1 });
const reader = { side: 'receiver', strictness: 'standard' } as const;

describe('the verdict on a picture', () => {
  it('is that on its gravest frame, wherever it stands', () => {
    const porn = scores({ porn: 0.99, neutral: 0.01 });
    for (const frames of [
      [porn, calm],
      [calm, porn],
    ])
      expect(pictureVerdict(frames, reader, defaultPolicy, 'ready').action).toBe('escalate');
    expect(pictureVerdict([calm, calm], reader, defaultPolicy, 'ready').action).toBe('allow');
  });

  it('is to stay behind a click where no model has seen it', () => {
    expect(pictureVerdict([], reader, defaultPolicy, 'failed')).toMatchObject({
      action: 'hide',
      reasons: [{ from: 'model', model: 'picture', state: 'failed' }],
    });
  });

  it('warns its sender, and holds back what is beyond doubt', () => {
    const writer = { side: 'sender', strictness: 'relaxed' } as const;
    const action = (porn: number) =>
      pictureVerdict([scores({ porn, neutral: 1 - porn })], writer, defaultPolicy, 'ready').action;
    expect([action(0.1), action(0.7), action(0.99)]).toEqual(['allow', 'warn', 'hold']);
  });
});
