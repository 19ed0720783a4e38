import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relayOnly, relayOnlySdp } from './relay-only.ts';

const relay = 'candidate:4 1 udp 33562367 203.0.113.5 49152 typ relay raddr 0.0.0.0 rport 0 generation 0';
const others = [
  'candidate:1 1 udp 2122260223 192.168.1.7 54321 typ host generation 0',
  'candidate:1 1 udp 2122260223 2001:db8::7 54321 typ host',
  'candidate:2 1 udp 2113937151 0b5a1c2d-aaaa-4bbb-8ccc-1234567890ab.local 54322 typ host',
  'candidate:3 1 udp 1677729535 198.51.100.9 54323 typ srflx raddr 192.168.1.7 rport 54321',
  'candidate:3 1 udp 1677729535 198.51.100.9 54323 typ prflx raddr 192.168.1.7 rport 54321',
  'candidate:9 1 tcp 1518280447 192.168.1.7 9 typ host tcptype active',
  'candidate:9 1 udp 1 192.0.2.1 typ relay 9 typ host',
];

const signal = (candidate: string) =>
  ({ type: 'candidate', candidate: { candidate, sdpMLineIndex: 0, sdpMid: '0' } }) as const;

describe('a relay-only candidate', () => {
  it('passes as it is where it is relayed, ends the candidates, or is none', () => {
    for (const data of [signal(relay), signal(''), { type: 'renegotiate', restart: false } as const]) {
      expect(relayOnly(data)).toBe(data);
    }
  });

  it.each([...others, 'not a candidate at all 192.0.2.1'])('goes no further: %s', (candidate) => {
    expect(relayOnly(signal(candidate))).toBeUndefined();
  });

  it('does not tell from where its owner reached the relay', () => {
    const telling = relay.replace('raddr 0.0.0.0 rport 0', 'raddr 198.51.100.9 rport 54323');
    expect(relayOnly(signal(telling))).toEqual(signal(relay));
  });
});

describe('a relay-only session description', () => {
  const lines = [
    'v=0',
    'o=- 46117 2 IN IP4 127.0.0.1',
    's=-',
    'm=application 54321 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 198.51.100.9',
    'a=rtcp:54321 IN IP4 198.51.100.9',
    ...others.map((candidate) => `a=${candidate}`),
    `a=${relay}`,
    'a=ice-ufrag:abcd',
    '',
  ];

  it('keeps its lines but those that tell an address', () => {
    const kept = relayOnlySdp(lines.join('\r\n')).split('\r\n');
    expect(kept).toEqual([
      ...lines.slice(0, 4),
      'c=IN IP4 0.0.0.0',
      'a=rtcp:9 IN IP4 0.0.0.0',
      ...lines.slice(-3),
    ]);
  });

  it('is the same object where there was nothing to drop', () => {
    const data = { type: 'offer', sdp: `v=0\r\nc=IN IP4 0.0.0.0\r\na=${relay}\r\n` } as const;
    expect(relayOnly(data)).toBe(data);
  });

  it('tells no address but that of a relay, whatever the lines and their ends are', () => {
    const line = fc.constantFrom(...lines, 'a=end-of-candidates', 'c=IN IP6 2001:db8::7');
    const sdp = fc.array(fc.tuple(line, fc.constantFrom('\r\n', '\n')), { maxLength: 40 });
    fc.assert(
      fc.property(sdp, (parts) => {
        const kept = relayOnlySdp(parts.map(([text, end]) => text + end).join(''));
        expect(kept).not.toMatch(/192\.168|198\.51|192\.0\.2|2001:db8|\.local/);
        expect(relayOnlySdp(kept)).toBe(kept);
      }),
    );
  });
});
