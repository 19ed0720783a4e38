import type { Bytes } from '../bytes.ts';
import type { SignatureVerifier } from './signature-verifier.ts';

/** Any valid key shows whether the platform knows Ed25519: this is the one of RFC 8032 §7.1, TEST 1. */
const probeKey = [
  0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e, 0xe1,
  0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a,
];

type PlatformKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

let probed: Promise<boolean> | undefined;

/** Whether WebCrypto, in a browser or in Node, has Ed25519. Probed once. */
export function hasPlatformEd25519(): Promise<boolean> {
  probed ??= importKey(Uint8Array.from(probeKey)).then((key) => key !== undefined);
  return probed;
}

/**
 * WebCrypto's verdict on signatures by a checked key; `undefined` where the platform has no Ed25519. Bytes that are no
 * point of the curve have no valid signature.
 */
export async function platformVerifier(publicKey: Bytes): Promise<SignatureVerifier | undefined> {
  if (!(await hasPlatformEd25519())) return undefined;
  const key = await importKey(publicKey);
  if (key === undefined) return () => Promise.resolve(false);
  return (message, signature) => crypto.subtle.verify('Ed25519', key, signature, message);
}

/** `undefined` where the algorithm is unknown, or the bytes are no point of the curve. */
async function importKey(publicKey: Bytes): Promise<PlatformKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  } catch {
    return undefined;
  }
}
