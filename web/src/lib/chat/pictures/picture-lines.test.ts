import { describe, expect, it } from 'vitest';
import type { Line, PictureView } from '../../app/state.ts';
import { keptPictures, mostKeptBytes, withEnd, withoutUnfinished, withProgress } from './picture-lines.ts';

const blob = new Blob();
const file = (sizeBytes: number) => ({ type: 'image/png', sizeBytes }) as const;

function lineOf(key: string, picture: PictureView): Line {
  return { kind: 'theirs', key, text: '', atMs: 0, picture };
}

function statesOf(lines: readonly Line[]): readonly (string | undefined)[] {
  return lines.map((line) => (line.kind === 'system' ? undefined : line.picture?.state));
}

describe('pictures in the lines of a chat', () => {
  it('are kept up to a bound: the oldest are forgotten first, the newest never', () => {
    const third = mostKeptBytes / 3;
    const whole = (key: string) => lineOf(key, { state: 'whole', blob, ...file(third) });
    const failed = lineOf('t9', { state: 'failed', ...file(third) });
    const { lines, forgotten } = keptPictures([whole('t1'), whole('t2'), failed, whole('t3'), whole('t4')]);
    expect(forgotten).toEqual(['t1']);
    expect(statesOf(lines)).toEqual(['forgotten', 'whole', 'failed', 'whole', 'whole']);
  });

  it('show progress in steps that somebody can see, and leave the lines alone between them', () => {
    const lines = [lineOf('t1', { state: 'receiving', doneBytes: 0, ...file(1_000) })];
    expect(withProgress(lines, 't1', 19)).toBe(lines);
    expect(withProgress(lines, 't1', 20)).not.toBe(lines);
    expect(withProgress(lines, 't2', 500)).toBe(lines);
  });

  it('that did not arrive keep type and size, and nothing of their content', () => {
    const lines = withEnd([lineOf('t1', { state: 'whole', blob, ...file(5) })], 't1', 'forgotten');
    expect(lines).toEqual([lineOf('t1', { state: 'forgotten', ...file(5) })]);
  });

  it('end unfinished with the chat, unless they were whole or had ended', () => {
    const views: PictureView[] = [
      { state: 'sending', doneBytes: 1, blob, ...file(5) },
      { state: 'stopping', blob, ...file(5) },
      { state: 'receiving', doneBytes: 1, ...file(5) },
      { state: 'whole', blob, ...file(5) },
      { state: 'declined', ...file(5) },
    ];
    const lines = withoutUnfinished(views.map((view, index) => lineOf(`t${index}`, view)));
    expect(statesOf(lines)).toEqual(['unfinished', 'unfinished', 'unfinished', 'whole', 'declined']);
  });
});
