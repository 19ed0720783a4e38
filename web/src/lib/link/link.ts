import { equalBytes, sha256, type Bytes, type SignalData } from '@sotto/protocol';
import type { LinkPath } from '../app/state.ts';
import { mend, startMending } from './mending.ts';
import type { Mending, MendingEffect, MendingEvent } from './mending-steps.ts';
import { Nudges } from './nudges.ts';
import { PartnerSessions } from './partner-sessions.ts';
import type { LinkConfig, LinkEvent, LinkPlan, PeerLink } from './peer-link.ts';
import { pathIn } from './selected-path.ts';
import { holdsDataOnly, standsFor } from './session-description.ts';
import type { Transport, TransportConfig, TransportListener } from './transport.ts';

export interface LinkParts {
  readonly plan: LinkPlan;
  readonly transport: Transport;
  /** Makes another one, for a connection that died. */
  readonly createTransport: (config: TransportConfig) => Transport;
  readonly configOf: (config: LinkConfig) => TransportConfig;
  /** SHA-256 of this tab's certificate. */
  readonly ownFingerprint: Bytes;
  /** Overrides how long the first attempt gets. */
  readonly firstTryMs?: number;
  readonly listener: (event: LinkEvent) => void;
}

/** Chromium answers with statistics that are up to 50 ms old. */
const statisticsAgeMs = 150;

/** A link over one transport at a time: checks every description, mends the path, keeps to the marks of the buffer. */
export class Link implements PeerLink {
  readonly #parts: LinkParts;
  #transport: Transport;
  #config: TransportConfig;
  /** The policy has changed since the last restart. */
  #restartDue = false;
  #mending: Mending;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastOffer: string | undefined;
  #lastAnswer: string | undefined;
  readonly #sessions = new PartnerSessions();
  readonly #nudges = new Nudges(() => this.#tell({ type: 'nudge' }));
  #path: LinkPath = 'unknown';
  #full = false;

  constructor(parts: LinkParts) {
    const { plan, transport } = parts;
    this.#parts = parts;
    this.#transport = transport;
    this.#config = parts.configOf(plan);
    this.#mending = startMending(plan.role, performance.now(), parts.firstTryMs);
    this.#setTimer();
    transport.listener = this.#listener;
    const { offer } = plan;
    // The caller gets the link before its first event.
    if (offer !== undefined) queueMicrotask(() => this.signal({ type: 'offer', sdp: offer }));
  }

  get #listener(): TransportListener {
    return {
      signal: (data) => this.#signalOut(data),
      gathered: () => undefined,
      channelOpen: () => this.#channelOpen(),
      channelClosed: () => this.#stepUnlessRefused({ type: 'channel-closed' }),
      connection: (state) => this.#connectionIs(state),
      pathChanged: () => this.#pathChanged(),
      message: (bytes) => this.#heard(bytes),
      drain: () => this.#drained(),
    };
  }

  signal(data: SignalData): void {
    if (this.#closed) return;
    const { role } = this.#parts.plan;
    switch (data.type) {
      case 'offer':
        return role === 'answerer' ? this.#offerIn(data.sdp) : undefined;
      case 'answer':
        return role === 'initiator' ? this.#answerIn(data.sdp) : undefined;
      case 'candidate':
        // It is one of the connection that was let go of.
        if (role === 'answerer' && this.#sessions.isAwaited) return;
        this.#transport.accept({ type: 'candidate', candidate: data.candidate as RTCIceCandidate });
        // ICE may use a candidate before it is told of it, and so before it is known to be a relay's.
        if (this.#transport.isOpen) this.#lookAtPath();
        return;
      case 'renegotiate':
        return data.restart ? this.#step({ type: 'restart-asked' }) : undefined;
      case 'rebuild':
        return this.#step({ type: 'rebuild-asked' });
    }
  }

  configure(config: LinkConfig, renew: boolean): void {
    if (this.#closed) return;
    const policyChanged = config.icePolicy !== this.#config.iceTransportPolicy;
    this.#config = this.#parts.configOf(config);
    this.#restartDue ||= policyChanged;
    this.#transport.configure(this.#config);
    const narrowed = policyChanged && config.icePolicy === 'relay';
    this.#step(
      narrowed ? { type: 'narrowed' } : { type: 'configured', renew: renew || policyChanged, doubt: renew },
    );
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
    if (!this.#trusts(sdp) || !this.#isOfThePresent(sdp)) return;
    if (sdp !== this.#lastOffer) {
      this.#lastOffer = sdp;
      this.#lastAnswer = undefined;
      this.#transport.accept({ type: 'offer', sdp });
      this.#step({ type: 'exchanged' });
      this.#nudges.start();
    } else if (this.#lastAnswer !== undefined) {
      this.#tell({ type: 'signal', data: { type: 'answer', sdp: this.#lastAnswer } });
    }
  }

  #answerIn(sdp: string): void {
    if (!this.#trusts(sdp)) return;
    if (this.#sessions.standingOf(sdp) === 'over' || !this.#transport.acceptAnswer(sdp)) return;
    this.#sessions.begin(sdp);
    this.#step({ type: 'exchanged' });
  }

  /** An offer of another connection than before replaces this side's too. One of a connection that is over is late. */
  #isOfThePresent(sdp: string): boolean {
    const standing = this.#sessions.standingOf(sdp);
    if (standing === 'over') return false;
    if (standing === 'next') {
      this.#step({ type: 'rebuilt-there' });
      if (this.#closed) return false;
      // One that was let go of has been replaced already.
      if (this.#sessions.isKnown) this.#replaceTransport();
    }
    this.#sessions.begin(sdp);
    return true;
  }

  /** The one before is let go of without a word: it is dead on one side at least, or may no longer be used. */
  #replaceTransport(): void {
    this.#sessions.end();
    this.#lastOffer = undefined;
    this.#lastAnswer = undefined;
    this.#restartDue = false;
    this.#nudges.stop();
    this.#transport.releaseNow();
    this.#transport = this.#parts.createTransport(this.#config);
    this.#transport.listener = this.#listener;
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
    this.#transport.onPathChange(() => this.#pathChanged());
  }

  /** Where DTLS refuses the certificate, ICE is well: mending would only put off saying so. */
  #stepUnlessRefused(event: MendingEvent): void {
    this.#step(this.#transport.isHandshakeFailed ? { type: 'close', why: 'not-trusted' } : event);
  }

  #connectionIs(state: RTCPeerConnectionState): void {
    this.#stepUnlessRefused({ type: 'connection', state });
    if (state === 'connected' && this.#transport.isOpen) this.#nudges.start();
  }

  #heard(bytes: Bytes): void {
    if (this.#mending.inDoubt) this.#step({ type: 'heard' });
    this.#tell({ type: 'message', bytes });
  }

  #pathChanged(): void {
    this.#nudges.start();
    this.#lookAtPath();
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
      case 'rebuild':
        return this.#rebuild();
      case 'ask-rebuild':
        return this.#tell({ type: 'signal', data: { type: 'rebuild' } });
      case 'let-go':
        return this.#replaceTransport();
      case 'opened':
      case 'mended':
        this.#tell({ type: 'open', fresh: effect.type === 'opened' });
        return this.#lookAtPath();
      case 'reconnecting':
        return this.#tell({ type: 'reconnecting' });
      case 'closed':
        this.#nudges.stop();
        if (effect.why === 'not-trusted') this.#transport.releaseNow();
        else this.#transport.release();
        return this.#parts.listener(effect);
    }
  }

  #restart(): void {
    const { unansweredOffer } = this.#transport;
    if (unansweredOffer === undefined || this.#restartDue) this.#transport.restart(this.#config);
    this.#restartDue = false;
    this.#nudges.start();
    if (unansweredOffer !== undefined)
      this.#tell({ type: 'signal', data: { type: 'offer', sdp: unansweredOffer } });
  }

  /** A new transport makes its offer by itself. */
  #rebuild(): void {
    const { unansweredOffer } = this.#transport;
    const isWaiting = unansweredOffer !== undefined && !this.#sessions.isKnown && !this.#restartDue;
    if (!isWaiting) return this.#replaceTransport();
    this.#tell({ type: 'signal', data: { type: 'offer', sdp: unansweredOffer } });
  }

  /** Now, and once more when what the browser keeps of its statistics for a moment is no longer of before. */
  #lookAtPath(): void {
    void this.#tellPath();
    setTimeout(() => void this.#tellPath(), statisticsAgeMs);
  }

  async #tellPath(): Promise<void> {
    const path = pathIn(await this.#transport.statistics());
    if (path === this.#path) return;
    this.#path = path;
    // Not every browser tells of another pair.
    if (this.#transport.isOpen) this.#nudges.start();
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
