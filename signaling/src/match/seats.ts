import { encodeFrame, readCard, type RandomBytes } from '@sotto/protocol';
import type { ClientFrame, SeekFrame, ServerFrame, SessionId, SignalFrame } from '@sotto/protocol';
import type { TicketQueue } from '@sotto/matchmaker';
import type { Courier, CourierMessage } from '../courier/courier.ts';
import type { SealMatch } from '../evidence/seal-match.ts';
import { banNoteCosts } from '../limits/ban-notes.ts';
import { errorFields, type Log } from '../log/log.ts';
import type { Clock, IceProvision, SessionPrincipal } from '../ports.ts';
import type { HubWatch } from '../hub/watch.ts';
import { askQueue } from './ask-queue.ts';
import type { AvoidTokens } from './avoid-tokens.ts';
import { Chair, type Outlet } from './chair.ts';
import { Deadlines } from './deadlines.ts';
import { makeTicket } from './make-ticket.ts';
import { matchedFrame } from './matched-frame.ts';
import { refuse, release } from './moves.ts';
import { declined } from './on-queue.ts';
import { provesPossession } from './possession.ts';
import { RecentWaits } from './recent-waits.ts';
import { relayOnlySdp } from './relay-only.ts';
import { createResumeToken, openingDigest, type SeatTokens } from './resume-token.ts';
import { deadlineOf, emptySeat, matchOf, partnerIn, ticketOf } from './seat.ts';
import { pathFrame, pathPolicy } from './path.ts';
import type { Seat, SeatEffect, SeatEvent, SeatRules, Stage } from './seat.ts';
import { passedOn, takeIn } from './signals.ts';
import { step } from './step.ts';

type OfferFrame = Extract<ClientFrame, { t: 'offer' }>;

export interface SeatsDeps {
  readonly queue: TicketQueue;
  readonly courier: Courier;
  readonly avoidTokens: AvoidTokens;
  readonly ice: IceProvision;
  readonly sealMatch: SealMatch;
  readonly log: Log;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly rules: SeatRules;
  readonly watch: Pick<HubWatch, 'moved' | 'matched'>;
}

/** How finely deadlines are kept. */
export const seatTickMs = 100;

/**
 * Runs the seats of one node: feeds events to {@link step} one at a time and performs the effects. An event that
 * an effect causes waits until the effects before it are done.
 */
export class Seats {
  readonly #deps: SeatsDeps;
  readonly #chairs = new Map<SessionId, Chair>();
  readonly #deadlines = new Deadlines<Chair>(seatTickMs);
  readonly #recentWaits = new RecentWaits();
  readonly #inbox: { readonly session: SessionId; readonly event: SeatEvent }[] = [];
  #busy = false;
  #changed: ((session: SessionId, chair: Chair | undefined) => void) | undefined;

  constructor(deps: SeatsDeps) {
    this.#deps = deps;
    deps.queue.onDelivery((delivery) => {
      this.apply(delivery.match[delivery.role].session, { on: 'delivered', delivery });
    });
  }

  /** Told after each change of a seat; `undefined` when it is given up. One listener. */
  onChange(listener: (session: SessionId, chair: Chair | undefined) => void): void {
    this.#changed = listener;
  }

  get(session: SessionId): Chair | undefined {
    return this.#chairs.get(session);
  }

  all(): Iterable<Chair> {
    return this.#chairs.values();
  }

  /**
   * Gives a socket its seat. With a resume token that opens it, everything is kept; without,
   * the session begins anew and what it held is given up. An older socket is closed either way.
   */
  attach(holder: SessionPrincipal, outlet: Outlet, resume: string | undefined): void {
    const { session } = holder;
    const chair = this.#chairs.get(session) ?? this.place(emptySeat(session), holder);
    const shown = openingDigest(resume, chair);
    const older = chair.outlet;
    const { token, digest } = createResumeToken(this.#deps.randomBytes);
    chair.holder = holder;
    chair.digest = digest;
    chair.formerDigest = shown ?? '';
    chair.outlet = undefined;
    older?.close('replaced');
    if (shown === undefined) this.#startOver(chair);
    chair.outlet = outlet;
    outlet.send(encodeFrame(welcome(chair.seat, token, this.#deps.rules.graceMs)));
    this.apply(session, { on: 'resumed' });
    chair.releaseHeld();
  }

  /** A socket is gone; `final`: so is its page. One that was replaced before changes nothing. */
  detach(session: SessionId, outlet: Outlet, final: boolean): void {
    const chair = this.#chairs.get(session);
    if (chair?.outlet !== outlet) return;
    chair.outlet = undefined;
    this.apply(session, { on: 'dropped', final });
  }

  /** The session has ended: closes its socket and gives everything up. */
  end(session: SessionId): void {
    this.#chairs.get(session)?.outlet?.close('sessionEnded');
    this.apply(session, { on: 'vacated' });
  }

  /** Sets a seat up without a socket; without `tokens`, no resume token opens it. */
  place(seat: Seat, holder: SessionPrincipal, tokens?: SeatTokens): Chair {
    const chair = new Chair(seat, holder);
    chair.digest = tokens?.digest ?? '';
    chair.formerDigest = tokens?.formerDigest ?? '';
    this.#chairs.set(seat.session, chair);
    this.#deadlines.set(chair, deadlineOf(seat, this.#deps.rules));
    return chair;
  }

  /** Takes a chair away without letting go of what its seat holds: it sits on another node. */
  lift(session: SessionId): Chair | undefined {
    const chair = this.#chairs.get(session);
    if (chair === undefined) return undefined;
    this.#chairs.delete(session);
    this.#deadlines.set(chair, undefined);
    this.#deps.courier.shut(session);
    return chair;
  }

  /** Lets go of what a seat holds that has no chair here. */
  discard({ session, stage }: Seat): void {
    for (const effect of release(stage, 'left')) this.#perform(session, undefined, effect);
  }

  seek(session: SessionId, frame: SeekFrame): void {
    const chair = this.#chairs.get(session);
    if (chair === undefined) return;
    const card = readCard(frame.card);
    if (!card.ok || !provesPossession(frame, card.value)) {
      this.#performAll(chair, refuse(chair.seat, 'seek', 'key-refused', frame.ticket).effects);
      return;
    }
    const ticket = makeTicket(frame, chair.holder, this.#deps.avoidTokens, this.#deps.clock());
    const afterMs = chair.outlet?.from?.isNoted ? banNoteCosts.searchDelayMs : 0;
    this.apply(session, { on: 'seek', ticket, afterMs });
  }

  offer(session: SessionId, { ticket, sdp }: OfferFrame): void {
    const passed = this.#deps.ice.policy === 'relay' ? relayOnlySdp(sdp) : sdp;
    this.apply(session, { on: 'offer', ticket, sdp: passed });
  }

  /** Passes a checked signal on to the partner of its match. `bytes` is the frame as it came. */
  signal(session: SessionId, frame: SignalFrame, bytes: Uint8Array): void {
    const chair = this.#chairs.get(session);
    if (chair === undefined) return;
    const { match } = frame;
    const peer = partnerIn(chair.seat, match);
    if (peer === undefined) {
      this.#performAll(chair, refuse(chair.seat, 'signal', 'no-such-match', match).effects);
      return;
    }
    const passed = passedOn(frame, bytes, pathPolicy(chair.seat, this.#deps.ice.policy));
    if (passed !== undefined) this.#deps.courier.send(peer, { kind: 'signal', match, frame: passed });
  }

  /** What a partner's node sends. */
  receive(session: SessionId, message: Exclude<CourierMessage, { kind: 'moved' }>): void {
    if (message.kind !== 'signal') {
      this.apply(session, { on: 'partner', message });
      return;
    }
    const chair = this.#chairs.get(session);
    if (chair !== undefined && takeIn(chair, message) === 'kept') this.#changed?.(session, chair);
  }

  /** Lets time pass. To be called every {@link seatTickMs}. */
  tick(): void {
    for (const chair of this.#deadlines.due(this.#deps.clock())) {
      this.apply(chair.seat.session, { on: 'tick' });
    }
  }

  apply(session: SessionId, event: SeatEvent): void {
    this.#inbox.push({ session, event });
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#inbox.shift(); next !== undefined; next = this.#inbox.shift()) {
      try {
        this.#take(next.session, next.event);
      } catch (error) {
        // A bug at one seat must not stop the others.
        this.#deps.log.error('seat-event-failed', { ...errorFields(error), method: next.event.on });
      }
    }
    this.#busy = false;
  }

  #take(session: SessionId, event: SeatEvent): void {
    const chair = this.#chairs.get(session);
    if (chair === undefined) {
      if (event.on === 'delivered') this.#perform(session, undefined, declined(event.delivery));
      return;
    }
    const { seat, effects } = step(chair.seat, event, this.#deps.clock(), this.#deps.rules);
    if (seat === undefined) {
      this.lift(session);
      this.#changed?.(session, undefined);
    } else {
      this.#seat(chair, seat);
    }
    this.#performAll(chair, effects);
  }

  #startOver(chair: Chair): void {
    const { session, stage } = chair.seat;
    this.#seat(chair, emptySeat(session));
    for (const effect of release(stage, 'left')) this.#perform(session, chair, effect);
  }

  #seat(chair: Chair, seat: Seat): void {
    this.#count(chair.seat.stage, seat.stage);
    chair.seat = seat;
    this.#deadlines.set(chair, deadlineOf(seat, this.#deps.rules));
    this.#changed?.(seat.session, chair);
  }

  #count(from: Stage, to: Stage): void {
    if (from.at === to.at) return;
    const { clock, watch } = this.#deps;
    watch.moved(from.at, to.at);
    if (from.at === 'seeking' && to.at === 'matched')
      watch.matched(Math.max(0, clock() - from.ticket.enteredAtMs));
  }

  #performAll(chair: Chair, effects: readonly SeatEffect[]): void {
    for (const effect of effects) this.#perform(chair.seat.session, chair, effect);
  }

  #perform(session: SessionId, chair: Chair | undefined, effect: SeatEffect): void {
    const { avoidTokens, courier, ice, log, queue, sealMatch } = this.#deps;
    switch (effect.do) {
      case 'frame':
        chair?.outlet?.send(encodeFrame(this.#estimated(effect.frame)));
        return;
      case 'introduce':
        this.#recentWaits.add(effect.waitedMs);
        chair?.outlet?.send(encodeFrame(matchedFrame(effect.delivery, avoidTokens, ice, sealMatch)));
        chair?.releaseHeld();
        return;
      case 'path':
        chair?.outlet?.send(encodeFrame(pathFrame(effect.stage, ice)));
        return;
      case 'tell':
        courier.send(effect.peer, effect.message);
        return;
      case 'submit':
      case 'attach-offer':
      case 'cancel':
      case 'requeue':
        askQueue(queue, effect, (event) => this.apply(session, event), log);
    }
  }

  #estimated(frame: ServerFrame): ServerFrame {
    if (frame.t !== 'waiting') return frame;
    const estimateMs = this.#recentWaits.medianMs();
    return estimateMs === undefined ? frame : { ...frame, estimateMs };
  }
}

function welcome(seat: Seat, resume: string, graceMs: number): ServerFrame {
  const [ticket, match] = [ticketOf(seat), matchOf(seat)];
  return {
    t: 'welcome',
    session: seat.session,
    resume,
    graceMs,
    ...(ticket !== undefined && { ticket }),
    ...(match !== undefined && { match }),
  };
}
