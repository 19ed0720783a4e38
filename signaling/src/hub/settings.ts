import type { RateLimit } from '../ports.ts';

/** Over how long sockets are closed, so that those who come back don't all come at once. */
export interface DrainPace {
  readonly leastMs: number;
  /** Sockets a second, at which the other nodes still open each at once. */
  readonly perS: number;
  /** Whoever stops the process waits no longer. Beyond it more sockets are closed in a second. */
  readonly mostMs: number;
}

/** What an operator or a test can set about the hub. */
export interface HubSettings {
  /** Sockets open at once on this node; the next ones are told to come back later. */
  readonly maxSockets: number;
  /** Sockets open at once from one address prefix. */
  readonly maxSocketsPerPrefix: number;
  /** Frames of one socket, pings included. */
  readonly frames: RateLimit;
  /** Malformed frames of one socket, before it is closed. */
  readonly malformed: RateLimit;
  /** Bytes that may wait for a slow client before its socket is closed. A `matched` frame has at most some 10 KB. */
  readonly maxBufferedBytes: number;
  /** Between two pings of a socket. One that answers none of two is closed. */
  readonly pingIntervalMs: number;
  /** From the loss of a socket to the loss of its ticket, or of a match that is not final. */
  readonly graceMs: number;
  /** From the loss of a socket to the end of its final match: longer than a browser looks for a lost path. */
  readonly chatGraceMs: number;
  /** From a match to its lapse, unless both sides have accepted. */
  readonly acceptMs: number;
  /** Between two submits of a waiting ticket, in case the queue forgot it. */
  readonly resubmitMs: number;
  /** From the moment that the server stops to that in which it takes no more sockets: balancers ask now and then who is ready. */
  readonly noticeMs: number;
  /** How the sockets are closed when the server stops. */
  readonly drain: DrainPace;
  /** From a close frame to the end of the connection, for clients that do not answer it. */
  readonly closeTimeoutMs: number;
}

export const defaultSettings: HubSettings = {
  maxSockets: 100_000,
  maxSocketsPerPrefix: 200,
  frames: { points: 200, durationS: 10 },
  malformed: { points: 10, durationS: 60 },
  maxBufferedBytes: 262_144,
  pingIntervalMs: 30_000,
  graceMs: 30_000,
  chatGraceMs: 120_000,
  acceptMs: 5_000,
  resubmitMs: 20_000,
  noticeMs: 0,
  drain: { leastMs: 5_000, perS: 300, mostMs: 40_000 },
  closeTimeoutMs: 5_000,
};

/**
 * Of the frames that a socket may send, those that may begin a search. One that finds somebody takes four at least: the search, an offer or
 * an answer, the acceptance, and to leave again.
 */
export const searchShare = 0.25;
