import { describe, expect, it } from 'vitest';
import { calm, pour, type Flood, type FloodKind } from './flood.ts';
import { maxUnacknowledged } from './chat-state.ts';

/** How many go in before one is too many, all at one time. */
function room(kind: FloodKind, from: Flood, atMs: number): number {
  let count = 0;
  for (let flood = pour(from, kind, atMs); flood !== undefined; flood = pour(flood, kind, atMs)) count += 1;
  return count;
}

function filled(kind: FloodKind, atMs: number): Flood {
  let flood = calm;
  for (let next = pour(flood, kind, atMs); next !== undefined; next = pour(next, kind, atMs)) flood = next;
  return flood;
}

describe('the flood bound', () => {
  it('lets pass all that an honest browser has under way, sent twice', () => {
    expect(room('message', calm, 0)).toBeGreaterThanOrEqual(2 * maxUnacknowledged);
    expect(room('sign', calm, 0)).toBeGreaterThanOrEqual(4 * maxUnacknowledged);
  });

  it('drains with time, and not when the clock goes back', () => {
    const full = filled('message', 60_000);
    expect(pour(full, 'message', 60_000)).toBeUndefined();
    expect(pour(full, 'message', 0)).toBeUndefined();
    expect(room('message', full, 70_000)).toBe(30);
  });

  it('counts messages and signs apart', () => {
    expect(pour(filled('message', 0), 'sign', 0)).toBeDefined();
    expect(pour(filled('sign', 0), 'message', 0)).toBeDefined();
  });
});
