import {
  decodeReport,
  encodeDraft,
  manifestOf,
  otherRole,
  roles,
  signatureBytes,
  verifyReport,
  type Bytes,
  type VerdictLine,
} from '@sotto/protocol';
import { SimulatedMatch } from '@sotto/protocol/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PreviewLine } from '../app/state.ts';
import { openPair } from '../chat/testing/simulated-pair.ts';
import { filesThatFit } from './files.ts';
import { previewOf } from './preview.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const file = fc
  .uint8Array({ minLength: 1, maxLength: 60 })
  .map((bytes) => ({ bytes: new Uint8Array(bytes) }));
const move = fc.record({
  role: fc.constantFrom(...roles),
  says: fc.oneof(text, file),
  held: fc.boolean(),
  disclosed: fc.boolean(),
  fileKept: fc.boolean(),
});
const story = fc.record({
  reporter: fc.constantFrom(...roles),
  moves: fc.array(move, { maxLength: 12 }),
  newest: fc.integer({ min: 0, max: 14 }),
  comment: fc.string({ maxLength: 20 }),
});

type Story = typeof story extends fc.Arbitrary<infer Of> ? Of : never;

/** The draft of a match in which this happened. */
async function draftOf({ reporter, moves, newest, comment }: Story) {
  const match = await SimulatedMatch.begin();
  const disclosed = new Set<string>();
  const files = new Map<string, Bytes>();
  for (const { role, says, held, disclosed: discloses, fileKept } of moves) {
    const content =
      typeof says === 'string'
        ? says
        : ({ type: 'file', manifest: manifestOf('image/png', says.bytes) } as const);
    const { statement } = await match.say(role, content, held ? 'held' : undefined);
    const name = `${role} ${statement.seq}`;
    if (discloses) disclosed.add(name);
    if (typeof says !== 'string' && fileKept) files.set(name, says.bytes);
  }
  const discloses = (role: string, seq: number): boolean => disclosed.has(`${role} ${seq}`);
  const plain = match.draft(reporter, { newest });
  const going = roles
    .flatMap((role) => plain.chains[role].map(({ statement }) => statement))
    .filter(({ role, seq }) => discloses(role, seq));
  const fitting = filesThatFit(going, ({ role, seq }) => files.get(`${role} ${seq}`), 0);
  return { match, draft: match.draft(reporter, { newest, comment, discloses, files: fitting }) };
}

/** How the server's verdict on a line reads in the words of the preview. */
function asPreview({ role, seq, atMs, type, content, file: bytes, proven }: VerdictLine, accused: string) {
  const line = {
    key: `${role === accused ? 't' : 'm'}${seq}`,
    from: role === accused ? 'them' : 'me',
    atMs,
    weight: proven ? 'proven' : 'own-word',
  } as const;
  if (content?.type === 'text') return { ...line, kind: 'text', text: content.text } as const;
  if (content?.type !== 'file') return { ...line, kind: 'withheld', was: type } as const;
  const { type: fileType, bytes: sizeBytes } = content.manifest;
  return { ...line, kind: 'file', file: { type: fileType, sizeBytes, ...(bytes && { bytes }) } } as const;
}

describe('the preview of a report', () => {
  it('is what the encoded report says, to the byte count', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const { match, draft } = await draftOf(told);
        const shown = previewOf(draft, encodeDraft(draft).length + signatureBytes);
        const bytes = await match.seal(draft);
        const report = decodeReport(bytes);
        if (!report.ok) throw new Error(report.error);
        expect(shown).toEqual(previewOf(report.value, bytes.length));
      }),
      { numRuns: 60 },
    );
  });

  it('is what the server reads out of it, line by line', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const { match, draft } = await draftOf(told);
        const shown = previewOf(draft, 0);
        const report = decodeReport(await match.seal(draft));
        if (!report.ok) throw new Error(report.error);
        const verdict = await verifyReport(report.value, match.facts, match.facts.iat);
        if (!verdict.ok) throw new Error(verdict.error.code);
        const read: PreviewLine[] = verdict.value.lines.map((line) =>
          asPreview(line, otherRole(draft.reporter)),
        );
        expect(shown.lines).toEqual(read);
      }),
      { numRuns: 60 },
    );
  });

  it('shows no word of a line that is not disclosed, in a real chat', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), text, fc.boolean()), { maxLength: 8 }),
        async (lines) => {
          const pair = await openPair();
          for (const [own, said] of lines) {
            (own ? pair.a : pair.b).chat.send(said);
            await pair.settle();
          }
          const record = pair.a.chat.record;
          const shown = record?.reportable().lines ?? [];
          const disclosed = new Set(shown.filter((_, index) => lines[index]?.[2]).map(({ key }) => key));
          const choice = { reason: 'spam', comment: '', disclosed } as const;
          const preview = record?.preview(choice);
          const bytes = (await record?.encode(choice)) ?? new Uint8Array();
          const report = decodeReport(bytes);
          if (!report.ok) throw new Error(report.error);
          expect(preview).toEqual(previewOf(report.value, bytes.length));
          for (const line of preview?.lines ?? []) expect(line.kind === 'text').toBe(disclosed.has(line.key));
        },
      ),
      { numRuns: 15 },
    );
  });
});
