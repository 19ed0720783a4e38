import { equalBytes, type Bytes } from '../bytes.ts';
import type { Role } from '../wire/card.ts';
import { noHead, type Statement } from './statement.ts';

/** How long after the match was made its messages can be reported, and the latest time that a message may tell. */
export const matchTicketLifeMs = 48 * 60 * 60_000;

/** Where the chain of one side stands after a message. */
export interface ChainState {
  readonly role: Role;
  readonly seq: number;
  readonly head: Bytes;
  readonly ackSeq: number;
  readonly atMs: number;
}

/** The time that a message may tell: from the making of the match to the end of its ticket. */
export interface MatchTime {
  readonly iat: number;
  readonly exp: number;
}

/** Why a message does not follow upon the one before. */
export type ChainFault =
  /** It is of the other side. */
  | 'wrong-role'
  /** Its number is not the next one. */
  | 'not-contiguous'
  /** It names another message as the one before. */
  | 'chain-broken'
  /** It takes back an acknowledgement, or has a head for no message. */
  | 'acknowledgement'
  /** It was written before the one before, before the match or after its ticket. */
  | 'time';

/** Before the first message of a side. */
export function startOfChain(role: Role, { iat }: MatchTime): ChainState {
  return { role, seq: 0, head: noHead, ackSeq: 0, atMs: iat };
}

/** The state before a message in the middle of a chain, as the message itself tells it: nothing is known of before. */
export function chainBefore({ role, seq, prev }: Statement, time: MatchTime): ChainState {
  return { ...startOfChain(role, time), seq: seq - 1, head: prev };
}

/**
 * Whether a statement is the next of its chain. The one rule for receiver and verifier: what passes here is
 * shown, and what is shown can be reported. Whether its acknowledged head is the right one is asked of the other chain.
 */
export function chainFault(before: ChainState, next: Statement, { exp }: MatchTime): ChainFault | undefined {
  if (next.role !== before.role) return 'wrong-role';
  if (next.seq !== before.seq + 1) return 'not-contiguous';
  if (!equalBytes(next.prev, before.head)) return 'chain-broken';
  if (next.seq === 1 && !equalBytes(next.prev, noHead)) return 'chain-broken';
  if (next.ackSeq < before.ackSeq) return 'acknowledgement';
  if (next.ackSeq === 0 && !equalBytes(next.ackHead, noHead)) return 'acknowledgement';
  if (next.atMs < before.atMs || next.atMs > exp) return 'time';
  return undefined;
}

/** The state after a statement; `head` is that of the statement. */
export function chainAfter({ role, seq, ackSeq, atMs }: Statement, head: Bytes): ChainState {
  return { role, seq, head, ackSeq, atMs };
}
