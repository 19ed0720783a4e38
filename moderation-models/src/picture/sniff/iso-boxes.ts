import { fourLetters, u32be } from './bytes.ts';

/** One box of an ISO base media file (ISO/IEC 14496-12): its content lies from `start` to `end`. */
export interface Box {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A real file has a few dozen in one place. */
const maxBoxes = 4_096;

/**
 * The boxes between two places; `undefined` where one reaches beyond the end or is shorter than its own header, and
 * where there are absurdly many.
 */
export function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] | undefined {
  const boxes: Box[] = [];
  let at = from;
  while (at < to) {
    if (at + 8 > to || boxes.length === maxBoxes) return undefined;
    let length = u32be(bytes, at);
    let header = 8;
    if (length === 1) {
      if (at + 16 > to) return undefined;
      length = u32be(bytes, at + 8) * 2 ** 32 + u32be(bytes, at + 12);
      header = 16;
    } else if (length === 0) {
      length = to - at;
    }
    if (length < header || at + length > to) return undefined;
    boxes.push({ name: fourLetters(bytes, at + 4), start: at + header, end: at + length });
    at += length;
  }
  return boxes;
}

/**
 * The boxes at the end of a path of names (`['meta', 'iprp', 'ipco', 'ispe']`); `undefined` where the file is
 * broken on the way. Version and flags stand before the boxes within `meta`.
 */
export function boxesAt(
  bytes: Uint8Array,
  path: readonly string[],
  from = 0,
  to = bytes.length,
): Box[] | undefined {
  const [name, ...rest] = path;
  const boxes = boxesIn(bytes, from, to)?.filter((box) => box.name === name);
  if (boxes === undefined || rest.length === 0) return boxes;
  const found: Box[] = [];
  for (const box of boxes) {
    const inner = boxesAt(bytes, rest, name === 'meta' ? box.start + 4 : box.start, box.end);
    if (inner === undefined) return undefined;
    found.push(...inner);
  }
  return found;
}
