import { ed25519, ED25519_TORSION_SUBGROUP, x25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, type Bytes } from '../bytes.ts';
import { checkSealingKey, checkSigningKey } from './key-checks.ts';

const prime = 2n ** 255n - 19n;

function littleEndian(value: bigint): Bytes {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

function bytesOf(hex: string): Bytes {
  return fromHex(hex) ?? new Uint8Array();
}

describe('checkSigningKey', () => {
  it.each(ED25519_TORSION_SUBGROUP)('refuses the torsion point %s', (hex) => {
    expect(ed25519.Point.fromHex(hex).isSmallOrder()).toBe(true);
    expect(checkSigningKey(bytesOf(hex))).toEqual({ ok: false, error: 'small-order' });
  });

  it('refuses the torsion points under either sign of x', () => {
    for (const hex of ED25519_TORSION_SUBGROUP) {
      const flipped = bytesOf(hex);
      flipped[31] = (flipped[31] ?? 0) ^ 0x80;
      expect(checkSigningKey(flipped)).toEqual({ ok: false, error: 'small-order' });
    }
  });

  it('refuses each of the 19 encodings at or above the field prime, under either sign', () => {
    for (let above = 0n; above < 19n; above += 1n) {
      expect(checkSigningKey(littleEndian(prime + above))).toEqual({ ok: false, error: 'not-canonical' });
      const signed = littleEndian(prime + above + 2n ** 255n);
      expect(checkSigningKey(signed)).toEqual({ ok: false, error: 'not-canonical' });
    }
  });

  it('takes the largest canonical coordinates that are not of small order', () => {
    for (let below = 2n; below < 300n; below += 1n) {
      expect(checkSigningKey(littleEndian(prime - below)).ok).toBe(true);
    }
  });

  it('takes a freshly made key', () => {
    const { publicKey } = ed25519.keygen();
    expect(checkSigningKey(publicKey as Bytes)).toEqual({ ok: true, value: publicKey });
  });

  it.each([0, 31, 33, 64])('refuses %i bytes', (length) => {
    expect(checkSigningKey(new Uint8Array(length))).toEqual({ ok: false, error: 'wrong-length' });
  });
});

describe('checkSealingKey', () => {
  /** u = (1 + y) / (1 − y) maps the curve of Ed25519 to that of X25519 (RFC 7748 §4.1). */
  it.each(ED25519_TORSION_SUBGROUP)('refuses the image of the torsion point %s', (hex) => {
    const { y } = ed25519.Point.fromHex(hex).toAffine();
    const { Fp } = ed25519.Point;
    const u = y === 1n ? 0n : Fp.div(Fp.create(1n + y), Fp.create(1n - y));
    expect(checkSealingKey(littleEndian(u))).toEqual({ ok: false, error: 'small-order' });
  });

  it('refuses −1, of order 4 on the twist', () => {
    expect(checkSealingKey(littleEndian(prime - 1n))).toEqual({ ok: false, error: 'small-order' });
  });

  it('refuses just those canonical keys whose shared secret noble finds to be zero', () => {
    const scalar = x25519.utils.randomSecretKey();
    const candidates = [0n, 1n, 2n, 9n, prime - 2n, prime - 1n].map(littleEndian);
    for (const hex of ['e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800']) {
      candidates.push(bytesOf(hex));
    }
    for (const candidate of candidates) {
      let zero = false;
      try {
        x25519.getSharedSecret(scalar, candidate);
      } catch {
        zero = true;
      }
      expect([toHex(candidate), checkSealingKey(candidate).ok]).toEqual([toHex(candidate), !zero]);
    }
  });

  it('refuses every encoding at or above the field prime and a set top bit', () => {
    for (let above = 0n; above < 19n; above += 1n) {
      expect(checkSealingKey(littleEndian(prime + above))).toEqual({ ok: false, error: 'not-canonical' });
    }
    expect(checkSealingKey(littleEndian(9n + 2n ** 255n))).toEqual({ ok: false, error: 'not-canonical' });
  });

  it('takes a freshly made key', () => {
    const { publicKey } = x25519.keygen();
    expect(checkSealingKey(publicKey as Bytes)).toEqual({ ok: true, value: publicKey });
  });

  it('refuses a wrong length', () => {
    expect(checkSealingKey(new Uint8Array(31))).toEqual({ ok: false, error: 'wrong-length' });
  });
});
