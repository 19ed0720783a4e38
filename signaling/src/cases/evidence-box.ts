import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import {
  fail,
  fromBase64Url,
  ok,
  toBase64Url,
  type Bytes,
  type CheckedCard,
  type MatchFacts,
  type RandomBytes,
  type Result,
} from '@sotto/protocol';
import * as z from 'zod/mini';

/** What a verified report rests on, as it is stored. */
export interface Evidence {
  /** What the match ticket said. */
  readonly facts: MatchFacts;
  /** What a ban is written against. The reporter's is not kept. */
  readonly accusedBanHandle: string;
  /** The report as it was sent. */
  readonly bundle: Bytes;
}

/** Encrypts stored evidence, and makes the keyed hashes by which reports are found. */
export interface EvidenceBox {
  /** @param reportId the evidence opens for this one only. */
  seal(reportId: string, evidence: Evidence): Buffer;
  /** `unreadable`: sealed under another key, for another report, or altered. */
  open(reportId: string, sealed: Uint8Array): Result<Evidence, 'unreadable'>;
  /** 32 bytes, the same for the same parts: says nothing of them without the key. */
  indexOf(what: 'accused' | 'side' | 'reporter', ...parts: readonly Uint8Array[]): Buffer;
}

const algorithm = 'aes-256-gcm';
const domain = 'sotto/evidence/1';
const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes;

/**
 * The sealed form, big-endian:
 *
 *     version u8 ‖ nonce 12 ‖ AES-256-GCM( length u32, JSON of facts and ban handle ‖ bundle ) ‖ tag 16
 *
 * with "sotto/evidence/1" ‖ report id as associated data. Nonces are random: a key is good for 2^32 reports.
 */
export function createEvidenceBox(
  keys: { readonly evidence: Uint8Array; readonly evidenceIndex: Uint8Array },
  randomBytes: RandomBytes,
): EvidenceBox {
  const associated = (reportId: string): Buffer => Buffer.from(domain + reportId);
  return {
    seal: (reportId, evidence) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, keys.evidence, nonce).setAAD(associated(reportId));
      const sealed = cipher.update(encode(evidence));
      cipher.final();
      return Buffer.concat([Uint8Array.of(version), nonce, sealed, cipher.getAuthTag()]);
    },
    open: (reportId, sealed) => {
      if (sealed.length < headBytes + tagBytes || sealed[0] !== version) return fail('unreadable');
      const tagAt = sealed.length - tagBytes;
      const decipher = createDecipheriv(algorithm, keys.evidence, sealed.subarray(1, headBytes))
        .setAAD(associated(reportId))
        .setAuthTag(sealed.subarray(tagAt));
      const plain = decipher.update(sealed.subarray(headBytes, tagAt));
      try {
        decipher.final();
      } catch {
        return fail('unreadable');
      }
      return ok(decode(plain));
    },
    indexOf: (what, ...parts) => {
      const hmac = createHmac('sha256', keys.evidenceIndex).update(`${what}\0`);
      for (const part of parts) hmac.update(part);
      return hmac.digest();
    },
  };
}

const cardSchema = z.object({ sign: z.string(), seal: z.string(), fingerprint: z.string() });
const headSchema = z.object({
  matchId: z.string(),
  initiator: cardSchema,
  answerer: cardSchema,
  iat: z.int(),
  exp: z.int(),
  accusedBanHandle: z.string(),
});

function encode({ facts, accusedBanHandle, bundle }: Evidence): Buffer {
  const card = ({ sign, seal, fingerprint }: CheckedCard): z.infer<typeof cardSchema> => ({
    sign: toBase64Url(sign),
    seal: toBase64Url(seal),
    fingerprint: toBase64Url(fingerprint),
  });
  const { matchId, initiator, answerer, iat, exp } = facts;
  const head: z.infer<typeof headSchema> = {
    matchId,
    initiator: card(initiator),
    answerer: card(answerer),
    iat,
    exp,
    accusedBanHandle,
  };
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, bundle]);
}

/** What opens was written by {@link encode}: anything else is a bug. */
function decode(plain: Buffer): Evidence {
  const bundleAt = 4 + plain.readUInt32BE(0);
  const head = headSchema.parse(JSON.parse(plain.toString('utf8', 4, bundleAt)));
  const bytes = (text: string): Bytes => fromBase64Url(text) ?? new Uint8Array();
  const card = ({ sign, seal, fingerprint }: z.infer<typeof cardSchema>): CheckedCard => ({
    sign: bytes(sign),
    seal: bytes(seal),
    fingerprint: bytes(fingerprint),
  });
  const { matchId, iat, exp, accusedBanHandle } = head;
  const facts = { matchId, initiator: card(head.initiator), answerer: card(head.answerer), iat, exp };
  return { facts, accusedBanHandle, bundle: Uint8Array.from(plain.subarray(bundleAt)) };
}
