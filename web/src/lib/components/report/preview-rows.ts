import type { PreviewLine } from '../../app/state.ts';

type Withheld = Extract<PreviewLine, { kind: 'withheld' }>;
type Readable = Exclude<PreviewLine, { kind: 'withheld' }>;

/** What stands together in the preview: one readable line, or withheld ones in a row. */
export type Row =
  | { readonly kind: 'line'; readonly key: string; readonly line: Readable }
  | { readonly kind: 'withheld'; readonly key: string; readonly lines: readonly Withheld[] };

/**
 * Gathers withheld lines that follow each other, so that a long chat with few readable lines can be looked through.
 * @example a, b withheld, c withheld, d gives a, [b, c], d
 */
export function gatherRows(lines: readonly PreviewLine[]): readonly Row[] {
  const rows: (Row | { kind: 'withheld'; key: string; lines: Withheld[] })[] = [];
  for (const line of lines) {
    const last = rows.at(-1);
    if (line.kind !== 'withheld') rows.push({ kind: 'line', key: line.key, line });
    else if (last?.kind === 'withheld') (last.lines as Withheld[]).push(line);
    else rows.push({ kind: 'withheld', key: line.key, lines: [line] });
  }
  return rows;
}
