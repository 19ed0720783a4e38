import type { MatchId, SessionId } from '@sotto/protocol';

/** What one side of a match tells the other's seat, wherever that is. */
export type PartnerMessage =
  /** "I take this match." `ask`: "I have not heard that you do: if so, say it again." */
  | { readonly kind: 'accepted'; readonly match: MatchId; readonly ask: boolean }
  /**
   * `left`: by choice. `gone`: the grace time ran out. `lapsed`: not both accepted in time. `declined`: nobody takes
   * the match where it was delivered, which says nothing of one that is final.
   */
  | { readonly kind: 'over'; readonly match: MatchId; readonly why: OverReason }
  /** Whether the sender agrees to a direct connection; see `consent.ts`. */
  | { readonly kind: 'direct'; readonly match: MatchId; readonly allow: boolean; readonly round: number };

export type OverReason = (typeof overReasons)[number];
export const overReasons = ['left', 'gone', 'lapsed', 'declined'] as const;

/** What travels to the node where a session sits. */
export type CourierMessage =
  | PartnerMessage
  /** `frame`: the very bytes that the sender's node has checked. */
  | { readonly kind: 'signal'; readonly match: MatchId; readonly frame: Uint8Array }
  /**
   * The session has a socket on node `by` now. `keep`: its seat moved there; otherwise whatever the old
   * node holds is given up.
   */
  | { readonly kind: 'moved'; readonly by: string; readonly keep: boolean };

/**
 * Brings messages to a session's seat on whichever node it is. At most once: a message to a session that no node
 * has open, or that is sent while a connection is down, is lost, and time-outs on both sides mend that.
 * Messages from one node to one session keep their order. Memory and Redis adapters pass one contract suite.
 */
export interface Courier {
  /** From when it resolves, messages to `session` reach the listener here. */
  open(session: SessionId): Promise<void>;
  /** Ends {@link open}. */
  shut(session: SessionId): void;
  /** To every node that has `session` open, this one included. */
  send(session: SessionId, message: CourierMessage): void;
  /** One listener; set before the first {@link open}. */
  onMessage(listener: (session: SessionId, message: CourierMessage) => void): void;
  close(): Promise<void>;
}
