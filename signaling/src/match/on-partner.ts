import type { MatchId } from '@sotto/protocol';
import type { OverReason, PartnerMessage } from '../courier/courier.ts';
import { hear as hearConsent } from './consent.ts';
import { end, frame, requeue, sitOut, stay, turn } from './moves.ts';
import { confirmedStage, partnerOf, type Seat, type SeatEffect, type SeatRules, type Step } from './seat.ts';

/** What the other side of a match says. Messages of another match than the current one change nothing. */
export function hear(seat: Seat, message: PartnerMessage, nowMs: number, rules: SeatRules): Step {
  switch (message.kind) {
    case 'accepted':
      return accepted(seat, message.match, message.ask);
    case 'direct':
      return consented(seat, message);
    case 'over':
      return over(seat, message.match, message.why, nowMs, rules);
  }
}

function accepted(seat: Seat, match: MatchId, ask: boolean): Step {
  const { stage } = seat;
  if (stage.at === 'confirmed' && stage.match === match) {
    return ask ? stay(seat, sayAgain(stage.peer, match)) : stay(seat);
  }
  // Before this side's own delivery it is simply lost: this side's `accepted` asks for it again.
  if (stage.at !== 'matched' || stage.delivery.match.id !== match) return stay(seat);
  if (!stage.mine) return turn(seat, { ...stage, theirs: true });
  const peer = partnerOf(stage.delivery);
  const confirmed = frame({ t: 'confirmed', match });
  const effects = ask ? [sayAgain(peer, match), confirmed] : [confirmed];
  return turn(seat, confirmedStage(stage.delivery, peer), ...effects);
}

function sayAgain(peer: string, match: MatchId): SeatEffect {
  return { do: 'tell', peer, message: { kind: 'accepted', match, ask: false } };
}

function over(seat: Seat, match: MatchId, why: OverReason, nowMs: number, rules: SeatRules): Step {
  const { stage } = seat;
  const ended = { t: 'ended', match, reason: why === 'left' ? 'left' : 'gone' } as const;
  if (stage.at === 'confirmed' && stage.match === match) {
    // A delivery that is repeated after the partner's seat moved finds nobody at the old node.
    return why === 'declined' ? stay(seat) : end(seat, ended);
  }
  if (stage.at !== 'matched' || stage.delivery.match.id !== match) return stay(seat);
  // It lapsed because this side did not accept: whoever does not take a match is not offered the next one.
  if (why === 'lapsed' && !stage.mine)
    return seat.awayUntilMs === undefined ? end(seat, ended) : sitOut(seat, stage, nowMs, rules);
  return requeue(seat, stage, nowMs, rules);
}

function consented(seat: Seat, { match, allow, round }: Extract<PartnerMessage, { kind: 'direct' }>): Step {
  const { stage } = seat;
  if (stage.at !== 'confirmed' || stage.match !== match) return stay(seat);
  const consent = hearConsent(stage.consent, allow, round);
  if (consent === stage.consent) return stay(seat);
  const next = { ...stage, consent };
  return turn(seat, next, { do: 'path', stage: next });
}
