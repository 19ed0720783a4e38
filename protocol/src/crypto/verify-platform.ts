import { fromHex, type Bytes } from '../bytes.ts';
import type { SignatureVerifier } from './signature-verifier.ts';

/** The part of WebCrypto that is asked. */
export type Subtle = Pick<typeof crypto.subtle, 'importKey' | 'verify'>;

type PlatformKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** RFC 8032 §7.1, TEST 2: every verifier accepts it. */
const plainVector = {
  key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  message: '72',
  signature:
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
};

/**
 * Vector 4 of "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko, SSR 2020): key and R have parts of order 8 that
 * don't cancel out, so only a verifier that multiplies by the cofactor accepts it. Nothing else is wrong with it.
 */
const cofactorVector = {
  key: 'cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d',
  message: 'e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c',
  signature:
    '160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed5125ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09',
};

const probed = new WeakMap<Subtle, Promise<boolean>>();

/**
 * Whether WebCrypto, in a browser or in Node, has Ed25519 and verifies by the equation without the cofactor, as the script
 * does. RFC 8032 §5.1.7 leaves the choice open; a platform that chose otherwise would take signatures that others
 * refuse. Probed once.
 */
export function hasPlatformEd25519(subtle: Subtle | undefined = systemSubtle()): Promise<boolean> {
  if (subtle === undefined) return Promise.resolve(false);
  const known = probed.get(subtle) ?? probe(subtle);
  probed.set(subtle, known);
  return known;
}

/**
 * WebCrypto's verdict on signatures by a checked key; `undefined` where the platform has no Ed25519, or one with another
 * equation. Bytes that are no point of the curve have no valid signature.
 */
export async function platformVerifier(
  publicKey: Bytes,
  subtle: Subtle | undefined = systemSubtle(),
): Promise<SignatureVerifier | undefined> {
  if (subtle === undefined || !(await hasPlatformEd25519(subtle))) return undefined;
  const key = await importKey(publicKey, subtle);
  if (key === undefined) return () => Promise.resolve(false);
  return (message, signature) => subtle.verify('Ed25519', key, signature, message);
}

/** A page that came over plain HTTP has none, whatever the types say. */
function systemSubtle(): Subtle | undefined {
  return crypto.subtle as Subtle | undefined;
}

async function probe(subtle: Subtle): Promise<boolean> {
  return (await accepts(plainVector, subtle)) === true && (await accepts(cofactorVector, subtle)) === false;
}

/** `undefined` where the platform has no verdict. */
async function accepts(vector: typeof plainVector, subtle: Subtle): Promise<boolean | undefined> {
  const key = await importKey(bytesOf(vector.key), subtle);
  try {
    return key && (await subtle.verify('Ed25519', key, bytesOf(vector.signature), bytesOf(vector.message)));
  } catch {
    return undefined;
  }
}

/** `undefined` where the algorithm is unknown, or the bytes are no point of the curve. */
async function importKey(publicKey: Bytes, subtle: Subtle): Promise<PlatformKey | undefined> {
  try {
    return await subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  } catch {
    return undefined;
  }
}

function bytesOf(hex: string): Bytes {
  return fromHex(hex) ?? new Uint8Array();
}
