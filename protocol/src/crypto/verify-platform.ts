import type { Bytes } from '../bytes.ts';

/** Decides on a signature whose key and scalar have been checked. */
export type Verifier = (publicKey: Bytes, message: Bytes, signature: Bytes) => Promise<boolean>;

/** Any valid key shows whether the platform knows Ed25519: this is the one of RFC 8032 §7.1, TEST 1. */
const probeKey = [
  0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a, 0x0e, 0xe1,
  0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a,
];

type PlatformKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

let probed: Promise<Verifier | undefined> | undefined;

/** WebCrypto's Ed25519, in browsers and Node; `undefined` where the platform has none. Probed once. */
export function platformVerifier(): Promise<Verifier | undefined> {
  probed ??= importKey(Uint8Array.from(probeKey)).then((key) =>
    key === undefined ? undefined : verifyOnPlatform,
  );
  return probed;
}

async function verifyOnPlatform(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  const key = await importKey(publicKey);
  return key !== undefined && crypto.subtle.verify('Ed25519', key, signature, message);
}

/** `undefined` where the algorithm is unknown, or the bytes are no point of the curve. */
async function importKey(publicKey: Bytes): Promise<PlatformKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  } catch {
    return undefined;
  }
}
