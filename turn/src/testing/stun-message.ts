import { createHash, createHmac, randomBytes } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** As much of STUN and TURN (RFC 8489, RFC 8656) as a client needs that tries out a relay. */

export const methods = { binding: 0x001, allocate: 0x003, createPermission: 0x008 } as const;

const attributes = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  xorPeerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  requestedAddressFamily: 0x0017,
  requestedTransport: 0x0019,
} as const;

const headerBytes = 20;
const transactionIdBytes = 12;
const integrityBytes = 24;
const cookie = Buffer.from([0x21, 0x12, 0xa4, 0x42]);

export interface Attribute {
  readonly type: number;
  readonly value: Uint8Array;
}

export interface Signing {
  readonly username: string;
  readonly credential: string;
  readonly realm: string;
  readonly nonce: string;
}

export interface StunAnswer {
  /** 0 for success. */
  readonly errorCode: number;
  readonly realm: string;
  readonly nonce: string;
}

export function newTransactionId(): Buffer {
  return randomBytes(transactionIdBytes);
}

/** With `signing`, under the long-term credential mechanism (RFC 8489, 9.2). */
export function encodeRequest(
  method: number,
  id: Buffer,
  list: readonly Attribute[],
  signing?: Signing,
): Buffer {
  if (signing === undefined) {
    const body = Buffer.concat(list.map(encodeAttribute));
    return Buffer.concat([header(method, body.length, id), body]);
  }
  const { username, credential, realm, nonce } = signing;
  const names = [
    { type: attributes.username, value: Buffer.from(username) },
    { type: attributes.realm, value: Buffer.from(realm) },
    { type: attributes.nonce, value: Buffer.from(nonce) },
  ];
  const body = Buffer.concat([...list, ...names].map(encodeAttribute));
  // The length under the HMAC counts the HMAC itself (RFC 8489, 14.5).
  const unsigned = Buffer.concat([header(method, body.length + integrityBytes, id), body]);
  const key = createHash('md5').update(`${username}:${realm}:${credential}`).digest();
  const value = createHmac('sha1', key).update(unsigned).digest();
  return Buffer.concat([unsigned, encodeAttribute({ type: attributes.messageIntegrity, value })]);
}

/** Bytes of the message at the start of a stream; infinite while too few are there to tell. */
export function messageBytes(stream: Buffer): number {
  return stream.length < headerBytes ? Infinity : headerBytes + stream.readUInt16BE(2);
}

export function transactionOf(message: Buffer): string {
  return message.subarray(headerBytes - transactionIdBytes, headerBytes).toString('hex');
}

export function decodeAnswer(message: Buffer): StunAnswer {
  const found = new Map<number, Buffer>();
  for (let at = headerBytes; at + 4 <= message.length;) {
    const length = message.readUInt16BE(at + 2);
    found.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length));
    at += 4 + length + paddingBytes(length);
  }
  const error = found.get(attributes.errorCode);
  return {
    errorCode: error === undefined ? 0 : error.readUInt8(2) * 100 + error.readUInt8(3),
    realm: found.get(attributes.realm)?.toString() ?? '',
    nonce: found.get(attributes.nonce)?.toString() ?? '',
  };
}

/** Asks for a UDP relay with an address of that family. */
export function allocation(family: 4 | 6): readonly Attribute[] {
  return [
    { type: attributes.requestedTransport, value: Buffer.from([17, 0, 0, 0]) },
    { type: attributes.requestedAddressFamily, value: Buffer.from([family === 4 ? 1 : 2, 0, 0, 0]) },
  ];
}

/** A peer, masked with the transaction id of its request (RFC 8489, 14.2). */
export function peer(address: string, id: Buffer): Attribute {
  const raw = addressBytes(address);
  const mask = Buffer.concat([cookie, id]);
  const head = Buffer.from([0, raw.length === 4 ? 1 : 2, (mask[0] ?? 0) ^ 0x9c, (mask[1] ?? 0) ^ 0x40]);
  const masked = raw.map((byte, at) => byte ^ (mask[at] ?? 0));
  return { type: attributes.xorPeerAddress, value: Buffer.concat([head, masked]) };
}

function header(method: number, bodyBytes: number, id: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(method, 0);
  head.writeUInt16BE(bodyBytes, 2);
  return Buffer.concat([head, cookie, id]);
}

function encodeAttribute({ type, value }: Attribute): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc(paddingBytes(value.length))]);
}

function paddingBytes(length: number): number {
  return (4 - (length % 4)) % 4;
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  // URL writes any IPv6 address in one way: hexadecimal groups, the longest run of zeros left out.
  const text = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail = ''] = text.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  const groups = [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}
