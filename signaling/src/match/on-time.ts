import { end, frame, introduce, rejoin, requeue, sitOut, stay, turn, vacate, waiting } from './moves.ts';
import { askAtMs, partnerOf } from './seat.ts';
import type {
  ConfirmedStage,
  MatchedStage,
  Seat,
  SeatEffect,
  SeatRules,
  SeekingStage,
  Step,
} from './seat.ts';

/** What the passing of time and a socket that comes back do to a seat. */

export function passTime(seat: Seat, nowMs: number, rules: SeatRules): Step {
  const { stage, awayUntilMs } = seat;
  if (awayUntilMs !== undefined && nowMs >= awayUntilMs) return vacate(seat, 'gone');
  if (stage.at === 'seeking' && nowMs >= stage.resubmitAtMs) {
    const due = { ...stage, late: undefined, resubmitAtMs: nowMs + rules.resubmitMs };
    return turn(seat, due, ...repeat(stage), ...heldOffer(stage));
  }
  if (stage.at !== 'matched') return stay(seat);
  if (nowMs >= stage.acceptByMs) return lapse(seat, stage, nowMs, rules);
  if (stage.mine && !stage.asked && nowMs >= askAtMs(stage, rules)) {
    return turn(seat, { ...stage, asked: true }, tell(stage, 'ask'));
  }
  return stay(seat);
}

/** Asks the queue once more for what the ticket is on its way to; each request is idempotent. */
function repeat(stage: SeekingStage): readonly SeatEffect[] {
  switch (stage.queue) {
    case 'entering':
    case 'waiting':
      return [{ do: 'submit', ticket: stage.ticket }];
    case 'rejoining':
      return [rejoin(stage)];
    case 'cancelling':
      return [{ do: 'cancel', ticket: stage.ticket.id }];
    case 'absent':
      return [];
  }
}

/** What came while the ticket was not to be in the queue yet. */
function heldOffer({ ticket, late, queue }: SeekingStage): SeatEffect[] {
  if (late?.sdp === undefined || queue === 'cancelling') return [];
  return [{ do: 'attach-offer', ticket: ticket.id, sdp: late.sdp }];
}

/**
 * Not both have accepted in time. The willing side goes back into the queue, and so does one that was away once it is back; one that
 * was there and did not accept does not.
 */
function lapse(seat: Seat, stage: MatchedStage, nowMs: number, rules: SeatRules): Step {
  const match = stage.delivery.match.id;
  const unwilling = (): Step =>
    seat.awayUntilMs === undefined
      ? end(seat, { t: 'ended', match, reason: 'gone' })
      : sitOut(seat, stage, nowMs, rules);
  const next = stage.mine ? requeue(seat, stage, nowMs, rules) : unwilling();
  return { seat: next.seat, effects: [tell(stage, 'lapsed'), ...next.effects] };
}

function tell(stage: MatchedStage, what: 'ask' | 'lapsed'): SeatEffect {
  const match = stage.delivery.match.id;
  const message =
    what === 'ask'
      ? ({ kind: 'accepted', match, ask: true } as const)
      : ({ kind: 'over', match, why: 'lapsed' } as const);
  return { do: 'tell', peer: partnerOf(stage.delivery), message };
}

/** A new socket for the same seat: says everything again that may have been lost with the old one. */
export function resume(away: Seat, nowMs: number): Step {
  const seat: Seat = { ...away, awayUntilMs: undefined };
  const { stage } = seat;
  switch (stage.at) {
    case 'idle':
      if (stage.unsaid === undefined) return stay(seat);
      return turn(seat, { at: 'idle', unsaid: undefined }, frame(stage.unsaid));
    case 'seeking':
      return resumeSeeking(seat, stage, nowMs);
    case 'matched':
      return stage.mine ? stay(seat) : stay(seat, introduce(stage.delivery, stage.ticket));
    case 'confirmed':
      return stay(
        seat,
        frame({ t: 'confirmed', match: stage.match }),
        { do: 'path', stage },
        ...repeatConsent(stage),
      );
  }
}

/** What this side agreed to, in case the word of it was lost between two nodes. */
function repeatConsent({ consent, match, peer }: ConfirmedStage): readonly SeatEffect[] {
  if (!consent.mine) return [];
  const message = { kind: 'direct', match, allow: true, round: consent.round } as const;
  return [{ do: 'tell', peer, message }];
}

/**
 * On this node the queue knows the ticket already; on another one the submit brings its match here.
 */
function resumeSeeking(seat: Seat, stage: SeekingStage, nowMs: number): Step {
  // Whoever is to begin later is not sooner there for having been away.
  if (stage.late !== undefined && nowMs < stage.late.untilMs && stage.queue !== 'cancelling')
    return stay(seat);
  const submit: SeatEffect = { do: 'submit', ticket: stage.ticket };
  switch (stage.queue) {
    case 'waiting':
      return stay(seat, waiting(stage, nowMs), submit);
    case 'entering':
      return turn(seat, { ...stage, queue: 'rejoining' }, submit);
    case 'rejoining':
      return stay(seat, rejoin(stage));
    case 'absent':
      return turn(seat, { ...stage, queue: 'rejoining' }, rejoin(stage));
    case 'cancelling':
      return stay(seat, { do: 'cancel', ticket: stage.ticket.id });
  }
}
