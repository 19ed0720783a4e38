import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { anyDraft } from '../testing/arbitraries.ts';
import {
  decodeReport,
  encodeDraft,
  encodeReport,
  type ReportDraft,
  type ReportedEnvelope,
} from './bundle.ts';

const tx = new Uint8Array(32).fill(3);
const signature = new Uint8Array(64).fill(4);
const sign = () => Promise.resolve(signature);
const hash = new Uint8Array(32);

const message: ReportedEnvelope = {
  statement: {
    role: 'initiator',
    seq: 1,
    prev: hash,
    ackSeq: 0,
    ackHead: hash,
    atMs: 1,
    kind: 1,
    commitment: hash,
  },
  signature,
  opened: { salt: hash, body: new Uint8Array(3) },
};
const draft: ReportDraft = {
  reporter: 'initiator',
  reason: 'spam',
  comment: 'unasked for',
  ticket: new Uint8Array(10),
  chains: { initiator: [message], answerer: [] },
  files: [{ role: 'answerer', seq: 1, bytes: new Uint8Array(4) }],
};

describe('an encoded report', () => {
  it('reads back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyDraft, async (written) => {
        const bytes = await encodeReport(written, tx, sign);
        const read = decodeReport(bytes);
        expect(read).toMatchObject({ ok: true, value: { ...written, signature } });
        if (read.ok) expect(encodeDraft(read.value)).toEqual(bytes.subarray(0, -64));
      }),
    );
  });

  it('is refused with a byte more or a byte less', async () => {
    const bytes = await encodeReport(draft, tx, sign);
    expect(decodeReport(bytes).ok).toBe(true);
    for (const other of [Uint8Array.of(...bytes, 0), bytes.slice(0, -1)])
      expect(decodeReport(other)).toEqual({ ok: false, error: 'malformed' });
  });

  it('is refused by its size before anything else', () => {
    const huge = new Uint8Array(limits.maxReportBytes + 1);
    expect(decodeReport(huge)).toEqual({ ok: false, error: 'too-big' });
  });

  it('is of a version that it names first', async () => {
    const bytes = await encodeReport(draft, tx, sign);
    bytes[13] = '2'.charCodeAt(0);
    expect(decodeReport(bytes)).toEqual({ ok: false, error: 'unknown-version' });
  });

  const long = (length: number) => new Uint8Array(length);
  const withMessage = (changed: Partial<ReportedEnvelope>): ReportDraft => ({
    ...draft,
    chains: { initiator: [{ ...message, ...changed }], answerer: [] },
  });
  const withFile = (changed: object): ReportDraft => ({
    ...draft,
    files: draft.files.map((file) => ({ ...file, ...changed })),
  });
  it.each<[string, ReportDraft]>([
    ['an unknown reporter', { ...draft, reporter: 'nobody' as 'initiator' }],
    ['an unknown reason', { ...draft, reason: 'boredom' as 'spam' }],
    ['a comment over its limit', { ...draft, comment: 'é'.repeat(limits.maxReportCommentBytes / 2 + 1) }],
    ['a ticket over its limit', { ...draft, ticket: long(limits.maxMatchTicketBytes + 1) }],
    [
      'too many messages',
      {
        ...draft,
        chains: {
          initiator: [],
          answerer: Array.from({ length: limits.maxReportedPerSide + 1 }, () => message),
        },
      },
    ],
    [
      'too many files',
      { ...draft, files: Array.from({ length: limits.maxReportFiles + 1 }, () => withFile({}).files).flat() },
    ],
    ['a body over its limit', withMessage({ opened: { salt: hash, body: long(limits.maxTextBytes + 1) } })],
    ['a short salt', withMessage({ opened: { salt: long(31), body: long(1) } })],
    ['a short signature', withMessage({ signature: long(63) })],
    ['a file over its limit', withFile({ bytes: long(limits.maxFileBytes + 1) })],
    ['a file of nobody', withFile({ role: 'nobody' })],
    ['a file of a message with no number', withFile({ seq: -1 })],
    [
      'all that is too large together',
      { ...draft, files: [...withFile({ bytes: long(limits.maxFileBytes) }).files].flatMap((f) => [f, f]) },
    ],
  ])('is not written with %s', (_what, wrong) => {
    expect(() => encodeDraft(wrong)).toThrow(RangeError);
  });

  it('is not written with a signature or a transcript hash of another width', async () => {
    const short = () => Promise.resolve(long(63));
    await expect(encodeReport(draft, tx, short)).rejects.toThrow(RangeError);
    await expect(encodeReport(draft, long(31), sign)).rejects.toThrow(RangeError);
  });
});
