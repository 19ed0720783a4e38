import type { MatchingConfig } from '../engine/config.ts';
import { PairWorth } from '../engine/pair-worth.ts';
import { pairWorth } from '../engine/pairing.ts';
import { engineTicket } from '../engine/engine-ticket.ts';
import { TicketTable } from '../engine/ticket-table.ts';
import type { Ticket } from '../queue.ts';
import { acceptedBits, widenWants } from '../engine/wants.ts';

/** What a pair of tickets is worth to the engine, by their places in the list; 0 or less: they may not meet. */
export function pairWorthOf(
  tickets: readonly Ticket[],
  config: MatchingConfig,
): (a: number, b: number, nowMs: number) => number {
  const table = new TicketTable();
  const slots = tickets.map((ticket) => table.insert(engineTicket(ticket), () => {}));
  const { rows } = table;
  const worth = new PairWorth(rows, config);
  const widen = (slot: number, nowMs: number): void => {
    const waitMs = nowMs - rows.enteredAtMs(slot);
    const wants = widenWants(
      rows.wantsAtFirst(slot),
      config.widenAtMs.filter((atMs) => waitMs >= atMs).length,
    );
    rows.setWants(slot, wants);
    rows.setWord(slot, (rows.word(slot) & 0xffff) | (acceptedBits(wants) << 16));
  };
  return (a, b, nowMs) => {
    const [slotA, slotB] = [slots[a], slots[b]];
    if (slotA === undefined || slotB === undefined) return 0;
    widen(slotA, nowMs);
    widen(slotB, nowMs);
    return pairWorth(table, slotA, slotB, nowMs, worth);
  };
}
