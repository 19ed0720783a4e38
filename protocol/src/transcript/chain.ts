import { equalBytes, type Bytes } from '../bytes.ts';
import type { Role } from '../wire/card.ts';
import { noHead, type Statement } from './statement.ts';

/** How long after the match was made its messages can be reported at most, and the latest time that a message may tell. */
export const matchTicketLifeMs = 48 * 60 * 60_000;

/** Where the chain of one side stands after a message. */
export interface ChainState {
  readonly role: Role;
  readonly seq: number;
  readonly head: Bytes;
  readonly ackSeq: number;
  readonly atMs: number;
}

/** The first and the last time that a message may tell, in milliseconds since the epoch. */
export interface MatchTime {
  readonly iat: number;
  readonly exp: number;
}

/**
 * The time of a match that was made at `iat`. It hangs on that alone, which the transcript hash names, so that writer,
 * receiver and verifier can't come to different ends of it: a ticket may end earlier, with the key that sealed it,
 * and that only bounds when a report can be filed.
 */
export function matchTime(iat: number): MatchTime {
  return { iat, exp: iat + matchTicketLifeMs };
}

/** Why a message does not follow upon the one before. */
export type ChainFault =
  /** It is of the other side. */
  | 'wrong-role'
  /** Its number is not the next one. */
  | 'not-contiguous'
  /** It names another message as the one before. */
  | 'chain-broken'
  /** It takes back an acknowledgement, or has a head for no message, or none for one. */
  | 'acknowledgement'
  /** It was written before the one before, or outside {@link matchTime}. */
  | 'time';

/** Before the first message of a side. */
export function startOfChain(role: Role, { iat }: MatchTime): ChainState {
  return { role, seq: 0, head: noHead, ackSeq: 0, atMs: iat };
}

/**
 * The state before a message in the middle of a side's chain, as the message itself tells it: nothing is known of before.
 * Whose chain it is, the message does not decide.
 */
export function chainBefore(role: Role, { seq, prev }: Statement, time: MatchTime): ChainState {
  return { ...startOfChain(role, time), seq: seq - 1, head: prev };
}

/**
 * Whether a statement is the next of its chain. The one rule for receiver and verifier: what passes here is
 * shown, and what is shown can be reported. Whether its acknowledged head is the right one is asked of the other chain.
 */
export function chainFault(before: ChainState, next: Statement, { exp }: MatchTime): ChainFault | undefined {
  if (next.role !== before.role) return 'wrong-role';
  if (next.seq !== before.seq + 1 || next.seq === 0) return 'not-contiguous';
  if (!equalBytes(next.prev, before.head)) return 'chain-broken';
  if ((next.seq === 1) !== equalBytes(next.prev, noHead)) return 'chain-broken';
  if (next.ackSeq < before.ackSeq) return 'acknowledgement';
  if ((next.ackSeq === 0) !== equalBytes(next.ackHead, noHead)) return 'acknowledgement';
  if (next.atMs < before.atMs || next.atMs > exp) return 'time';
  return undefined;
}

/** The state after a statement; `head` is that of the statement. */
export function chainAfter({ role, seq, ackSeq, atMs }: Statement, head: Bytes): ChainState {
  return { role, seq, head, ackSeq, atMs };
}
