import {
  createSigner,
  decodeLinkFrame,
  encodeLinkFrame,
  eraseMatchKeys,
  eraseSafetyExchange,
  newSafetyExchange,
  signatureVerifier,
  transcriptVersion,
  type Bytes,
  type EnvelopeHeader,
  type FileFrame,
  type SafetySymbol,
  type SignalData,
} from '@sotto/protocol';
import type { PictureSent, PictureToSend, SystemEvent } from '../app/state.ts';
import type { LinkConfig, LinkEvent, PeerLink } from '../link/peer-link.ts';
import { nextTickMs, step } from './chat-machine.ts';
import type { ChatParts } from './chat-parts.ts';
import {
  newChat,
  sameSnapshot,
  snapshotOf,
  type Chat,
  type ChatEffect,
  type ChatEnd,
  type ChatEvent,
  type Due,
} from './chat-state.ts';
import { CodeRequests } from './code-requests.ts';
import { DueTimer } from './due-timer.ts';
import { InOrder } from './in-order.ts';
import { MatchRecord } from './match-record.ts';
import { checkCards } from './match-secrets.ts';
import { canWrite, nextDue } from './outgoing.ts';
import { canSendPicture } from './pictures/own-picture.ts';
import { PictureParts, readPicture } from './pictures/picture-parts.ts';
import type { Said } from './said.ts';
import { SealedTranscript } from './sealed-transcript.ts';

/** What the link tells that must wait while a message is being verified. */
type Ordered = Extract<LinkEvent, { type: 'open' | 'reconnecting' | 'message' | 'nudge' | 'closed' }>;

/**
 * The chat of one match over one link. Each call is safe at any time; one that makes no sense does nothing. Nothing
 * of the partner's is shown, and nothing sent, before the partner has proved to hold the keys of the match.
 */
export class ChatSession {
  readonly #parts: ChatParts;
  readonly #sealed: SealedTranscript | undefined;
  /** What can be reported; stays when the chat is over. */
  readonly record: MatchRecord | undefined;
  readonly #startedAtMs: number;
  readonly #inbox = new InOrder<Ordered>((event) => this.#inTurn(event));
  readonly #pictures = new PictureParts();
  #link: PeerLink | undefined;
  #chat: Chat;
  #shown: Chat;
  #depth = 0;
  readonly #tick: DueTimer;
  readonly #codeRequests = new CodeRequests();

  /** Starts at once. No event is told before this returns. */
  constructor(parts: ChatParts) {
    const { matched, card, factory, keys, clock, randomBytes } = parts;
    const { role, iceServers, icePolicy, offer } = matched;
    this.#parts = parts;
    this.#startedAtMs = clock.nowMs();
    this.#tick = new DueTimer(clock, () => this.#dispatch({ type: 'tick' }));
    this.#chat = newChat(parts.receipts, role);
    this.#shown = this.#chat;
    const cards = checkCards(matched, card);
    if (!cards.ok) {
      eraseMatchKeys(keys);
      queueMicrotask(() => this.#dispatch({ type: 'malformed' }));
      return;
    }
    const { tx, peer } = cards.value;
    const signatures = parts.signatures ?? { createSigner, signatureVerifier };
    this.#sealed = new SealedTranscript({ role, cards: cards.value, keys, signatures, randomBytes });
    this.record = new MatchRecord(matched, this.#sealed, tx);
    this.#chat = { ...this.#chat, safety: newSafetyExchange(role, tx, randomBytes) };
    const peerFingerprint = peer.fingerprint;
    const plan = { role, iceServers, icePolicy, peerFingerprint, ...(offer !== undefined && { offer }) };
    this.#link = factory.connect(plan, (event) => this.#linkEvent(event));
  }

  /** A signal of this match from the partner. */
  signal(data: SignalData): void {
    this.#link?.signal(data);
  }

  /** `false`, with nothing sent, for a blank text, one that is too long, or when too many are under way. */
  send(text: string): boolean {
    if (!canWrite(this.#chat, text)) return false;
    this.#dispatch({ type: 'write', text });
    return true;
  }

  /** Sends a picture, unless one is under way or nothing can be sent; see {@link PictureSent}. */
  async sendPicture(picture: PictureToSend): Promise<PictureSent> {
    const before = canSendPicture(this.#chat);
    if (before !== 'yes') return before;
    const said = await readPicture(picture);
    const now = canSendPicture(this.#chat);
    if (now !== 'yes') return now;
    this.#dispatch({ type: 'write-picture', said });
    return 'sent';
  }

  /** Stops the picture of a line, one's own or the partner's. */
  cancelPicture(key: string): void {
    this.#dispatch({ type: 'cancel-picture', key });
  }

  typing(): void {
    this.#dispatch({ type: 'typing' });
  }

  /** The newest of their lines has been on screen. */
  seen(): void {
    this.#dispatch({ type: 'seen' });
  }

  /**
   * What two people compare over another channel, as soon as both browsers have said what it takes; the same for the
   * whole match. `undefined` before the chat is open and after its end, also for whoever waits then.
   */
  safetyCode(): Promise<readonly SafetySymbol[] | undefined> {
    return new Promise((resolve) => {
      this.#codeRequests.add(resolve);
      this.#codeRequests.answer(this.#chat);
    });
  }

  /** How the link looks for a way from now on. */
  configure(config: LinkConfig, renew: boolean): void {
    this.#link?.configure(config, renew);
  }

  /** Adds a line, even when the chat is over. */
  note(event: SystemEvent): void {
    this.#dispatch({ type: 'note', event });
  }

  /** Lets go of link and keys, after a goodbye to the partner where `goodbye`. Tells nothing more but lines noted later. */
  close(goodbye: boolean): void {
    if (goodbye && this.#chat.channel === 'open') this.#link?.send(encodeLinkFrame({ type: 'bye' }));
    this.#dispatch({ type: 'leave' });
  }

  #linkEvent(event: LinkEvent): void {
    switch (event.type) {
      case 'signal':
        this.#parts.listener.signal(event.data);
        // Some milliseconds of arithmetic: the time to do it is while the description is on its way.
        if (event.data.type !== 'candidate') this.#sealed?.sealing();
        return;
      case 'path':
        return this.#dispatch({ type: 'link-path', path: event.path });
      case 'drain':
        return this.#pump();
      default:
        return this.#inbox.push(event);
    }
  }

  #inTurn(event: Ordered): void {
    switch (event.type) {
      case 'open':
        return this.#dispatch({ type: 'link-open', fresh: event.fresh });
      case 'reconnecting':
        return this.#dispatch({ type: 'link-reconnecting' });
      case 'message':
        return this.#message(event.bytes);
      case 'nudge':
        return this.#dispatch({ type: 'link-nudge' });
      case 'closed':
        return this.#dispatch({ type: 'link-closed', why: event.why });
    }
  }

  #message(bytes: Bytes): void {
    const read = decodeLinkFrame(bytes);
    if (!read.ok) return this.#dispatch({ type: 'malformed' });
    const frame = read.value;
    if (frame.type !== 'hello') return this.#dispatch({ type: 'frame', frame });
    const sealing = this.#sealed?.sealing();
    const confirmed = frame.version === transcriptVersion && sealing?.confirms(frame.tag) === true;
    this.#dispatch({ type: 'greeted', confirmed });
  }

  #dispatch(event: ChatEvent): void {
    const { chat, effects } = step(this.#chat, event, this.#parts.clock.nowMs());
    this.#chat = chat;
    this.#depth += 1;
    for (const effect of effects) this.#run(effect);
    this.#depth -= 1;
    // Events that effects give rise to are part of the same turn.
    if (this.#depth > 0) return;
    this.#pump();
    this.#tick.set(nextTickMs(this.#chat));
    this.#tell();
    this.#codeRequests.answer(this.#chat);
  }

  #run(effect: ChatEffect): void {
    switch (effect.type) {
      case 'seal':
        return this.#seal(effect.said, effect.atMs);
      case 'open':
        return this.#open(effect.header, effect.sealed);
      case 'read-picture':
        return this.#readPicture(effect.frame);
      case 'picture-arrived':
        if (this.#pictures.ownFile) this.record?.keepFile(effect.key, this.#pictures.ownFile);
        return;
      case 'picture-gone':
        return this.#pictures.gone(effect.side);
      case 'pictures-forgotten':
        return effect.keys.forEach((key) => this.record?.forgetFile(key));
      case 'end':
        return this.#end(effect.why);
    }
  }

  /** Messages tell the time of the match, which the server's clock began: the two devices' own may be far apart. */
  #seal(said: Said, nowMs: number): void {
    const atMs = this.#parts.matched.iat + Math.max(0, nowMs - this.#startedAtMs);
    void this.#sealed?.seal(said, atMs).then((sealed) => {
      if (sealed === undefined) return;
      if (said.type === 'file') this.#pictures.send(said, sealed, this.#chat.pictures.mine);
      this.#dispatch({ type: 'sealed', envelope: sealed.envelope });
    });
  }

  #open(header: EnvelopeHeader, sealed: Bytes): void {
    this.#inbox.hold();
    void this.#sealed?.open(header, sealed).then((opened) => {
      if (opened !== undefined) this.#pictures.receive(opened);
      this.#dispatch({ type: 'opened', seq: header.seq, content: opened?.content });
      this.#inbox.release();
    });
  }

  #readPicture(frame: Extract<FileFrame, { type: 'file-hashes' | 'file-chunk' }>): void {
    const { read, file } = this.#pictures.read(frame);
    if (file !== undefined) this.record?.keepFile(`t${frame.seq}`, file);
    this.#dispatch({ type: 'picture-read', seq: frame.seq, read });
  }

  #end(why: ChatEnd | undefined): void {
    this.#link?.close();
    this.#link = undefined;
    this.#inbox.clear();
    this.#pictures.gone('mine');
    this.#pictures.gone('theirs');
    this.#sealed?.erase();
    eraseMatchKeys(this.#parts.keys);
    if (this.#chat.safety !== undefined) eraseSafetyExchange(this.#chat.safety);
    if (why === undefined) return;
    this.#tell();
    this.#parts.listener.ended(why);
  }

  /** Hands over what is due, as long as the link takes it. */
  #pump(): void {
    for (let due = nextDue(this.#chat); due !== undefined; due = nextDue(this.#chat)) {
      const bytes = this.#bytesOf(due);
      if (bytes === undefined || this.#link?.send(bytes, due.type === 'picture-part') !== true) return;
      this.#chat = step(this.#chat, { type: 'sent', due }, this.#parts.clock.nowMs()).chat;
    }
  }

  #bytesOf(due: Due): Bytes | undefined {
    switch (due.type) {
      case 'hello': {
        const tag = this.#sealed?.sealing()?.helloTag;
        return tag === undefined
          ? undefined
          : encodeLinkFrame({ type: 'hello', version: transcriptVersion, tag });
      }
      case 'envelope':
        return due.envelope.frame;
      case 'control':
      case 'picture-word':
        return encodeLinkFrame(due.frame);
      case 'picture-part':
        return this.#pictures.frameOf(due);
    }
  }

  #tell(): void {
    const now = snapshotOf(this.#chat);
    const same = sameSnapshot(snapshotOf(this.#shown), now);
    this.#shown = this.#chat;
    if (!same) this.#parts.listener.changed(now);
  }
}
