import { concatBytes, type Bytes } from '../bytes.ts';
import { signatureBytes } from '../crypto/signatures.ts';
import { decodeStatementPart, encodeStatementPart, statementPartBytes, type Statement } from './statement.ts';

/** A statement with its signature: what proves a message, without saying what it was. */
export interface Envelope {
  readonly statement: Statement;
  /** Ed25519 by the sender's match key over `encodeStatement`. */
  readonly signature: Bytes;
}

/** Bytes of an encoded envelope. */
export const envelopeBytes = statementPartBytes + signatureBytes;

/**
 * An envelope as a report carries it: the statement's part 114 ‖ signature 64. The transcript hash is not repeated: the
 * reader has it from the match.
 */
export function encodeEnvelope({ statement, signature }: Envelope): Bytes {
  if (signature.length !== signatureBytes) throw new RangeError('a signature has 64 bytes');
  return concatBytes(encodeStatementPart(statement), signature);
}

/** Reads an envelope; `undefined` for bytes that are none. Says nothing of its signature. Never throws. */
export function decodeEnvelope(bytes: Bytes): Envelope | undefined {
  if (bytes.length !== envelopeBytes) return undefined;
  const statement = decodeStatementPart(bytes.subarray(0, statementPartBytes) as Bytes);
  return statement && { statement, signature: bytes.slice(statementPartBytes) };
}
