import nacl from 'tweetnacl';
import { toHex, type Bytes } from '../../bytes.ts';
import { seededBytes } from '../seeded-bytes.ts';
import { littleEndian, prime } from './curve.ts';

/** A key to seal with, whether this project takes it, and the shared secret that a lenient library would compute. */
export interface SealingKeyVector {
  readonly name: string;
  readonly key: string;
  readonly refusal?: 'wrong-length' | 'not-canonical' | 'small-order';
  readonly secretKey?: string;
  readonly shared?: string;
}

const order8 = [
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
];
const topBit = 2n ** 255n;

export function x25519Vectors(): readonly SealingKeyVector[] {
  const random = seededBytes('sotto/vectors/x25519');
  const secretKey = random(32);
  const taken = (name: string, key: Bytes): SealingKeyVector => ({
    name,
    key: toHex(key),
    secretKey: toHex(secretKey),
    shared: toHex(nacl.scalarMult(secretKey, key)),
  });
  const refused = (name: string, key: Bytes, refusal: SealingKeyVector['refusal']): SealingKeyVector => ({
    ...taken(name, key),
    ...(refusal && { refusal }),
  });
  const small = { 0: 0n, 1: 1n, 'p - 1': prime - 1n, 'order 8, one': order8[0], 'order 8, other': order8[1] };
  const fresh = Array.from(
    { length: 4 },
    () => nacl.box.keyPair.fromSecretKey(random(32)).publicKey as Bytes,
  );
  return [
    ...fresh.map((key, i) => taken(`fresh ${i}`, key)),
    ...[2n, 3n, 9n, prime - 2n, 2n ** 254n].map((u) => taken(`u = ${u}`, littleEndian(u))),
    ...Object.entries(small).map(([name, u]) =>
      refused(`small order, ${name}`, littleEndian(u ?? 0n), 'small-order'),
    ),
    ...Object.entries(small).map(([name, u]) =>
      refused(`small order with the top bit, ${name}`, littleEndian((u ?? 0n) + topBit), 'not-canonical'),
    ),
    ...[0n, 1n, 2n, 9n, 18n].map((above) =>
      refused(`p + ${above}`, littleEndian(prime + above), 'not-canonical'),
    ),
    refused('2p - 1', littleEndian(2n * prime - 1n), 'not-canonical'),
    refused('2p', littleEndian(2n * prime), 'not-canonical'),
    refused('9 with the top bit', littleEndian(9n + topBit), 'not-canonical'),
    { name: '31 bytes', key: '09'.padEnd(62, '0'), refusal: 'wrong-length' },
    { name: '33 bytes', key: '09'.padEnd(66, '0'), refusal: 'wrong-length' },
    { name: 'no bytes', key: '', refusal: 'wrong-length' },
  ];
}
