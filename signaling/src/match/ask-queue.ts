import type { TicketQueue } from '@sotto/matchmaker';
import { errorFields, type Log } from '../log/log.ts';
import type { SeatEffect, SeatEvent } from './seat.ts';

/** The effects that are requests to the ticket queue. */
export type QueueEffect = Extract<SeatEffect, { do: 'submit' | 'attach-offer' | 'cancel' | 'requeue' }>;

/** Sends a request to the queue and brings its answer as an event. A request that fails is answered `failed`. */
export function askQueue(
  queue: TicketQueue,
  effect: QueueEffect,
  answer: (event: SeatEvent) => void,
  log: Log,
): void {
  const failed = (error: unknown): 'failed' => {
    log.error('ticket-queue-failed', { ...errorFields(error), method: effect.do });
    return 'failed';
  };
  switch (effect.do) {
    case 'submit':
      void queue
        .submit(effect.ticket)
        .catch(failed)
        .then((outcome) => answer({ on: 'submitted', ticket: effect.ticket.id, outcome }));
      return;
    case 'attach-offer':
      // No answer is needed: an offer that came too late is signalled by whoever turns out to be the initiator.
      void queue.attachOffer(effect.ticket, effect.sdp).catch(failed);
      return;
    case 'cancel':
      void queue
        .cancel(effect.ticket)
        .catch(failed)
        .then((outcome) => answer({ on: 'cancel-answered', ticket: effect.ticket, outcome }));
      return;
    case 'requeue':
      void queue
        .requeue(effect.ticket, effect.match)
        .catch(failed)
        .then((outcome) => answer({ on: 'requeue-answered', ticket: effect.ticket.id, outcome }));
  }
}
