import { createPrivateKey, sign as signWithNode } from 'node:crypto';
import nacl from 'tweetnacl';
import { concatBytes, fromHex, toHex, utf8, type Bytes } from '../../bytes.ts';
import type { RandomBytes } from '../../crypto/random.ts';
import { seededBytes } from '../seeded-bytes.ts';
import {
  challengeOf,
  crooked,
  crookedSignature,
  encoded,
  littleEndian,
  order,
  Point,
  prime,
  toBigInt,
  torsion,
} from './curve.ts';
import type { SignatureVector } from './signature-vector.ts';
import { tamingVectors } from './taming.ts';

/** Each class of vectors draws from its own, so that one more in one changes nothing in another. */
const randomOf = (what: string): RandomBytes => seededBytes(`sotto/vectors/ed25519/${what}`);

const pair = nacl.sign.keyPair.fromSeed(randomOf('key')(32));
const key = pair.publicKey as Bytes;
const sign = signerOf(pair.secretKey);
const base = utf8('Test');
const signature = sign(base);
const [r, s] = [signature.slice(0, 32), signature.slice(32)];

const vector = (
  name: string,
  parts: { key?: Bytes; message?: Bytes; signature: Bytes; valid?: boolean },
): SignatureVector => ({
  name,
  key: toHex(parts.key ?? key),
  message: toHex(parts.message ?? base),
  signature: toHex(parts.signature),
  valid: parts.valid ?? false,
});

/** All vectors: the published ones, and the classes of Project Wycheproof with keys of their own. */
export function ed25519Vectors(): readonly SignatureVector[] {
  return [
    ...rfcVectors,
    ...tamingVectors,
    ...validVectors(),
    ...specialValues(),
    ...wrongLengths(),
    ...changedR(),
    ...changedS(),
    ...foreign(),
    ...torsionInKeyOrNonce(),
    ...smallEverything(),
  ];
}

/** RFC 8032 §7.1, TEST 1 to 3. */
const rfcVectors: readonly SignatureVector[] = [
  {
    name: 'RFC 8032 §7.1 TEST 1',
    key: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    valid: true,
  },
  {
    name: 'RFC 8032 §7.1 TEST 2',
    key: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    valid: true,
  },
  {
    name: 'RFC 8032 §7.1 TEST 3',
    key: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    valid: true,
  },
];

function validVectors(): SignatureVector[] {
  const random = randomOf('valid');
  const messages = [0, 1, 2, 12, 16, 64, 65, 111, 112, 127, 128, 162, 1_023].map((length) => random(length));
  messages.push(new Uint8Array(12), new Uint8Array(16).fill(0xff), utf8('a'.repeat(64)));
  return messages.map((message) =>
    vector(`valid, ${message.length} bytes`, { message, signature: sign(message), valid: true }),
  );
}

function specialValues(): SignatureVector[] {
  const points = { 0: 0n, 1: 1n, L: order, p: prime, '2^255-1': 2n ** 255n - 1n };
  const scalars = { 0: 0n, 1: 1n, 'L-1': order - 1n, L: order, 'L+1': order + 1n, p: prime };
  return Object.entries(points).flatMap(([nameR, valueR]) =>
    Object.entries(scalars).map(([nameS, valueS]) =>
      vector(`special values, R = ${nameR}, S = ${nameS}`, {
        message: utf8('?'),
        signature: concatBytes(littleEndian(valueR), littleEndian(valueS)),
      }),
    ),
  );
}

function wrongLengths(): SignatureVector[] {
  const zero = new Uint8Array(1);
  const cases: [string, Bytes][] = [
    ['empty', new Uint8Array()],
    ['S missing', r],
    ['R missing', s],
    ['two bytes short', signature.slice(0, 62)],
    ['one byte short', signature.slice(0, 63)],
    ['two bytes long', concatBytes(signature, utf8('  '))],
    ['key at the end', concatBytes(signature, key)],
    ['zero byte before', concatBytes(zero, signature)],
    ['zero byte before S', concatBytes(r, zero, s)],
    ['zero byte after', concatBytes(signature, zero)],
    ['zero bytes up to 128', concatBytes(signature, new Uint8Array(64))],
  ];
  const vectors = cases.map(([name, changed]) => vector(`wrong length, ${name}`, { signature: changed }));
  for (const [name, at] of [
    ['first of R', 0],
    ['last of R', 31],
    ['first of S', 32],
    ['last of S', 63],
  ] as const) {
    const message = grind('zero', (some) => sign(some)[at] === 0);
    const whole = sign(message);
    vectors.push(vector(`valid, zero byte ${name}`, { message, signature: whole, valid: true }));
    const cut = concatBytes(whole.subarray(0, at), whole.subarray(at + 1));
    vectors.push(vector(`wrong length, zero byte ${name} removed`, { message, signature: cut }));
  }
  return vectors;
}

/** R altered, S computed anew for the altered bytes: only who compares R carelessly accepts it. */
function changedR(): SignatureVector[] {
  const random = randomOf('R');
  const [secret, nonce] = [toBigInt(random(32)) % order, toBigInt(random(32)) % order];
  const signer = crooked(secret, nonce, Point.ZERO, Point.ZERO);
  const forR = (changed: Bytes): Bytes => crookedSignature({ ...signer, r: changed }, base);
  const flipped = (bit: number): Bytes => {
    const bytes = signer.r.slice();
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return bytes;
  };
  const bits = [0, 1, 2, 7, 8, 16, 31, 32, 63, 64, 97, 127, 128, 240, 247, 248, 253, 254, 255];
  return [
    vector('R unchanged', { key: signer.key, signature: forR(signer.r), valid: true }),
    ...bits.map((bit) => vector(`bit ${bit} of R`, { key: signer.key, signature: forR(flipped(bit)) })),
    vector('R all zero', { key: signer.key, signature: forR(new Uint8Array(32)) }),
    vector('R all ones', { key: signer.key, signature: forR(new Uint8Array(32).fill(0xff)) }),
    vector('all bits of R', { key: signer.key, signature: forR(signer.r.map((byte) => byte ^ 0xff)) }),
    vector('R + p', { key: signer.key, signature: forR(littleEndian(toBigInt(signer.r) + prime)) }),
  ];
}

function changedS(): SignatureVector[] {
  const value = toBigInt(s);
  const withS = (name: string, other: bigint) =>
    vector(name, { signature: concatBytes(r, littleEndian(other)) });
  return [
    ...[1n, 2n, 3n, 4n, 7n, 8n, 15n].map((times) => withS(`S + ${times}L`, value + times * order)),
    ...[253n, 254n, 255n].map((bit) => withS(`bit ${bit} of S`, value | (1n << bit))),
    ...[0n, 1n, 8n, 31n, 64n, 128n, 200n, 250n].map((bit) => withS(`bit ${bit} of S`, value ^ (1n << bit))),
    withS('L - S', order - value),
    withS('S + 1', value + 1n),
  ];
}

function foreign(): SignatureVector[] {
  const other = nacl.sign.keyPair.fromSeed(randomOf('foreign')(32));
  const longKey = concatBytes(key, new Uint8Array(1));
  return [
    vector('of another message', { message: utf8('Tesu'), signature }),
    vector('of a message cut', { message: utf8('Tes'), signature }),
    vector('of a message with more', { message: utf8('Test\0'), signature }),
    vector('by another key', { signature: signerOf(other.secretKey)(base) }),
    vector('R and S exchanged', { signature: concatBytes(s, r) }),
    vector('under the negated key', { key: littleEndian(toBigInt(key) ^ (1n << 255n)), signature }),
    vector('under a key with a byte more', { key: longKey, signature }),
    vector('under a key with a byte less', { key: key.slice(0, 31), signature }),
    vector('under a key that is no point', { key: littleEndian(offCurve()), signature }),
    vector('under a key above p', { key: littleEndian(prime + 3n), signature }),
  ];
}

/** Keys and nonces with a part of small order: taken where the equation without the cofactor holds, and only there. */
function torsionInKeyOrNonce(): SignatureVector[] {
  const random = randomOf('torsion');
  return torsion.slice(1).flatMap((point, i) => {
    const [secret, nonce] = [toBigInt(random(32)) % order, toBigInt(random(32)) % order];
    const inKey = crooked(secret, nonce, point, Point.ZERO);
    const inNonce = crooked(secret, nonce, Point.ZERO, point);
    const multiple = (some: Bytes): bigint => challengeOf(inKey.r, inKey.key, some) % 8n;
    const cancels = grind(`cancels ${i}`, (some) => multiple(some) === 0n);
    const stays = grind(`stays ${i}`, (some) => multiple(some) === 1n);
    return [
      vector(`torsion ${i + 1} in the key, cancelled`, {
        key: inKey.key,
        message: cancels,
        signature: crookedSignature(inKey, cancels),
        valid: true,
      }),
      vector(`torsion ${i + 1} in the key, left over`, {
        key: inKey.key,
        message: stays,
        signature: crookedSignature(inKey, stays),
      }),
      vector(`torsion ${i + 1} in R, left over`, {
        key: inNonce.key,
        signature: crookedSignature(inNonce, base),
      }),
    ];
  });
}

/** Every encoding of a point of small order, as key and as R with S = 0: all of them fit with the cofactor. */
function smallEverything(): SignatureVector[] {
  const encodings = smallEncodings();
  return encodings.flatMap((keyBytes, a) =>
    encodings.map((rBytes, b) =>
      vector(`small order ${a} as key, ${b} as R`, {
        key: keyBytes,
        message: utf8('Zcash'),
        signature: concatBytes(rBytes, new Uint8Array(32)),
      }),
    ),
  );
}

/** The eight canonical encodings, and the six others that lenient decoders read as such a point. */
export function smallEncodings(): readonly Bytes[] {
  const sign = 1n << 255n;
  const others = [1n + sign, prime - 1n + sign, prime, prime + sign, prime + 1n, prime + 1n + sign];
  return [...torsion.map(encoded), ...others.map(littleEndian)];
}

/** Signs as OpenSSL does, fast enough to try hundreds of messages. */
function signerOf(secretKey: Uint8Array): (message: Bytes) => Bytes {
  const der = concatBytes(
    fromHex('302e020100300506032b657004220420') ?? new Uint8Array(),
    secretKey.slice(0, 32),
  );
  const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  return (message) => Uint8Array.from(signWithNode(null, message, key));
}

/** The first message of a series that will do. */
function grind(what: string, will: (message: Bytes) => boolean): Bytes {
  for (let i = 0; ; i += 1) {
    const message = utf8(`${what} ${i}`);
    if (will(message)) return message;
  }
}

/** The least y from 2 on that no point of the curve has. */
function offCurve(): bigint {
  for (let y = 2n; ; y += 1n) {
    try {
      Point.fromBytes(littleEndian(y));
    } catch {
      return y;
    }
  }
}
