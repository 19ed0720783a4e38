import { toHex, type Bytes } from '../bytes.ts';
import { fail, ok, type Result } from '../result.ts';

/** Why a public key is not taken. */
export type KeyRefusal = 'wrong-length' | 'not-canonical' | 'small-order';

export const publicKeyBytes = 32;

/**
 * Ed25519: the y coordinates of the eight points of small order, little-endian, without the sign of x:
 * 1 (order 1), -1 (order 2), 0 (order 4), and the two y of order 8.
 */
const smallOrderY: readonly string[] = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
];

/** X25519: the u coordinates of small order on the curve and on its twist (RFC 7748 §6.1), little-endian. */
const smallOrderU: readonly string[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
];

/**
 * Takes an Ed25519 public key only in its one encoding and only where it has large order: under a key of
 * small order one signature fits every message. Whether the bytes are on the curve at all shows when a
 * signature is verified.
 */
export function checkSigningKey(bytes: Bytes): Result<Bytes, KeyRefusal> {
  if (bytes.length !== publicKeyBytes) return fail('wrong-length');
  const y = bytes.slice();
  y[31] = (y[31] ?? 0) & 0x7f;
  return checkCoordinate(bytes, y, smallOrderY);
}

/**
 * Takes an X25519 public key only in its one encoding (below 2^255 − 19, top bit clear) and only where it
 * has large order: with one of small order the shared secret is all zeros, whoever the other is.
 */
export function checkSealingKey(bytes: Bytes): Result<Bytes, KeyRefusal> {
  if (bytes.length !== publicKeyBytes) return fail('wrong-length');
  return checkCoordinate(bytes, bytes, smallOrderU);
}

function checkCoordinate(
  key: Bytes,
  coordinate: Bytes,
  refused: readonly string[],
): Result<Bytes, KeyRefusal> {
  if (!isBelowFieldPrime(coordinate)) return fail('not-canonical');
  if (refused.includes(toHex(coordinate))) return fail('small-order');
  return ok(key);
}

/** Little-endian 32 bytes below 2^255 − 19, which is `ed ff … ff 7f`. */
function isBelowFieldPrime(bytes: Bytes): boolean {
  const top = bytes[31] ?? 0;
  if (top !== 0x7f) return top < 0x7f;
  return bytes.subarray(1, 31).some((byte) => byte !== 0xff) || (bytes[0] ?? 0) < 0xed;
}
