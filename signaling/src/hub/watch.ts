import type { CloseReason, ProblemKind } from '@sotto/protocol';
import type { Stage } from '../match/seat.ts';

/** Told of what happens at the sockets, to count it. */
export interface HubWatch {
  /** A socket was not given. */
  refused(kind: ProblemKind): void;
  /** The server closed one. */
  closed(reason: CloseReason): void;
  /** A session does something else. */
  moved(from: Stage['at'], to: Stage['at']): void;
  /** A session that sought has a match. */
  matched(waitedMs: number): void;
}

/** Nobody counts. */
export const unwatched: HubWatch = {
  refused: () => {},
  closed: () => {},
  moved: () => {},
  matched: () => {},
};
