import {
  checkSealingKey,
  createMatchKeys,
  createSealing,
  fromHex,
  isStrictSignature,
  toHex,
  verifySignature,
  type Bytes,
} from '@sotto/protocol';
import { platformVerifier, scriptVerifier } from '@sotto/protocol/testing';

/** A signature as the golden vectors tell it. */
export interface SignatureVector {
  readonly name: string;
  readonly key: string;
  readonly message: string;
  readonly signature: string;
  readonly valid: boolean;
}

/** A key to seal with as the golden vectors tell it. */
export interface SealingKeyVector {
  readonly name: string;
  readonly key: string;
  readonly refusal?: string;
  readonly secretKey?: string;
}

/** What is decided on a signature: by what the project uses, and by each of the two ways that it has. */
export interface SignatureVerdicts {
  readonly used: boolean;
  /** `undefined` where the platform is not used. */
  readonly platform: boolean | undefined;
  readonly script: boolean;
}

/** Runs in a browser and in Node alike. */
export async function signatureVerdicts({
  key,
  message,
  signature,
}: SignatureVector): Promise<SignatureVerdicts> {
  const [publicKey, signed, bytes] = [bytesOf(key), bytesOf(message), bytesOf(signature)];
  const strict = isStrictSignature(publicKey, bytes);
  const onPlatform = await platformVerifier(publicKey);
  return {
    used: await verifySignature(publicKey, signed, bytes),
    platform: onPlatform && strict && (await onPlatform(signed, bytes)),
    script: strict && (await scriptVerifier(publicKey)(signed, bytes)),
  };
}

/** Why a key is refused, and what the keys of a match come to with it all the same. */
export function sealingKeyVerdict({ key, secretKey }: SealingKeyVector): string {
  const checked = checkSealingKey(bytesOf(key));
  if (secretKey === undefined) return checked.ok ? 'taken' : checked.error;
  const keys = createMatchKeys((length) => new Uint8Array(length).fill(1));
  const seal = { ...keys.seal, secretKey: bytesOf(secretKey) };
  const peer = { sign: keys.sign.publicKey, seal: bytesOf(key), fingerprint: new Uint8Array(32) };
  const sealing = createSealing('initiator', { ...keys, seal }, peer, new Uint8Array(32));
  return `${checked.ok ? 'taken' : checked.error}, ${sealing.ok ? toHex(sealing.value.helloTag) : sealing.error}`;
}

function bytesOf(hex: string): Bytes {
  const bytes = fromHex(hex);
  if (bytes === undefined) throw new Error('not hexadecimal');
  return bytes;
}

declare global {
  var vectorVerdicts: {
    readonly signatures: (vectors: readonly SignatureVector[]) => Promise<readonly SignatureVerdicts[]>;
    readonly sealingKeys: (vectors: readonly SealingKeyVector[]) => readonly string[];
  };
}

globalThis.vectorVerdicts = {
  signatures: (vectors) => Promise.all(vectors.map(signatureVerdicts)),
  sealingKeys: (vectors) => vectors.map(sealingKeyVerdict),
};
