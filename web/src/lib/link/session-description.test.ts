import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintsIn, holdsDataOnly, iceUfragOf, standsFor } from './session-description.ts';

const own = new Uint8Array(32).map((_, i) => i);
const other = new Uint8Array(32).fill(0xee);

function lineOf(fingerprint: Uint8Array, hash = 'sha-256'): string {
  const pairs = [...fingerprint].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase());
  return `a=fingerprint:${hash} ${pairs.join(':')}`;
}

function description(...lines: readonly string[]): string {
  return ['v=0', 'o=- 4611732 2 IN IP4 127.0.0.1', 's=-', ...lines, 'a=setup:actpass', ''].join('\r\n');
}

describe('standsFor', () => {
  it('takes a description whose only fingerprint is the right one, at either level and in either case', () => {
    expect(standsFor(description(lineOf(own)), own)).toBe(true);
    expect(standsFor(description(lineOf(own).toLowerCase()), own)).toBe(true);
    expect(
      standsFor(
        description(lineOf(own), 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel', lineOf(own)),
        own,
      ),
    ).toBe(true);
  });

  it('refuses a description without any', () => {
    expect(standsFor(description(), own)).toBe(false);
    expect(standsFor('', own)).toBe(false);
  });

  it('refuses a foreign one, alone or beside the right one, before it or after it', () => {
    expect(standsFor(description(lineOf(other)), own)).toBe(false);
    expect(standsFor(description(lineOf(own), lineOf(other)), own)).toBe(false);
    expect(standsFor(description(lineOf(other), lineOf(own)), own)).toBe(false);
  });

  it('refuses another hash beside the right one, even of the same certificate', () => {
    expect(standsFor(description(lineOf(own), lineOf(own.subarray(0, 20), 'sha-1')), own)).toBe(false);
    expect(standsFor(description(lineOf(own), lineOf(own, 'sha-512')), own)).toBe(false);
  });

  it.each([
    ['an upper-case attribute', 'A=FINGERPRINT:sha-256 00'],
    ['a space before it', ` ${lineOf(own)}`],
    ['a tab before the value', lineOf(own).replace(' ', '\t')],
    ['something after it', `${lineOf(own)} `],
    ['a pair too few', lineOf(own.subarray(1))],
    ['a pair too many', `${lineOf(own)}:00`],
    ['nothing in it', 'a=fingerprint'],
  ])('refuses a line with %s beside the right one', (_what, line) => {
    expect(standsFor(description(lineOf(own), line), own)).toBe(false);
  });

  it('sees a foreign line behind any line break that a parser might know', () => {
    for (const lineBreak of ['\n', '\r', '\r\n', '\n\r', '\u2028']) {
      expect(standsFor(`${description(lineOf(own))}a=x${lineBreak}${lineOf(other)}`, own)).toBe(false);
    }
  });

  it('takes no fingerprint that differs in a single bit', () => {
    fc.assert(
      fc.property(fc.nat(255), (bit) => {
        const changed = own.slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(standsFor(description(lineOf(changed)), own)).toBe(false);
      }),
    );
  });
});

describe('holdsDataOnly', () => {
  const data = 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel';

  it('takes one section of data', () => {
    expect(holdsDataOnly(description(data))).toBe(true);
  });

  it.each([
    ['nothing', []],
    ['sound beside it', [data, 'm=audio 9 UDP/TLS/RTP/SAVPF 111']],
    ['a picture before it', ['m=video 9 UDP/TLS/RTP/SAVPF 96', data]],
    ['a picture alone', ['m=video 9 UDP/TLS/RTP/SAVPF 96']],
    ['a second section of data', [data, data]],
    ['a section in an odd form', [data, ' M = audio 9 UDP/TLS/RTP/SAVPF 111']],
  ])('refuses %s', (_what, lines) => {
    expect(holdsDataOnly(description(...lines))).toBe(false);
  });
});

describe('fingerprintsIn', () => {
  it('reads the bytes of a line', () => {
    expect(fingerprintsIn(description(lineOf(own)))).toEqual([own]);
  });
});

describe('iceUfragOf', () => {
  it('reads what changes with each restart of ICE', () => {
    expect(iceUfragOf(description('a=ice-ufrag:Vk3+', 'a=ice-pwd:secret'))).toBe('Vk3+');
    expect(iceUfragOf(description())).toBeUndefined();
  });
});
