import { equalBytes, sha256, type Bytes, type SignalData } from '@sotto/protocol';
import type { LinkPath } from '../app/state.ts';
import { mend, startMending, type Mending, type MendingEffect, type MendingEvent } from './mending.ts';
import type { LinkEvent, LinkPlan, PeerLink } from './peer-link.ts';
import { pathIn } from './selected-path.ts';
import { holdsDataOnly, standsFor } from './session-description.ts';
import type { Transport, TransportConfig } from './transport.ts';

export interface LinkParts {
  readonly plan: LinkPlan;
  readonly transport: Transport;
  readonly transportConfig: TransportConfig;
  /** SHA-256 of this tab's certificate. */
  readonly ownFingerprint: Bytes;
  /** Overrides how long the first attempt gets. */
  readonly firstTryMs?: number;
  readonly listener: (event: LinkEvent) => void;
}

/** A link over one transport: checks every description, mends the path, keeps to the marks of the buffer. */
export class Link implements PeerLink {
  readonly #parts: LinkParts;
  readonly #transport: Transport;
  #mending: Mending;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastOffer: string | undefined;
  #lastAnswer: string | undefined;
  #path: LinkPath = 'unknown';
  #full = false;

  constructor(parts: LinkParts) {
    const { plan, transport } = parts;
    this.#parts = parts;
    this.#transport = transport;
    this.#mending = startMending(plan.role, performance.now(), parts.firstTryMs);
    this.#setTimer();
    transport.listener = {
      signal: (data) => this.#signalOut(data),
      gathered: () => undefined,
      channelOpen: () => this.#channelOpen(),
      channelClosed: () => this.#stepUnlessRefused({ type: 'channel-closed' }),
      connection: (state) => this.#stepUnlessRefused({ type: 'connection', state }),
      pathChanged: () => void this.#tellPath(),
      message: (bytes) => this.#tell({ type: 'message', bytes }),
      drain: () => this.#drained(),
    };
    const { offer } = plan;
    // The caller gets the link before its first event.
    if (offer !== undefined) queueMicrotask(() => this.signal({ type: 'offer', sdp: offer }));
  }

  signal(data: SignalData): void {
    if (this.#closed) return;
    const { role } = this.#parts.plan;
    switch (data.type) {
      case 'offer':
        return role === 'answerer' ? this.#offerIn(data.sdp) : undefined;
      case 'answer':
        return role === 'initiator' && this.#trusts(data.sdp)
          ? this.#transport.acceptAnswer(data.sdp)
          : undefined;
      case 'candidate':
        this.#transport.signal({ type: 'candidate', candidate: data.candidate as RTCIceCandidate });
        // ICE may use a candidate before it is told of it, and so before it is known to be a relay's.
        if (this.#transport.isOpen) void this.#tellPath();
        return;
      case 'renegotiate':
        return data.restart ? this.#step({ type: 'restart-asked' }) : undefined;
    }
  }

  send(bytes: Bytes, bulk = false): boolean {
    if (this.#closed || bytes.length > this.#transport.roomBytes(bulk)) {
      this.#full = true;
      return false;
    }
    this.#transport.send(bytes);
    return true;
  }

  close(): void {
    this.#step({ type: 'close', why: 'here' });
  }

  get #closed(): boolean {
    return this.#mending.phase === 'closed';
  }

  /** An offer that came before is answered again: the first answer may be lost. */
  #offerIn(sdp: string): void {
    if (!this.#trusts(sdp)) return;
    if (sdp !== this.#lastOffer) {
      this.#lastOffer = sdp;
      this.#lastAnswer = undefined;
      this.#transport.signal({ type: 'offer', sdp });
    } else if (this.#lastAnswer !== undefined) {
      this.#tell({ type: 'signal', data: { type: 'answer', sdp: this.#lastAnswer } });
    }
  }

  #signalOut(data: SignalData): void {
    if (data.type === 'offer' || data.type === 'answer') {
      if (!standsFor(data.sdp, this.#parts.ownFingerprint))
        return this.#step({ type: 'close', why: 'not-trusted' });
      if (data.type === 'answer') this.#lastAnswer = data.sdp;
    }
    this.#tell({ type: 'signal', data });
  }

  /** Whether a description stands for the partner's certificate alone, and for no more than data. If not, the link is over. */
  #trusts(sdp: string): boolean {
    if (standsFor(sdp, this.#parts.plan.peerFingerprint) && holdsDataOnly(sdp)) return true;
    this.#step({ type: 'close', why: 'not-trusted' });
    return false;
  }

  /** DTLS has checked the certificate against the description; where the browser shows it, so do we. */
  #channelOpen(): void {
    const { peerFingerprint } = this.#parts.plan;
    const shown = this.#transport.remoteCertificates?.[0];
    if (shown !== undefined && !equalBytes(sha256(new Uint8Array(shown)), peerFingerprint)) {
      return this.#step({ type: 'close', why: 'not-trusted' });
    }
    this.#step({ type: 'channel-open' });
    this.#transport.onPathChange(() => void this.#tellPath());
  }

  /** Where DTLS refuses the certificate, ICE is well: mending would only put off saying so. */
  #stepUnlessRefused(event: MendingEvent): void {
    this.#step(this.#transport.isHandshakeFailed ? { type: 'close', why: 'not-trusted' } : event);
  }

  #drained(): void {
    if (!this.#full) return;
    this.#full = false;
    this.#tell({ type: 'drain' });
  }

  #step(event: MendingEvent): void {
    const { state, effects } = mend(this.#mending, event, performance.now());
    this.#mending = state;
    this.#setTimer();
    for (const effect of effects) this.#run(effect);
  }

  #run(effect: MendingEffect): void {
    switch (effect.type) {
      case 'restart':
        return this.#restart();
      case 'ask-restart':
        return this.#tell({ type: 'signal', data: { type: 'renegotiate', restart: true } });
      case 'opened':
      case 'mended':
        this.#tell({ type: 'open', fresh: effect.type === 'opened' });
        return void this.#tellPath();
      case 'reconnecting':
        return this.#tell({ type: 'reconnecting' });
      case 'closed':
        if (effect.why === 'not-trusted') this.#transport.releaseNow();
        else this.#transport.release();
        return this.#parts.listener(effect);
    }
  }

  #restart(): void {
    const { unansweredOffer } = this.#transport;
    if (unansweredOffer === undefined) return this.#transport.restart(this.#parts.transportConfig);
    this.#tell({ type: 'signal', data: { type: 'offer', sdp: unansweredOffer } });
  }

  async #tellPath(): Promise<void> {
    const path = pathIn(await this.#transport.statistics());
    if (path === this.#path) return;
    this.#path = path;
    this.#tell({ type: 'path', path });
  }

  #tell(event: LinkEvent): void {
    if (!this.#closed) this.#parts.listener(event);
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const { dueMs } = this.#mending;
    this.#timer =
      dueMs === undefined
        ? undefined
        : setTimeout(() => this.#step({ type: 'tick' }), Math.max(0, dueMs - performance.now()));
  }
}
