import { vacate } from './moves.ts';
import { accept, cancel, leave, offer, path, seek } from './on-client.ts';
import { hear } from './on-partner.ts';
import { answered, deliver } from './on-queue.ts';
import { passTime, resume } from './on-time.ts';
import type { Seat, SeatEvent, SeatRules, Step } from './seat.ts';

/**
 * The life of a seat: one pure function. Time comes in as `nowMs`, in milliseconds since the epoch; everything that
 * touches the world goes out as an effect, which the runner performs in order.
 */
export function step(seat: Seat, event: SeatEvent, nowMs: number, rules: SeatRules): Step {
  switch (event.on) {
    case 'seek':
      return seek(seat, event.ticket, event.afterMs ?? 0, nowMs, rules);
    case 'offer':
      return offer(seat, event.ticket, event.sdp);
    case 'cancel':
      return cancel(seat, event.ticket);
    case 'accept':
      return accept(seat, event.match);
    case 'leave':
      return leave(seat, event.match);
    case 'path':
      return path(seat, event.match, event.direct);
    case 'dropped':
      // A final match outlives even its page: browsers bring pages back from their cache.
      if (event.final && seat.stage.at !== 'confirmed') return vacate(seat, 'gone');
      return { seat: { ...seat, awayUntilMs: nowMs + graceOf(seat, rules) }, effects: [] };
    case 'resumed':
      return resume(seat, nowMs);
    case 'vacated':
      return vacate(seat, 'left');
    case 'submitted':
    case 'requeue-answered':
    case 'cancel-answered':
      return answered(seat, event, nowMs);
    case 'delivered':
      return deliver(seat, event.delivery, nowMs, rules);
    case 'partner':
      return hear(seat, event.message, nowMs, rules);
    case 'tick':
      return passTime(seat, nowMs, rules);
  }
}

function graceOf({ stage }: Seat, { chatGraceMs, graceMs }: SeatRules): number {
  return stage.at === 'confirmed' ? chatGraceMs : graceMs;
}
