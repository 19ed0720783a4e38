import { describe, expect, it } from 'vitest';
import { idleMs, isAlive, longestMs, shouldNote } from './session-rules.ts';

describe("a moderator's session", () => {
  it('ends after half an hour without use', () => {
    expect(isAlive({ createdAtMs: 0, usedAtMs: 1_000 }, 1_000 + idleMs - 1)).toBe(true);
    expect(isAlive({ createdAtMs: 0, usedAtMs: 1_000 }, 1_000 + idleMs)).toBe(false);
  });

  it('ends after twelve hours, however much it is used', () => {
    expect(isAlive({ createdAtMs: 0, usedAtMs: longestMs - 1 }, longestMs - 1)).toBe(true);
    expect(isAlive({ createdAtMs: 0, usedAtMs: longestMs - 1 }, longestMs)).toBe(false);
  });

  it('used all the time is noted often enough to stay alive, and not with each use', () => {
    expect(shouldNote({ createdAtMs: 0, usedAtMs: 0 }, 59_999)).toBe(false);
    expect(shouldNote({ createdAtMs: 0, usedAtMs: 0 }, 60_000)).toBe(true);
  });
});
