import type { ClientFrame, FrameError, ServerFrame } from '@sotto/protocol';
import type { Delivery, Ticket } from '@sotto/matchmaker';
import { idle, partnerOf } from './seat.ts';
import type { Ended, MatchedStage, Seat, SeatEffect, SeatRules, SeekingStage, Stage, Step } from './seat.ts';

/** Steps that several kinds of events end in. */

export function stay(seat: Seat, ...effects: SeatEffect[]): Step {
  return { seat, effects };
}

export function turn(seat: Seat, stage: Stage, ...effects: SeatEffect[]): Step {
  return { seat: { session: seat.session, stage, awayUntilMs: seat.awayUntilMs }, effects };
}

export function frame(content: ServerFrame): SeatEffect {
  return { do: 'frame', frame: content };
}

/** The answer to a frame that makes no sense now. `ref` is the ticket or match that it named. */
export function refuse(seat: Seat, of: ClientFrame['t'], code: FrameError, ref: string): Step {
  return stay(seat, frame({ t: 'error', code, of, ref }));
}

/** "You are in the queue." */
export function waiting(stage: SeekingStage, nowMs: number): SeatEffect {
  const { id, enteredAtMs } = stage.ticket;
  return frame({ t: 'waiting', ticket: id, waitedMs: Math.max(0, Math.round(nowMs - enteredAtMs)) });
}

/** Tells the client of its match. A match can be older than the ticket: a client may search under an old id. */
export function introduce(delivery: Delivery, ticket: Ticket): SeatEffect {
  const waitedMs = Math.max(0, delivery.match.madeAtMs - ticket.enteredAtMs);
  return { do: 'introduce', delivery, waitedMs };
}

/** Back into the queue, with the age that the ticket has. */
export function rejoin(stage: SeekingStage): SeatEffect {
  return stage.lapsed === undefined
    ? { do: 'submit', ticket: stage.ticket }
    : { do: 'requeue', ticket: stage.ticket, match: stage.lapsed };
}

/** The match came to nothing through no fault of this side: its ticket goes back with its age. */
export function requeue(seat: Seat, stage: MatchedStage, nowMs: number, rules: SeatRules): Step {
  const match = stage.delivery.match.id;
  const seeking: SeekingStage = {
    at: 'seeking',
    ticket: stage.ticket,
    queue: 'rejoining',
    resubmitAtMs: nowMs + rules.resubmitMs,
    lapsed: match,
  };
  return turn(seat, seeking, frame({ t: 'requeued', match, ticket: stage.ticket.id }), rejoin(seeking));
}

/**
 * The match came to nothing because this side was away. Its ticket keeps its age, and goes back into the queue with its client: else
 * the next one would wait for nobody too.
 */
export function sitOut(seat: Seat, stage: MatchedStage, nowMs: number, rules: SeatRules): Step {
  const match = stage.delivery.match.id;
  return turn(seat, {
    at: 'seeking',
    ticket: stage.ticket,
    queue: 'absent',
    resubmitAtMs: nowMs + rules.resubmitMs,
    lapsed: match,
  });
}

/** The match is over. Where the client is away, it hears of it when it comes back. */
export function end(seat: Seat, ended: Ended): Step {
  const away = seat.awayUntilMs !== undefined;
  return turn(seat, away ? { at: 'idle', unsaid: ended } : idle, frame(ended));
}

/** Gives the seat up, with everything that it holds. */
export function vacate({ stage }: Seat, why: 'left' | 'gone'): Step {
  return { seat: undefined, effects: release(stage, why) };
}

/** Lets go of what a stage holds: its ticket leaves the queue, or the partner is told. */
export function release(stage: Stage, why: 'left' | 'gone'): SeatEffect[] {
  switch (stage.at) {
    case 'idle':
      return [];
    case 'seeking':
      return [{ do: 'cancel', ticket: stage.ticket.id }];
    case 'matched': {
      const match = stage.delivery.match.id;
      return [{ do: 'tell', peer: partnerOf(stage.delivery), message: { kind: 'over', match, why } }];
    }
    case 'confirmed':
      return [{ do: 'tell', peer: stage.peer, message: { kind: 'over', match: stage.match, why } }];
  }
}
