import type * as z from 'zod/mini';
import {
  challengeSchema,
  refreshRequestSchema,
  registerRequestSchema,
  serverInfoSchema,
  sessionTokensSchema,
} from '../../api.ts';
import { fromBase64Url, fromHex, toBase64Url, toHex } from '../../bytes.ts';
import { readCard } from '../../crypto/keys.ts';
import { limits } from '../../limits.ts';
import { filedReportSchema, receiptAnswerSchema, receiptRequestSchema } from '../../moderation-api.ts';
import { problemSchema } from '../../problem.ts';
import { anyone, nicknameSchema, normalizeInterest } from '../../profile.ts';
import { cardSchema } from '../../wire/card.ts';
import { decodeClientFrame, decodeServerFrame, encodeFrame } from '../../wire/codec.ts';
import type { ClientFrame } from '../../wire/client-frames.ts';
import type { ServerFrame } from '../../wire/server-frames.ts';
import { caseFormat, decodeCase, encodeCase } from '../../report/case.ts';
import type { Result } from '../../result.ts';
import { mutatedJson, mutatedText } from './mutate-json.ts';
import { promise, type FuzzTarget } from './target.ts';

const b64 = (length: number, byte = 1): string => toBase64Url(new Uint8Array(length).fill(byte));
const id = b64(16);
const card = { sign: b64(32, 2), seal: b64(32, 3), fingerprint: b64(32, 4) };
const sdp = 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';

const clientFrames: readonly ClientFrame[] = [
  {
    t: 'seek',
    ticket: id,
    pool: 'text',
    about: {
      languages: ['en', 'pl'],
      interests: ['science fiction', 'c++'],
      age: '25-34',
      gender: 'woman',
      region: 'europe',
    },
    wants: anyone,
    card,
    proof: b64(64, 5),
    blocks: ['x'.repeat(59)],
    recent: ['y'.repeat(59)],
  },
  { t: 'offer', ticket: id, sdp },
  { t: 'cancel', ticket: id },
  { t: 'accept', match: id },
  { t: 'leave', match: id },
  { t: 'ping', n: 3 },
  { t: 'signal', match: id, data: { type: 'offer', sdp } },
  {
    t: 'signal',
    match: id,
    data: {
      type: 'candidate',
      candidate: { candidate: 'candidate:1 1 udp 1 ::1 9 typ host', sdpMLineIndex: 0, sdpMid: '0' },
    },
  },
  { t: 'signal', match: id, data: { type: 'renegotiate', restart: true } },
];

const serverFrames: readonly ServerFrame[] = [
  { t: 'welcome', session: id, resume: 'token', graceMs: 30_000, ticket: id },
  { t: 'waiting', ticket: id, waitedMs: 3 },
  { t: 'cancelled', ticket: id },
  {
    t: 'matched',
    ticket: id,
    match: id,
    role: 'answerer',
    peer: { nickname: 'zażółć', card, avoid: 'x'.repeat(59) },
    sharedInterests: ['tea'],
    sharedLanguages: ['en'],
    evidence: b64(300, 6),
    iat: 1_790_000_000_000,
    iceServers: [{ urls: ['turn:turn.example:3478'], username: 'u', credential: 'c' }],
    icePolicy: 'relay',
  },
  { t: 'error', code: 'malformed', of: 'seek', detail: 'no' },
  { t: 'signal', match: id, data: { type: 'answer', sdp } },
];

const bodies: Readonly<Record<string, readonly [z.ZodMiniType, unknown]>> = {
  register: [
    registerRequestSchema,
    { nickname: 'fox', adult: true, publicKey: b64(32), proof: 'eyJ4IjoxfQ==', signature: b64(64) },
  ],
  refresh: [refreshRequestSchema, { refreshToken: 'a'.repeat(40) }],
  receipt: [receiptRequestSchema, { receipt: b64(32) }],
  'receipt answer': [receiptAnswerSchema, { state: 'in-review', reason: 'spam', receivedAtMs: 1 }],
  'filed report': [filedReportSchema, { reportId: id, receipt: b64(32), state: 'received', receivedAtMs: 1 }],
  tokens: [
    sessionTokensSchema,
    { sessionId: id, nickname: 'fox', accessToken: 'a.b.c', accessExpiresIn: 900, refreshToken: 'r' },
  ],
  info: [serverInfoSchema, { name: 'Sotto', version: '1', relay: false, minimumAge: 18 }],
  problem: [
    problemSchema,
    {
      type: 'urn:sotto:problem:report-refused',
      title: 'no',
      status: 422,
      refusal: { code: 'time', role: 'initiator', seq: 1 },
    },
  ],
  challenge: [
    challengeSchema,
    {
      parameters: {
        algorithm: 'PBKDF2/SHA-256',
        nonce: 'n',
        salt: 's',
        cost: 1,
        keyLength: 32,
        keyPrefix: '00',
        keySignature: 'k',
        expiresAt: 1,
      },
      signature: 'ab'.repeat(32),
    },
  ],
  card: [cardSchema, card],
};

const exportedCase = {
  format: caseFormat,
  reportId: id,
  receivedAtMs: 1_790_000_000_000,
  facts: { matchId: id, initiator: card, answerer: card, iat: 1_790_000_000_000, exp: 1_790_000_000_001 },
  report: b64(200, 7),
};

/** Parsers of text and JSON. */
export function textTargets(): readonly FuzzTarget<string>[] {
  return [
    json('client frame', 3, clientFrames, (text) => frame(text, decodeClientFrame)),
    json('exported case', 2, [exportedCase], (text) => {
      const read = decodeCase(text);
      if (!read.ok) return;
      const again = decodeCase(encodeCase(read.value));
      promise(again.ok && encodeCase(again.value) === encodeCase(read.value), 'what was read can be read');
    }),
    json('server frame', 3, serverFrames, (text) => frame(text, decodeServerFrame)),
    ...Object.entries(bodies).map(([name, [schema, seed]]) =>
      json(`body: ${name}`, 0.7, [seed], (text) => {
        const value = parsed(text);
        if (value === undefined) return;
        const read = schema.safeParse(value);
        if (read.success) promise(schema.safeParse(read.data).success, 'what was read can be read');
      }),
    ),
    text('base64url', 6, [b64(16), b64(32), b64(64, 250), b64(1), ''], (some) => {
      const bytes = fromBase64Url(some);
      if (bytes !== undefined) promise(toBase64Url(bytes) === some, 'one encoding');
    }),
    text('hexadecimal', 4, [toHex(new Uint8Array(32).fill(171)), ''], (some) => {
      const bytes = fromHex(some);
      if (bytes !== undefined) promise(toHex(bytes) === some.toLowerCase(), 'one encoding');
    }),
    text('card', 3, Object.values(card), (some) => {
      for (const part of ['sign', 'seal', 'fingerprint']) readCard({ ...card, [part]: some });
    }),
    text('nickname', 1, ['fox', 'Zażółć_9', 'ഭാഷ', '한국어'], (some) => {
      const read = nicknameSchema.safeParse(some);
      if (read.success) promise(read.data.length <= limits.maxNicknameChars * 4, 'bounded');
    }),
    text('interest', 1, ['Science  Fiction!', 'C++', 'ﬁsh & chips'], (some) => {
      promise([...normalizeInterest(some)].length <= limits.maxInterestChars, 'bounded');
    }),
  ];
}

type Run = (text: string) => unknown;

function json(name: string, share: number, seeds: readonly unknown[], run: Run): FuzzTarget<string> {
  return { name, share, run, input: (chance) => mutatedJson(chance, seeds), size: (some) => some.length };
}

function text(name: string, share: number, seeds: readonly string[], run: Run): FuzzTarget<string> {
  return {
    name,
    share,
    run,
    input: (chance) => mutatedText(chance, chance.pick(seeds)),
    size: (some) => some.length,
  };
}

/** What a server does before it asks a schema. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function frame<Frame extends ClientFrame | ServerFrame, Refusal extends { readonly detail: string }>(
  some: string,
  decode: (text: string) => Result<Frame, Refusal>,
): void {
  const read = decode(some);
  if (!read.ok) return promise(read.error.detail.length <= 500, 'a short refusal');
  const again = decode(encodeFrame(read.value));
  promise(
    again.ok && JSON.stringify(again.value) === JSON.stringify(read.value),
    'what was read can be read',
  );
}
