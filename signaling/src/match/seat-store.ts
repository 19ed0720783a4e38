import type { MatchId, SessionId } from '@sotto/protocol';
import type { SeatTokens } from './resume-token.ts';
import type { Seat } from './seat.ts';

/** A signal that waits for its receiver. */
export interface HeldSignal {
  readonly match: MatchId;
  readonly frame: Uint8Array;
}

/** All of a seat that another node needs to continue it. */
export interface SeatSnapshot extends SeatTokens {
  readonly seat: Seat;
  readonly held: readonly HeldSignal[];
}

/**
 * Where nodes leave their seats for each other, so that a client that lost its node resumes on the next one. Memory
 * and Redis adapters pass one contract suite. A snapshot that nobody renews is gone after its time to live.
 */
export interface SeatStore {
  /** Replaces what was saved for the session. */
  save(session: SessionId, snapshot: SeatSnapshot, ttlMs: number): Promise<void>;
  /** Gives a snapshot more time; nothing happens where there is none. */
  renew(session: SessionId, ttlMs: number): Promise<void>;
  /** Removes and returns the snapshot, in one step: of two nodes that take, one gets it. */
  take(session: SessionId): Promise<SeatSnapshot | undefined>;
  remove(session: SessionId): Promise<void>;
  close(): Promise<void>;
}
