import { createDecipheriv } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ticketVectorText, vectorFile } from './testing/ticket-vectors.ts';

interface Side {
  readonly initiator: string;
  readonly answerer: string;
}

interface TicketVector {
  readonly keyId: string;
  readonly key: string;
  readonly nonce: string;
  readonly matchId: string;
  readonly cards: Record<keyof Side, Record<'sign' | 'seal' | 'fingerprint', string>>;
  readonly banHandles: Side;
  readonly iat: number;
  readonly exp: number;
  readonly ticket: string;
}

const text = readFileSync(vectorFile, 'utf8');
const vectors = JSON.parse(text).vectors as readonly TicketVector[];

describe('the golden match tickets', () => {
  it('come out the same, byte for byte, when they are made anew', () => {
    expect(ticketVectorText()).toBe(text);
  });

  it('open as PROTOCOL.md says, with nothing of this package', () => {
    for (const { keyId, key, nonce, matchId, cards, banHandles, iat, exp, ticket } of vectors) {
      const bytes = Buffer.from(ticket, 'base64url');
      const head = Buffer.concat([Buffer.of(1), Buffer.from(keyId, 'hex')]);
      expect(bytes.subarray(0, 9)).toEqual(head);
      expect(bytes.subarray(9, 21).toString('hex')).toBe(nonce);
      const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'hex'), bytes.subarray(9, 21))
        .setAAD(Buffer.concat([Buffer.from('sotto/ticket/1\0\0'), head]))
        .setAuthTag(bytes.subarray(-16));
      const plain = Buffer.concat([decipher.update(bytes.subarray(21, -16)), decipher.final()]);
      const side = (role: keyof Side) =>
        [cards[role].sign, cards[role].seal, cards[role].fingerprint, banHandles[role]].map((part) =>
          Buffer.from(part, 'base64url'),
        );
      const times = Buffer.alloc(16);
      times.writeBigUInt64BE(BigInt(iat), 0);
      times.writeBigUInt64BE(BigInt(exp), 8);
      const expected = [Buffer.from(matchId, 'base64url'), ...side('initiator'), ...side('answerer'), times];
      expect(plain).toEqual(Buffer.concat(expected));
    }
  });
});
