import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, type Bytes } from '../../bytes.ts';

/** The arithmetic with which edge cases of Ed25519 are made. */

export const { Point } = ed25519;
export type CurvePoint = InstanceType<typeof Point>;

/** Order of the base point, and the prime of the field. */
export const order = Point.Fn.ORDER;
export const prime = 2n ** 255n - 19n;

/** The eight points of small order. */
export const torsion: readonly CurvePoint[] = ED25519_TORSION_SUBGROUP.map((hex) => Point.fromHex(hex));

/** 32 bytes, little-endian; what is above them is cut off. */
export function littleEndian(value: bigint): Bytes {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

export function encoded(point: CurvePoint): Bytes {
  return point.toBytes() as Bytes;
}

/** k = SHA-512(R ‖ A ‖ message) mod L. */
export function challengeOf(r: Bytes, key: Bytes, message: Bytes): bigint {
  return toBigInt(sha512(concatBytes(r, key, message))) % order;
}

/** A signer who may add points of small order to key and R. S = r + k·a, with the bytes of R and A as told. */
export interface Crooked {
  readonly secret: bigint;
  readonly nonce: bigint;
  readonly key: Bytes;
  readonly r: Bytes;
}

export function crooked(secret: bigint, nonce: bigint, keyPart: CurvePoint, noncePart: CurvePoint): Crooked {
  return {
    secret,
    nonce,
    key: encoded(Point.BASE.multiply(secret).add(keyPart)),
    r: encoded(Point.BASE.multiply(nonce).add(noncePart)),
  };
}

/** The signature, with S in its one form. */
export function crookedSignature({ secret, nonce, key, r }: Crooked, message: Bytes): Bytes {
  return concatBytes(r, littleEndian((nonce + challengeOf(r, key, message) * secret) % order));
}
