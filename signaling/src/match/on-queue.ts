import type { Delivery } from '@sotto/matchmaker';
import { frame, introduce, refuse, stay, turn, waiting } from './moves.ts';
import { idle, matchOf, partnerOf } from './seat.ts';
import type { Seat, SeatEffect, SeatEvent, SeatRules, SeekingStage, Step } from './seat.ts';

/** What the ticket queue's answers and deliveries do to a seat. */

type Answer = Extract<SeatEvent, { on: 'submitted' | 'requeue-answered' | 'cancel-answered' }>;

/** An answer about a ticket that the seat no longer holds changes nothing. */
export function answered(seat: Seat, event: Answer, nowMs: number): Step {
  const { stage } = seat;
  if (stage.at !== 'seeking' || stage.ticket.id !== event.ticket) return stay(seat);
  switch (event.on) {
    case 'submitted':
      return submitted(seat, stage, event.outcome, nowMs);
    case 'requeue-answered':
      return requeueAnswered(seat, stage, event.outcome, nowMs);
    case 'cancel-answered':
      return cancelAnswered(seat, stage, event.outcome);
  }
}

function submitted(
  seat: Seat,
  stage: SeekingStage,
  outcome: Extract<SeatEvent, { on: 'submitted' }>['outcome'],
  nowMs: number,
): Step {
  if (stage.queue === 'cancelling' || stage.queue === 'absent') return stay(seat);
  // A client that searches again under the id of a cancelled ticket.
  if (outcome === 'cancelled') return turn(seat, idle, frame({ t: 'cancelled', ticket: stage.ticket.id }));
  if (stage.queue === 'waiting') return stay(seat);
  switch (outcome) {
    case 'queued':
      return enter(seat, stage, nowMs);
    case 'matched':
      return turn(seat, { ...stage, queue: 'waiting' });
    case 'failed':
      // A ticket that has been in the queue is not given up for one failure: the next `tick` submits it again.
      if (stage.queue === 'rejoining') return stay(seat);
      return turn(seat, idle, ...refuse(seat, 'seek', 'unavailable', stage.ticket.id).effects);
  }
}

function requeueAnswered(
  seat: Seat,
  stage: SeekingStage,
  outcome: Extract<SeatEvent, { on: 'requeue-answered' }>['outcome'],
  nowMs: number,
): Step {
  if (stage.queue !== 'rejoining') return stay(seat);
  switch (outcome) {
    case 'queued':
      return enter(seat, stage, nowMs);
    case 'gone':
      return stay(seat, { do: 'submit', ticket: stage.ticket });
    case 'failed':
      return stay(seat);
  }
}

function cancelAnswered(
  seat: Seat,
  stage: SeekingStage,
  outcome: Extract<SeatEvent, { on: 'cancel-answered' }>['outcome'],
): Step {
  if (stage.queue !== 'cancelling') return stay(seat);
  const ticket = stage.ticket.id;
  switch (outcome) {
    case 'cancelled':
    case 'unknown':
      return turn(seat, idle, frame({ t: 'cancelled', ticket }));
    case 'matched':
      return turn(seat, { ...stage, queue: 'waiting' });
    case 'failed':
      return turn(
        seat,
        { ...stage, queue: 'waiting' },
        ...refuse(seat, 'cancel', 'unavailable', ticket).effects,
      );
  }
}

function enter(seat: Seat, stage: SeekingStage, nowMs: number): Step {
  return turn(seat, { ...stage, queue: 'waiting' }, waiting(stage, nowMs));
}

/** A match for one of the session's tickets. Deliveries repeat, and they come late. */
export function deliver(seat: Seat, delivery: Delivery, nowMs: number, rules: SeatRules): Step {
  const { stage } = seat;
  const { match, role } = delivery;
  if (matchOf(seat) === match.id) return stay(seat);
  if (stage.at !== 'seeking' || stage.ticket.id !== match[role].ticket) {
    return stay(seat, declined(delivery));
  }
  // A repeat. Should the ticket still be marked as matched in it, the requeue was lost.
  if (stage.lapsed === match.id) {
    return stay(seat, { do: 'requeue', ticket: stage.ticket, match: match.id });
  }
  const matched = {
    at: 'matched',
    delivery,
    ticket: stage.ticket,
    mine: false,
    theirs: false,
    acceptByMs: nowMs + rules.acceptMs,
    asked: false,
  } as const;
  return turn(seat, matched, introduce(delivery, stage.ticket));
}

/** Nobody here takes the match any more: the other side need not wait for it. */
export function declined(delivery: Delivery): SeatEffect {
  const message = { kind: 'over', match: delivery.match.id, why: 'declined' } as const;
  return { do: 'tell', peer: partnerOf(delivery), message };
}
