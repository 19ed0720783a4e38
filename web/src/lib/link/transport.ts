import type { Bytes, SignalData } from '@sotto/protocol';
import SimplePeer from 'simple-peer/simplepeer.min.js';
import { iceUfragOf } from './session-description.ts';

/** What a transport tells; one receiver at a time. */
export interface TransportListener {
  signal(data: SignalData): void;
  /** All candidates of this generation are found. */
  gathered(): void;
  channelOpen(): void;
  /** The channel is closed from the other side, or the connection broke beyond repair. */
  channelClosed(): void;
  connection(state: RTCPeerConnectionState): void;
  /** Another pair of candidates is in use. */
  pathChanged(): void;
  message(bytes: Bytes): void;
  drain(): void;
}

export interface TransportConfig extends RTCConfiguration {
  readonly iceServers: RTCIceServer[];
  readonly iceTransportPolicy: RTCIceTransportPolicy;
  readonly certificates: RTCCertificate[];
}

/** The buffer of the channel; Chromium kills a channel at 16 MiB, and near it never tells of room again. */
export const lowWaterBytes = 64 * 1024;
export const highWaterBytes = 1024 * 1024;
/** For what gives way: on a slow line, a message waits behind so much of it at most. */
export const bulkWaterBytes = 192 * 1024;
/** The closing handshake of a channel takes a round trip; a partner that is gone is not waited for. */
const farewellMs = 500;

/**
 * simple-peer with its policy taken out. It negotiates, and this class decides nothing either: where
 * simple-peer destroys itself at the first failure of ICE, waits for statistics before it says that it is
 * open, or lets go of a peer for one bad candidate, the event is passed on and the link above decides. Methods
 * with an underscore are simple-peer's own (9.11.1, fixed in the lockfile); its last release was in 2022.
 */
export class Transport extends SimplePeer {
  /** simple-peer's; `null` after the end, `undefined` where the browser refused to make one. */
  declare readonly _pc: RTCPeerConnection | null | undefined;
  declare readonly _channel: RTCDataChannel | null;
  declare _connected: boolean;
  declare negotiate: () => void;
  listener: TransportListener | undefined;
  #farewell: ReturnType<typeof setTimeout> | undefined;
  /** Of the last answer handed on. */
  #answeredUfrag: string | undefined;

  constructor(initiator: boolean, config: TransportConfig) {
    super({
      initiator,
      config,
      trickle: true,
      // No in-band negotiation: one round trip less, and no channel of the partner's making.
      channelConfig: { negotiated: true, id: 0, ordered: true },
    });
    this.on('signal', (data) => this.listener?.signal(data as SignalData));
    // simple-peer would close the connection, and with it lose why; `onclose` follows anyway.
    if (this._channel) this._channel.onerror = null;
    // 'close' follows each error.
    this.on('error', () => undefined);
    this.on('close', () => this.listener?.channelClosed());
  }

  /** A signal of the partner. One that broke down is being replaced, and what still comes for it is late. */
  accept(data: SimplePeer.SignalData): void {
    if (!this.destroyed) this.signal(data);
  }

  /** The description to send once more where the answer to it is still to come. */
  get unansweredOffer(): string | undefined {
    return this._pc?.signalingState === 'have-local-offer' ? this._pc.localDescription?.sdp : undefined;
  }

  get isOpen(): boolean {
    return this._channel?.readyState === 'open';
  }

  /** Bytes that still fit below the high-water mark; below the lower one for what gives way. */
  roomBytes(bulk: boolean): number {
    const mark = bulk ? bulkWaterBytes : highWaterBytes;
    return this.isOpen ? mark - (this._channel?.bufferedAmount ?? mark) : 0;
  }

  /**
   * Takes an answer where one is awaited. Dropped are those that come twice or late: an answer to a restart
   * has other ICE credentials than the answer in force (RFC 8839 §4.4.1.1.1).
   * @returns whether it was taken
   */
  acceptAnswer(sdp: string): boolean {
    if (this.destroyed || this._pc?.signalingState !== 'have-local-offer') return false;
    // Not the description in force: the browser is still at work on an answer that came a moment ago.
    const ufrag = iceUfragOf(sdp);
    if (ufrag === this.#answeredUfrag) return false;
    this.#answeredUfrag = ufrag;
    this.accept({ type: 'answer', sdp });
    return true;
  }

  /** Takes effect with the next restart of ICE, whoever begins it. */
  configure(config: TransportConfig): void {
    this._pc?.setConfiguration(config);
  }

  /**
   * Restarts ICE (RFC 8445 §9) with a new offer. Where one has no answer yet, simple-peer waits for that first: an answer does not
   * say to which offer.
   */
  restart(config: TransportConfig): void {
    if (!this._pc) return;
    this.configure(config);
    this._pc.restartIce();
    this.negotiate();
  }

  /** DER certificates that the partner's DTLS stack showed; `undefined` where the browser doesn't tell. */
  get remoteCertificates(): readonly ArrayBuffer[] | undefined {
    return typeof this.#dtls?.getRemoteCertificates === 'function'
      ? this.#dtls.getRemoteCertificates()
      : undefined;
  }

  /** DTLS gave up: above all, the certificate shown was not the one described. No restart of ICE changes that. */
  get isHandshakeFailed(): boolean {
    return this.#dtls?.state === 'failed';
  }

  /** Tells when ICE moves to another pair of candidates, as it does where a better path is found after a relayed one. */
  onPathChange(changed: () => void): void {
    const ice = this.#dtls?.iceTransport;
    if (ice) ice.onselectedcandidatepairchange = changed;
  }

  async statistics(): Promise<Iterable<readonly [string, unknown]>> {
    return (await this._pc?.getStats()) ?? [];
  }

  /**
   * Lets go of everything; nothing is told any more. An open channel is closed before its connection: what was
   * sent still goes out then, and Chromium keeps for good a connection that is closed while its channel is
   * opening or busy. Closing a connection blocks the page for milliseconds, at a time at which the next one is
   * being made: that can wait.
   */
  release(): void {
    this.listener = undefined;
    const channel = this._channel;
    if (channel?.readyState !== 'open' && channel?.readyState !== 'closing') return this.releaseNow();
    channel.close();
    this.#farewell = setTimeout(() => this.releaseNow(), farewellMs);
  }

  /** The same without a word to the other side. */
  releaseNow(): void {
    this.listener = undefined;
    clearTimeout(this.#farewell);
    const pc = this._pc;
    const iceTransport = this.#dtls?.iceTransport;
    if (iceTransport !== undefined) iceTransport.onselectedcandidatepairchange = null;
    this.destroy();
    // simple-peer forgets this one.
    if (pc) pc.onconnectionstatechange = null;
  }

  get #dtls(): RTCDtlsTransport | undefined {
    return this._pc?.sctp?.transport;
  }

  _onChannelOpen(): void {
    this._connected = true;
    if (this._channel) this._channel.bufferedAmountLowThreshold = lowWaterBytes;
    const iceTransport = this.#dtls?.iceTransport;
    if (iceTransport !== undefined)
      iceTransport.onselectedcandidatepairchange = () => this.listener?.pathChanged();
    this.listener?.channelOpen();
  }

  _onChannelClose(): void {
    this.listener?.channelClosed();
  }

  _onChannelMessage({ data }: MessageEvent<unknown>): void {
    // A text message is none of ours; as no bytes it is refused above.
    this.listener?.message(data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array());
  }

  _onChannelBufferedAmountLow(): void {
    this.listener?.drain();
  }

  _onConnectionStateChange(): void {
    if (this._pc) this.listener?.connection(this._pc.connectionState);
  }

  _onIceCandidate({ candidate }: RTCPeerConnectionIceEvent): void {
    if (candidate === null) return this.listener?.gathered();
    const { candidate: line, sdpMLineIndex, sdpMid } = candidate;
    // Firefox ends each generation with an empty one.
    if (line === '') return;
    this.listener?.signal({ type: 'candidate', candidate: { candidate: line, sdpMLineIndex, sdpMid } });
  }

  _addIceCandidate(candidate: RTCIceCandidateInit): void {
    // One candidate that this browser can't use is one path less, no reason to end.
    this._pc?.addIceCandidate(candidate).catch(() => undefined);
  }

  /** The state of ICE alone says nothing that the state of the connection does not. */
  _onIceStateChange(): void {
    return undefined;
  }
}
