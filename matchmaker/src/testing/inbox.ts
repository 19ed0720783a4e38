import type { TicketId } from '@sotto/protocol';
import type { Delivery } from '../queue.ts';

/** Collects deliveries by the ticket they are for, and lets a test wait for one. */
export class Inbox {
  readonly all: Delivery[] = [];
  readonly #waiters = new Map<TicketId, ((delivery: Delivery) => void)[]>();

  readonly listener = (delivery: Delivery): void => {
    this.all.push(delivery);
    const ticket = ticketOf(delivery);
    const waiters = this.#waiters.get(ticket) ?? [];
    this.#waiters.delete(ticket);
    for (const resolve of waiters) resolve(delivery);
  };

  /** Deliveries that came for a ticket so far. */
  of(ticket: TicketId): Delivery[] {
    return this.all.filter((delivery) => ticketOf(delivery) === ticket);
  }

  /** The first delivery for a ticket, now or as soon as it comes. */
  async first(ticket: TicketId): Promise<Delivery> {
    return this.of(ticket)[0] ?? (await this.next(ticket));
  }

  /** The next delivery for a ticket that comes from now on. */
  next(ticket: TicketId): Promise<Delivery> {
    return new Promise((resolve) => {
      this.#waiters.set(ticket, [...(this.#waiters.get(ticket) ?? []), resolve]);
    });
  }
}

/** The ticket that a delivery is for. */
export function ticketOf({ match, role }: Delivery): TicketId {
  return role === 'initiator' ? match.initiator.ticket : match.answerer.ticket;
}
