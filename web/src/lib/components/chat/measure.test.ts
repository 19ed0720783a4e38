import { limits, utf8 } from '@sotto/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measure } from './measure.ts';

describe('measure', () => {
  it('is silent about ordinary messages', () => {
    expect(measure('hello')).toEqual({ kind: 'fine' });
  });

  it('counts bytes and not characters', () => {
    expect(measure('🦦'.repeat(limits.maxTextBytes / 4))).toEqual({ kind: 'near', leftBytes: 0 });
    expect(measure('🦦'.repeat(limits.maxTextBytes / 4 + 1))).toEqual({ kind: 'over', overBytes: 4 });
  });

  it('says over for just those texts that cannot be sent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a', 'é', '世', '🦦'),
        fc.integer({ min: 0, max: 9_000 }),
        (unit, count) => {
          const text = unit.repeat(count);
          expect(measure(text).kind === 'over').toBe(utf8(text).length > limits.maxTextBytes);
        },
      ),
    );
  });
});
