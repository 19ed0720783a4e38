import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes, type Bytes } from '../bytes.ts';
import type { SignatureVerifier } from './signature-verifier.ts';

/**
 * Ed25519 verification without the platform's help, about 2 ms. Computes R' = S·B − k·A and compares its
 * encoding with R, as OpenSSL and BoringSSL do: noble's own `verify` multiplies by the cofactor and so
 * accepts signatures with a torsion part that WebCrypto refuses. Expects a checked key and S < L.
 */
export function scriptVerifier(publicKey: Bytes): SignatureVerifier {
  const { Point } = ed25519;
  const minusA = negatedPoint(publicKey);
  return (message, signature) => {
    if (minusA === undefined) return Promise.resolve(false);
    const encodedR = signature.subarray(0, 32);
    const scalar = littleEndian(signature.subarray(32));
    const challenge = littleEndian(sha512(concatBytes(encodedR, publicKey, message))) % Point.Fn.ORDER;
    const computedR = Point.BASE.multiplyUnsafe(scalar).add(minusA.multiplyUnsafe(challenge));
    return Promise.resolve(equalBytes(computedR.toBytes(), encodedR));
  };
}

function negatedPoint(publicKey: Bytes): InstanceType<typeof ed25519.Point> | undefined {
  try {
    return ed25519.Point.fromBytes(publicKey).negate();
  } catch {
    return undefined;
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
