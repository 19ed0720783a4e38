import type { About, MatchId, Pool, SessionId, TicketId, Wants } from '@sotto/protocol';

/**
 * What one person offers and wants, as the matchmaker sees it. It knows no nickname, key or address:
 * `payload` is carried through unread.
 */
export interface Ticket {
  readonly id: TicketId;
  readonly pool: Pool;
  readonly session: SessionId;
  /** Names the person in other people's `blocks` and `recent`; never leaves the servers in the clear. */
  readonly handle: string;
  readonly about: About;
  readonly wants: Wants;
  /** Handles of people never to meet. Hard, and mutual by effect: one side's block suffices. */
  readonly blocks: readonly string[];
  /** Handles of people met a short while ago. */
  readonly recent: readonly string[];
  /** 0 (nobody knows yet) to 1 (well-behaved for long); likes meet likes. */
  readonly reputation: number;
  /** 0 or more; the engine caps what it can buy. */
  readonly priority: number;
  /** First entry into the queue, milliseconds since the epoch. A requeue keeps it. */
  readonly enteredAtMs: number;
  /** Opaque to the matchmaker, handed to both nodes with the match. At most 2 KB. */
  readonly payload: string;
}

export interface MatchSide {
  readonly ticket: TicketId;
  readonly session: SessionId;
  readonly handle: string;
  readonly payload: string;
  /** The offer that was attached to the ticket before the match, if any. */
  readonly offer?: string;
}

/** A committed pair. The initiator is the side that has an offer; where both or none have, the older ticket. */
export interface Match {
  readonly id: MatchId;
  readonly pool: Pool;
  readonly initiator: MatchSide;
  readonly answerer: MatchSide;
  readonly sharedInterests: readonly string[];
  readonly sharedLanguages: readonly string[];
  /** Milliseconds since the epoch. */
  readonly madeAtMs: number;
}

/**
 * One side of a match, told to the node that submitted that side's ticket. Delivery is at least once;
 * the receiver deduplicates by `match.id` and `role`.
 */
export interface Delivery {
  readonly match: Match;
  readonly role: 'initiator' | 'answerer';
}

/**
 * The ticket queue as a signaling node sees it. Memory and Redis adapters pass the same contract suite.
 * A ticket is waiting, matched or cancelled; each change is a compare-and-set, so that exactly one of a
 * match and a cancel wins.
 */
export interface TicketQueue {
  /**
   * Puts a ticket in the queue. Idempotent by id: a second submit of a waiting ticket changes only the
   * node to which its match is delivered; a submit of a matched one delivers its match again, perhaps
   * without the offer of a partner who has left that match since. `cancelled`: it was cancelled before and
   * stays so. A delivery may come before this promise resolves.
   */
  submit(ticket: Ticket): Promise<'queued' | 'matched' | 'cancelled'>;
  /** Attaches the offer to a waiting ticket; a later one replaces it. `gone`: matched, cancelled or unknown. */
  attachOffer(id: TicketId, sdp: string): Promise<'attached' | 'gone'>;
  /** Once `cancelled` is answered, the ticket is never matched. */
  cancel(id: TicketId): Promise<'cancelled' | 'matched' | 'unknown'>;
  /**
   * Puts a ticket whose match did not come about back with its age. Does so only while the ticket is matched
   * in just that match, or waits since it was requeued from it; `offer` is forgotten, since it may have been
   * used. The two may meet again unless the caller adds the partner to `recent`.
   */
  requeue(ticket: Ticket, match: MatchId): Promise<'queued' | 'gone'>;
  /**
   * Milliseconds that people like this one lately waited, as measured by this queue; `undefined` while too few
   * have been matched.
   */
  estimateMs?(ticket: Ticket): number | undefined;
  /** Deliveries for tickets submitted here. One listener; set before the first submit. */
  onDelivery(listener: (delivery: Delivery) => void): void;
  close(): Promise<void>;
}
