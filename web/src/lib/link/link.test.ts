import type { Bytes, Role, SignalData } from '@sotto/protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Link } from './link.ts';
import { silentAfterMs } from './mending.ts';
import type { LinkConfig, LinkEvent } from './peer-link.ts';
import type { Transport, TransportConfig, TransportListener } from './transport.ts';

const own = new Uint8Array(32).fill(1);
const partner = new Uint8Array(32).fill(2);
const direct: LinkConfig = { iceServers: [], icePolicy: 'all' };
const relayed: LinkConfig = { iceServers: [], icePolicy: 'relay' };

/** The edge to the browser, written down: what a link asks of it, and nothing that a browser would decide. */
class Wire {
  readonly policy: RTCIceTransportPolicy;
  readonly taken: unknown[] = [];
  readonly sent: Bytes[] = [];
  listener: TransportListener | undefined;
  isReleased = false;
  isOpen = false;
  unansweredOffer: string | undefined;
  /** Whether an answer is still awaited. */
  takesAnswer = true;

  constructor({ iceTransportPolicy }: TransportConfig) {
    this.policy = iceTransportPolicy;
  }

  open(): void {
    this.isOpen = true;
    this.listener?.channelOpen();
  }

  accept(data: unknown): void {
    this.taken.push(data);
  }

  acceptAnswer(): boolean {
    return this.takesAnswer;
  }

  roomBytes(): number {
    return this.isOpen ? 1_000 : 0;
  }

  send(bytes: Bytes): void {
    this.sent.push(bytes);
  }

  configure(): void {}
  restart(): void {}
  onPathChange(): void {}

  statistics(): Promise<Iterable<readonly [string, unknown]>> {
    return Promise.resolve([]);
  }

  release(): void {
    this.releaseNow();
  }

  releaseNow(): void {
    this.listener = undefined;
    this.isReleased = true;
    this.isOpen = false;
  }
}

function description(fingerprint: Bytes, session: number): string {
  const pairs = [...fingerprint].map((byte) => byte.toString(16).padStart(2, '0'));
  return [
    ...['v=0', `o=- ${session} 2 IN IP4 127.0.0.1`, `a=fingerprint:sha-256 ${pairs.join(':')}`],
    ...['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', ''],
  ].join('\r\n');
}

const offer = (session: number): SignalData => ({ type: 'offer', sdp: description(partner, session) });
const candidate: SignalData = {
  type: 'candidate',
  candidate: { candidate: 'candidate:1 1 udp 1 192.0.2.1 5000 typ host', sdpMid: '0', sdpMLineIndex: 0 },
};

const links: Link[] = [];
afterEach(() => {
  for (const link of links.splice(0)) link.close();
  vi.useRealTimers();
});

function linkOf(role: Role) {
  const wires: Wire[] = [];
  const told: LinkEvent[] = [];
  const create = (config: TransportConfig): Transport => {
    const wire = new Wire(config);
    wires.push(wire);
    return wire as unknown as Transport;
  };
  const configOf = ({ icePolicy }: LinkConfig): TransportConfig => ({
    ...{ iceServers: [], certificates: [] },
    iceTransportPolicy: icePolicy,
  });
  const link = new Link({
    plan: { ...direct, role, peerFingerprint: partner },
    transport: create(configOf(direct)),
    createTransport: create,
    configOf,
    ownFingerprint: own,
    listener: (event) => told.push(event),
  });
  links.push(link);
  const at = (index: number): Wire => {
    const wire = wires.at(index);
    if (wire === undefined) throw new Error('no such transport');
    return wire;
  };
  return { link, told, wires, at };
}

describe('an answerer that goes back to the relay', () => {
  const back = () => {
    const side = linkOf('answerer');
    side.link.signal(offer(1));
    side.at(0).open();
    side.link.configure(relayed, false);
    return side;
  };

  it('lets go of the direct connection at once, and asks for another one', () => {
    const { link, at, wires, told } = back();
    expect(at(0).isReleased).toBe(true);
    expect(wires).toHaveLength(2);
    expect(at(1).policy).toBe('relay');
    expect(told.at(-1)).toEqual({ type: 'signal', data: { type: 'rebuild' } });
    expect(link.send(Uint8Array.of(1))).toBe(false);
    expect(at(0).sent).toEqual([]);
  });

  it('takes nothing for the old connection any more', () => {
    const { link, at, wires } = back();
    link.signal(candidate);
    link.signal(offer(1));
    link.signal(candidate);
    expect(wires).toHaveLength(2);
    expect([at(0).taken.length, at(1).taken.length]).toEqual([1, 0]);
  });

  it('takes the partner’s next offer into the connection that waits for it', () => {
    const { link, at, wires } = back();
    link.signal(offer(2));
    link.signal(candidate);
    expect(wires).toHaveLength(2);
    expect(at(1).taken).toEqual([offer(2), candidate]);
  });
});

describe('an initiator whose path is in doubt', () => {
  const answer: SignalData = { type: 'answer', sdp: description(partner, 1) };
  /** Whether it makes its connection anew when an answer comes, and nothing is heard after. */
  const rebuildsAfter = (isAwaited: boolean): boolean => {
    vi.useFakeTimers();
    const { link, at, wires } = linkOf('initiator');
    link.signal(answer);
    at(0).open();
    link.configure(direct, true);
    at(0).takesAnswer = isAwaited;
    link.signal(answer);
    vi.advanceTimersByTime(silentAfterMs);
    return wires.length > 1;
  };

  it('makes the connection anew once its restart was answered and nothing is heard', () => {
    expect(rebuildsAfter(true)).toBe(true);
  });

  it('does not count an answer that comes twice or late: the restart is still under way', () => {
    expect(rebuildsAfter(false)).toBe(false);
  });
});
