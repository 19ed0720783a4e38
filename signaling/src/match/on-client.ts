import type { MatchId, TicketId } from '@sotto/protocol';
import type { Ticket } from '@sotto/matchmaker';
import { say } from './consent.ts';
import { frame, refuse, release, stay, turn, waiting } from './moves.ts';
import {
  confirmedStage,
  idle,
  matchOf,
  partnerOf,
  type Seat,
  type SeatRules,
  type SeekingStage,
  type Step,
} from './seat.ts';

/** What the client's frames do to a seat. */

export function seek(seat: Seat, ticket: Ticket, afterMs: number, nowMs: number, rules: SeatRules): Step {
  const { stage } = seat;
  switch (stage.at) {
    case 'idle': {
      const seeking: SeekingStage = {
        at: 'seeking',
        ticket,
        queue: 'entering',
        resubmitAtMs: nowMs + (afterMs > 0 ? afterMs : rules.resubmitMs),
        lapsed: undefined,
      };
      // What repeats a submit that was lost makes the first one where it is to come later.
      if (afterMs > 0) return turn(seat, { ...seeking, late: { untilMs: nowMs + afterMs } });
      return turn(seat, seeking, { do: 'submit', ticket });
    }
    case 'seeking':
      if (stage.ticket.id !== ticket.id) return refuse(seat, 'seek', 'already-seeking', ticket.id);
      return stage.queue === 'waiting' ? stay(seat, waiting(stage, nowMs)) : stay(seat);
    case 'matched':
    case 'confirmed':
      return refuse(seat, 'seek', 'already-matched', ticket.id);
  }
}

export function offer(seat: Seat, ticket: TicketId, sdp: string): Step {
  const { stage } = seat;
  if (stage.at === 'seeking' && stage.ticket.id === ticket) {
    // The queue does not know the ticket yet, and would lose it.
    if (stage.late !== undefined) return turn(seat, { ...stage, late: { ...stage.late, sdp } });
    return stay(seat, { do: 'attach-offer', ticket, sdp });
  }
  // Overtaken by the match: the client will read its role there and signal the offer if it is the initiator.
  if (stage.at === 'matched' && stage.ticket.id === ticket) return stay(seat);
  return refuse(seat, 'offer', 'no-such-ticket', ticket);
}

export function cancel(seat: Seat, ticket: TicketId): Step {
  const { stage } = seat;
  if (stage.at === 'seeking' && stage.ticket.id === ticket) {
    if (stage.queue === 'cancelling') return stay(seat);
    return turn(seat, { ...stage, queue: 'cancelling' }, { do: 'cancel', ticket });
  }
  // The match won, and the client has it or is about to.
  if (stage.at === 'matched' && stage.ticket.id === ticket) return stay(seat);
  return refuse(seat, 'cancel', 'no-such-ticket', ticket);
}

export function accept(seat: Seat, match: MatchId): Step {
  const { stage } = seat;
  if (stage.at === 'confirmed' && stage.match === match) return stay(seat, frame({ t: 'confirmed', match }));
  if (stage.at !== 'matched' || stage.delivery.match.id !== match) {
    return refuse(seat, 'accept', 'no-such-match', match);
  }
  if (stage.mine) return stay(seat);
  const peer = partnerOf(stage.delivery);
  const tell = { do: 'tell', peer, message: { kind: 'accepted', match, ask: !stage.theirs } } as const;
  if (!stage.theirs) return turn(seat, { ...stage, mine: true }, tell);
  return turn(seat, confirmedStage(stage.delivery, peer), tell, frame({ t: 'confirmed', match }));
}

export function leave(seat: Seat, match: MatchId): Step {
  if (matchOf(seat) !== match) return refuse(seat, 'leave', 'no-such-match', match);
  return turn(seat, idle, ...release(seat.stage, 'left'));
}

/** Asks how a final match may connect, and may say whether this side agrees to a direct connection. */
export function path(seat: Seat, match: MatchId, direct: boolean | undefined): Step {
  const { stage } = seat;
  if (stage.at !== 'confirmed' || stage.match !== match) return refuse(seat, 'path', 'no-such-match', match);
  if (direct === undefined) return stay(seat, { do: 'path', stage });
  const said = say(stage.consent, direct);
  if (said === 'refused') return refuse(seat, 'path', 'unavailable', match);
  const next = { ...stage, consent: said.consent };
  const tell =
    said.told === undefined
      ? []
      : [{ do: 'tell', peer: stage.peer, message: { kind: 'direct', match, ...said.told } } as const];
  // First this side's word, then the addresses that follow it.
  return turn(seat, next, ...tell, { do: 'path', stage: next });
}
