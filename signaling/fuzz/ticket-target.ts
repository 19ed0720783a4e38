import { cardOf, createMatchKeys, fromBase64Url, toBase64Url, type Bytes } from '@sotto/protocol';
import { createDayKeyMemory } from '../src/evidence/day-key-memory.ts';
import { decodeDayKey, encodeDayKey, makeDayKey } from '../src/evidence/day-key.ts';
import { createDayKeys } from '../src/evidence/day-keys.ts';
import { createMatchTickets } from '../src/evidence/match-ticket.ts';
import { Chance, mutatedBytes, promise, type ByteSeed, type FuzzTarget } from '@sotto/protocol/fuzzing';

/** Match tickets as they come back with a report, and day keys as they come out of a store. */
export async function ticketTargets(): Promise<readonly FuzzTarget[]> {
  const random = (length: number): Bytes => new Chance(length, 1, 2).bytes(length);
  const keys = await createDayKeys(createDayKeyMemory(), () => 1_790_000_000_000, random);
  const tickets = createMatchTickets(keys, random);
  const card = () => cardOf(createMatchKeys(random), random(32));
  const handle = toBase64Url(random(16));
  const ticket = tickets.seal({
    matchId: handle,
    cards: { initiator: card(), answerer: card() },
    banHandles: { initiator: handle, answerer: handle },
    iat: 1_790_000_000_000,
  });
  const sealed = fromBase64Url(ticket) ?? new Uint8Array();
  const seed = {
    bytes: sealed,
    fields: [
      [0, 1],
      [1, 8],
      [9, 8],
    ] as const,
  };
  const dayKey = { bytes: Uint8Array.from(encodeDayKey(makeDayKey(1, random))), fields: [[40, 8]] as const };
  const input = (seeds: readonly ByteSeed[]) => (chance: Chance) => mutatedBytes(chance, seeds);
  const size = (bytes: Bytes): number => bytes.length;
  return [
    {
      name: 'match ticket',
      share: 1,
      input: input([seed]),
      size,
      run: async (bytes: Bytes) => {
        const opened = await tickets.open(bytes);
        promise(opened.ok === Buffer.from(bytes).equals(sealed), 'opens what was sealed, and nothing else');
      },
    },
    {
      name: 'day key',
      share: 0.3,
      input: input([dayKey]),
      size,
      run: (bytes: Bytes) => {
        const read = decodeDayKey(1, Buffer.from(bytes));
        if (read) promise(encodeDayKey(read).equals(bytes), 'one encoding');
      },
    },
  ] as FuzzTarget[];
}
