import { concatBytes, equalBytes, type Bytes } from '../../bytes.ts';
import { createSealing, type Sealing } from '../../crypto/sealing.ts';
import { createMatchKeys } from '../../crypto/keys.ts';
import {
  decodeLinkFrame,
  encodeLinkFrame,
  envelopeHeaderBytes,
  encodeEnvelopeHeader,
} from '../../link/frames.ts';
import { limits } from '../../limits.ts';
import { decodeReport, encodeDraft, ticketOfReport } from '../../report/bundle.ts';
import { verifyReport } from '../../report/verify.ts';
import { decodeContent, encodeContent } from '../../transcript/content.ts';
import { decodeEnvelope, encodeEnvelope } from '../../transcript/envelope.ts';
import { decodeManifest, encodeManifest } from '../../transcript/manifest.ts';
import { decodeSecretPart, encodeSecretPart } from '../../transcript/secret-part.ts';
import { decodeStatementPart, encodeStatementPart } from '../../transcript/statement.ts';
import { linkFrameVectors } from '../vectors/link.ts';
import { manifestVectors, statementVectors } from '../vectors/transcript.ts';
import { seededBytes } from '../seeded-bytes.ts';
import { Chance } from '../chance.ts';
import { makeWorld, type World } from '../tampering/world.ts';
import { mutatedBytes, type ByteSeed } from './mutate-bytes.ts';
import { promise, type FuzzTarget } from './target.ts';

/** Parsers of bytes. Each but the secret part's has one encoding for one value, which is checked on the way. */
export async function byteTargets(): Promise<readonly FuzzTarget<Bytes>[]> {
  const [{ messages }] = statementVectors() as [ReturnType<typeof statementVectors>[number]];
  const worlds = await Promise.all([1, 2, 3].map((seed) => makeWorld(new Chance(seed, 0, 9))));
  const reports = await Promise.all(worlds.flatMap((world) => [reportOf(world, 600), reportOf(world, 3)]));
  const statementFields = [
    [0, 1],
    [1, 4],
    [37, 4],
    [73, 8],
    [81, 1],
  ] as const;
  const manifests = manifestVectors().map(({ encoded }) =>
    plain(encoded, [
      [0, 1],
      [1, 4],
    ]),
  );
  const frames = linkFrameVectors().map(({ encoded }) =>
    plain(encoded, [
      [0, 1],
      [1, 1],
      [2, 2],
      [4, 4],
      [8, 4],
      [12, 8],
    ]),
  );
  return [
    target(
      'statement',
      16,
      messages.map(({ envelope }) => plain(envelope.slice(0, 114), statementFields)),
      (bytes) => reads(bytes, decodeStatementPart(bytes), encodeStatementPart),
    ),
    target(
      'envelope',
      16,
      messages.map(({ envelope }) => plain(envelope, statementFields)),
      (bytes) => reads(bytes, decodeEnvelope(bytes), encodeEnvelope),
    ),
    target('manifest', 16, manifests, (bytes) => reads(bytes, decodeManifest(bytes), encodeManifest)),
    target(
      'secret part',
      10,
      messages.map(({ secretPart }) => plain(secretPart)),
      (bytes) => reads(bytes, decodeSecretPart(bytes), encodeSecretPart),
    ),
    target(
      'content',
      10,
      messages.map(({ statement, body }) =>
        plain(concatBytes(Uint8Array.of(statement.kind), body), [[0, 1]]),
      ),
      (bytes) => {
        const body = bytes.slice(1);
        reads(body, decodeContent(bytes[0] ?? 0, body), encodeContent);
      },
    ),
    target('link frame', 20, frames, (bytes) => {
      const read = decodeLinkFrame(bytes);
      if (read.ok) promise(equalBytes(encodeLinkFrame(read.value), bytes), 'one encoding');
    }),
    target('report', 6, reports, (bytes) => {
      const read = decodeReport(bytes);
      const ticket = ticketOfReport(bytes);
      if (!read.ok) return;
      promise(ticket.ok && equalBytes(ticket.value, read.value.ticket), 'one ticket');
      promise(equalBytes(encodeDraft(read.value), bytes.subarray(0, -64)), 'one encoding');
      const { chains, files } = read.value;
      for (const chain of Object.values(chains))
        promise(chain.length <= limits.maxReportedPerSide, 'bounded');
      promise(files.length <= limits.maxReportFiles, 'bounded');
    }),
    {
      ...target('report, verified', 0.2, reports, () => undefined),
      run: async (bytes) => {
        const read = decodeReport(bytes);
        if (!read.ok) return;
        for (const { facts } of worlds) await verifyReport(read.value, facts, facts.iat);
      },
    },
    sealedTarget(),
  ];
}

function target(
  name: string,
  share: number,
  seeds: readonly ByteSeed[],
  run: (bytes: Bytes) => unknown,
): FuzzTarget<Bytes> {
  return { name, share, run, input: (chance) => mutatedBytes(chance, seeds), size: (bytes) => bytes.length };
}

function reads<Value>(bytes: Bytes, value: Value | undefined, encode: (value: Value) => Bytes): void {
  if (value !== undefined) promise(equalBytes(encode(value), bytes), 'one encoding');
}

function plain(bytes: Bytes, fields: ByteSeed['fields'] = []): ByteSeed {
  return { bytes, fields };
}

/** A report of a world, with the places of all its lengths and counts. */
async function reportOf(world: World, newest: number): Promise<ByteSeed> {
  const files = [...world.files].map(([name, bytes]) => {
    const [role, seq] = name.split(' ');
    return {
      role: role === 'initiator' ? ('initiator' as const) : ('answerer' as const),
      seq: Number(seq),
      bytes,
    };
  });
  const draft = world.match.draft('initiator', {
    newest,
    comment: 'words',
    files: newest > 5 ? files.slice(0, 8) : [],
  });
  const bytes = await world.match.seal(draft);
  const fields: [number, number][] = [
    [16, 1],
    [17, 1],
    [18, 2],
  ];
  let at = 20 + 'words'.length;
  fields.push([at, 2]);
  at += 2 + draft.ticket.length;
  for (const chain of [draft.chains.initiator, draft.chains.answerer]) {
    fields.push([at, 2]);
    at += 2;
    for (const { opened } of chain) {
      for (const [offset, width] of [
        [0, 1],
        [1, 4],
        [37, 4],
        [73, 8],
        [81, 1],
        [178, 4],
      ] as const)
        fields.push([at + offset, width]);
      at += 182 + (opened ? 32 + opened.body.length : 0);
    }
  }
  fields.push([at, 1]);
  for (const file of draft.files) {
    fields.push([at + 1, 1], [at + 2, 4], [at + 6, 4]);
    at += 9 + file.bytes.length;
  }
  return { bytes, fields };
}

/** A header and what is sealed under it, as they come from a partner: opening says yes or no, and goes on. */
function sealedTarget(): FuzzTarget<Bytes> {
  const random = seededBytes('sotto/fuzzing/sealed');
  const keys = [createMatchKeys(random), createMatchKeys(random)] as const;
  const tx = random(32);
  const side = (role: 'initiator' | 'answerer', own: number): Sealing => {
    const [mine, theirs] = own === 0 ? keys : ([keys[1], keys[0]] as const);
    const seal = { ...mine.seal, secretKey: mine.seal.secretKey.slice() };
    const peer = { sign: theirs.sign.publicKey, seal: theirs.seal.publicKey, fingerprint: tx };
    const made = createSealing(role, { ...mine, seal }, peer, tx);
    if (!made.ok) throw new Error(made.error);
    return made.value;
  };
  const header = encodeEnvelopeHeader({ kind: 1, epoch: 0, seq: 1, ackSeq: 0, atMs: 1 });
  const seeds = [1, 100, 1_000].map((length) =>
    plain(concatBytes(header, side('initiator', 0).seal(header, random(length))), [
      [1, 1],
      [2, 2],
    ]),
  );
  const seen = seeds.map(({ bytes }) => bytes);
  const answerer = side('answerer', 1);
  return target('sealed message', 1, seeds, (bytes) => {
    if (bytes.length < envelopeHeaderBytes || seen.some((one) => equalBytes(one, bytes))) return;
    const [head, sealed] = [bytes.slice(0, envelopeHeaderBytes), bytes.slice(envelopeHeaderBytes)];
    promise(answerer.open(0, head, sealed) === undefined, 'nothing altered opens');
  });
}
