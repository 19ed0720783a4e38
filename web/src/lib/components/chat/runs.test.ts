import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../app/state.ts';
import { gatherRuns } from './runs.ts';

const line = (kind: 'mine' | 'theirs' | 'system', atMs: number): Line => {
  const key = `${kind}-${String(atMs)}`;
  if (kind === 'system') return { kind, key, event: 'reconnecting', atMs };
  if (kind === 'theirs') return { kind, key, text: 'hi', atMs };
  return { kind, key, text: 'hi', atMs, status: 'delivered' };
};

const linesOf = (runs: ReturnType<typeof gatherRuns>): Line[] =>
  runs.flatMap<Line>((run) => (run.kind === 'system' ? [run.line] : run.lines));

describe('gatherRuns', () => {
  it('gathers neighbours of one author until a long pause or another voice', () => {
    const lines = [line('mine', 0), line('mine', 30_000), line('theirs', 40_000), line('mine', 540_000)];
    expect(gatherRuns(lines).map((run) => (run.kind === 'system' ? 1 : run.lines.length))).toEqual([2, 1, 1]);
  });

  it('lets a system line part two lines of one author', () => {
    const lines = [line('mine', 0), line('system', 1_000), line('mine', 2_000)];
    expect(gatherRuns(lines).map((run) => run.kind)).toEqual(['mine', 'system', 'mine']);
  });

  it('keeps every line, in order', () => {
    const kinds = fc.constantFrom('mine' as const, 'theirs' as const, 'system' as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, fc.nat(600_000))), (drawn) => {
        const lines = drawn.map(([kind, atMs]) => line(kind, atMs));
        expect(linesOf(gatherRuns(lines))).toEqual(lines);
      }),
    );
  });
});
