import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromHex, utf8, type Bytes } from '../bytes.ts';
import { createMatchKeys } from './keys.ts';
import { systemRandomBytes } from './random.ts';
import { signatureVerifier, signMessage, verifySignature } from './signatures.ts';
import { hasPlatformEd25519, platformVerifier, type Subtle } from './verify-platform.ts';
import { scriptVerifier } from './verify-script.ts';

const { Point } = ed25519;
const order = Point.Fn.ORDER;
const torsion = Point.fromHex(ED25519_TORSION_SUBGROUP[1] ?? '');

function bytesOf(hex: string): Bytes {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new Error('not hex');
  return bytes;
}

function littleEndian(value: bigint): Bytes {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

function toBigInt(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** Signs under A = s·B + keyTorsion with R = r·B + nonceTorsion: valid with the cofactor, perhaps not without. */
function signWithTorsion(message: Bytes, keyTorsion: typeof torsion, nonceTorsion: typeof torsion) {
  const secret = toBigInt(systemRandomBytes(32)) % order;
  const nonce = toBigInt(systemRandomBytes(32)) % order;
  const publicKey = Point.BASE.multiply(secret).add(keyTorsion).toBytes() as Bytes;
  const r = Point.BASE.multiply(nonce).add(nonceTorsion).toBytes();
  const challenge = toBigInt(sha512(concatBytes(r, publicKey, message))) % order;
  return { publicKey, signature: concatBytes(r, littleEndian((nonce + challenge * secret) % order)) };
}

type Decide = (publicKey: Bytes, message: Bytes, signature: Bytes) => Promise<boolean>;

const verifyInScript: Decide = (publicKey, message, signature) =>
  scriptVerifier(publicKey)(message, signature);

function platform(): Promise<Decide> {
  return Promise.resolve(async (publicKey, message, signature) => {
    const verify = await platformVerifier(publicKey);
    if (verify === undefined) throw new Error('this platform has no Ed25519');
    return verify(message, signature);
  });
}

describe('signMessage', () => {
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
  ])('repeats RFC 8032 §7.1 for the seed %s', async (seed, publicKey, message, signature) => {
    const pair = nacl.sign.keyPair.fromSeed(bytesOf(seed));
    expect(pair.publicKey).toEqual(bytesOf(publicKey));
    expect(signMessage(pair.secretKey as Bytes, bytesOf(message))).toEqual(bytesOf(signature));
    expect(await verifySignature(bytesOf(publicKey), bytesOf(message), bytesOf(signature))).toBe(true);
  });
});

describe('verifySignature', () => {
  const message = utf8('meet me where the wires cross');
  const keys = createMatchKeys(systemRandomBytes);
  const signature = signMessage(keys.sign.secretKey, message);

  it('refuses any signature with one bit changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(511), async (bit) => {
        const changed = signature.slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await verifySignature(keys.sign.publicKey, message, changed)).toBe(false);
      }),
    );
  });

  it('refuses S + L, which tweetnacl accepts', async () => {
    const malleated = concatBytes(
      signature.subarray(0, 32),
      littleEndian(toBigInt(signature.subarray(32)) + order),
    );
    expect(nacl.sign.detached.verify(message, malleated, keys.sign.publicKey)).toBe(true);
    expect(await verifySignature(keys.sign.publicKey, message, malleated)).toBe(false);
  });

  it('refuses the one signature that fits every message under a key of small order', async () => {
    const zero = Point.ZERO.toBytes() as Bytes;
    const universal = concatBytes(zero, new Uint8Array(32));
    expect(await verifyInScript(zero, message, universal)).toBe(true);
    expect(nacl.sign.detached.verify(message, universal, zero)).toBe(true);
    expect(await verifySignature(zero, message, universal)).toBe(false);
  });

  it('refuses a point R of small order, on which platforms disagree', async () => {
    const secret = toBigInt(systemRandomBytes(32)) % order;
    const publicKey = Point.BASE.multiply(secret).toBytes() as Bytes;
    const r = Point.ZERO.toBytes();
    const challenge = toBigInt(sha512(concatBytes(r, publicKey, message))) % order;
    const signed = concatBytes(r, littleEndian((challenge * secret) % order));
    expect(await verifyInScript(publicKey, message, signed)).toBe(true);
    expect(await verifySignature(publicKey, message, signed)).toBe(false);
  });

  it('refuses wrong lengths', async () => {
    expect(await verifySignature(keys.sign.publicKey, message, signature.subarray(0, 63))).toBe(false);
    expect(await verifySignature(keys.sign.publicKey.subarray(1), message, signature)).toBe(false);
    expect(await verifySignature(new Uint8Array(), message, new Uint8Array())).toBe(false);
  });
});

describe('a platform', () => {
  /** WebCrypto as it would be on top of a verifier that multiplies by the cofactor. */
  function cofactored(): { subtle: Subtle; asked: () => number } {
    let asked = 0;
    const subtle = {
      importKey: (_format: string, key: Bytes) => Promise.resolve(key),
      verify: (_algorithm: string, key: Bytes, signature: Bytes, message: Bytes) => {
        asked += 1;
        return Promise.resolve(ed25519.verify(signature, message, key, { zip215: true }));
      },
    };
    return { subtle: subtle as unknown as Subtle, asked: () => asked };
  }

  it('has the equation without the cofactor here', async () => {
    expect(await hasPlatformEd25519()).toBe(true);
  });

  it('is not used where it multiplies by the cofactor: the script decides, the same as everywhere', async () => {
    const { subtle, asked } = cofactored();
    const message = utf8('one verdict everywhere');
    let refused = 0;
    for (let i = 0; i < 16; i += 1) {
      const { publicKey, signature } = signWithTorsion(
        message,
        Point.ZERO,
        i % 2 === 0 ? Point.ZERO : torsion,
      );
      const verify = await signatureVerifier(publicKey, subtle);
      const verdict = await verify(message, signature);
      expect(verdict).toBe(await verifySignature(publicKey, message, signature));
      if (!verdict) refused += 1;
      expect(ed25519.verify(signature, message, publicKey, { zip215: true })).toBe(true);
    }
    expect(refused).toBe(8);
    expect(asked()).toBe(2);
  });

  it('is not used where it does not know the algorithm', async () => {
    const none = { importKey: () => Promise.reject(new DOMException('unknown', 'NotSupportedError')) };
    expect(await platformVerifier(new Uint8Array(32), none as unknown as Subtle)).toBeUndefined();
  });
});

describe('the two verifiers', () => {
  const message = utf8('one verdict everywhere');

  it('agree on signatures with and without torsion in key and nonce', async () => {
    const verifyOnPlatform = await platform();
    let accepted = 0;
    let refused = 0;
    for (let i = 0; i < 64; i += 1) {
      const { publicKey, signature } = signWithTorsion(
        message,
        i % 2 === 0 ? Point.ZERO : torsion,
        i % 4 < 2 ? Point.ZERO : torsion,
      );
      const verdict = await verifyOnPlatform(publicKey, message, signature);
      expect(await verifyInScript(publicKey, message, signature)).toBe(verdict);
      if (verdict) accepted += 1;
      else refused += 1;
    }
    expect(Math.min(accepted, refused)).toBeGreaterThan(10);
  });

  it('agree on random bytes as key, some of which are no point of the curve', async () => {
    const verifyOnPlatform = await platform();
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 64, maxLength: 64 }),
        async (key, bytes) => {
          const publicKey = Uint8Array.from(key);
          const signature = Uint8Array.from(bytes);
          signature[63] = 0;
          const verdict = await verifyOnPlatform(publicKey, message, signature);
          expect(await verifyInScript(publicKey, message, signature)).toBe(verdict);
        },
      ),
    );
  });

  it('agree on an honest signature', async () => {
    const keys = createMatchKeys(systemRandomBytes);
    const signature = signMessage(keys.sign.secretKey, message);
    const verifyOnPlatform = await platform();
    expect(await verifyInScript(keys.sign.publicKey, message, signature)).toBe(true);
    expect(await verifyOnPlatform(keys.sign.publicKey, message, signature)).toBe(true);
  });
});
