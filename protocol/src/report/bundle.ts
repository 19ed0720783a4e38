import { checkedLength, concatBytes, equalBytes, fromUtf8, utf8, type Bytes } from '../bytes.ts';
import { sha256 } from '../crypto/hash.ts';
import { signatureBytes } from '../crypto/signatures.ts';
import { limits } from '../limits.ts';
import { fail, ok, type Result } from '../result.ts';
import { decodeEnvelope, encodeEnvelope, envelopeBytes, type Envelope } from '../transcript/envelope.ts';
import { saltBytes } from '../transcript/statement.ts';
import { roleByte, roles, type Role } from '../wire/card.ts';
import { ByteReader, u16, u32 } from './byte-reader.ts';
import { reasonByte, reportReasons, type ReportReason } from './reasons.ts';

/** A message in a report. Without `opened` its body is withheld: it counts in the chain, and says nothing. */
export interface ReportedEnvelope extends Envelope {
  readonly opened?: { readonly salt: Bytes; readonly body: Bytes };
}

/** The bytes of a file whose manifest is disclosed. */
export interface ReportedFile {
  readonly role: Role;
  readonly seq: number;
  readonly bytes: Bytes;
}

/** What a report says, before its reporter has signed it. */
export interface ReportDraft {
  readonly reporter: Role;
  readonly reason: ReportReason;
  /** The reporter's own words; may be empty. At most {@link limits.maxReportCommentBytes} of UTF-8. */
  readonly comment: string;
  /** The match ticket as it came with the match: sealed by the server, opaque to everybody else. */
  readonly ticket: Bytes;
  /** A contiguous part of each side's chain, oldest first; may be empty. */
  readonly chains: Readonly<Record<Role, readonly ReportedEnvelope[]>>;
  readonly files: readonly ReportedFile[];
}

/** A report as it was read: nothing in it is verified yet. */
export interface Report extends ReportDraft {
  /** SHA-256 of all that the signature is over. */
  readonly digest: Bytes;
  /** Ed25519 by the reporter's match key over {@link reportMessage}. */
  readonly signature: Bytes;
}

export type BundleRefusal = 'too-big' | 'unknown-version' | 'malformed';

/** The media type of an encoded report. */
export const reportMediaType = 'application/vnd.sotto.report';

const domain = utf8('sotto/report/1\0\0');
const signatureDomain = utf8('sotto/reportsig1');

/**
 * All of a report but its signature, big-endian:
 *
 *     "sotto/report/1" 00 00 ‖ reporter u8 ‖ reason u8
 *     ‖ length u16, comment ‖ length u16, match ticket
 *     ‖ initiator's chain ‖ answerer's chain, each: count u16, then for each message
 *           envelope 178 ‖ length u32 (0: withheld), salt 32 ‖ body
 *     ‖ count u8, then for each file: role u8 ‖ seq u32 ‖ length u32, bytes
 *
 * A comment's lone surrogates, which UTF-8 has no bytes for, become U+FFFD.
 * @throws RangeError where a part does not fit its width or its limit: whatever is encoded, {@link decodeReport} reads.
 */
export function encodeDraft(draft: ReportDraft): Bytes {
  const { reporter, reason, ticket, chains, files } = draft;
  const comment = utf8(draft.comment);
  if (comment.length > limits.maxReportCommentBytes) throw new RangeError('the comment is too long');
  if (ticket.length > limits.maxMatchTicketBytes) throw new RangeError('the match ticket is too long');
  if (files.length > limits.maxReportFiles) throw new RangeError('too many files');
  const parts: Bytes[] = [
    domain,
    Uint8Array.of(roleByte(reporter), reasonByte(reason)),
    u16(comment.length),
    comment,
    u16(ticket.length),
    ticket,
  ];
  for (const role of roles) {
    const chain = chains[role];
    if (chain.length > limits.maxReportedPerSide) throw new RangeError('too many messages');
    parts.push(u16(chain.length));
    for (const message of chain) parts.push(encodeEnvelope(message), ...encodeOpened(message));
  }
  parts.push(Uint8Array.of(files.length));
  for (const { role, seq, bytes } of files) {
    if (bytes.length > limits.maxFileBytes) throw new RangeError('a file is too large');
    parts.push(Uint8Array.of(roleByte(role)), u32(seq), u32(bytes.length), bytes);
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length + signatureBytes > limits.maxReportBytes) throw new RangeError('the report is too large');
  return concatBytes(...parts);
}

/** What the reporter signs: "sotto/reportsig1" 16 ‖ transcript hash 32 ‖ SHA-256 of the encoded draft 32. @throws RangeError. */
export function reportMessage(tx: Bytes, digest: Bytes): Bytes {
  return concatBytes(signatureDomain, checkedLength(tx, 32, 'hashes'), checkedLength(digest, 32, 'hashes'));
}

/**
 * A signed report, ready to be sent.
 * @param sign signs with the reporter's match key.
 * @throws RangeError as {@link encodeDraft} does, and where the signature has not 64 bytes.
 */
export async function encodeReport(
  draft: ReportDraft,
  tx: Bytes,
  sign: (message: Bytes) => Promise<Bytes>,
): Promise<Bytes> {
  const encoded = encodeDraft(draft);
  const signature = await sign(reportMessage(tx, sha256(encoded)));
  return concatBytes(encoded, checkedLength(signature, signatureBytes, 'signatures'));
}

/**
 * Reads a report: size first, then every field by its width; nothing may be left over. What is read are views of
 * `bytes`, so it takes little more memory than they do. Verifies nothing. Never throws.
 */
export function decodeReport(bytes: Bytes): Result<Report, BundleRefusal> {
  if (bytes.length > limits.maxReportBytes) return fail('too-big');
  const reader = new ByteReader(bytes);
  if (!equalBytes(reader.bytes(domain.length), domain)) return fail('unknown-version');
  const reporter = roles[reader.u8()];
  const reason = reportReasons[reader.u8()];
  const comment = fromUtf8(bounded(reader, reader.u16(), limits.maxReportCommentBytes));
  const ticket = bounded(reader, reader.u16(), limits.maxMatchTicketBytes);
  const initiator = readChain(reader);
  const answerer = initiator && readChain(reader);
  const files = answerer && readFiles(reader);
  const signedLength = reader.offset;
  const signature = reader.bytes(signatureBytes);
  if (reporter === undefined || reason === undefined || comment === undefined) return fail('malformed');
  if (initiator === undefined || answerer === undefined || files === undefined) return fail('malformed');
  if (reader.failed || reader.left > 0) return fail('malformed');
  const digest = sha256(bytes.subarray(0, signedLength) as Bytes);
  const chains = { initiator, answerer };
  return ok({ reporter, reason, comment, ticket, chains, files, digest, signature });
}

/** The match ticket in an encoded report, which says who can verify it; reads no further. A view of `bytes`. Never throws. */
export function ticketOfReport(bytes: Bytes): Result<Bytes, BundleRefusal> {
  if (bytes.length > limits.maxReportBytes) return fail('too-big');
  const reader = new ByteReader(bytes);
  if (!equalBytes(reader.bytes(domain.length), domain)) return fail('unknown-version');
  reader.bytes(2);
  bounded(reader, reader.u16(), limits.maxReportCommentBytes);
  const ticket = bounded(reader, reader.u16(), limits.maxMatchTicketBytes);
  return reader.failed ? fail('malformed') : ok(ticket);
}

function encodeOpened({ opened }: ReportedEnvelope): Bytes[] {
  if (opened === undefined) return [u32(0)];
  const { salt, body } = opened;
  if (body.length > limits.maxTextBytes) throw new RangeError('a body is too long');
  return [u32(saltBytes + body.length), checkedLength(salt, saltBytes, 'salts'), body];
}

function readChain(reader: ByteReader): ReportedEnvelope[] | undefined {
  const count = reader.u16();
  if (count > limits.maxReportedPerSide) return undefined;
  const chain: ReportedEnvelope[] = [];
  for (let i = 0; i < count; i += 1) {
    const envelope = decodeEnvelope(reader.bytes(envelopeBytes));
    const length = reader.u32();
    if (envelope === undefined || (length > 0 && length < saltBytes)) return undefined;
    const opened = bounded(reader, length, saltBytes + limits.maxTextBytes);
    if (reader.failed) return undefined;
    const [salt, body] = [opened.subarray(0, saltBytes) as Bytes, opened.subarray(saltBytes) as Bytes];
    chain.push(length === 0 ? envelope : { ...envelope, opened: { salt, body } });
  }
  return chain;
}

function readFiles(reader: ByteReader): ReportedFile[] | undefined {
  const count = reader.u8();
  if (count > limits.maxReportFiles) return undefined;
  const files: ReportedFile[] = [];
  for (let i = 0; i < count; i += 1) {
    const role = roles[reader.u8()];
    const seq = reader.u32();
    const bytes = bounded(reader, reader.u32(), limits.maxFileBytes);
    if (role === undefined || reader.failed) return undefined;
    files.push({ role, seq, bytes });
  }
  return files;
}

/** So many bytes; fails where they are more than may be. */
function bounded(reader: ByteReader, length: number, most: number): Bytes {
  return reader.bytes(length > most ? Infinity : length);
}
