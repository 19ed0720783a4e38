import type { ClientFrame, MatchId, ServerFrame, TicketId } from '@sotto/protocol';
import type { Welcome } from '../../socket/news.ts';
import { id, matchedFrame } from './sample.ts';

type Seat =
  | { readonly at: 'idle' }
  | { readonly at: 'seeking'; readonly ticket: TicketId; readonly cancelling: boolean }
  | {
      readonly at: 'matched';
      readonly ticket: TicketId;
      readonly match: MatchId;
      readonly mine: boolean;
      readonly theirs: boolean;
    }
  | { readonly at: 'confirmed'; readonly match: MatchId };

/**
 * The signaling server as one client sees it, without clock or partner: those are the test's, which calls `match`,
 * `partnerAccepts`, `lapse` and `end` when it likes. Frames wait in `inbox` and `outbox` until the test lets them through, so that every crossing can happen.
 */
export class ModelServer {
  seat: Seat = { at: 'idle' };
  inbox: ClientFrame[] = [];
  outbox: ServerFrame[] = [];
  /** Seeks that came while the server still held another ticket or match: the client asked too early. */
  refusedSeeks = 0;
  #matches = 200;

  get #match(): MatchId | undefined {
    return this.seat.at === 'matched' || this.seat.at === 'confirmed' ? this.seat.match : undefined;
  }

  /** Takes one frame of the client in. */
  take(): void {
    const frame = this.inbox.shift();
    if (frame === undefined) return;
    const { seat } = this;
    switch (frame.t) {
      case 'seek':
        if (seat.at === 'idle') this.seat = { at: 'seeking', ticket: frame.ticket, cancelling: false };
        else if (seat.at !== 'seeking' || seat.ticket !== frame.ticket) {
          this.refusedSeeks += 1;
          this.outbox.push({ t: 'error', code: 'already-seeking', of: 'seek', ref: frame.ticket });
          return;
        }
        this.outbox.push({ t: 'waiting', ticket: frame.ticket, waitedMs: 0 });
        return;
      case 'cancel':
        if (seat.at === 'seeking' && seat.ticket === frame.ticket) this.seat = { ...seat, cancelling: true };
        else if (seat.at !== 'matched' || seat.ticket !== frame.ticket) {
          this.outbox.push({ t: 'error', code: 'no-such-ticket', of: 'cancel', ref: frame.ticket });
        }
        return;
      case 'accept':
        if (seat.at === 'matched' && seat.match === frame.match) {
          this.seat = { ...seat, mine: true };
          this.#confirm();
        } else if (seat.at !== 'confirmed') {
          this.outbox.push({ t: 'error', code: 'no-such-match', of: 'accept', ref: frame.match });
        }
        return;
      case 'leave':
        if (this.#match === frame.match) this.seat = { at: 'idle' };
        else this.outbox.push({ t: 'error', code: 'no-such-match', of: 'leave', ref: frame.match });
        return;
      default:
        return;
    }
  }

  /** The queue answers a cancel. */
  settle(): void {
    if (this.seat.at !== 'seeking' || !this.seat.cancelling) return;
    this.outbox.push({ t: 'cancelled', ticket: this.seat.ticket });
    this.seat = { at: 'idle' };
  }

  /** The queue has found somebody; it may win over a cancel. */
  match(): void {
    if (this.seat.at !== 'seeking') return;
    this.#matches = this.#matches === 255 ? 201 : this.#matches + 1;
    const { ticket } = this.seat;
    const match = id(this.#matches);
    this.seat = { at: 'matched', ticket, match, mine: false, theirs: false };
    this.outbox.push(matchedFrame(ticket, match));
  }

  /** The partner never accepted. */
  lapse(): void {
    if (this.seat.at !== 'matched') return;
    const { ticket, match } = this.seat;
    this.seat = { at: 'seeking', ticket, cancelling: false };
    this.outbox.push({ t: 'requeued', match, ticket }, { t: 'waiting', ticket, waitedMs: 1 });
  }

  partnerAccepts(): void {
    if (this.seat.at !== 'matched') return;
    this.seat = { ...this.seat, theirs: true };
    this.#confirm();
  }

  end(reason: 'left' | 'gone'): void {
    if (this.#match === undefined) return;
    this.outbox.push({ t: 'ended', match: this.#match, reason });
    this.seat = { at: 'idle' };
  }

  /** The socket breaks: whatever is under way is lost. */
  drop(): void {
    this.inbox = [];
    this.outbox = [];
  }

  /** A socket comes back; `kept: false` is that of a server that was started anew. */
  resume(kept: boolean): void {
    if (!kept) this.seat = { at: 'idle' };
    const { seat } = this;
    const welcome: Welcome = {
      t: 'welcome',
      session: id(255),
      resume: 'r',
      graceMs: 30_000,
      ...((seat.at === 'seeking' || seat.at === 'matched') && { ticket: seat.ticket }),
      ...(this.#match !== undefined && { match: this.#match }),
    };
    this.outbox.push(welcome);
    if (seat.at === 'confirmed') this.outbox.push({ t: 'confirmed', match: seat.match });
    if (seat.at === 'matched' && !seat.mine) this.outbox.push(matchedFrame(seat.ticket, seat.match));
    if (seat.at === 'seeking' && !seat.cancelling)
      this.outbox.push({ t: 'waiting', ticket: seat.ticket, waitedMs: 1 });
  }

  #confirm(): void {
    if (this.seat.at !== 'matched' || !this.seat.mine || !this.seat.theirs) return;
    const { match } = this.seat;
    this.seat = { at: 'confirmed', match };
    this.outbox.push({ t: 'confirmed', match });
  }
}
