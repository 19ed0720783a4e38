import nacl from 'tweetnacl';
import type { Bytes } from '../bytes.ts';
import { checkSigningKey } from './key-checks.ts';
import type { SignatureVerifier } from './signature-verifier.ts';
import { platformVerifier, type Subtle } from './verify-platform.ts';

export const signatureBytes = 64;

/** The order of the group, 2^252 + 27742317777372353535851937790883648493, little-endian. */
const groupOrder = [
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/** Signs with Ed25519 (RFC 8032), 64 bytes. `secretKey` is the 64-byte form of {@link KeyPair}. About 2 ms. */
export function signMessage(secretKey: Bytes, message: Bytes): Bytes {
  return nacl.sign.detached(message, secretKey) as Bytes;
}

/**
 * Verifies Ed25519 signatures by one key, with one verdict on every platform. Keys that are not canonical or of small
 * order, such points R (Secure Curves in WebCrypto asks it, not every platform does) and scalars S ≥ L are
 * refused first. Then the platform's WebCrypto decides, or, where it has no Ed25519 or uses the equation with the
 * cofactor, a script that computes the one without. tweetnacl only signs: it accepts S + L and keys of small order.
 */
export async function signatureVerifier(publicKey: Bytes, subtle?: Subtle): Promise<SignatureVerifier> {
  if (!checkSigningKey(publicKey).ok) return () => Promise.resolve(false);
  const decide =
    (await platformVerifier(publicKey, subtle)) ??
    (await import('./verify-script.ts')).scriptVerifier(publicKey);
  return async (message, signature) => isStrictPoint(signature) && decide(message, signature);
}

/**
 * Whether key and signature have the one form that is taken: the part of {@link signatureVerifier}'s verdict that is the same
 * for every message. For callers with a verifier of their platform at hand, one that uses the equation without the cofactor.
 */
export function isStrictSignature(publicKey: Bytes, signature: Bytes): boolean {
  return checkSigningKey(publicKey).ok && isStrictPoint(signature);
}

function isStrictPoint(signature: Bytes): boolean {
  if (signature.length !== signatureBytes) return false;
  if (!checkSigningKey(signature.slice(0, 32)).ok) return false;
  return isBelowGroupOrder(signature.subarray(32));
}

/** Verifies one signature; see {@link signatureVerifier}, which spares many by one key the reading of the key. */
export async function verifySignature(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  return (await signatureVerifier(publicKey))(message, signature);
}

function isBelowGroupOrder(scalar: Uint8Array): boolean {
  for (let i = 31; i >= 0; i -= 1) {
    const difference = (scalar[i] ?? 0) - (groupOrder[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
