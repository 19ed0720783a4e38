import nacl from 'tweetnacl';
import { registrationMessage, type RegisterRequest } from '../api.ts';
import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import type { RandomBytes } from './random.ts';
import { signMessage, verifySignature } from './signatures.ts';

/** An identity as the device keeps it: an Ed25519 key. Plain strings, ready for any storage. */
export interface Identity {
  /** 32 bytes in base64url; what the server sees. */
  readonly publicKey: string;
  /** 32 secret bytes in base64url; never leaves the device. */
  readonly seed: string;
}

/** Makes a new identity. */
export function createIdentity(randomBytes: RandomBytes): Identity {
  const seed = randomBytes(nacl.sign.seedLength);
  const { publicKey } = nacl.sign.keyPair.fromSeed(seed);
  return { publicKey: toBase64Url(publicKey), seed: toBase64Url(seed) };
}

/** The `signature` of a registration, in base64url: proves that the public key is one's own. */
export function signRegistration(identity: Identity, proof: string): string {
  const pair = nacl.sign.keyPair.fromSeed(bytesOf(identity.seed));
  return toBase64Url(signMessage(pair.secretKey as Bytes, registrationMessage(proof)));
}

/** Whether a registration was signed by the key it registers. Keys of small order never pass. */
export function verifyRegistration(
  request: Pick<RegisterRequest, 'publicKey' | 'proof' | 'signature'>,
): Promise<boolean> {
  return verifySignature(
    bytesOf(request.publicKey),
    registrationMessage(request.proof),
    bytesOf(request.signature),
  );
}

/** Empty where the text is no canonical base64url: no key and no signature has that length. */
function bytesOf(text: string): Bytes {
  return fromBase64Url(text) ?? new Uint8Array();
}
