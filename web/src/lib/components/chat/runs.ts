import type { Line } from '../../app/state.ts';

type Spoken = Exclude<Line, { kind: 'system' }>;
type System = Extract<Line, { kind: 'system' }>;

/** What one person said in one go, or one system line. `key` is that of its first line, so it never changes. */
export type Run =
  | { readonly kind: 'mine' | 'theirs'; readonly key: string; readonly lines: readonly Spoken[] }
  | { readonly kind: 'system'; readonly key: string; readonly line: System };

/** A pause that begins a new run: what comes later gets a time of its own. */
const pauseMs = 3 * 60_000;

/**
 * Gathers lines for display: neighbours of one author within {@link pauseMs} of each other stand together.
 * @example mine 0:00, mine 0:30, theirs 0:40, mine 9:00 gives [mine, mine], [theirs], [mine]
 */
export function gatherRuns(lines: readonly Line[]): readonly Run[] {
  const runs: OpenRun[] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (line.kind === 'system') runs.push({ kind: 'system', key: line.key, line });
    else if (last?.kind === line.kind && line.atMs - lastAtMs(last.lines) < pauseMs) last.lines.push(line);
    else runs.push({ kind: line.kind, key: line.key, lines: [line] });
  }
  return runs;
}

type OpenRun =
  { kind: 'mine' | 'theirs'; key: string; lines: Spoken[] } | { kind: 'system'; key: string; line: System };

function lastAtMs(lines: readonly Spoken[]): number {
  return lines.at(-1)?.atMs ?? -Infinity;
}
