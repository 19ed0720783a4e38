import { checkedLength, checkedUint, concatBytes, utf8, type Bytes } from '../bytes.ts';
import { sha256 } from '../crypto/hash.ts';
import { roleByte, roles, type Role } from '../wire/card.ts';

/** What the sender of one message signs: where it stands in the match, and a commitment to what it says. */
export interface Statement {
  readonly role: Role;
  /** 1 for the first message of a sender in a match, then counting up. */
  readonly seq: number;
  /** {@link headOf} the sender's message before; {@link noHead} for the first. */
  readonly prev: Bytes;
  /** The last message of the partner that the sender had when it wrote this one; 0 for none. */
  readonly ackSeq: number;
  /** {@link headOf} that message; {@link noHead} for none. */
  readonly ackHead: Bytes;
  /** Milliseconds since the epoch, by the sender's reckoning from the time of the match. */
  readonly atMs: number;
  /** What the body is; see `content.ts`. */
  readonly kind: number;
  /** {@link commitmentOf} what was said. */
  readonly commitment: Bytes;
}

/** Stands for the head of no message. */
export const noHead: Bytes = new Uint8Array(32);

/** Bytes of the random number that hides a body behind its commitment. */
export const saltBytes = 32;

/** Bytes of a statement as it is signed, and of the part that is the statement's own. */
export const statementBytes = 162;
export const statementPartBytes = 114;

const domain = utf8('sotto/envelope/1');

/**
 * The bytes that a signature is over, big-endian:
 *
 *     "sotto/envelope/1" 16 ‖ transcript hash 32
 *     ‖ role u8 ‖ seq u32 ‖ prev 32 ‖ ackSeq u32 ‖ ackHead 32 ‖ atMs u64 ‖ kind u8 ‖ commitment 32
 *
 * Fixed widths: no two statements have the same bytes. The transcript hash ties them to one match and its keys.
 * @throws RangeError where a number or a field of bytes does not fit its width.
 */
export function encodeStatement(tx: Bytes, statement: Statement): Bytes {
  return concatBytes(domain, checked32(tx), encodeStatementPart(statement));
}

/** The statement's own {@link statementPartBytes}, without domain and transcript hash. */
export function encodeStatementPart(statement: Statement): Bytes {
  const bytes = new Uint8Array(statementPartBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, roleByte(statement.role));
  view.setUint32(1, checkedUint(statement.seq, 0xffff_ffff));
  bytes.set(checked32(statement.prev), 5);
  view.setUint32(37, checkedUint(statement.ackSeq, 0xffff_ffff));
  bytes.set(checked32(statement.ackHead), 41);
  view.setBigUint64(73, BigInt(checkedUint(statement.atMs, Number.MAX_SAFE_INTEGER)));
  view.setUint8(81, checkedUint(statement.kind, 0xff));
  bytes.set(checked32(statement.commitment), 82);
  return bytes;
}

/** Reads what {@link encodeStatementPart} wrote; `undefined` for bytes that it never writes. Never throws. */
export function decodeStatementPart(bytes: Bytes): Statement | undefined {
  if (bytes.length !== statementPartBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const role = roles[view.getUint8(0)];
  const atMs = view.getBigUint64(73);
  if (role === undefined || atMs > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return {
    role,
    seq: view.getUint32(1),
    prev: bytes.slice(5, 37),
    ackSeq: view.getUint32(37),
    ackHead: bytes.slice(41, 73),
    atMs: Number(atMs),
    kind: view.getUint8(81),
    commitment: bytes.slice(82),
  };
}

/** Names a message and, through `prev`, all of the sender's before it: SHA-256 of the signed bytes. */
export function headOf(encodedStatement: Bytes): Bytes {
  return sha256(encodedStatement);
}

/**
 * Binds a sender to a body without telling it: SHA-256(salt 32 ‖ body). Who gets the salt with the body can check
 * it; without the salt nobody can, not even by trying all likely bodies.
 * @throws RangeError for a salt of another width, which could be read as part of another body.
 */
export function commitmentOf(salt: Bytes, body: Bytes): Bytes {
  return sha256(concatBytes(checked32(salt), body));
}

function checked32(bytes: Bytes): Bytes {
  return checkedLength(bytes, 32, 'hashes and salts');
}
