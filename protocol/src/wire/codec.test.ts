import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../bytes.ts';
import { limits } from '../limits.ts';
import { anyone } from '../profile.ts';
import type { ClientFrame } from './client-frames.ts';
import { decodeClientFrame, decodeServerFrame, encodeFrame } from './codec.ts';
import type { ServerFrame } from './server-frames.ts';

const id = toBase64Url(new Uint8Array(16).fill(1));
const key = toBase64Url(new Uint8Array(32).fill(2));
const card = { sign: key, seal: key, fingerprint: key };
const avoid = 'x'.repeat(59);
const proof = toBase64Url(new Uint8Array(64).fill(3));
const candidate = { candidate: 'candidate:1 1 udp 1 192.0.2.1 9 typ host', sdpMLineIndex: 0, sdpMid: '0' };

const clientFrames: readonly ClientFrame[] = [
  {
    t: 'seek',
    ticket: id,
    pool: 'text',
    about: { languages: ['en'], interests: ['chess'] },
    wants: anyone,
    card,
    proof,
    blocks: [avoid],
    recent: [],
  },
  { t: 'offer', ticket: id, sdp: 'v=0' },
  { t: 'cancel', ticket: id },
  { t: 'accept', match: id },
  { t: 'leave', match: id },
  { t: 'path', match: id, direct: true },
  { t: 'ping', n: 3 },
  { t: 'signal', match: id, data: { type: 'offer', sdp: 'v=0' } },
  { t: 'signal', match: id, data: { type: 'answer', sdp: 'v=0' } },
  { t: 'signal', match: id, data: { type: 'candidate', candidate } },
  { t: 'signal', match: id, data: { type: 'renegotiate', restart: true } },
  { t: 'signal', match: id, data: { type: 'rebuild' } },
];

const serverFrames: readonly ServerFrame[] = [
  { t: 'welcome', session: id, resume: 'token', graceMs: 30_000, ticket: id },
  { t: 'waiting', ticket: id, waitedMs: 0, estimateMs: 1_200 },
  { t: 'cancelled', ticket: id },
  {
    t: 'matched',
    ticket: id,
    match: id,
    role: 'answerer',
    peer: { nickname: 'ben', card, avoid },
    sharedInterests: ['chess'],
    sharedLanguages: ['en'],
    evidence: 'x'.repeat(391),
    iat: 1_790_000_000_123,
    iceServers: [{ urls: ['turn:192.0.2.1'], username: 'u', credential: 'c' }],
    icePolicy: 'relay',
    offer: 'v=0',
  },
  { t: 'confirmed', match: id },
  { t: 'requeued', match: id, ticket: id },
  { t: 'ended', match: id, reason: 'left' },
  {
    t: 'path',
    match: id,
    mine: true,
    theirs: false,
    icePolicy: 'relay',
    iceServers: [{ urls: ['turn:192.0.2.1'] }],
  },
  { t: 'draining', afterMs: 500 },
  { t: 'pong', n: 3 },
  { t: 'error', code: 'no-such-match', of: 'signal', ref: id },
  { t: 'signal', match: id, data: { type: 'answer', sdp: 'v=0' } },
];

describe('a frame', () => {
  it.each(clientFrames)('from a browser reads back as it was written: $t', (frame) => {
    expect(decodeClientFrame(encodeFrame(frame))).toEqual({ ok: true, value: frame });
  });

  it.each(serverFrames)('from the server reads back as it was written: $t', (frame) => {
    expect(decodeServerFrame(encodeFrame(frame))).toEqual({ ok: true, value: frame });
  });

  it('has this golden text', () => {
    expect(encodeFrame({ t: 'signal', match: id, data: { type: 'renegotiate', restart: true } })).toBe(
      '{"t":"signal","match":"AQEBAQEBAQEBAQEBAQEBAQ","data":{"type":"renegotiate","restart":true}}',
    );
  });

  it.each([...clientFrames, ...serverFrames])('is refused with a field that nobody knows: $t', (frame) => {
    const text = JSON.stringify({ ...frame, extra: 1 });
    for (const read of [decodeClientFrame(text), decodeServerFrame(text)]) expect(read.ok).toBe(false);
  });

  it.each([...clientFrames, ...serverFrames])(
    'is refused with any of its needed fields missing: $t',
    (frame) => {
      const optional = new Set([
        'estimateMs',
        'offer',
        'of',
        'ref',
        'direct',
        ...(frame.t === 'welcome' ? ['ticket'] : []),
      ]);
      for (const field of Object.keys(frame).filter((name) => !optional.has(name))) {
        const text = JSON.stringify({ ...frame, [field]: undefined });
        expect(decodeClientFrame(text).ok).toBe(false);
        expect(decodeServerFrame(text).ok).toBe(false);
      }
    },
  );
});

describe('a match from the server', () => {
  const matched = serverFrames.find(({ t }) => t === 'matched');

  it.each([
    ['a language that is none', { sharedLanguages: ['en-'] }],
    ['more languages than anybody has', { sharedLanguages: Array(6).fill('en') }],
    ['more interests than anybody has', { sharedInterests: Array(11).fill('chess') }],
  ])('is refused with %s', (_what, lie) => {
    expect(decodeServerFrame(JSON.stringify({ ...matched, ...lie })).ok).toBe(false);
  });
});

describe('decodeClientFrame', () => {
  it.each([
    ['no JSON', '{', { code: 'not-json' }],
    ['no object', '"seek"', { code: 'malformed' }],
    ['null', 'null', { code: 'malformed' }],
    ['no kind', '{"n":1}', { code: 'malformed' }],
    ['a kind that nobody knows', '{"t":"shout"}', { code: 'unknown-kind', kind: 'shout' }],
    ["the server's kind", '{"t":"pong","n":1}', { code: 'unknown-kind', kind: 'pong' }],
    ['a kind from the prototype', '{"t":"constructor"}', { code: 'unknown-kind', kind: 'constructor' }],
    ['a wrong type', '{"t":"ping","n":"1"}', { code: 'malformed', kind: 'ping' }],
    [
      'an id that is not canonical',
      `{"t":"accept","match":"${'A'.repeat(21)}B"}`,
      { code: 'malformed', kind: 'accept' },
    ],
  ])('says what is wrong with %s', (_what, text, error) => {
    expect(decodeClientFrame(text)).toMatchObject({ ok: false, error });
  });

  it('refuses by size before it parses', () => {
    const text = ' '.repeat(limits.maxSocketFrameBytes + 1);
    expect(decodeClientFrame(text)).toMatchObject({ ok: false, error: { code: 'too-big' } });
  });

  it('repeats no more of a long kind than a log may hold', () => {
    const read = decodeClientFrame(JSON.stringify({ t: 'x'.repeat(1_000) }));
    expect(read).toMatchObject({ ok: false, error: { kind: 'x'.repeat(32) } });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void decodeClientFrame(text)));
    fc.assert(fc.property(fc.json(), (text) => void decodeServerFrame(text)));
  });

  it('holds the largest frame a browser may send', () => {
    const frame: ClientFrame = {
      t: 'seek',
      ticket: id,
      pool: 'text',
      about: {
        languages: ['aaa', 'aab', 'aac', 'aad', 'aae'],
        interests: Array.from({ length: limits.maxInterests }, (_, i) => `${i}${'界'.repeat(29)}`),
      },
      wants: anyone,
      card,
      proof,
      blocks: Array.from({ length: limits.maxBlocks }, () => avoid),
      recent: Array.from({ length: limits.maxRecent }, () => avoid),
    };
    expect(new TextEncoder().encode(encodeFrame(frame)).length).toBeLessThan(limits.maxSocketFrameBytes);
    expect(decodeClientFrame(encodeFrame(frame)).ok).toBe(true);
  });
});
