import { cardOf, createMatchKeys, toBase64Url, toHex, type Bytes } from '@sotto/protocol';
import { erasedAtMs, makeDayKey } from '../day-key.ts';
import { createMatchTickets, type TicketInput } from '../match-ticket.ts';

export const vectorFile = new URL('../../../vectors/match-ticket.json', import.meta.url);

/** Golden match tickets as JSON text, the same each time: one that ends by itself, one that ends with its key. */
export function ticketVectorText(): string {
  const vectors = [0, 48 * 3_600_000].map((lateMs, number) => {
    const random = countingBytes(number * 100);
    const dayKey = makeDayKey(1_790_000_000_000, random);
    const nonce = random(12);
    const input: TicketInput = {
      matchId: toBase64Url(random(16)),
      cards: { initiator: card(random), answerer: card(random) },
      banHandles: { initiator: toBase64Url(random(16)), answerer: toBase64Url(random(16)) },
      iat: dayKey.madeAtMs + lateMs,
    };
    const keys = { current: () => dayKey, find: () => Promise.resolve(dayKey) };
    const unused = { refresh: () => Promise.resolve(), close: () => undefined };
    const ticket = createMatchTickets({ ...keys, ...unused }, () => nonce).seal(input);
    const exp = Math.min(input.iat + 48 * 3_600_000, erasedAtMs(dayKey));
    return { keyId: toHex(dayKey.id), key: toHex(dayKey.key), nonce: toHex(nonce), ...input, exp, ticket };
  });
  return `${JSON.stringify({ about: 'Match tickets, sealed under a key of a day', vectors }, null, 1)}\n`;
}

function card(random: (length: number) => Bytes) {
  return cardOf(createMatchKeys(random), random(32));
}

/** Bytes that count up, so that who reads a vector sees where they went. */
function countingBytes(from: number): (length: number) => Bytes {
  let next = from;
  return (length) => Uint8Array.from({ length }, () => next++ & 0xff);
}
