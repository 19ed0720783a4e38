import { randomBytes } from 'node:crypto';
import { frameWith } from '../../bench/lib/contestant.ts';
import { waitingSeek } from '../../bench/lib/sotto.ts';
import { clientTextFrame } from '../../bench/lib/wire-socket.ts';
import { allowed } from './allowed.ts';

const wire = (frame: object): Buffer => clientTextFrame(JSON.stringify(frame));
const noMatch = randomBytes(16).toString('base64url');

/** Searches made and taken back, each with a proof to check, a ticket to write down and one to strike out. */
function searches(count: number): Buffer[] {
  return Array.from({ length: count }, (_, n) => waitingSeek(n)).flatMap((seek) => [
    wire(seek),
    wire({ t: 'cancel', ticket: seek.ticket }),
  ]);
}

/** Frames that a socket sends over and over. */
export interface FrameKind {
  readonly frames: readonly Buffer[];
  /** How many a socket may send without being closed. */
  readonly allowedPerSecond: number;
}

/** What the sockets of a flood send, each kind from sockets of its own. */
export const frameKinds: readonly FrameKind[] = [
  { frames: [wire({ t: 'ping', n: 1 })], allowedPerSecond: allowed.framesPerSecond },
  {
    frames: [
      clientTextFrame(
        frameWith((sdp) => JSON.stringify({ t: 'signal', match: noMatch, data: { type: 'offer', sdp } })),
      ),
    ],
    allowedPerSecond: allowed.framesPerSecond,
  },
  // Every second one is a search.
  { frames: searches(20), allowedPerSecond: 2 * allowed.searchesPerSecond },
  {
    // Signed by nobody: the proof belongs to another card.
    frames: [wire({ ...waitingSeek(1), proof: waitingSeek(2).proof })],
    allowedPerSecond: allowed.searchesPerSecond,
  },
];
