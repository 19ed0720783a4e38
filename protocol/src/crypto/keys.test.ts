import { describe, expect, it } from 'vitest';
import { toBase64Url, type Bytes } from '../bytes.ts';
import { cardSchema } from '../wire/card.ts';
import { cardOf, createMatchKeys, eraseMatchKeys, readCard } from './keys.ts';
import { systemRandomBytes } from './random.ts';

const fingerprint = new Uint8Array(32).fill(9);

describe('createMatchKeys', () => {
  it('makes the same keys from the same randomness and others from other', () => {
    const counting = (): ((length: number) => Bytes) => {
      let next = 0;
      return (length) => new Uint8Array(length).map(() => (next += 1));
    };
    expect(createMatchKeys(counting())).toEqual(createMatchKeys(counting()));
    expect(createMatchKeys(systemRandomBytes)).not.toEqual(createMatchKeys(systemRandomBytes));
  });

  it('leaves no secret key behind when erased', () => {
    const keys = createMatchKeys(systemRandomBytes);
    eraseMatchKeys(keys);
    expect([...keys.sign.secretKey, ...keys.seal.secretKey].every((byte) => byte === 0)).toBe(true);
  });
});

describe('a card', () => {
  const keys = createMatchKeys(systemRandomBytes);
  const card = cardOf(keys, fingerprint);

  it('fits the wire schema and reads back as bytes', () => {
    expect(cardSchema.safeParse(card).success).toBe(true);
    const value = { sign: keys.sign.publicKey, seal: keys.seal.publicKey, fingerprint };
    expect(readCard(card)).toEqual({ ok: true, value });
  });

  it('is refused with a key of small order in either place', () => {
    const zero = toBase64Url(new Uint8Array(32));
    expect(readCard({ ...card, sign: zero })).toEqual({ ok: false, error: 'small-order' });
    expect(readCard({ ...card, seal: zero })).toEqual({ ok: false, error: 'small-order' });
  });

  it('is refused where a part is no base64url of 32 bytes', () => {
    expect(readCard({ ...card, sign: '' })).toEqual({ ok: false, error: 'wrong-length' });
    expect(readCard({ ...card, fingerprint: '****' })).toEqual({ ok: false, error: 'wrong-length' });
  });
});
