import {
  cardOf,
  createMatchKeys,
  createSigner,
  signatureVerifier,
  systemRandomBytes,
  toBase64Url,
  type Bytes,
  type Card,
  type MatchedFrame,
  type MatchKeys,
  type Role,
} from '@sotto/protocol';
import type { Line } from '../../app/state.ts';
import type { LinkEvent, PeerLink } from '../../link/peer-link.ts';
import type { ChatClock } from '../chat-parts.ts';
import { ChatSession } from '../chat-session.ts';
import type { ChatEnd, ChatSnapshot } from '../chat-state.ts';
import type { Signatures } from '../sealed-transcript.ts';

/** One side of a simulated pair, and what its app was told. */
export interface Side {
  readonly chat: ChatSession;
  readonly card: Card;
  readonly keys: MatchKeys;
  /** All random bytes that the chat has drawn. */
  readonly drawn: readonly Bytes[];
  readonly snapshot: () => ChatSnapshot;
  readonly ended: readonly ChatEnd[];
  readonly mine: () => readonly Extract<Line, { kind: 'mine' }>[];
  readonly theirs: () => readonly string[];
  readonly system: () => readonly string[];
  /** Frames on their way from this side. */
  readonly inFlight: Bytes[];
}

export interface SimulatedPair {
  readonly a: Side;
  readonly b: Side;
  readonly clock: ManualClock;
  /** Opens a fresh channel; what was in flight is gone. */
  open(): void;
  /** The path is lost; what is in flight stays so. */
  interrupt(): void;
  /** The path is back, over the same channel. */
  mend(): void;
  /** The link of a side asks it to say something. */
  nudge(side: Side): void;
  /** Takes the next frame of a side across; `false` where there is none. */
  deliver(from: Side): Promise<boolean>;
  /** Takes the next frame across and leaves it in flight, to arrive a second time. */
  deliverTwice(from: Side): Promise<void>;
  /** Lets all signing and verifying come to its end. */
  rest(): Promise<void>;
  /** Delivers until nothing is in flight. */
  settle(): Promise<void>;
  /** The side's link takes no more frames, or takes them again. */
  setFull(side: Side, full: boolean): void;
  /** The link of a side closes. */
  closeLink(side: Side, why: 'there' | 'lost' | 'not-trusted' | 'never-opened'): void;
}

export interface ManualClock extends ChatClock {
  pass(ms: number): void;
}

export interface PairOptions {
  readonly receipts?: boolean;
  /** Tells matches apart, which otherwise have the same keys. */
  readonly match?: number;
  /** Changes the match as the initiator hears it: what a lying server would do. */
  readonly lieToInitiator?: (matched: MatchedFrame) => MatchedFrame;
}

interface End extends Side {
  open: boolean;
  full: boolean;
  tell: (event: LinkEvent) => void;
}

/** Types of the hello and of the safety code's exchange, which no honest side repeats on a channel. */
const onceAChannel: ReadonlySet<number> = new Set([1, 7, 8, 9]);

/** Two real sessions with real keys over a link whose every move is the test's. */
export function simulatedPair({
  receipts = true,
  match = 7,
  lieToInitiator = (matched) => matched,
}: PairOptions = {}): SimulatedPair {
  const clock = manualClock();
  const work = trackedWork();
  const cards = [cardWithKeys(0), cardWithKeys(1)] as const;
  const a = createEnd(
    lieToInitiator(matchedAs('initiator', cards[1].card, match)),
    cards[0],
    receipts,
    clock,
    work.signatures,
  );
  const b = createEnd(
    matchedAs('answerer', cards[0].card, match),
    cards[1],
    receipts,
    clock,
    work.signatures,
  );
  const ends = [a, b];
  const other = (side: Side): End => (side === a ? b : a);
  const endOf = (side: Side): End => (side === a ? a : b);
  const tell = (end: End, event: LinkEvent): void => {
    if (end.open || event.type === 'open' || event.type === 'closed') end.tell(event);
  };
  const deliver = async (from: Side): Promise<boolean> => {
    const bytes = from.inFlight.shift();
    if (bytes !== undefined) tell(other(from), { type: 'message', bytes });
    await work.done();
    return bytes !== undefined;
  };
  return {
    a,
    b,
    clock,
    open: () => {
      for (const end of ends) {
        end.inFlight.length = 0;
        end.open = true;
      }
      for (const end of ends) tell(end, { type: 'open', fresh: true });
    },
    interrupt: () => ends.forEach((end) => tell(end, { type: 'reconnecting' })),
    mend: () => ends.forEach((end) => tell(end, { type: 'open', fresh: false })),
    nudge: (side) => tell(endOf(side), { type: 'nudge' }),
    deliver,
    deliverTwice: async (from) => {
      const bytes = from.inFlight[0];
      if (bytes === undefined || onceAChannel.has(bytes[0] ?? 0)) return;
      from.inFlight.unshift(bytes.slice());
      await deliver(from);
    },
    rest: () => work.done(),
    settle: async () => {
      await work.done();
      while ((await deliver(a)) || (await deliver(b)));
    },
    setFull: (side, full) => {
      endOf(side).full = full;
      if (!full) tell(endOf(side), { type: 'drain' });
    },
    closeLink: (side, why) => tell(endOf(side), { type: 'closed', why }),
  };
}

/** A pair whose two sides have greeted each other. */
export async function openPair(options?: PairOptions): Promise<SimulatedPair> {
  const pair = simulatedPair(options);
  pair.open();
  await pair.settle();
  return pair;
}

/** The platform's signatures, and when what was begun of them is done, with all that follows upon it at once. */
function trackedWork(): { signatures: Signatures; done: () => Promise<void> } {
  const open = new Set<Promise<unknown>>();
  const track = <Value>(work: Promise<Value>): Promise<Value> => {
    open.add(work);
    const gone = (): void => void open.delete(work);
    work.then(gone, gone);
    return work;
  };
  return {
    signatures: {
      createSigner: async (secretKey) => {
        const signer = await track(createSigner(secretKey));
        return { sign: (message) => track(signer.sign(message)), erase: () => signer.erase() };
      },
      signatureVerifier: async (publicKey) => {
        const verify = await track(signatureVerifier(publicKey));
        return (message, signature) => track(verify(message, signature));
      },
    },
    done: async () => {
      do {
        await Promise.allSettled(open);
        // What waits for it runs before the next task.
        await new Promise((resolve) => setImmediate(resolve));
      } while (open.size > 0);
    },
  };
}

function createEnd(
  matched: MatchedFrame,
  { card, keys }: { card: Card; keys: MatchKeys },
  receipts: boolean,
  clock: ChatClock,
  signatures: Signatures,
): End {
  const changes: ChatSnapshot[] = [{ lines: [], link: 'connecting', path: 'unknown', partnerTyping: false }];
  const snapshot = (): ChatSnapshot => changes.at(-1) as ChatSnapshot;
  const ended: ChatEnd[] = [];
  const inFlight: Bytes[] = [];
  const drawn: Bytes[] = [];
  const ofKind = <Kind extends Line['kind']>(kind: Kind) =>
    snapshot().lines.filter((line): line is Extract<Line, { kind: Kind }> => line.kind === kind);
  const state = { open: false, full: false, tell: (_event: LinkEvent): void => undefined };
  const link: PeerLink = {
    signal: () => undefined,
    configure: () => undefined,
    send: (bytes) => {
      if (!state.open || state.full) return false;
      inFlight.push(bytes);
      return true;
    },
    close: () => {
      state.open = false;
    },
  };
  const chat = new ChatSession({
    matched,
    card,
    keys,
    receipts,
    clock,
    signatures,
    randomBytes: (length) => {
      const bytes = systemRandomBytes(length);
      drawn.push(bytes);
      return bytes;
    },
    factory: {
      connect: (_plan, listener) => {
        state.tell = listener;
        return link;
      },
    },
    listener: {
      signal: () => undefined,
      changed: (change) => void changes.push(change),
      ended: (why) => void ended.push(why),
    },
  });
  return Object.assign(state, {
    chat,
    card,
    keys,
    drawn,
    snapshot,
    ended,
    inFlight,
    mine: () => ofKind('mine'),
    theirs: () => ofKind('theirs').map(({ text }) => text),
    system: () => ofKind('system').map(({ event }) => event),
  });
}

/** Made once: keys cost more than all the rest of a simulated chat. Sessions erase theirs, so each gets a copy. */
const keysOfAll = [createMatchKeys(systemRandomBytes), createMatchKeys(systemRandomBytes)] as const;

function cardWithKeys(index: 0 | 1): { card: Card; keys: MatchKeys } {
  const keys = structuredClone(keysOfAll[index]);
  return { keys, card: cardOf(keys, new Uint8Array(32).fill(index + 1)) };
}

function matchedAs(role: Role, peerCard: Card, match: number): MatchedFrame {
  return {
    t: 'matched',
    ticket: toBase64Url(new Uint8Array(16)),
    match: toBase64Url(new Uint8Array(16).fill(match)),
    role,
    peer: { nickname: 'partner', card: peerCard, avoid: 'x'.repeat(59) },
    sharedInterests: [],
    sharedLanguages: [],
    evidence: 'AAAA',
    iat: 1_790_000_000_000,
    iceServers: [],
    icePolicy: 'all',
  };
}

function manualClock(): ManualClock {
  let nowMs = 1_790_000_000_000;
  const due = new Map<() => void, number>();
  return {
    nowMs: () => nowMs,
    after: (delayMs, run) => {
      due.set(run, nowMs + delayMs);
      return () => due.delete(run);
    },
    pass: (ms) => {
      nowMs += ms;
      for (const [run, atMs] of [...due]) {
        if (atMs > nowMs || !due.delete(run)) continue;
        run();
      }
    },
  };
}
