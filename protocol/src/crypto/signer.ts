import nacl from 'tweetnacl';
import { concatBytes, type Bytes } from '../bytes.ts';
import { signMessage } from './signatures.ts';
import { hasPlatformEd25519 } from './verify-platform.ts';

/** Signs with one Ed25519 key. */
export interface Signer {
  /** 64 bytes. Rejects once the key is erased. */
  sign(message: Bytes): Promise<Bytes>;
  /** Lets go of the key. */
  erase(): void;
}

/** PKCS #8 (RFC 8410 §7) of an Ed25519 key, up to its 32 secret bytes. */
const pkcs8Prefix = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/**
 * Takes over a signing key: the platform holds it where it can, so that no script reads it again, and signs in tens of
 * microseconds instead of two milliseconds. `secretKey`, the 64-byte form of a `KeyPair`, is overwritten.
 */
export async function createSigner(secretKey: Bytes): Promise<Signer> {
  const own = secretKey.slice();
  secretKey.fill(0);
  if (!(await hasPlatformEd25519())) return scriptSigner(own);
  const encoded = concatBytes(pkcs8Prefix, own.subarray(0, nacl.sign.seedLength));
  own.fill(0);
  const importing = crypto.subtle.importKey('pkcs8', encoded, 'Ed25519', false, ['sign']);
  let key: Awaited<typeof importing> | undefined = await importing;
  encoded.fill(0);
  return {
    sign: async (message) => {
      if (key === undefined) throw new Error('the key is erased');
      return new Uint8Array(await crypto.subtle.sign('Ed25519', key, message));
    },
    erase: () => {
      key = undefined;
    },
  };
}

function scriptSigner(secretKey: Bytes): Signer {
  let erased = false;
  return {
    sign: (message) =>
      erased
        ? Promise.reject(new Error('the key is erased'))
        : Promise.resolve(signMessage(secretKey, message)),
    erase: () => {
      erased = true;
      secretKey.fill(0);
    },
  };
}
