import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportableLine } from '../../app/state.ts';
import {
  countOf,
  earlierCount,
  fitsOneReport,
  hiddenCount,
  listedLines,
  preselectedLines,
  refreshSelection,
  setAll,
  setDisclosed,
  showEarlier,
  startSelection,
} from './selection.ts';

const line = (seq: number, from: 'me' | 'them' = 'them'): ReportableLine => ({
  key: `${from === 'me' ? 'm' : 't'}${seq}`,
  from,
  atMs: seq,
  weight: 'proven',
  kind: 'text',
  text: `line ${seq}`,
  upTo: { me: 0, them: 0, [from]: seq },
});
const chat = (count: number): ReportableLine[] => Array.from({ length: count }, (_, seq) => line(seq + 1));
const keys = (lines: readonly ReportableLine[]) => lines.map(({ key }) => key);

describe('the selection of lines', () => {
  it('begins with the newest lines, disclosed', () => {
    const selection = startSelection(chat(50));
    expect(keys(listedLines(selection))).toEqual(keys(chat(50).slice(-preselectedLines)));
    expect([...selection.disclosed]).toEqual(keys(chat(50).slice(-preselectedLines)));
    expect(hiddenCount(selection)).toBe(30);
  });

  it('lists earlier lines without telling them', () => {
    const selection = startSelection(chat(50));
    const more = showEarlier(selection);
    expect(listedLines(more)).toHaveLength(40);
    expect(more.disclosed).toEqual(selection.disclosed);
    expect(hiddenCount(showEarlier(showEarlier(more)))).toBe(0);
  });

  it('lists twice as many with each step, so that five hundred lines hide nothing for long', () => {
    let selection = startSelection(chat(500));
    let steps = 0;
    for (; earlierCount(selection) > 0; steps += 1) selection = showEarlier(selection);
    expect(listedLines(selection)).toHaveLength(500);
    expect(steps).toBe(5);
  });

  it('fits one report where it spans no more than that can hold of either side', () => {
    const newest = startSelection(chat(500));
    expect(fitsOneReport(newest)).toBe(true);
    expect(fitsOneReport(setDisclosed(newest, 't201', true))).toBe(true);
    expect(fitsOneReport(setDisclosed(newest, 't200', true))).toBe(false);
    expect(fitsOneReport({ ...newest, disclosed: new Set(['t1']) })).toBe(true);
    expect(fitsOneReport({ ...newest, disclosed: new Set() })).toBe(true);
  });

  it('withholds all lines of one side, and leaves the other alone', () => {
    const selection = startSelection([line(1), line(1, 'me'), line(2), line(2, 'me')]);
    const without = setAll(selection, 'me', false);
    expect([...without.disclosed]).toEqual(['t1', 't2']);
    expect(countOf(without, 'me')).toEqual({ all: 2, disclosed: 0 });
    expect(countOf(without, 'them')).toEqual({ all: 2, disclosed: 2 });
    expect(setAll(without, 'me', true).disclosed).toEqual(selection.disclosed);
  });

  it('chooses all only of what is listed: nobody tells what they have not seen', () => {
    const selection = setAll(startSelection(chat(50)), 'them', true);
    expect(selection.disclosed.size).toBe(preselectedLines);
  });

  it('keeps what was withheld when more was said, and adds what is new', () => {
    const before = setDisclosed(startSelection(chat(3)), 't2', false);
    const after = refreshSelection(before, chat(5));
    expect([...after.disclosed]).toEqual(['t1', 't3', 't4', 't5']);
    expect(listedLines(after)).toHaveLength(5);
  });

  it('forgets lines that are too old by now', () => {
    const after = refreshSelection(startSelection(chat(3)), chat(5).slice(2));
    expect([...after.disclosed]).toEqual(['t3', 't4', 't5']);
  });

  it('never discloses a line that is not listed, whatever is clicked', () => {
    const click = fc.oneof(
      fc.constant('earlier' as const),
      fc.tuple(fc.nat(59), fc.boolean()),
      fc.tuple(fc.constantFrom('me' as const, 'them' as const), fc.boolean()),
    );
    fc.assert(
      fc.property(fc.nat(60), fc.array(click), (count, clicks) => {
        const lines = Array.from({ length: count }, (_, seq) => line(seq, seq % 3 === 0 ? 'me' : 'them'));
        let selection = startSelection(lines);
        for (const what of clicks) {
          const listed = listedLines(selection);
          if (what === 'earlier') selection = showEarlier(selection);
          else if (typeof what[0] !== 'number') selection = setAll(selection, what[0], what[1]);
          else if (listed[what[0]]) selection = setDisclosed(selection, listed[what[0]]?.key ?? '', what[1]);
        }
        const listed = new Set(keys(listedLines(selection)));
        expect([...selection.disclosed].filter((key) => !listed.has(key))).toEqual([]);
      }),
    );
  });
});
