import type { PictureView, PictureToSend } from '../../app/state.ts';
import type { Side } from './simulated-pair.ts';

/** A picture of so many bytes; `name` makes it another one. What its pixels are, nobody asks here. */
export function pictureOf(bytes: number, name = 0): PictureToSend {
  const content = Uint8Array.from({ length: bytes }, (_, at) => (at * 31 + name * 7 + (at >> 8)) % 256);
  return { blob: new Blob([content], { type: 'image/png' }), type: 'image/png' };
}

/** What a side shows of pictures, in order. */
export function picturesOf(side: Side, kind: 'mine' | 'theirs'): readonly PictureView[] {
  return side.snapshot().lines.flatMap((line) => (line.kind === kind && line.picture ? [line.picture] : []));
}

export function statesOf(side: Side, kind: 'mine' | 'theirs'): readonly string[] {
  return picturesOf(side, kind).map(({ state }) => state);
}

/** The key of the latest picture of a kind. */
export function latestKey(side: Side, kind: 'mine' | 'theirs'): string {
  return side.snapshot().lines.findLast((line) => line.kind === kind && line.picture)?.key ?? 'none';
}
