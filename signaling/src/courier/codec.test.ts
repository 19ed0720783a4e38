import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage } from './codec.ts';

describe('bytes that are no courier message', () => {
  it.each([
    '',
    's',
    'stoo short',
    '{',
    '{"kind":"dance"}',
    '{"kind":"accepted","match":"x","ask":true}',
    'null',
  ])('are refused: %s', (text) => {
    expect(decodeMessage(Buffer.from(text))).toBeUndefined();
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        decodeMessage(Buffer.from(bytes));
      }),
    );
  });
});
