import nacl from 'tweetnacl';
import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Card } from '../wire/card.ts';
import { checkSealingKey, checkSigningKey, publicKeyBytes, type KeyRefusal } from './key-checks.ts';
import type { RandomBytes } from './random.ts';

/** A key pair as tweetnacl makes it. */
export interface KeyPair {
  readonly publicKey: Bytes;
  /** 64 bytes for Ed25519 (seed, then public key), 32 for X25519. */
  readonly secretKey: Bytes;
}

/** The keys of one side of one match: Ed25519 for signing, X25519 for sealing. Kept in memory only. */
export interface MatchKeys {
  readonly sign: KeyPair;
  readonly seal: KeyPair;
}

/** A card whose keys have been checked, as bytes. */
export interface CheckedCard {
  readonly sign: Bytes;
  readonly seal: Bytes;
  /** SHA-256 of the DTLS certificate. */
  readonly fingerprint: Bytes;
}

/** Makes the keys of one match from 64 random bytes; about 5 ms. */
export function createMatchKeys(randomBytes: RandomBytes): MatchKeys {
  const seed = randomBytes(nacl.sign.seedLength);
  const sign = nacl.sign.keyPair.fromSeed(seed);
  seed.fill(0);
  const seal = nacl.box.keyPair.fromSecretKey(randomBytes(nacl.box.secretKeyLength));
  return { sign: owned(sign), seal: owned(seal) };
}

/** The public half of a match's keys, with the SHA-256 fingerprint of the tab's DTLS certificate. */
export function cardOf(keys: MatchKeys, fingerprint: Bytes): Card {
  return {
    sign: toBase64Url(keys.sign.publicKey),
    seal: toBase64Url(keys.seal.publicKey),
    fingerprint: toBase64Url(fingerprint),
  };
}

/** Decodes a card and refuses keys that are not canonical or of small order. */
export function readCard(card: Card): Result<CheckedCard, KeyRefusal> {
  const sign = checkSigningKey(fromBase64Url(card.sign) ?? new Uint8Array());
  if (!sign.ok) return sign;
  const seal = checkSealingKey(fromBase64Url(card.seal) ?? new Uint8Array());
  if (!seal.ok) return seal;
  const fingerprint = fromBase64Url(card.fingerprint);
  if (fingerprint?.length !== publicKeyBytes) return fail('wrong-length');
  return ok({ sign: sign.value, seal: seal.value, fingerprint });
}

/** Overwrites the secret keys. The garbage collector may have moved copies: the best that a script can do. */
export function eraseMatchKeys(keys: MatchKeys): void {
  keys.sign.secretKey.fill(0);
  keys.seal.secretKey.fill(0);
}

function owned(pair: { publicKey: Uint8Array; secretKey: Uint8Array }): KeyPair {
  return { publicKey: pair.publicKey as Bytes, secretKey: pair.secretKey as Bytes };
}
