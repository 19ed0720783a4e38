import { createCipheriv, createDecipheriv } from 'node:crypto';
import {
  fail,
  fromBase64Url,
  matchTicketLifeMs,
  ok,
  toBase64Url,
  type Bytes,
  type Card,
  type CheckedCard,
  type MatchFacts,
  type RandomBytes,
  type Result,
  type Role,
} from '@sotto/protocol';
import { erasedAtMs } from './day-key.ts';
import type { DayKeys } from './day-keys.ts';

/** A match as the node that makes the ticket knows it. */
export interface TicketInput {
  readonly matchId: string;
  readonly cards: Readonly<Record<Role, Card>>;
  readonly banHandles: Readonly<Record<Role, string>>;
  readonly iat: number;
}

/** What an opened ticket says. */
export interface OpenedTicket {
  readonly facts: MatchFacts;
  /** 16 bytes each in base64url. */
  readonly banHandles: Readonly<Record<Role, string>>;
}

/**
 * Match tickets: the only memory of who met whom, sealed by the server for itself and kept by the two browsers.
 *
 *     version u8 ‖ key id 8 ‖ nonce 12 ‖ AES-256-GCM( K_day,
 *         match id 16 ‖ initiator: sign 32, seal 32, fingerprint 32, ban handle 16
 *         ‖ answerer: the same ‖ iat u64 ‖ exp u64 ) ‖ tag 16
 *
 * with "sotto/ticket/1" 00 00 ‖ version ‖ key id as associated data. Once K_day is erased, a ticket says nothing to anybody.
 */
export interface MatchTickets {
  /** In base64url. Different each time, so the two sides' can't be told to be of one match. */
  seal(input: TicketInput): string;
  /** `unknown`: sealed by nobody here, altered, or under a key that is erased. Says nothing on its time. */
  open(ticket: Bytes): Promise<Result<OpenedTicket, 'unknown'>>;
}

const algorithm = 'aes-256-gcm';
const domain = Buffer.from('sotto/ticket/1\0\0');
const version = 1;
const headBytes = 9;
const nonceBytes = 12;
const tagBytes = 16;
const sideBytes = 112;
const plainBytes = 16 + 2 * sideBytes + 16;
export const ticketBytes = headBytes + nonceBytes + plainBytes + tagBytes;

export function createMatchTickets(keys: DayKeys, randomBytes: RandomBytes): MatchTickets {
  return {
    seal: (input) => {
      const dayKey = keys.current();
      const head = Buffer.concat([Uint8Array.of(version), dayKey.id]);
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, dayKey.key, nonce).setAAD(Buffer.concat([domain, head]));
      const exp = Math.min(input.iat + matchTicketLifeMs, erasedAtMs(dayKey));
      const sealed = cipher.update(encodePlain(input, exp));
      cipher.final();
      return toBase64Url(Buffer.concat([head, nonce, sealed, cipher.getAuthTag()]));
    },
    open: async (ticket) => {
      if (ticket.length !== ticketBytes || ticket[0] !== version) return fail('unknown');
      const head = ticket.subarray(0, headBytes);
      const dayKey = await keys.find(head.subarray(1));
      if (dayKey === undefined) return fail('unknown');
      const sealedAt = headBytes + nonceBytes;
      const decipher = createDecipheriv(algorithm, dayKey.key, ticket.subarray(headBytes, sealedAt))
        .setAAD(Buffer.concat([domain, head]))
        .setAuthTag(ticket.subarray(sealedAt + plainBytes));
      const plain = decipher.update(ticket.subarray(sealedAt, sealedAt + plainBytes));
      try {
        decipher.final();
      } catch {
        return fail('unknown');
      }
      return ok(decodePlain(plain));
    },
  };
}

function encodePlain({ matchId, cards, banHandles, iat }: TicketInput, exp: number): Buffer {
  const side = (role: Role): Uint8Array[] => [
    decoded(cards[role].sign, 32),
    decoded(cards[role].seal, 32),
    decoded(cards[role].fingerprint, 32),
    decoded(banHandles[role], 16),
  ];
  const times = Buffer.alloc(16);
  times.writeBigUInt64BE(BigInt(iat), 0);
  times.writeBigUInt64BE(BigInt(exp), 8);
  return Buffer.concat([decoded(matchId, 16), ...side('initiator'), ...side('answerer'), times]);
}

function decodePlain(plain: Buffer): OpenedTicket {
  const part = (at: number, length: number): Bytes => Uint8Array.from(plain.subarray(at, at + length));
  const card = (at: number): CheckedCard => ({
    sign: part(at, 32),
    seal: part(at + 32, 32),
    fingerprint: part(at + 64, 32),
  });
  const [initiatorAt, answererAt, timesAt] = [16, 16 + sideBytes, 16 + 2 * sideBytes];
  return {
    facts: {
      matchId: toBase64Url(part(0, 16)),
      initiator: card(initiatorAt),
      answerer: card(answererAt),
      iat: Number(plain.readBigUInt64BE(timesAt)),
      exp: Number(plain.readBigUInt64BE(timesAt + 8)),
    },
    banHandles: {
      initiator: toBase64Url(part(initiatorAt + 96, 16)),
      answerer: toBase64Url(part(answererAt + 96, 16)),
    },
  };
}

function decoded(text: string, length: number): Uint8Array {
  const bytes = fromBase64Url(text);
  if (bytes?.length !== length) throw new TypeError(`${length} bytes of base64url were expected`);
  return bytes;
}
