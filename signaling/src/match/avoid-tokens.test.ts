import { avoidTokenSchema, systemRandomBytes, toBase64Url } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { createAvoidTokens } from './avoid-tokens.ts';

const key = systemRandomBytes(32);
const tokens = createAvoidTokens(key, systemRandomBytes);
const handle = toBase64Url(systemRandomBytes(16));

describe('an avoid token', () => {
  it('opens to the handle that was sealed, also after a restart with the same key', () => {
    const token = tokens.seal(handle);
    expect(avoidTokenSchema.safeParse(token).success).toBe(true);
    expect(tokens.open(token)).toBe(handle);
    expect(createAvoidTokens(key, systemRandomBytes).open(token)).toBe(handle);
  });

  it('is different each time, so that two of them tell nothing', () => {
    expect(tokens.seal(handle)).not.toBe(tokens.seal(handle));
  });

  it('does not open under another key', () => {
    expect(
      createAvoidTokens(systemRandomBytes(32), systemRandomBytes).open(tokens.seal(handle)),
    ).toBeUndefined();
  });

  it('does not open when any character of it is changed', () => {
    const token = tokens.seal(handle);
    for (let i = 0; i < token.length; i += 1) {
      const changed = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1);
      expect(tokens.open(changed)).toBeUndefined();
    }
  });

  it.each(['', 'A'.repeat(59), 'A'.repeat(58), '!'.repeat(59)])('does not open from %j', (token) => {
    expect(tokens.open(token)).toBeUndefined();
  });
});
