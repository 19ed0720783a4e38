import { closeCodes, decodeClientFrame, encodeFrame } from '@sotto/protocol';
import type { ClientFrame, CloseReason, FrameRefusal, ServerFrame, SessionId } from '@sotto/protocol';
import type { Outlet } from '../match/chair.ts';
import type { Seats } from '../match/seats.ts';
import type { Clock, SessionGate } from '../ports.ts';
import type { Beating } from './heartbeat.ts';
import type { Slot } from './open-sockets.ts';
import { advance, type Pace } from './pace.ts';

/** What a channel needs of a socket. */
export interface FrameSocket {
  readonly bufferedAmount: number;
  sendText(text: string | Uint8Array): void;
  ping(): void;
  pong(data: Uint8Array): void;
  close(code: number, reason: string): void;
  /** Ends the connection without a word. */
  terminate(): void;
}

/** What all channels of a hub share. */
export interface ChannelRules {
  readonly seats: Seats;
  readonly sessions: SessionGate;
  readonly clock: Clock;
  readonly frames: Pace;
  /** Of the frames, those that begin a search: each has a signature to check, and may have a ticket to write down. */
  readonly searches: Pace;
  readonly malformed: Pace;
  readonly maxBufferedBytes: number;
  readonly onClosing: (reason: CloseReason) => void;
}

/**
 * One client's side of the conversation, without a socket's workings: bytes in, decoded, size first, given to the
 * seat by kind; frames out under a cap. Told of its end once. Tens of thousands exist at once: few fields, no
 * closures.
 */
export class Channel implements Outlet, Beating {
  bucket = -1;
  readonly session: SessionId;
  readonly from: Slot | undefined;
  readonly #rules: ChannelRules;
  readonly #socket: FrameSocket;
  #framesDueMs = 0;
  #searchesDueMs = 0;
  #malformedDueMs = 0;
  #open = true;
  /** Something came since the last heartbeat; `used`: something that shows a person. */
  #heard: 'nothing' | 'alive' | 'used' = 'alive';

  constructor(session: SessionId, socket: FrameSocket, rules: ChannelRules, from?: Slot) {
    this.session = session;
    this.#socket = socket;
    this.#rules = rules;
    this.from = from;
  }

  /** A WebSocket message. */
  receive(data: Buffer, isBinary: boolean): void {
    if (!this.#admits()) return;
    if (isBinary) return this.#refuse({ code: 'malformed', detail: 'text frames only' });
    const decoded = decodeClientFrame(data.toString());
    if (!decoded.ok) return this.#refuse(decoded.error);
    if (decoded.value.t !== 'ping') this.#heard = 'used';
    this.#dispatch(decoded.value, data);
  }

  /** A WebSocket ping. */
  receivePing(data: Buffer): void {
    if (!this.#admits() || this.#isTooSlow()) return;
    this.#socket.pong(data);
  }

  /** A WebSocket pong, asked for or not. */
  receivePong(): void {
    this.#admits();
  }

  /** The socket has closed with this code. */
  closed(code: number): void {
    this.#leaveSeat(code === goingAway);
  }

  send(frame: string | Uint8Array): void {
    if (this.#open && !this.#isTooSlow()) this.#socket.sendText(frame);
  }

  close(reason: CloseReason): void {
    if (!this.#open) return;
    const { code, retry } = closeCodes[reason];
    this.#rules.onClosing(reason);
    this.#socket.close(code, reason);
    // Not when the closing handshake is done: until then the seat would speak to nobody.
    this.#leaveSeat(retry !== 'resume');
  }

  /** Ends the connection at once, for when nothing else helps. */
  cut(): void {
    this.#leaveSeat(false);
    this.#socket.terminate();
  }

  /** Once a ping interval: closes where nothing came since the last time, otherwise asks for a sign of life. */
  beat(): void {
    if (!this.#open) return;
    if (this.#heard === 'nothing') return this.close('heartbeatLost');
    if (this.#heard === 'used') this.#rules.sessions.touch(this.session);
    this.#heard = 'nothing';
    this.#socket.ping();
  }

  #leaveSeat(final: boolean): void {
    if (!this.#open) return;
    this.#open = false;
    this.#rules.seats.detach(this.session, this, final);
  }

  #admits(): boolean {
    if (!this.#open) return false;
    const dueMs = advance(this.#framesDueMs, this.#rules.clock(), this.#rules.frames);
    if (dueMs === undefined) {
      this.close('tooManyFrames');
      return false;
    }
    this.#framesDueMs = dueMs;
    if (this.#heard === 'nothing') this.#heard = 'alive';
    return true;
  }

  #admitsSearch(): boolean {
    const dueMs = advance(this.#searchesDueMs, this.#rules.clock(), this.#rules.searches);
    if (dueMs === undefined) {
      this.close('tooManyFrames');
      return false;
    }
    this.#searchesDueMs = dueMs;
    return true;
  }

  #dispatch(frame: ClientFrame, data: Buffer): void {
    const { seats } = this.#rules;
    switch (frame.t) {
      case 'signal':
        return seats.signal(this.session, frame, data);
      case 'seek':
        return this.#admitsSearch() ? seats.seek(this.session, frame) : undefined;
      case 'offer':
        return seats.offer(this.session, frame);
      case 'cancel':
        return seats.apply(this.session, { on: 'cancel', ticket: frame.ticket });
      case 'accept':
        return seats.apply(this.session, { on: 'accept', match: frame.match });
      case 'leave':
        return seats.apply(this.session, { on: 'leave', match: frame.match });
      case 'path':
        return seats.apply(this.session, { on: 'path', match: frame.match, direct: frame.direct });
      case 'ping':
        return this.send(encodeFrame({ t: 'pong', n: frame.n }));
    }
  }

  #refuse({ code, kind, detail }: Pick<FrameRefusal, 'code' | 'kind' | 'detail'>): void {
    const dueMs = advance(this.#malformedDueMs, this.#rules.clock(), this.#rules.malformed);
    if (dueMs === undefined) return this.close('repeatedlyMalformed');
    this.#malformedDueMs = dueMs;
    const error: ServerFrame = {
      t: 'error',
      code: code === 'unknown-kind' ? 'unknown-kind' : 'malformed',
      ...(kind !== undefined && { of: kind }),
      detail,
    };
    this.send(encodeFrame(error));
  }

  #isTooSlow(): boolean {
    if (this.#socket.bufferedAmount <= this.#rules.maxBufferedBytes) return false;
    this.close('tooSlow');
    return true;
  }
}

/** RFC 6455 §7.4.1: a browser navigates away from the page, or closes its tab. */
const goingAway = 1001;
