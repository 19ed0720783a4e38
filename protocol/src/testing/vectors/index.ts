import { toHex } from '../../bytes.ts';
import { caseVectors } from './case.ts';
import { ed25519Vectors } from './ed25519.ts';
import { linkFrameVectors, possessionVectors, safetyCodeVectors } from './link.ts';
import { reportIdVectors, reportVectors } from './report.ts';
import { sealingVectors } from './sealing.ts';
import { manifestVectors, statementVectors, transcriptHashVectors } from './transcript.ts';
import { x25519Vectors } from './x25519.ts';

/** Where the vectors lie. */
export const vectorFolder = new URL('../../../vectors/', import.meta.url);

interface VectorFile {
  readonly about: string;
  readonly vectors: () => unknown;
}

/** The files of vectors, each with what it is about. Bytes are written in hexadecimal. */
const files: Readonly<Record<string, VectorFile>> = {
  'transcript-hash': { about: 'The hash that names a match', vectors: transcriptHashVectors },
  statement: {
    about: 'Messages: content, commitment, signed bytes, signature, head, envelope, secret part',
    vectors: statementVectors,
  },
  manifest: { about: 'Files: hashes of chunks, their root, manifest', vectors: manifestVectors },
  sealing: { about: 'Hello tags, sealed messages, fresh agreements', vectors: sealingVectors },
  'link-frames': { about: 'Frames on the data channel', vectors: linkFrameVectors },
  possession: { about: 'Proofs of possession of the keys of a card', vectors: possessionVectors },
  'safety-code': { about: 'Commitments and safety codes', vectors: safetyCodeVectors },
  'report-id': { about: 'Names of reports', vectors: reportIdVectors },
  report: { about: 'Reports and what is decided on them', vectors: reportVectors },
  case: { about: 'Exported cases and what is decided on them', vectors: caseVectors },
  ed25519: { about: 'Signatures, and whether they are taken', vectors: ed25519Vectors },
  x25519: { about: 'Keys to seal with, and whether they are taken', vectors: x25519Vectors },
};

export const vectorNames: readonly string[] = Object.keys(files);

/** The text of a file of vectors, the same each time. */
export async function vectorText(name: string): Promise<string> {
  const file = files[name];
  if (file === undefined) throw new Error(`no vectors ${name}`);
  const { about, vectors } = file;
  return `${JSON.stringify({ about, vectors: await vectors() }, inHex, 1)}\n`;
}

function inHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? toHex(value) : value;
}
