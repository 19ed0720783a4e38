import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PreviewLine } from '../../app/state.ts';
import { gatherRows } from './preview-rows.ts';

const line = (seq: number, withheld: boolean): PreviewLine => {
  const of = { key: `t${seq}`, from: 'them', atMs: seq, weight: 'proven' } as const;
  return withheld ? { ...of, kind: 'withheld', was: 'text' } : { ...of, kind: 'text', text: 'x' };
};

describe('the rows of a preview', () => {
  it('put withheld lines that follow each other together', () => {
    const rows = gatherRows([line(1, false), line(2, true), line(3, true), line(4, false)]);
    expect(rows.map((row) => (row.kind === 'line' ? row.key : row.lines.map(({ key }) => key)))).toEqual([
      't1',
      ['t2', 't3'],
      't4',
    ]);
  });

  it('hold every line once, in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (withheld) => {
        const lines = withheld.map((each, seq) => line(seq, each));
        const shown = gatherRows(lines).flatMap((row): readonly PreviewLine[] =>
          row.kind === 'line' ? [row.line] : row.lines,
        );
        expect(shown).toEqual(lines);
      }),
    );
  });
});
