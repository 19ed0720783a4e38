import { describe, expect, it } from 'vitest';
import { doubleEscapeMs, watchDoubleEscape, type KeyPress } from './double-escape.ts';

const press = (timeStamp: number, key = 'Escape', more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  timeStamp,
  repeat: false,
  isComposing: false,
  ...more,
});

const feed = (...presses: KeyPress[]): boolean[] => {
  const watch = watchDoubleEscape();
  return presses.map((press) => watch(press));
};

describe('watchDoubleEscape', () => {
  it('tells the second of two quick presses', () => {
    expect(feed(press(0), press(doubleEscapeMs))).toEqual([false, true]);
  });

  it('takes a slow second press as a new first one', () => {
    const late = doubleEscapeMs + 1;
    expect(feed(press(0), press(late), press(late + 100))).toEqual([false, false, true]);
  });

  it('forgets the first press when another key comes between', () => {
    expect(feed(press(0), press(50, 'a'), press(100))).toEqual([false, false, false]);
  });

  it('counts neither a held key nor an input method that is taken back', () => {
    expect(feed(press(0), press(50, 'Escape', { repeat: true }))).toEqual([false, false]);
    expect(feed(press(0, 'Escape', { isComposing: true }), press(50))).toEqual([false, false]);
  });

  it('needs two new presses after a pair', () => {
    expect(feed(press(0), press(100), press(200), press(300))).toEqual([false, true, false, true]);
  });

  it('does not count a press that closes what must not be lost, neither as the first nor as the second', () => {
    const watch = watchDoubleEscape();
    expect(watch(press(0), true)).toBe(false);
    expect(watch(press(100))).toBe(false);
    expect(watch(press(200), true)).toBe(false);
    expect(watch(press(300))).toBe(false);
    expect(watch(press(400))).toBe(true);
  });
});
