import {
  cardOf,
  createMatchKeys,
  fromBase64Url,
  matchTicketLifeMs,
  readCard,
  systemRandomBytes,
  toBase64Url,
  type Bytes,
} from '@sotto/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDayKeyMemory } from './day-key-memory.ts';
import { dayKeyLifeMs, dayMs } from './day-key.ts';
import { createDayKeys } from './day-keys.ts';
import { createMatchTickets, ticketBytes, type TicketInput } from './match-ticket.ts';

const midnight = 20_000 * dayMs;
const newCard = () => cardOf(createMatchKeys(systemRandomBytes), systemRandomBytes(32));
const input: TicketInput = {
  matchId: toBase64Url(systemRandomBytes(16)),
  cards: { initiator: newCard(), answerer: newCard() },
  banHandles: {
    initiator: toBase64Url(systemRandomBytes(16)),
    answerer: toBase64Url(systemRandomBytes(16)),
  },
  iat: midnight + 1,
};

async function setUp() {
  let nowMs = midnight;
  const keys = await createDayKeys(createDayKeyMemory(), () => nowMs, systemRandomBytes);
  const pass = async (ms: number) => {
    nowMs += ms;
    await keys.refresh();
  };
  return { tickets: createMatchTickets(keys, systemRandomBytes), pass };
}

function bytesOf(ticket: string): Bytes {
  return fromBase64Url(ticket) ?? new Uint8Array();
}

describe('a match ticket', () => {
  it('opens for the server that sealed it, and says all of the match', async () => {
    const { tickets } = await setUp();
    const opened = await tickets.open(bytesOf(tickets.seal(input)));
    const checked = (card: typeof input.cards.initiator) => {
      const read = readCard(card);
      return read.ok ? read.value : undefined;
    };
    expect(opened).toEqual({
      ok: true,
      value: {
        facts: {
          matchId: input.matchId,
          initiator: checked(input.cards.initiator),
          answerer: checked(input.cards.answerer),
          iat: input.iat,
          exp: input.iat + matchTicketLifeMs,
        },
        banHandles: input.banHandles,
      },
    });
  });

  it('is different each time, and holds nothing of it in the clear', async () => {
    const { tickets } = await setUp();
    const [one, other] = [bytesOf(tickets.seal(input)), bytesOf(tickets.seal(input))];
    expect(one).toHaveLength(ticketBytes);
    expect(one).not.toEqual(other);
    for (const secret of [input.matchId, input.banHandles.initiator, input.cards.initiator.sign])
      expect(Buffer.from(one).includes(Buffer.from(bytesOf(secret)))).toBe(false);
  });

  it('does not open with any bit changed, or cut, or longer', async () => {
    const { tickets } = await setUp();
    const ticket = bytesOf(tickets.seal(input));
    for (let bit = 0; bit < ticket.length * 8; bit += 7) {
      const changed = ticket.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await tickets.open(changed)).toEqual({ ok: false, error: 'unknown' });
    }
    for (const other of [ticket.slice(1), Uint8Array.of(...ticket, 0), new Uint8Array()])
      expect(await tickets.open(other)).toEqual({ ok: false, error: 'unknown' });
  });

  it('never throws, whatever the bytes', async () => {
    const { tickets } = await setUp();
    const bytes = fc.uint8Array({ minLength: 0, maxLength: 2 * ticketBytes });
    await fc.assert(
      fc.asyncProperty(bytes, async (some) => {
        expect(await tickets.open(Uint8Array.from(some))).toEqual({ ok: false, error: 'unknown' });
      }),
    );
  });

  it('opens as long as it may be reported, and for nobody once its key is erased', async () => {
    const { tickets, pass } = await setUp();
    await pass(dayMs - 1);
    const ticket = bytesOf(tickets.seal({ ...input, iat: midnight + dayMs - 1 }));
    await pass(matchTicketLifeMs);
    const opened = await tickets.open(ticket);
    expect(opened).toMatchObject({
      ok: true,
      value: { facts: { exp: midnight + dayMs - 1 + matchTicketLifeMs } },
    });
    await pass(dayKeyLifeMs - dayMs - matchTicketLifeMs + 1);
    expect(await tickets.open(ticket)).toEqual({ ok: false, error: 'unknown' });
  });

  it('never outlives its key', async () => {
    const { tickets } = await setUp();
    const late = bytesOf(tickets.seal({ ...input, iat: midnight + 2 * dayMs }));
    const opened = await tickets.open(late);
    expect(opened).toMatchObject({ ok: true, value: { facts: { exp: midnight + dayKeyLifeMs } } });
  });
});
