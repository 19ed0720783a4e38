import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes, type Bytes } from '../bytes.ts';

/**
 * Ed25519 verification without the platform's help, about 2 ms. Computes R' = S·B − k·A and compares its
 * encoding with R, as OpenSSL and BoringSSL do: noble's own `verify` multiplies by the cofactor and so
 * accepts signatures with a torsion part that WebCrypto refuses. Expects a checked key and S < L.
 */
export async function verifyInScript(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  const { Point } = ed25519;
  const encodedR = signature.subarray(0, 32);
  let minusA: InstanceType<typeof Point>;
  try {
    minusA = Point.fromBytes(publicKey).negate();
  } catch {
    return false;
  }
  const scalar = littleEndian(signature.subarray(32));
  const challenge = littleEndian(sha512(concatBytes(encodedR, publicKey, message))) % Point.Fn.ORDER;
  const computedR = Point.BASE.multiplyUnsafe(scalar).add(minusA.multiplyUnsafe(challenge));
  return equalBytes(computedR.toBytes(), encodedR);
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
