import {
  decodeLinkFrame,
  encodeEnvelopeHeader,
  encodeLinkFrame,
  concatBytes,
  eraseMatchKeys,
  eraseSafetyExchange,
  fromUtf8,
  newSafetyExchange,
  safetyCodeOf,
  transcriptVersion,
  utf8,
  type Bytes,
  type Card,
  type MatchedFrame,
  type MatchKeys,
  type RandomBytes,
  type SafetySymbol,
  type Sealing,
  type SignalData,
} from '@sotto/protocol';
import type { LinkEvent, LinkFactory, PeerLink } from '../link/peer-link.ts';
import { nextTickMs, step } from './chat-machine.ts';
import {
  newChat,
  snapshotOf,
  type Chat,
  type ChatEffect,
  type ChatEnd,
  type ChatEvent,
  type ChatSnapshot,
  type Due,
} from './chat-state.ts';
import { checkCards, deriveSealing, type MatchCards } from './match-secrets.ts';
import { canWrite, nextDue } from './outgoing.ts';

/** What a chat tells the app. */
export interface ChatListener {
  /** To be taken to the partner, in order. */
  signal(data: SignalData): void;
  changed(snapshot: ChatSnapshot): void;
  /** The chat ended by itself; told once, after the last change. */
  ended(why: ChatEnd): void;
}

export interface ChatClock {
  nowMs(): number;
  /** Runs once after that time; the result cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

export interface ChatParts {
  readonly matched: MatchedFrame;
  /** The keys behind `card`. The chat's own from now on: it erases them. */
  readonly keys: MatchKeys;
  /** The card that went out with the ticket. */
  readonly card: Card;
  readonly factory: Pick<LinkFactory, 'connect'>;
  /** Whether read receipts are given and shown. */
  readonly receipts: boolean;
  readonly clock: ChatClock;
  readonly randomBytes: RandomBytes;
  readonly listener: ChatListener;
}

/**
 * The chat of one match over one link. Each call is safe at any time; one that makes no sense does nothing. Nothing
 * of the partner's is shown, and nothing sent, before the partner has proved to hold the keys of the match.
 */
export class ChatSession {
  readonly #parts: ChatParts;
  readonly #cards: MatchCards | undefined;
  #link: PeerLink | undefined;
  #sealing: Sealing | undefined;
  #chat: Chat;
  #shown: Chat;
  #depth = 0;
  #cancelTick: (() => void) | undefined;
  readonly #codeWanted: ((code: readonly SafetySymbol[] | undefined) => void)[] = [];

  /** Starts at once. No event is told before this returns. */
  constructor(parts: ChatParts) {
    const { matched, card, factory, keys } = parts;
    this.#parts = parts;
    this.#chat = newChat(parts.receipts);
    this.#shown = this.#chat;
    const cards = checkCards(matched, card);
    if (!cards.ok) {
      eraseMatchKeys(keys);
      queueMicrotask(() => this.#dispatch({ type: 'malformed' }));
      return;
    }
    this.#cards = cards.value;
    const { role, iceServers, icePolicy, offer } = matched;
    this.#chat = { ...this.#chat, safety: newSafetyExchange(role, cards.value.tx, parts.randomBytes) };
    const peerFingerprint = cards.value.peer.fingerprint;
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

  /** A key was pressed. */
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
      this.#codeWanted.push(resolve);
      this.#tellCode();
    });
  }

  /** Adds a line of the server's word. */
  note(event: 'partner-left' | 'partner-gone'): void {
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
        if (event.data.type !== 'candidate') this.#derive();
        return;
      case 'open':
        return this.#dispatch({ type: 'link-open', fresh: event.fresh });
      case 'reconnecting':
        return this.#dispatch({ type: 'link-reconnecting' });
      case 'path':
        return this.#dispatch({ type: 'link-path', path: event.path });
      case 'message':
        return this.#message(event.bytes);
      case 'drain':
        return this.#pump();
      case 'closed':
        return this.#dispatch({ type: 'link-closed', why: event.why });
    }
  }

  #message(bytes: Bytes): void {
    const read = decodeLinkFrame(bytes);
    if (!read.ok) return this.#dispatch({ type: 'malformed' });
    const frame = read.value;
    if (frame.type !== 'hello') return this.#dispatch({ type: 'frame', frame });
    const confirmed = frame.version === transcriptVersion && this.#derive()?.confirms(frame.tag) === true;
    this.#dispatch({ type: 'greeted', confirmed });
  }

  /** What seals the messages, derived at first need. */
  #derive(): Sealing | undefined {
    if (this.#sealing !== undefined || this.#cards === undefined || this.#chat.channel === 'over')
      return this.#sealing;
    const derived = deriveSealing(this.#parts.matched.role, this.#parts.keys, this.#cards);
    if (derived.ok) this.#sealing = derived.value;
    else this.#dispatch({ type: 'malformed' });
    return this.#sealing;
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
    this.#setTick();
    this.#tell();
    this.#tellCode();
  }

  #run(effect: ChatEffect): void {
    switch (effect.type) {
      case 'seal': {
        const { seq, ackSeq } = effect.header;
        const header = encodeEnvelopeHeader(effect.header);
        const sealed = this.#derive()?.seal(header, utf8(effect.text));
        if (sealed === undefined) return;
        const envelope = { seq, ackSeq, frame: concatBytes(header, sealed) };
        return this.#dispatch({ type: 'sealed', envelope });
      }
      case 'open': {
        const body = this.#derive()?.open(encodeEnvelopeHeader(effect.header), effect.sealed);
        const text = body === undefined ? undefined : fromUtf8(body);
        return this.#dispatch({ type: 'opened', seq: effect.header.seq, text });
      }
      case 'end':
        return this.#end(effect.why);
    }
  }

  #end(why: ChatEnd | undefined): void {
    this.#link?.close();
    this.#link = undefined;
    this.#sealing?.erase();
    this.#sealing = undefined;
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
      if (bytes === undefined || this.#link?.send(bytes) !== true) return;
      this.#chat = step(this.#chat, { type: 'sent', due }, this.#parts.clock.nowMs()).chat;
    }
  }

  #bytesOf(due: Due): Bytes | undefined {
    switch (due.type) {
      case 'hello': {
        const tag = this.#derive()?.helloTag;
        return tag === undefined
          ? undefined
          : encodeLinkFrame({ type: 'hello', version: transcriptVersion, tag });
      }
      case 'envelope':
        return due.envelope.frame;
      case 'control':
        return encodeLinkFrame(due.frame);
    }
  }

  #setTick(): void {
    this.#cancelTick?.();
    const dueMs = nextTickMs(this.#chat);
    const { clock } = this.#parts;
    this.#cancelTick =
      dueMs === undefined
        ? undefined
        : clock.after(Math.max(0, dueMs - clock.nowMs()), () => this.#dispatch({ type: 'tick' }));
  }

  #tell(): void {
    const [before, now] = [snapshotOf(this.#shown), snapshotOf(this.#chat)];
    this.#shown = this.#chat;
    const same =
      before.lines === now.lines &&
      before.link === now.link &&
      before.path === now.path &&
      before.partnerTyping === now.partnerTyping;
    if (!same) this.#parts.listener.changed(now);
  }

  /** Answers who waits for the code, unless there is one to come. */
  #tellCode(): void {
    if (this.#codeWanted.length === 0) return;
    const { link, safety } = this.#chat;
    const live = link === 'open' || link === 'reconnecting';
    const code = live && safety !== undefined ? safetyCodeOf(safety) : undefined;
    if (live && code === undefined) return;
    for (const resolve of this.#codeWanted.splice(0)) resolve(code);
  }
}
