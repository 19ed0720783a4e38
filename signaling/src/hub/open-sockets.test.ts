import { describe, expect, it } from 'vitest';
import { OpenSockets } from './open-sockets.ts';

describe('the count of open sockets', () => {
  it('grants each prefix its number, and a place again when one is free', () => {
    const open = new OpenSockets(2);
    const first = open.take('a');
    expect(open.take('a')).toBeDefined();
    expect(open.take('a')).toBeUndefined();
    expect(open.take('b')).toBeDefined();
    expect(open.total).toBe(3);
    if (first !== undefined) open.free(first);
    expect(open.take('a')).toBeDefined();
    expect(open.take('a')).toBeUndefined();
  });

  it('forgets a prefix with its last socket', () => {
    const open = new OpenSockets(1);
    const slot = open.take('a');
    if (slot !== undefined) open.free(slot);
    expect(open.total).toBe(0);
    expect(open.take('a')).not.toBe(slot);
  });
});
