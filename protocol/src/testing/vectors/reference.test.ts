import { createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, sign } from 'node:crypto';
import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import { safetySymbols } from '../../crypto/safety-symbols.ts';
import { readVectors, type Vector } from './read.ts';

/**
 * The formats once more, written from PROTOCOL.md with Node's own cryptography and nothing of this package: who
 * reads that page and has these vectors can write another implementation.
 */

const bytes = (text: string): Buffer => Buffer.from(text, 'hex');
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const hash = (...parts: Buffer[]): string => createHash('sha256').update(Buffer.concat(parts)).digest('hex');
const u8 = (value: number): Buffer => Buffer.from([value]);
const u32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
};
const u64 = (value: number): Buffer => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt(value));
  return buffer;
};
const roleByte = (role: string): Buffer => u8(['initiator', 'answerer'].indexOf(role));
const card = ({ sign: key, seal, fingerprint }: Vector): Buffer =>
  Buffer.concat([bytes(key), bytes(seal), bytes(fingerprint)]);

function transcriptHash({ matchId, initiator, answerer, iat }: Vector): string {
  return hash(ascii('sotto/transcript\0'), u8(1), bytes(matchId), card(initiator), card(answerer), u64(iat));
}

/** Ed25519 by OpenSSL, from the 32 bytes of the seed. */
function signature(secretKey: string, message: Buffer): string {
  const der = Buffer.concat([bytes('302e020100300506032b657004220420'), bytes(secretKey).subarray(0, 32)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return sign(null, message, key).toString('hex');
}

/** X25519 by OpenSSL. */
function shared(secretKey: string, publicKey: string): Buffer {
  const pkcs8 = Buffer.concat([bytes('302e020100300506032b656e04220420'), bytes(secretKey)]);
  const spki = Buffer.concat([bytes('302a300506032b656e032100'), bytes(publicKey)]);
  return diffieHellman({
    privateKey: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  });
}

/** The two halves of HKDF-SHA-256 (RFC 5869), for outputs of 32 bytes. */
const extract = (secret: Buffer, salt: Buffer): Buffer => createHmac('sha256', salt).update(secret).digest();
const expand = (key: Buffer, info: Buffer): Buffer =>
  createHmac('sha256', key).update(info).update(u8(1)).digest();

describe('the formats, written anew from their description', () => {
  it('have the same transcript hashes', () => {
    for (const vector of readVectors('transcript-hash')) expect(transcriptHash(vector)).toBe(vector.tx);
  });

  it('have the same commitments, statements, signatures, heads, envelopes and secret parts', () => {
    for (const { match, tx, secretKey, messages } of readVectors('statement')) {
      expect(transcriptHash(match)).toBe(tx);
      let prev = '00'.repeat(32);
      for (const message of messages) {
        const { statement } = message;
        expect(hash(bytes(message.salt), bytes(message.body))).toBe(statement.commitment);
        expect(statement.prev).toBe(prev);
        const part = Buffer.concat([
          roleByte(statement.role),
          u32(statement.seq),
          bytes(prev),
          u32(statement.ackSeq),
          bytes(statement.ackHead),
          u64(statement.atMs),
          u8(statement.kind),
          bytes(statement.commitment),
        ]);
        const signed = Buffer.concat([ascii('sotto/envelope/1'), bytes(tx), part]);
        expect(signed.toString('hex')).toBe(message.signed);
        expect(signature(secretKey, signed)).toBe(message.signature);
        expect(part.toString('hex') + message.signature).toBe(message.envelope);
        expect(message.salt + message.signature + message.body).toBe(message.secretPart);
        prev = hash(signed);
        expect(message.head).toBe(prev);
      }
    }
  });

  it('have the same manifests', () => {
    const types = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
    for (const { type, file, chunkHashes, chunkRoot, encoded } of readVectors('manifest')) {
      const whole = bytes(file);
      let hashes = '';
      for (let at = 0; at < whole.length; at += 16_384) hashes += hash(whole.subarray(at, at + 16_384));
      expect(hashes).toBe(chunkHashes);
      const root = hash(ascii('sotto/chunks/1\0\0'), bytes(hashes));
      expect(root).toBe(chunkRoot);
      const head = Buffer.concat([u8(types.indexOf(type)), u32(whole.length)]);
      expect(head.toString('hex') + hash(whole) + root).toBe(encoded);
    }
  });

  it('have the same keys and sealed bytes, in every epoch', () => {
    const label = (text: string): Buffer => ascii(`sotto/seal/1 ${text}`);
    for (const { match, tx, initiatorSecret, answererSecret, helloTags, steps } of readVectors('sealing')) {
      const roots: Buffer[] = [];
      const begin = (secret: Buffer, salt: Buffer): void => void roots.push(extract(secret, salt));
      const secret = shared(initiatorSecret, match.answerer.seal);
      expect(secret).toEqual(shared(answererSecret, match.initiator.seal));
      begin(secret, bytes(tx));
      for (const { step, initiatorSecret: fresh, accepted } of steps)
        if (step === 'refresh')
          begin(shared(fresh, accepted), expand(roots.at(-1) ?? Buffer.alloc(0), label('next')));
      for (const role of ['initiator', 'answerer'])
        expect(expand(roots[0] ?? Buffer.alloc(0), label(`hello ${role}`)).toString('hex')).toBe(
          helloTags[role],
        );
      const chains = new Map<string, { key: Buffer; count: number }>();
      for (const { step, from, epoch, header, body, sealed, parts } of steps) {
        if (step !== 'seal') continue;
        const name = `${from} ${epoch}`;
        const chain = chains.get(name) ?? {
          key: expand(roots[epoch] ?? Buffer.alloc(0), label(`chain ${from}`)),
          count: 0,
        };
        const key = expand(chain.key, Buffer.concat([ascii('sotto/chain/message'), bytes(header)]));
        const nonce = Buffer.concat([Buffer.alloc(20), u32(chain.count)]);
        expect(Buffer.from(nacl.secretbox(bytes(body), nonce, key)).toString('hex')).toBe(sealed);
        const fileKey = expand(chain.key, Buffer.concat([ascii('sotto/chain/file'), bytes(header)]));
        for (const { part, body: partBody, sealed: sealedPart } of parts ?? []) {
          const partNonce = Buffer.concat([Buffer.alloc(20), u32(part)]);
          expect(Buffer.from(nacl.secretbox(bytes(partBody), partNonce, fileKey)).toString('hex')).toBe(
            sealedPart,
          );
        }
        chains.set(name, { key: expand(chain.key, ascii('sotto/chain/step')), count: chain.count + 1 });
      }
    }
  });

  it('have the same proofs of possession', () => {
    for (const { ticket, card: of, secretKey, signed, proof } of readVectors('possession')) {
      const message = Buffer.concat([ascii('sotto/possession'), bytes(ticket), card(of)]);
      expect(message.toString('hex')).toBe(signed);
      expect(signature(secretKey, message)).toBe(proof);
    }
  });

  it('have the same safety codes', () => {
    for (const { tx, nonces, commitment, code } of readVectors('safety-code')) {
      const committed = hash(
        ascii('sotto/safety-commitment initiator\0'),
        bytes(nonces.initiator),
        bytes(tx),
      );
      expect(committed).toBe(commitment);
      const whole = hash(
        ascii('sotto/safety-code\0'),
        bytes(tx),
        bytes(nonces.initiator),
        bytes(nonces.answerer),
      );
      const bits = BigInt(`0x${whole.slice(0, 12)}`);
      const names = [7n, 6n, 5n, 4n, 3n, 2n, 1n, 0n].map(
        (group) => safetySymbols[Number((bits >> (group * 6n)) & 63n)]?.name,
      );
      expect(names).toEqual(code);
    }
  });

  it('have the same report ids, digests and signed bytes', () => {
    for (const { tx, digest, reportId } of readVectors('report-id')) {
      const named = hash(ascii('sotto/reportid/1'), bytes(tx), bytes(digest));
      expect(bytes(named).subarray(0, 16).toString('base64url')).toBe(reportId);
    }
    for (const { facts, tx, bundle, digest, signed, signature: last } of readVectors('report')) {
      expect(transcriptHash(facts)).toBe(tx);
      if (digest === undefined) continue;
      expect(hash(bytes(bundle).subarray(0, -64))).toBe(digest);
      expect(signed).toBe(ascii('sotto/reportsig1').toString('hex') + tx + digest);
      expect(bundle.slice(-128)).toBe(last);
    }
  });
});
