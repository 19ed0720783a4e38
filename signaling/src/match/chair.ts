import type { CloseReason, MatchId } from '@sotto/protocol';
import type { SessionPrincipal } from '../ports.ts';
import type { Timed } from './deadlines.ts';
import type { SeatTokens } from './resume-token.ts';
import type { HeldSignal } from './seat-store.ts';
import { matchOf, type Seat } from './seat.ts';

/** The socket as a seat sees it. */
export interface Outlet {
  /** Text, or the UTF-8 bytes of a frame that is passed on. */
  send(frame: string | Uint8Array): void;
  close(reason: CloseReason): void;
  /** The address prefix that it comes from, by a keyed hash; and whether somebody who was shut out came from there. */
  readonly from?: { readonly key: string; readonly isNoted: boolean } | undefined;
}

/** Signals kept for a client that is away or has not been told of its match yet. */
const maxHeldSignals = 32;
/** Two session descriptions of the greatest size with all their candidates. */
const maxHeldBytes = 32_768;

/** What the runner keeps beside the pure seat. One for each session that is here: few fields, no closures. */
export class Chair implements SeatTokens, Timed {
  bucket = -1;
  seat: Seat;
  holder: SessionPrincipal;
  digest = '';
  formerDigest = '';
  outlet: Outlet | undefined = undefined;
  #held: HeldSignal[] | undefined = undefined;

  constructor(seat: Seat, holder: SessionPrincipal) {
    this.seat = seat;
    this.holder = holder;
  }

  get held(): readonly HeldSignal[] {
    return this.#held ?? [];
  }

  /**
   * Keeps a signal for later, of one match at a time. What comes when there are too many is dropped: an ICE
   * restart mends that.
   */
  hold(match: MatchId, frame: Uint8Array): void {
    if (this.#held?.[0]?.match !== match) this.#held = [];
    const bytes = this.#held.reduce((sum, signal) => sum + signal.frame.length, frame.length);
    if (this.#held.length === maxHeldSignals || bytes > maxHeldBytes) return;
    // Copied, since a received frame is a view into a read buffer of 64 KB.
    this.#held.push({ match, frame: Uint8Array.from(frame) });
  }

  /** Sends what was held for the match that the seat is in, and forgets it. */
  releaseHeld(): void {
    const signals = this.#held;
    if (signals === undefined || this.outlet === undefined) return;
    this.#held = undefined;
    const match = matchOf(this.seat);
    for (const signal of signals) if (signal.match === match) this.outlet.send(signal.frame);
  }
}
